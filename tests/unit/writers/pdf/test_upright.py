"""Upright names of groups, and the rows beside them."""

from __future__ import annotations

import re
from itertools import pairwise

import pypdfium2

from vorlagenwerk.data.tree import Column, Row, Table
from vorlagenwerk.writers.pdf.upright import whole_unit

COLUMNS = (Column("t", "Träger"), Column("z", "Zahl"))


def grouped(*groups: tuple[str, int]) -> Table:
    """A table whose first column names groups of so many rows upright."""
    columns = (
        Column("g", "Gruppe", merged=True, turned=True),
        Column("t", "Träger"),
        Column("z", "Zahl", "", "rechts"),
    )
    rows = tuple(Row((name, f"Stelle {at}", "1")) for name, count in groups for at in range(count))
    return Table("t", "Gruppen", "", columns, rows, row_header=1)


def baselines(written) -> list[float]:
    """How high on the first page each „Stelle“ stands, in points."""
    page = pypdfium2.PdfDocument(written.data)[0].get_textpage()
    text = page.get_text_range()
    return [page.get_charbox(match.start(), loose=True)[1] for match in re.finditer("Stelle", text)]


def test_rows_share_what_an_upright_name_needs(write):
    """All rows of a short group grow alike; in a long one none does."""
    heights = baselines(write(grouped(("Migrationsberatungsstellen", 3), ("Amt", 4))))
    steps = [above - below for above, below in pairwise(heights)]
    assert max(steps[:3]) - min(steps[:3]) < 1 and min(steps[:3]) > 1.5 * steps[3]
    assert max(steps[3:]) - min(steps[3:]) < 1


def test_rows_beside_upright_names_have_the_tags_of_all_others(write):
    """What makes a row high enough is heard by nobody."""
    (table,) = write(grouped(("Migrationsberatungsstellen", 2))).tags.all("Table")
    assert table.outline().endswith("TBody(TR(TH TH TD) TR(TH TD)))")


def test_an_upright_name_takes_few_lines_where_its_rows_are_many(write):
    """It wraps for the height of its rows, not because its column has room for more lines."""
    columns = (Column("g", "Gruppe der Träger", merged=True, turned=True), *COLUMNS)
    rows = tuple(Row(("Bildung und Familie", f"Stelle {at}", "1")) for at in range(9))
    page = pypdfium2.PdfDocument(write(Table("t", "Gruppen", "", columns, rows, row_header=1)).data)[0].get_textpage()
    text = page.get_text_range()
    lefts = [page.get_charbox(text.index(word), loose=True)[0] for word in ("Bildung", "und", "Familie")]
    assert max(lefts) - min(lefts) < 1


def test_the_unit_of_an_upright_title_stays_whole():
    """„in Tsd. €“ reads badly in two lines; where no line is as long, it may break."""
    title = "Beantragte Zuwendung in Tsd. €"
    assert whole_unit(title, 12) == "Beantragte Zuwendung in\u00a0Tsd.\u00a0€"
    assert whole_unit("Fläche in m²", 12) == "Fläche in\u00a0m²"
    assert whole_unit(title, 3) == title
    assert whole_unit("Stand in der Stadt", 12) == "Stand in der Stadt"
