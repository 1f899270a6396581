"""Layer 4: from checked content to the tree: tables, templates, Markdown, transforms, accessibility."""
