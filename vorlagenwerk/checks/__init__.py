"""Layer 3: what may be said: codes, figures, rules, numbers and the text as its reader meets it."""
