"""Layer 2: where things lie: the project's root, its document types and documents, their output paths."""
