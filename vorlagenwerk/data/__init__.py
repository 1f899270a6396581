"""Layer 0: the data that every other layer speaks: problems, positions, tree. Standard library only."""
