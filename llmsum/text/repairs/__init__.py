"""The steps of the repair, each a pure function that finds its edits."""
