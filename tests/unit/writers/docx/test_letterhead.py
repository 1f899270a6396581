"""Logos and fixed text of the letterhead: judged, and read for PDF and HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.basics.test_images import jpeg, png
from vorlagenwerk.basics.typesetting.letterhead import HeadLine, Logo
from vorlagenwerk.data.problems import Level
from vorlagenwerk.writers.docx import check_tags
from vorlagenwerk.writers.docx.appearance import look_of

HEADER, RELATIONS, MEDIA = "word/header2.xml", "word/_rels/header2.xml.rels", "word/media/logo.png"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECORATIVE = '<a:extLst><a:ext uri="x"><adec:decorative val="1"/></a:ext></a:extLst>'
TAGS = [f"dokument.{name}" for name in ("absender", "stelle", "kontakt", "kurztitel")]
WHITE = png()
WATERMARK = '<w:r><w:pict><v:shape style="rotation:315"><v:textpath string="ENTWURF"/></v:shape></w:pict></w:r>'
FAR = "<wp:posOffset>5000000</wp:posOffset>"
ANCHOR = '<wp:positionH relativeFrom="%s">%s</wp:positionH>'


def drawing(said='descr="Wappen"', position="", inside="", crop=""):
    kind = "anchor" if position else "inline"
    return (
        f'<w:r><w:drawing><wp:{kind}>{position}<wp:extent cx="635000" cy="317500"/><wp:docPr id="1" {said}>{inside}'
        f'</wp:docPr><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="rIdL"/>{crop}</pic:blipFill></pic:pic>'
        f"</a:graphic></wp:{kind}></w:drawing></w:r>"
    )


def paragraph(inside, align=""):
    properties = f'<w:pPr><w:jc w:val="{align}"/></w:pPr>' if align else ""
    return f"<w:p>{properties}{inside}</w:p>"


def text(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def field(instruction, sample):
    """A field as Word writes it, with the sample that it shows in the template."""
    mark = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
    said = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    return mark % "begin" + said + mark % "separate" + text(sample) + mark % "end"


def control(tag, inside="<w:r><w:t>alt</w:t></w:r>"):
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def table(*cells):
    inside = "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr>{inside}</w:tr></w:tbl><w:p/>'


@pytest.fixture
def with_header(load, rebuild):
    """The template with this letterhead and this picture, and the findings on it."""

    def loaded(markup, picture=WHITE, name=MEDIA):
        line = f'<Relationship Id="rIdL" Type="{OFFICE}/image" Target="{name.removeprefix("word/")}"/>'
        relations = f'<Relationships xmlns="{OFFICE}">{line}</Relationships>'
        parts = {RELATIONS: relations.encode(), name: picture}
        return load(rebuild(parts, {HEADER: ("<w:p>.*</w:p>", markup)}))

    return loaded


@pytest.fixture
def head(with_header):
    """The letterhead as PDF and HTML take it over."""

    def read(markup, **named):
        template, problems = with_header(markup, **named)
        assert problems == []
        look, _ = look_of(template, Path("gibtsnicht"))
        return look.letterhead

    return read


@pytest.mark.parametrize(
    ("picture", "code", "level", "said"),
    [
        (None, "STI-503", Level.FEHLER, "Das Bild „word/media/logo.png“ fehlt."),
        (b"kein Bild", "BIL-302", Level.FEHLER, "hat kein bekanntes Bildformat."),
        (b"RIFF....WEBPVP8 ", "BIL-302", Level.FEHLER, "ist eine WebP-Datei"),
        (b"\x01\0\0\0" + b"\0" * 99, "BIL-302", Level.WARNUNG, "EMF-Datei; PDF und HTML zeigen sie nicht"),
        (png()[:-20], "BIL-305", Level.FEHLER, "ist beschädigt"),
        (b"<svg", "BIL-302", Level.FEHLER, "SVG"),
    ],
)
def test_pictures_are_judged_like_those_of_the_content(with_header, picture, code, level, said):
    """Every paper would carry them; the remedy says what to do in Word."""
    _, (problem,) = with_header(paragraph(drawing()), picture=picture)
    assert (problem.code, problem.level) == (code, level)
    assert said in problem.text and "„templates/_stil/standard.docx“" in problem.text and "Word" in problem.remedy


def test_a_drawing_beside_its_picture_is_fine(with_header):
    """Word keeps an SVG and shows the PNG beside it."""
    assert with_header(paragraph(text("Amt")), picture=b"<svg xmlns='http://www.w3.org/2000/svg'/>")[1] == []


@pytest.mark.parametrize("markup", [drawing('name="Wappen"'), drawing('descr=" "')])
def test_a_picture_needs_words(with_header, markup):
    """For those who do not see it; the file name is none."""
    _, (problem,) = with_header(paragraph(markup))
    assert (problem.code, problem.level) == ("BIL-303", Level.FEHLER) and "Alternativtext" in problem.remedy


def test_a_picture_that_only_decorates_needs_none(with_header):
    """Word has a box to tick."""
    assert with_header(paragraph(drawing('name="Linie"', inside=DECORATIVE)))[1] == []


def test_a_picture_of_the_older_form_is_judged_too(with_header):
    """What Word 97 drew and Word 2024 keeps."""
    old = '<w:r><w:pict><v:shape style="width:50pt;height:25pt"%s><v:imagedata r:id="rIdL"/></v:shape></w:pict></w:r>'
    assert [problem.code for problem in with_header(paragraph(old % ""))[1]] == ["BIL-303"]
    assert with_header(paragraph(old % ' alt="Wappen"'))[1] == []


def test_a_picture_whose_relation_is_gone_is_missing(with_header):
    """Word shows a red cross, python-docx an exception."""
    _, (problem,) = with_header(paragraph(drawing().replace("rIdL", "rIdX")))
    assert problem.code == "STI-503" and "Das 1. Bild im Teil „word/header2.xml“" in problem.text


def test_a_header_that_is_gone_is_missing(load, rebuild):
    """Every paper would refer to it."""
    _, (problem,) = load(rebuild({HEADER: None}))
    assert problem.code == "STI-503" and "Kopf- oder Fußzeile" in problem.text


def logo_of(letterhead):
    (logo,) = [line for line in (*letterhead.lines, *letterhead.beside) if isinstance(line, Logo)]
    return logo


@pytest.mark.parametrize(
    ("markup", "side", "is_beside", "floats"),
    [
        (paragraph(drawing()), "links", False, False),
        (paragraph(drawing(), "center"), "mitte", False, False),
        (paragraph(drawing(), "right"), "rechts", False, False),
        (paragraph(drawing() + text("Amt")), "links", True, False),
        (paragraph(text("Amt") + drawing()), "rechts", True, False),
        (table(paragraph(text("Amt")), paragraph(drawing())), "rechts", True, False),
        (table(paragraph(drawing()), paragraph(text("Amt"))), "links", True, False),
        (table(paragraph(drawing(), "right")), "rechts", False, False),
        (paragraph(drawing(position=ANCHOR % ("margin", "<wp:align>right</wp:align>"))), "rechts", True, True),
        (paragraph(drawing(position=ANCHOR % ("page", "<wp:align>center</wp:align>"))), "mitte", False, True),
        (paragraph(drawing(position=ANCHOR % ("page", "<wp:posOffset>0</wp:posOffset>"))), "links", True, True),
        (
            paragraph(drawing(position=ANCHOR % ("column", "<wp:posOffset>5000000</wp:posOffset>"))),
            "rechts",
            True,
            True,
        ),
    ],
)
def test_a_logo_keeps_its_place(head, markup, side, is_beside, floats):
    """In a line of its own, beside text, in a table, or wherever it was dragged."""
    found = head(markup)
    logo = logo_of(found)
    assert (logo.side, logo in found.beside, logo.floats) == (side, is_beside, floats)
    assert (logo.width, logo.height, logo.description, logo.image.kind) == (1000, 500, "Wappen", "png")


def test_a_jpeg_is_taken_over_and_a_decoration_has_no_words(head):
    """Whatever stands in its description."""
    logo = logo_of(head(paragraph(drawing(inside=DECORATIVE)), picture=jpeg()))
    assert logo.image.kind == "jpeg" and logo.description == ""


def test_fixed_text_and_values_come_in_the_order_of_the_header(head):
    """Letters in any number of runs, controls in lines, around paragraphs and cells, text boxes, fields."""
    box = f"<wp:anchor><w:txbxContent>{paragraph(text('Kasten'))}</w:txbxContent></wp:anchor>"
    box = f"<w:r><w:drawing>{box}</w:drawing></w:r>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    cells = table(paragraph(text("A") + text("mt")), control("dokument.ort", f"<w:tc>{paragraph(text('x'))}</w:tc>"))
    markup = paragraph(text("Az. ") + control("dokument.nr") + text(" vom") + "<w:r><w:tab/></w:r>"
                       + control("dokument.tag"), "right") + cells  # fmt: skip
    markup += control("dokument.absender", paragraph(text("alt"))) + paragraph(twice)
    lines = head(markup.replace("</w:tbl><w:p/>", "</w:tbl>")).lines
    assert [line.pieces for line in lines] == [
        ("Az. ", "dokument.nr", " vom\t", "dokument.tag", ""),
        ("Amt",),
        ("", "dokument.ort", ""),
        ("", "dokument.absender", ""),
        ("",),
        ("Kasten",),
    ]
    assert [line.side for line in lines] == ["rechts", "", "", "", "", ""]
    assert lines[0].text({"dokument.nr": "7"}) == "Az. 7 vom" and lines[2].text({}) == ""


def test_the_lines_look_like_their_styles(with_header):
    """Fixed text is a role of its own, numbered; a control's role has its name."""
    style = '<w:pPr><w:pStyle w:val="BriefkopfAbsender"/></w:pPr>'
    markup = f"<w:p>{style}{text('Stadt Musterstadt')}</w:p>" + paragraph(control("dokument.ort"))
    template, _ = with_header(markup)
    look, _ = look_of(template, Path("gibtsnicht"))
    assert [line.role for line in look.letterhead.lines] == ["briefkopf_1", "briefkopf_ort"]
    assert look.roles["briefkopf_1"].bold and look.roles["briefkopf_ort"] == look.roles["standard"]._replace()


def test_without_a_first_page_of_its_own_the_running_header_is_the_letterhead(load, rebuild):
    """As Word shows it."""
    data = rebuild(replace={"word/document.xml": ("<w:titlePg/>", "")})
    look, _ = look_of(load(data)[0], Path("gibtsnicht"))
    values = [line.value for line in look.letterhead.lines if isinstance(line, HeadLine)]
    assert values == ["dokument.absender", "dokument.kurztitel"]


def test_a_letterhead_has_bounds(with_header):
    """Nobody reads a thousand lines above a title."""
    template, _ = with_header(paragraph(text("Amt")) * 1000)
    assert len(template.frames.letterhead.letterhead.lines) == 40 and template.frames.letterhead.lost


@pytest.mark.parametrize(
    ("part", "markup", "said"),
    [
        ("word/footer1.xml", paragraph(field("DATE \\@ dd.MM.yyyy", "01.02.2019")), "das Feld „DATE“ in der Fußzeile"),
        (
            "word/header1.xml",
            paragraph(drawing(position=ANCHOR % ("page", FAR))),
            "ein Bild neben dem Text in der Kopfzeile",
        ),
        ("word/header1.xml", paragraph(WATERMARK), "das Wasserzeichen „ENTWURF“ in der Kopfzeile"),
        (HEADER, paragraph(field("STYLEREF 1", "Überschrift")), "das Feld „STYLEREF“ im Briefkopf"),
        (HEADER, paragraph(drawing(crop='<a:srcRect l="100"/>')), "ein zugeschnittenes Bild im Briefkopf"),
        (HEADER, paragraph("<w:r><w:drawing><wp:inline/></w:drawing></w:r>"), "eine Zeichnung im Briefkopf"),
    ],
)
def test_what_only_word_shows_is_a_hint(load, rebuild, part, markup, said):
    """The page numbers in the shipped footer and the controls in the shipped header are no news."""
    line = f'<Relationship Id="rIdL" Type="{OFFICE}/image" Target="media/logo.png"/>'
    relations = f'<Relationships xmlns="{OFFICE}">{line}</Relationships>'
    parts = {RELATIONS.replace(HEADER[5:], part[5:]): relations.encode(), MEDIA: WHITE}
    template, problems = load(rebuild(parts, {part: ("(<w:p>.*</w:p>)", rf"\1{markup}")}))
    (problem,) = check_tags(template, set(TAGS))
    assert problems == []
    assert (problem.code, problem.level) == ("STI-526", Level.HINWEIS) and f"steht: {said}." in problem.text
