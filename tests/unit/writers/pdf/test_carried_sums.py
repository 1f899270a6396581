"""Sums that are carried where a page ends: their rows stay with those that they add up."""

from __future__ import annotations

import pytest

from vorlagenwerk.data.tree import Column, Paragraph, Row, Summed, Table, Text

CARRIED = Row(("", "Übertrag", "20"), (None, None, 20), "uebertrag")


def listing(*, merged: bool, split: tuple[tuple[int, ...], ...] = ()) -> Table:
    """A table of two pages that carries its sums."""
    columns = (Column("ort", "Ort", merged=merged), Column("name", "Name", is_key=True), Column("betrag", "Betrag"))
    rows = [Row(("Musterstadt", f"Kita {number:02}", "1"), (None, None, 1)) for number in range(40)]
    body = (*rows[:20], CARRIED, CARRIED, *rows[20:])
    return Table("t", "Liste", "", columns, body, 1, split, "1", carried=(Summed(2, "zahl"),))


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("lines", [5, 40])
def test_the_rows_of_the_first_page_stay_together(write, merged, lines):
    """A text above that takes more room than was thought moves all of them, not the carried sum alone."""
    written = write(Paragraph((Text("Musterstadt berät über ihren Haushalt. " * 2 * lines),)), listing(merged=merged))
    pages = [written.page_text(page) for page in range(len(written.pdf.pages))]
    assert ["Kita 00" in page for page in pages] == ["Kita 19" in page for page in pages]
    assert [page.count("Übertrag") for page in pages if "Kita" in page] == [1, 1]
    assert sum(cell.text == "Übertrag" for row in written.tags.all("TR") for cell in row.kids) == 2


@pytest.mark.parametrize("merged", [False, True])
def test_the_pages_of_all_parts_end_behind_the_same_rows(write, merged):
    """Also where a part has no figures to carry."""
    written = write(listing(merged=merged, split=((1, 2), (0, 1))))
    pages = [written.page_text(page) for page in range(len(written.pdf.pages))]
    assert [page.count("Übertrag") for page in pages] == [1, 1, 1, 1]
    assert [("Kita 00" in page, "Kita 19" in page, "Kita 39" in page) for page in pages] == [
        (True, True, False), (False, False, True),
    ] * 2  # fmt: skip
