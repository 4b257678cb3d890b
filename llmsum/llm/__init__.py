"""Models: where they answer, how they are asked, what it cost."""
