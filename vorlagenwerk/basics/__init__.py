"""Layer 1: German formatting, sandboxed expressions, loading, code lists. Knows no project and no document."""
