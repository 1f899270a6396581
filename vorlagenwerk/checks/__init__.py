"""Layer 3: what may be said: schema, German findings, code lists, computed figures."""
