"""Layer 5: from the tree to bytes, one module or package a format; output and manifest."""
