"""Pages: what stands together, what goes to the next page, and which numbers the tree gets."""

from __future__ import annotations

import pytest

from tests.looks import shipped_look
from vorlagenwerk.basics.typesetting.boxes import BoxMaker
from vorlagenwerk.basics.typesetting.entries import contents_entries
from vorlagenwerk.basics.typesetting.flow import Foot, Lines, Pages, Rows
from vorlagenwerk.basics.typesetting.letterhead import SENDER, Letterhead, Logo
from vorlagenwerk.basics.typesetting.pagination import paginate
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.tree import (
    Block,
    Break,
    Column,
    Contents,
    Document,
    Field,
    Heading,
    Image,
    Note,
    PageReference,
    Paragraph,
    Picture,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from vorlagenwerk.data.walking import walk

LOOK = shipped_look()
PROSE = Paragraph((Text("Die Stadt Musterstadt berät über ihren Haushalt und über alles, was dazugehört. " * 12),))
HEADING = Heading(1, (Text("Überschrift"),), "ziel")


def paper(*blocks: Block, **more: object) -> Document:
    """The blocks as a paper whose pages are counted."""
    return paginate(Document("Titel", blocks, **more), LOOK)  # type: ignore[arg-type]


def table(count: int, *, caption: str = "Liste", split: tuple[tuple[int, ...], ...] = ()) -> Table:
    """A table with so many rows."""
    columns = (Column("a", "Nummer", is_key=True), Column("b", "Name"))
    rows = tuple(Row((str(number), "Text")) for number in range(count))
    return Table("t", caption, "", columns, rows, split=split, number="1")


def pages_of(*boxes: Lines | Rows, room: int = 1000) -> Pages:
    """The boxes on pages with room for so many twips."""
    pages = Pages(separator=50)
    pages.begin(room, room)
    for box in boxes:
        pages.add(box)
    pages.end()
    return pages


TEXT = Lines(8, 100)
PLACE = Lines(1, 100, is_place=True)


def test_spaces_between_paragraphs_are_not_added() -> None:
    """Word takes the larger one, and none where a page begins by chance."""
    assert pages_of(TEXT._replace(after=50), PLACE._replace(before=100)).found == [1]
    assert pages_of(TEXT._replace(after=50), PLACE._replace(before=101)).found == [2]
    assert pages_of(Lines(10, 100), PLACE._replace(before=900), PLACE).found == [2, 2]


def test_a_paragraph_leaves_two_lines_on_either_page() -> None:
    """Four lines may be split, three may not, and what must stay whole is not."""
    split = Lines(4, 100, is_place=True)
    assert pages_of(TEXT, split).found == [1]
    assert pages_of(TEXT._replace(total=9), split).found == [2]
    assert pages_of(TEXT, split._replace(total=3)).found == [2]
    assert pages_of(TEXT, split._replace(keep_lines=True)).found == [2]
    assert pages_of(Lines(9, 100), Lines(25, 100), PLACE).found == [4]


def test_the_room_below_the_letters_may_hang_over_the_edge() -> None:
    """The last line of a page needs no space for a line below it."""
    assert pages_of(Lines(9, 100), Lines(1, 120, is_place=True)).found == [2]
    assert pages_of(Lines(9, 100), Lines(1, 120, slack=20, is_place=True)).found == [1]


def test_headings_stay_with_two_lines_of_their_text() -> None:
    """So do several headings in a row, unless together they are higher than a page."""
    heading = PLACE._replace(keep_next=True)
    assert pages_of(Lines(7, 100), heading, Lines(5, 100)).found == [1]
    assert pages_of(TEXT, heading, Lines(5, 100)).found == [2]
    assert pages_of(Lines(6, 100), heading, heading, heading, Lines(5, 100)).found == [2, 2, 2]
    assert pages_of(TEXT, *[heading] * 12).found == [1, 1, *[2] * 10]


def test_a_paragraph_may_begin_a_page() -> None:
    """Where its style says so; at the head of a page it does already."""
    begins = PLACE._replace(new_page=True)
    assert pages_of(TEXT, begins, begins).found == [2, 3]
    assert pages_of(begins).found == [1]
    assert pages_of(TEXT, PLACE._replace(keep_next=True), begins).found == [1, 2]


def test_lone_lines_stand_where_a_style_allows_them() -> None:
    """One line at the foot of a page and the others on the next one."""
    lines = Lines(4, 100, is_place=True)
    assert pages_of(Lines(9, 100), lines).found == [2]
    assert pages_of(Lines(9, 100), lines._replace(together=1)).found == [1]


@pytest.mark.parametrize(
    ("changes", "page"), [({"new_page": True}, "2"), ({"new_page": False}, "1"), ({"before": 900.0}, "2")]
)
def test_headings_stand_where_their_style_puts_them(changes: dict[str, object], page: str) -> None:
    """A page break above, or more space than the page has left."""
    roles = {**LOOK.roles, "ueberschrift_1": LOOK.role("ueberschrift_1")._replace(**changes)}
    look = LOOK._replace(roles=roles)
    document = paginate(Document("Titel", (PROSE, HEADING, PROSE)), look)
    assert document.children[1].page == page  # type: ignore[union-attr]


@pytest.mark.parametrize("kept", [True, False])
def test_a_heading_stays_with_its_text_where_its_style_says_so(kept: bool) -> None:
    """Word leaves it alone at the foot of the page otherwise."""
    roles = {**LOOK.roles, "ueberschrift_1": LOOK.role("ueberschrift_1")._replace(keep_next=kept)}
    (box,) = BoxMaker(LOOK._replace(roles=roles), []).boxes((HEADING,))
    assert isinstance(box, Lines) and box.keep_next is kept


def test_a_number_in_the_line_takes_room_there() -> None:
    """With a blank behind it instead of a tab, the first line begins with the number."""
    wide = LOOK.numbers.levels[0]._replace(gap="space")
    inline = LOOK._replace(numbers=LOOK.numbers._replace(levels=(wide, *LOOK.numbers.levels[1:])))
    headings = [Heading(1, (Text("Wort " * words),), "", True, "VIII.", counts=(8,)) for words in range(5, 15)]
    apart, together = ([box.whole for box in BoxMaker(look, []).boxes(tuple(headings))] for look in (LOOK, inline))
    assert sum(apart) < sum(together)


def test_a_footnote_takes_room_at_the_foot_of_its_page() -> None:
    """Its rule does too; what does not fit goes on at the next foot."""
    noted = Lines(1, 100, notes=(Foot(0, 200, 200),))
    assert pages_of(Lines(6, 100), noted, PLACE).found == [2]
    assert pages_of(Lines(5, 100), noted, PLACE).found == [1]
    long = Lines(1, 100, notes=(Foot(0, 900, 200),))
    assert pages_of(Lines(5, 100), long, TEXT, PLACE).found == [3]
    assert pages_of(Lines(5, 100), long).number == 2
    assert pages_of(noted._replace(notes=(Foot(0, 2500, 200),)), room=-5).number < 20


def test_rows_go_on_below_a_repeated_head() -> None:
    """A head stays with a row, a row with the sum below it; a row higher than a page is split."""
    assert pages_of(Rows(200, [100] * 16), PLACE).found == [3]
    assert pages_of(TEXT, Rows(100, [150, 100], is_place=True)).found == [2]
    assert pages_of(Lines(6, 100), Rows(100, [100] * 3, kept=frozenset({1})), PLACE, PLACE).found == [2, 2]
    assert pages_of(Rows(100, [100, 2000, 100]), PLACE).number == 4
    assert pages_of(Rows(3000, [2000, 100]), PLACE, room=-5).number < 20
    assert pages_of(Rows(100, [100] * 4, breaks=frozenset({2})), PLACE).found == [2]


def test_headings_tables_and_pictures_get_the_page_they_stand_on() -> None:
    """The document gets the number of all pages, also where places stand in sections and fields."""
    picture = Picture("p", "Bild", "Beschreibung", Image("png", b"", 3000, 2000), number="1")
    made = paper(*[PROSE] * 5, Field("/f", "Feld", (HEADING,)), PROSE, Section((table(3),), landscape=True), picture)
    heading, part, shown = (node for node in walk(made) if isinstance(node, (Heading, Table, Picture)))
    assert (heading.page, part.parts[0].page, shown.page) == ("2", "3", "4")  # type: ignore[union-attr]
    assert made.pages == 4


def test_the_first_page_has_less_room_below_a_letterhead() -> None:
    """Lines of the letterhead that do not fit in the top margin push the text down."""
    frame = (("dokument.absender", "Musterstadt " * 60),)
    assert paper(*[PROSE] * 3, HEADING, PROSE).children[3].page == "1"  # type: ignore[union-attr]
    assert paper(*[PROSE] * 3, HEADING, PROSE, frame=frame).children[3].page == "2"  # type: ignore[union-attr]


def test_a_tall_logo_pushes_the_text_down_unless_it_floats() -> None:
    """In a line of its own or in a cell beside the lines; one that floats takes no room from them."""
    logo = Logo(Image("png", b"", 9, 9), "", 2000, 8000, "links")
    heads = [Letterhead((logo,)), Letterhead(SENDER.lines, (logo,)), Letterhead(SENDER.lines)]
    heads += [Letterhead((), (logo._replace(floats=True),)), Letterhead((logo._replace(floats=True),))]
    papers = [Document("Titel", (*[PROSE] * 3, HEADING, PROSE)) for _ in heads]
    made = [paginate(paper, LOOK._replace(letterhead=head)) for paper, head in zip(papers, heads, strict=True)]
    assert [paper.children[3].page for paper in made] == ["2", "2", "1", "1", "1"]  # type: ignore[union-attr]


def test_a_cover_is_a_page_of_its_own() -> None:
    """The text begins on the second page, and what stands on the cover takes none of its numbers."""
    made = paper(HEADING, PROSE, cover=(Paragraph((Text("Entwurf"),), "deckblatt_angaben"), table(2)))
    assert made.children[0].page == "2" and made.pages == 2  # type: ignore[union-attr]
    assert made.cover[1].parts[0].page == "1"  # type: ignore[union-attr]
    assert paper(cover=(PROSE,)).pages == 1


def test_what_stands_on_a_cover_has_a_page_to_refer_to() -> None:
    """The list of contents names it, too."""
    reference = PageReference("ziel", (Text("dort"),))
    made = paper(Paragraph((reference,)), cover=(HEADING,))
    assert [node.page for node in walk(made) if isinstance(node, PageReference)] == ["1"]


def test_parts_of_a_long_table_begin_on_pages_of_their_own() -> None:
    """A short table's parts stand below each other."""
    split = ((0,), (0, 1))
    short, long = paper(table(5, split=split)), paper(table(60, split=split))
    assert [part.page for part in short.children[0].parts] == ["1", "1"]  # type: ignore[union-attr]
    assert [part.page for part in long.children[0].parts] == ["1", "3"]  # type: ignore[union-attr]


def test_page_references_show_the_page_wherever_they_stand() -> None:
    """In text, in a footnote and in a table; one that leads nowhere shows none."""
    seen = PageReference("ziel", (Text("dort"),))
    cells = Row(("1", (Text("siehe "), seen)))
    note = Note((Text("siehe "), seen), "1")
    lost = PageReference("fehlt", (Text("nichts"),))
    first = Paragraph((Strong((seen,)), note, lost))
    rows = Table("u", "", "", (Column("a", "A"), Column("b", "B")), (cells,))
    made = paper(first, rows, *[PROSE] * 5, HEADING, PROSE)
    shown = [node.page for node in walk(made) if isinstance(node, PageReference)]
    assert shown == ["2", "2", "", "2"]


def test_lists_of_contents_take_room() -> None:
    """A line an entry; a list without entries takes none."""
    many = [block for number in range(60) for block in (Heading(1, (Text(f"Kapitel {number}"),)), PROSE)]
    assert paper(Contents("inhalt", "Inhalt"), *many).children[1].page == "2"  # type: ignore[union-attr]
    assert paper(Contents("tabellen", "Tabellen"), HEADING).children[1].page == "1"  # type: ignore[union-attr]


@pytest.mark.parametrize("count", [0, 3000])
def test_tables_of_any_length_have_pages(count: int) -> None:
    """Rows behind the last place are counted from a sample, and the total is right within a few pages."""
    made = paper(table(count))
    counted = paper(table(count), HEADING)
    assert abs(made.pages - counted.pages) <= 1 + counted.pages // 100


def test_a_sample_of_rows_is_no_single_row_of_each_group() -> None:
    """Groups whose first row is short and whose others are long are counted as both."""
    columns = (Column("a", "Nummer"), Column("b", "Name"))
    rows = tuple(Row((str(at), "kurz" if at % 7 == 0 else "Text " * 40)) for at in range(3000))
    groups = Table("t", "Liste", "", columns, rows, number="1")
    sampled, counted = paper(groups).pages, paper(groups, HEADING).pages
    assert abs(sampled - counted) <= 1 + counted // 50


def test_a_note_in_a_repeated_column_stands_at_one_foot_only() -> None:
    """The marks in the further parts of a table lead to the note of the first."""
    columns = (Column("a", "Nummer", is_key=True), Column("b", "Name"), Column("c", "Ort"))
    note = Note((Text("Lange Anmerkung. " * 200),), "1")
    rows = (Row(((Text("1"), note), "x", "y")),)
    whole = Table("t", "Liste", "", columns, rows, number="1")
    once, twice = (paper(replace(whole, split=split), HEADING) for split in ((), ((0, 1), (0, 2))))
    assert once.pages == twice.pages


def test_a_note_that_is_cited_again_stands_at_one_foot_only() -> None:
    """Also within one paragraph; notes that nobody has counted are each their own."""
    again, uncounted = Note((Text("Siehe dort."),), "1"), Note((Text("Siehe dort."),))
    maker = BoxMaker(LOOK, [])
    texts = [Paragraph((Text("a"), again, again)), Paragraph((again,)), Paragraph((uncounted, uncounted))]
    assert [len(box.notes) for box in maker.boxes(tuple(texts))] == [1, 0, 2]


def test_a_title_with_a_line_break_is_one_line_of_a_list() -> None:
    """The writer puts it on one line, too."""
    heading = Heading(1, (Text("Lage"), Break(), Text("Ort")))
    assert contents_entries(Contents("inhalt", ""), [heading]) == [("verzeichnis_1", "Lage Ort")]


def test_odd_content_is_counted_too() -> None:
    """Empty titles, words wider than the page and pictures without size neither fail nor loop."""
    odd = Picture("p", "", "x", Image("png", b"", 0, 0))
    wide = Paragraph((Text("x" * 5000 + "\n\n"),))
    made = paper(Heading(9, ()), odd, wide, table(2, caption=""), Section(()), Paragraph((), "unbekannt"))
    assert made.pages in (2, 3)
