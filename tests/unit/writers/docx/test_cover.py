"""The cover that an administrator made in Word."""

from __future__ import annotations

import re

import pytest

from vorlagenwerk.data.tree import Column, Heading, Image, Paragraph, Part, Picture, Row, Table, Text
from vorlagenwerk.writers.docx import check_tags
from vorlagenwerk.writers.docx.pages import A4

MAIN, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
SIZE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="999" w:right="{side}" w:bottom="999" w:left="{side}"/>'
BREAK = '<w:r><w:br w:type="page"/></w:r>'
OWN = (Paragraph((Text("Anlage zum Antrag"),), "deckblatt_untertitel"),)
TEXT = (Heading(1, (Text("Einleitung"),)), Paragraph((Text("Fließtext"),)))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def words(text, properties=""):
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def control(tag, inside="", said=""):
    inside = inside or words("Muster")
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{said}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def section_end(text="", side=2835):
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr><w:sectPr>{SIZE.format(side=side)}</w:sectPr></w:pPr>{run}</w:p>"


def cover_page(*blocks):
    gallery = '<w:docPartObj><w:docPartGallery w:val="Cover Pages"/><w:docPartUnique/></w:docPartObj>'
    return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{''.join(blocks)}</w:sdtContent></w:sdt>"


TITLE = control("dokument.titel")


@pytest.fixture
def template(load, rebuild):
    """The shipped template whose text begins with this mark-up, and its findings."""

    def loaded(markup, parts=None, **replaced):
        replaced = {MAIN: ("<w:body>", f"<w:body>{markup}"), **replaced.pop("replace", {})}
        return load(rebuild(parts, replace=replaced))

    return loaded


@pytest.fixture
def covered(template, write):
    """A paper with a cover of its own, in that template."""

    def written(markup, cover=OWN, frame=(("dokument.titel", "Konzept & Co"),), **properties):
        style, problems = template(markup)
        assert problems == []
        return write(*properties.pop("text", TEXT), template=style, cover=cover, frame=frame, **properties)

    return written


def lines(written):
    """The text of the body's paragraphs that have any."""
    found = [re.sub("<[^>]*>", "", one) for one in re.findall(r"<w:p[ >].*?</w:p>", written.part(MAIN))]
    return [line for line in found if line]


@pytest.mark.parametrize(
    "markup",
    [
        words("Stadt Musterstadt") + TITLE + section_end() + words("Muster"),
        cover_page(words("Stadt Musterstadt"), TITLE) + words("Muster"),
        cover_page(words("Stadt Musterstadt"), TITLE, f"<w:p>{BREAK}</w:p>") + section_end() + words("Muster"),
    ],
)
def test_a_cover_in_the_template_takes_the_place_of_the_papers_own(covered, markup):
    """Up to the first section break, or what Word calls a cover page; sample text behind it goes as ever."""
    assert lines(covered(markup)) == ["Stadt Musterstadt", "Konzept &amp; Co", "Einleitung", "Fließtext"]


def test_the_whole_text_is_the_cover_where_nothing_ends_it(load, rebuild, write):
    """A template without sample text."""
    data = rebuild(replace={MAIN: ("<w:body>.*(?=<w:sectPr>)", "<w:body>" + words("Stadt") + TITLE)})
    style, problems = load(data)
    written = write(*TEXT, template=style, cover=OWN, frame=(("dokument.titel", "Konzept"),))
    assert problems == [] and lines(written) == ["Stadt", "Konzept", "Einleitung", "Fließtext"]


def test_a_paper_without_cover_gets_none(template, write):
    """The bytes are those of a template without cover."""
    with_cover, _ = template(TITLE + section_end())
    assert write(*TEXT, template=with_cover).data == write(*TEXT, template=template("")[0]).data


def test_text_without_a_control_is_no_cover(template, write):
    """It would be the same on all papers; the paper's own cover stands, byte for byte."""
    loaded, problems = template(words("Muster") + section_end())
    assert problems == [] and loaded.cover is None
    plain, _ = template("")
    assert write(*TEXT, template=loaded, cover=OWN).data == write(*TEXT, template=plain, cover=OWN).data


def test_the_cover_keeps_its_page_and_the_text_gets_that_of_papers(covered):
    """Margins of both, and a letterhead on no page but the first."""
    first, second = covered(TITLE + section_end("Fuß", side=2835)).document.sections
    assert (first.left_margin.twips, second.left_margin.twips) == (2835, 1418)
    assert not second.different_first_page_header_footer


def test_a_cover_page_without_section_gets_the_letterhead(covered):
    """Like a cover of the paper's own."""
    first, second = covered(cover_page(TITLE)).document.sections
    assert first.different_first_page_header_footer and not second.different_first_page_header_footer


def test_the_papers_own_blocks_stand_where_the_template_has_room(covered):
    """The control itself and its sample text go; what must not be lost stays in reading order."""
    markup = TITLE + control("deckblatt") + words("Stand") + section_end()
    assert lines(covered(markup))[:3] == ["Konzept &amp; Co", "Anlage zum Antrag", "Stand"]
    assert lines(covered(cover_page(TITLE, control("deckblatt"))))[1] == "Anlage zum Antrag"


def test_tables_are_planned_anew_for_a_narrower_cover(covered):
    """The planner knew the sheet of papers only."""
    parts = (Part((0, 1), (4000, 5000), 20, 108),)
    planned = Table("t", "", "d", (Column("a", "A"), Column("b", "B")), (Row(("1", "2")),), parts=parts)
    written = covered(TITLE + control("deckblatt") + section_end(side=4000), cover=(planned,))
    (width,) = [int(one) for one in re.findall(r'<w:tblW w:w="(\d+)"', written.part(MAIN))]
    assert width <= A4[0] - 2 * 4000


@pytest.mark.parametrize("value", ["", "V 1"])
def test_a_control_without_value_goes_with_its_paragraph(covered, value):
    """One with a value stays."""
    markup = TITLE + f"<w:p>{control('dokument.nummer', '<w:r><w:t>x</w:t></w:r>')}</w:p>" + section_end()
    written = covered(markup, frame=(("dokument.titel", "T"), ("dokument.nummer", value)))
    assert lines(written) == ["T", *filter(None, [value]), "Einleitung", "Fließtext"]
    assert ("dokument.nummer" in written.part(MAIN)) == bool(value)


def test_a_control_around_a_table_or_another_control_takes_one_paragraph(covered):
    """Its value would stand twice, or in a cell without a table, and Word would repair the file."""
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{words('Muster')}</w:tc></w:tr></w:tbl>"
    for inside in (table, control("dokument.titel")):
        written = covered(cover_page(control("dokument.titel", inside), words("Fuß")))
        assert lines(written)[:2] == ["Konzept &amp; Co", "Fuß"]
        assert "<w:tc>" not in written.part(MAIN)


def test_words_own_covers_show_the_properties_that_they_are_bound_to(covered, template):
    """They have no tags; what asks to be filled in and has no value goes, and is told."""
    head = '<w:alias w:val="{0}"/><w:tag w:val=""/><w:showingPlcHdr/>{1}'
    said = f"<w:sdt><w:sdtPr>{head}</w:sdtPr><w:sdtContent>{{2}}</w:sdtContent></w:sdt>"
    bound = '<w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="x"/>'
    markup = cover_page(said.format("Titel", bound, words("[Titel]")), said.format("Adresse", "", words("[Adresse]")))
    written = covered(markup)
    assert lines(written)[:2] == ["Konzept &amp; Co", "Einleitung"]
    assert "dataBinding" not in written.part(MAIN)
    unknown, _ = check_tags(template(markup)[0], {"dokument.titel", *FRAME})
    assert unknown.code == "STI-515" and "„Adresse“ auf dem Deckblatt" in unknown.text


FRAME = {"dokument.absender", "dokument.stelle", "dokument.kontakt", "dokument.kurztitel"}


@pytest.mark.parametrize(
    "end", [f"<w:p>{BREAK}</w:p>", words("Ende").replace("</w:p>", f"{BREAK}</w:p>"), f"<w:p><w:pPr/>{BREAK}</w:p>"]
)
def test_a_page_break_at_the_end_makes_no_empty_page(covered, end):
    """The section that ends there begins a page itself; other breaks stay."""
    written = covered(cover_page(f"<w:p>{BREAK}</w:p>", TITLE, end))
    assert written.part(MAIN).count('w:type="page"') == 1


def test_what_belongs_to_the_templates_text_alone_stays_there(covered):
    """Bookmarks and notes have numbers that the paper gives itself."""
    inside = (
        '<w:p><w:bookmarkStart w:id="1" w:name="_GoBack"/><w:proofErr w:type="spellStart"/><w:r><w:t>Amt</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeStart w:id="1"/><w:bookmarkEnd w:id="1"/></w:p>'
    )
    main = covered(TITLE + inside + section_end()).part(MAIN)
    assert ">Amt<" in main
    assert not re.search("bookmark|proofErr|footnoteReference|comment", main)


def drawing(description):
    space = "http://schemas.openxmlformats.org/drawingml/2006/"
    named = f'<wp:docPr id="1" name="Wappen" descr="{description}"/>'
    data = f'<a:graphicData uri="{space}picture"><a:blip r:embed="rIdW"/></a:graphicData>'
    blip = f'<a:graphic xmlns:a="{space}main">{data}</a:graphic>'
    inline = f'<wp:inline xmlns:wp="{space}wordprocessingDrawing"><wp:extent cx="9" cy="9"/>{named}{blip}</wp:inline>'
    return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"


def with_picture(description="Wappen", data=PNG, name="media/image1.png"):
    """Mark-up, parts and changes for a cover with a picture."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    line = f'<Relationship Id="rIdW" Type="{space}/image" Target="{name}"/>'
    kind = '<Default Extension="png" ContentType="image/png"/></Types>'
    changes = {RELATIONS: ("</Relationships>", line + "</Relationships>"), TYPES: ("</Types>", kind)}
    return drawing(description) + TITLE + section_end(), {"word/media/image1.png": data}, changes


def test_pictures_of_the_cover_travel_with_it(template, write):
    """To papers with a cover, and to no others."""
    markup, parts, changes = with_picture()
    style, problems = template(markup, parts, replace=changes)
    assert problems == []
    written = write(*TEXT, template=style, cover=OWN)
    (shape,) = written.document.inline_shapes
    assert written.document.part.related_parts["rIdW"].blob == PNG and shape is not None
    assert "image1" not in write(*TEXT, template=style).part(RELATIONS)


@pytest.mark.parametrize(
    ("code", "changed"),
    [("BIL-303", {"description": ""}), ("BIL-302", {"data": b"x"}), ("STI-503", {"name": "media/weg.png"})],
)
def test_pictures_of_the_cover_are_judged(template, code, changed):
    """As those of headers are."""
    markup, parts, changes = with_picture(**changed)
    assert [problem.code for problem in template(markup, parts, replace=changes)[1]] == [code]


def test_a_picture_of_the_papers_own_does_not_overwrite_one_of_the_cover(template, write):
    """Both are called bild1.png."""
    markup, _, changes = with_picture(name="media/bild1.png")
    style, _ = template(markup, {"word/media/bild1.png": PNG}, replace=changes)
    own = Picture("p", "", "Bild", Image("png", PNG + b"x", 1, 1))
    written = write(own, template=style, cover=OWN)
    assert {part.blob for part in written.document.part.related_parts.values() if part.partname.endswith(".png")} == {
        PNG,
        PNG + b"x",
    }


def test_paper_of_the_cover_must_be_paper(template):
    """Its margins are part of its design."""
    markup = TITLE + section_end(side="breit")
    assert [problem.code for problem in template(markup)[1]] == ["STI-522"]
    assert template(TITLE + section_end(side=5400))[1] == []


def test_text_in_a_box_on_the_cover_is_told(template):
    """Screen readers pass it over; a box without text is a shape."""
    boxed = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"
    assert [one.code for one in template(TITLE + boxed.format(words("Amt")) + section_end())[1]] == ["STI-541"]
    assert template(TITLE + boxed.format("<w:p/>") + section_end())[1] == []


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (control("dokument.tittel"), "keinem Dokument"),
        (f"<w:p>{control('deckblatt', '<w:r><w:t>x</w:t></w:r>')}</w:p>", "mitten in einem Absatz"),
        (control("deckblatt") * 2, "zum zweiten Mal"),
    ],
)
def test_a_control_that_stays_empty_is_told(template, markup, why):
    """Its tag is unknown, or blocks cannot stand where it is."""
    style, _ = template(TITLE + markup + section_end())
    unknown, only_word = check_tags(style, {"dokument.titel", *FRAME})
    assert (unknown.code, only_word.code) == ("STI-515", "STI-540")
    assert why in unknown.text


def test_what_word_alone_shows_is_told(template):
    """PDF and HTML have the paper's own cover, and Word shows its blocks only where there is room."""
    known = {"dokument.titel", *FRAME}
    (bare,) = check_tags(template(TITLE + section_end())[0], known)
    (roomy,) = check_tags(template(TITLE + control("deckblatt") + section_end())[0], known)
    assert bare.code == roomy.code == "STI-540"
    assert "„deckblatt“" in bare.remedy and "„deckblatt“" not in roomy.remedy
