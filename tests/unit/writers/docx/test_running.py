"""Running headers and footers of a style template, as the pages of a PDF show them and as page numbers reckon with."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.looks import STYLE
from tests.unit.writers.docx.test_letterhead import HEADER, control, field, paragraph, text
from vorlagenwerk.basics.typesetting.boxes import BoxMaker
from vorlagenwerk.basics.typesetting.fonts import printable
from vorlagenwerk.basics.typesetting.letterhead import Count, HeadLine, Stop
from vorlagenwerk.basics.typesetting.pagination import paginate
from vorlagenwerk.basics.typesetting.rooms import Rooms
from vorlagenwerk.basics.typesetting.running import HeadRow, PageNumbers
from vorlagenwerk.data.tree import Contents, Document, Heading, PageReference, Paragraph, Text
from vorlagenwerk.writers.docx import check_tags, write_docx
from vorlagenwerk.writers.docx.appearance import look_of
from vorlagenwerk.writers.pdf import write_pdf

RUNNING, FOOT, MAIN, SETTINGS = "word/header1.xml", "word/footer1.xml", "word/document.xml", "word/settings.xml"
ALL = "<w:p>.*</w:p>"
NUMBERS = '(<w:fldSimple w:instr=" PAGE ">)'
FRAME = (("dokument.titel", "Haushalt"), ("dokument.thema", "Entwurf 2026"), ("dokument.absender", "Stadt Musterstadt"))
LINES = "".join(paragraph(text(f"Zeile {number}")) for number in range(9))


def cells(*inside):
    shown = "".join(f'<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in inside)
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{shown}</w:tr></w:tbl>"


def begun(start="", form=""):
    said = f' w:start="{start}"' if start else ""
    said += f' w:fmt="{form}"' if form else ""
    return "<w:cols", f"<w:pgNumType{said}/><w:cols"


@pytest.fixture
def look(load, rebuild):
    """The look of the shipped template with such changes of its parts."""

    def edited(changes, parts=None):
        template, problems = load(rebuild(parts, changes))
        assert template is not None and problems == []
        return look_of(template, Path(STYLE / "schriften"))[0]

    return edited


@pytest.fixture
def pages(look):
    """The text of the pages of a PDF; two headings that begin pages, and a list of contents."""

    def shown(changes, parts=None):
        broken = look(changes, parts)
        roles = {**broken.roles, "ueberschrift_1": broken.role("ueberschrift_1")._replace(new_page=True)}
        out = io.BytesIO()
        assert write_pdf(PAPER, printable(broken._replace(roles=roles))[0], out) == []
        read = pypdfium2.PdfDocument(out.getvalue())
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in read]

    return shown


PAPER = Document(
    "Titel",
    (
        Contents("inhalt", "Inhalt", 1),
        Heading(1, (Text("Lage"),), "lage"),
        Heading(1, (Text("Ziel"),), "ziel"),
        Paragraph((PageReference("lage", (Text("dort"),)),)),
    ),
    frame=FRAME,
)


def test_header_and_footer_show_what_the_template_says(pages):
    """A field of another name, and fixed text before the number; nothing of the shipped ones."""
    first, second, third = pages(
        {RUNNING: (ALL, paragraph(control("dokument.titel"))), FOOT: (NUMBERS, text("IBAN DE00 · ") + r"\1")}
    )
    assert "Haushalt" in second and "Haushalt" not in first and "Stadt Musterstadt" not in second
    assert "Seite IBAN DE00 · 2 von 3" in second and "Seite IBAN DE00 · 3 von 3" in third


def test_an_empty_footer_stays_empty(pages):
    """No number comes from elsewhere."""
    assert not any("von" in page for page in pages({FOOT: (ALL, "<w:p/>")}))


def test_a_field_goes_with_its_fixed_text_and_page_numbers_have_their_own_form(pages):
    """Numbers as Word's dialogue of fields writes them; a field with a sample shows the number of the page."""
    inside = control("dokument.thema") + text(" – Blatt ") + field(r"PAGE \* ROMAN \* MERGEFORMAT", "1")
    assert "Entwurf 2026 – Blatt III" in pages({FOOT: (ALL, paragraph(inside))})[2]


def test_a_table_keeps_its_cells_side_by_side(look, pages):
    """The footer of many houses: address on the left, number on the right."""
    inside = cells(paragraph(text("Marktplatz 1")), paragraph(field("PAGE", "1"), "right")) + "<w:p/>"
    row, blank = look({FOOT: (ALL, inside)}).running.footer
    assert isinstance(row, HeadRow) and [cell.width for cell in row.cells] == [4500, 4500]
    assert isinstance(blank, HeadLine) and row.cells[1].lines[0].pieces == ("", Count(), "")
    assert "Marktplatz 1 2" in pages({FOOT: (ALL, inside)})[1].replace("\n", " ")


def test_tabs_lead_to_the_stops_of_the_paragraph_and_its_style(look):
    """Also those that say themselves where they lead, as Word's own galleries write them."""
    tabs = '<w:pPr><w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs></w:pPr>'
    tab, edge = "<w:r><w:tab/></w:r>", '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
    markup = f"<w:p>{tabs}{text('links')}{tab}{text('Mitte')}</w:p>" + paragraph(text("links") + edge + text("rechts"))
    tabbed, edged = look({RUNNING: (ALL, markup)}).running.header
    assert tabbed.pieces == ("links\tMitte",) and tabbed.stops == (Stop(4536, "mitte"), Stop(9072, "rechts"))
    assert edged.stops == (Stop(None, "rechts"),)


def test_parts_between_tabs_stand_apart(pages, look):
    """From the left margin to the right one."""
    edge = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
    second = pages({FOOT: (ALL, paragraph(text("Musterstadt") + edge + text("Blatt ") + field("PAGE", "1")))})[1]
    assert "Musterstadt" in second and "Blatt 2" in second and "MusterstadtBlatt" not in second


@pytest.mark.parametrize(
    ("start", "form", "shown"), [("5", "", "6"), ("", "upperRoman", "II"), ("0", "lowerRoman", "i")]
)
def test_pages_are_numbered_as_word_numbers_them(look, pages, start, form, shown):
    """In the footer, the contents, references and our own page numbers; the total counts the pages."""
    second, third = pages({MAIN: begun(start, form)})[1:]
    assert f"Seite {shown} von 3" in second and "Seite " in third.replace("von 3", "")
    assert f"Seite {shown}\n" in third.replace("dort", "") or f"Seite {shown}" in third
    made = paginate(PAPER, look({MAIN: begun(start, form)}))
    assert made.children[1].page == PageNumbers(int(start or 1), form or "decimal").shown(1)


def test_numbers_go_on_in_later_sections(write, load, rebuild):
    """They begin anew in none, and keep their form."""
    template, _ = load(rebuild(replace={MAIN: begun("5", "upperRoman")}))
    first, further = (template.page_setup.section(kind, landscape=False)[1] for kind in ("first", "further"))
    assert '<w:pgNumType w:start="5" w:fmt="upperRoman"/>' in first and '<w:pgNumType w:fmt="upperRoman"/>' in further
    out = io.BytesIO()
    assert write_docx(PAPER, template, out) == []


@pytest.mark.parametrize(
    ("said", "lost"), [('w:fmt="cardinalText"', "Form der Seitenzahlen"), ('w:chapStyle="1"', "Kapitel")]
)
def test_numbers_that_only_word_can_write_are_told(load, rebuild, said, lost):
    """Everything else writes digits."""
    template, problems = load(rebuild(replace={MAIN: ("<w:cols", f"<w:pgNumType {said}/><w:cols")}))
    (problem,) = check_tags(template, {f"dokument.{name}" for name in ("absender", "stelle", "kontakt", "kurztitel")})
    assert problems == [] and problem.code == "STI-526" and lost in problem.text


def test_the_letterhead_counts_pages_and_shows_no_samples(pages):
    """„Seite 7 von 9“ was the page that somebody designed it on."""
    inside = text("Seite ") + field("PAGE", "7") + text(" von ") + field("NUMPAGES", "9") + field("DATE", "3.4.2019")
    first = pages({HEADER: (ALL, paragraph(inside))})[0]
    assert "Seite 1 von 3" in first and "2019" not in first


def test_even_pages_have_their_own(pages, load, rebuild):
    """Where the settings say so; the shipped footer then stands on odd pages only."""
    on = ("<w:characterSpacingControl", "<w:evenAndOddHeaders/><w:characterSpacingControl")
    even = ("<w:headerReference w:type=\"first\"", '<w:headerReference w:type="even" r:id="rId5"/>'
            '<w:headerReference w:type="first"')  # fmt: skip
    _, second, third = pages({SETTINGS: on, MAIN: even, HEADER: (ALL, paragraph(text("Rückseite")))})
    assert "Rückseite" in second and "Seite" not in second.replace("Rückseite", "")
    assert "Rückseite" not in third and "Seite 3 von 3" in third


def test_without_a_first_page_of_its_own_the_running_header_stands_there_once(pages):
    """As letterhead, which is read aloud."""
    first = pages({MAIN: ("<w:titlePg/>", ""), RUNNING: (ALL, paragraph(text("Überall")))})[0]
    assert first.count("Überall") == 1


def test_the_first_page_may_have_a_footer_of_its_own(look):
    """Bank details belong there, and numbers elsewhere; none is none."""
    gone = look({MAIN: ('<w:footerReference w:type="first" r:id="rId6"/>', "")})
    assert gone.running.first_footer == () and gone.running.footer and look({}).running.first_footer


def room(look, kind="further"):
    rooms = Rooms(BoxMaker(look, []), look, dict(FRAME))
    return getattr(rooms, kind)(look.page)


def test_high_headers_and_footers_take_room_from_the_text(look):
    """A line of text each; a margin that nothing may move stays."""
    plain = room(look({}))
    high, low = room(look({RUNNING: (f"({ALL})", rf"\1{LINES}")})), room(look({FOOT: (f"({ALL})", rf"\1{LINES}")}))
    assert high.top > plain.top and high.bottom == plain.bottom and low.bottom > plain.bottom and low.top == plain.top
    fixed = look({RUNNING: (ALL, LINES), FOOT: (ALL, LINES), MAIN: ('w:top="1418"', 'w:top="-1418"')})
    assert room(fixed).top == -1418 and room(fixed, "cover").bottom == plain.bottom


def test_cells_side_by_side_are_as_high_as_the_highest(look):
    """And an empty paragraph, which Word wants behind a table, is a line."""
    alone = room(look({FOOT: (ALL, LINES)})).bottom
    assert room(look({FOOT: (ALL, cells(LINES, paragraph(text("kurz"))))})).bottom == alone
    assert room(look({FOOT: (ALL, cells(LINES) + "<w:p/>")})).bottom > alone


def test_rules_around_equal_paragraphs_are_drawn_once(look):
    """Word makes one box of them."""
    ruled = '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="8" w:space="10"/></w:pBdr></w:pPr>%s</w:p>'
    ruled = "".join(ruled % text(f"Zeile {number}") for number in range(9))
    alone = room(look({FOOT: (ALL, LINES)})).bottom
    assert room(look({FOOT: (ALL, ruled)})).bottom - alone == 220


def test_text_in_the_pdf_stays_clear_of_a_high_footer(pages, look):
    """Pages hold less, so that a long text needs more of them."""
    out, high = io.BytesIO(), io.BytesIO()
    paper = Document("Titel", tuple(Paragraph((Text("Der Rat berät. " * 40),)) for _ in range(30)))
    write_pdf(paper, printable(look({}))[0], out)
    write_pdf(paper, printable(look({FOOT: (ALL, LINES * 3)}))[0], high)
    assert len(pikepdf.open(high).pages) > len(pikepdf.open(out).pages)


def test_margins_are_mirrored_where_the_settings_say_so(pages, look):
    """Even pages have the binding on their right."""
    on = {SETTINGS: ("<w:characterSpacingControl", "<w:mirrorMargins/><w:characterSpacingControl"),
          MAIN: ('w:left="1418"', 'w:left="2835"')}  # fmt: skip
    out = io.BytesIO()
    broken = look(on)
    roles = {**broken.roles, "ueberschrift_1": broken.role("ueberschrift_1")._replace(new_page=True)}
    write_pdf(PAPER, printable(broken._replace(roles=roles))[0], out)
    lefts = []
    for page in pypdfium2.PdfDocument(out.getvalue()):
        boxes = [page.get_textpage().get_charbox(at) for at in range(page.get_textpage().count_chars())]
        lefts.append(min(box[0] for box in boxes if box[2] > box[0]))
    assert lefts[0] == pytest.approx(lefts[2], abs=3) and lefts[1] < 60 < 130 < lefts[2]


def test_what_is_formatted_by_hand_is_taken_over(look):
    """Few people make a style for the footer."""
    small = '<w:p><w:r><w:rPr><w:sz w:val="13"/><w:i/></w:rPr><w:t>Klein</w:t></w:r></w:p>'
    edited = look({FOOT: (ALL, small)})
    (line,) = edited.running.footer
    assert edited.roles[line.role].size == 6.5 and edited.roles[line.role].italic


def test_headers_have_bounds(look):
    """Nobody prints a thousand lines on every page."""
    assert len(look({FOOT: (ALL, LINES * 100)}).running.footer) == 40
    rows = cells(paragraph(text("x"))) * 1000
    assert len(look({FOOT: (ALL, rows)}).running.footer) <= 40
