"""What code reads from the words of a commitment: who, by when, how much, how firmly, and what is none."""
