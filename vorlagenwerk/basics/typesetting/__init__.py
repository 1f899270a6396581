"""How wide text is and how a table's columns share a page: what Word and PDF plan in the same way."""

from __future__ import annotations
