"""The text of a paper, as its reader meets it."""
