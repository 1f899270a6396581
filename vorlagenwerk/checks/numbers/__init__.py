"""Numbers: those of the finished text, and proofs of those that were entered."""
