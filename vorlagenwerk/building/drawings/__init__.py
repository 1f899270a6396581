"""Drawings made from data: the structure of a body as boxes and lines, a time line of phases and milestones.

`entries` and `dates` read what the content says, `ranks`, `ordering`, `placing` and `routing` lay out a structure,
`timeline` a time line; `sentences` says the same in words, `svg` hands the geometry to the project's SVG templates.
All lengths are points; the origin is the upper left corner.
"""
