"""The package around the text: sections, letterhead, properties, repeatable bytes, the shipped template."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import yaml
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.tree import Column, Heading, Paragraph, Row, Section, Table, Text
from vorlagenwerk.writers.docx import load_style_template

ROOT = Path(__file__).parents[4]
FRAME = (
    ("dokument.absender", "Kreis & Co"),
    ("dokument.kontakt", "Straße 1\nTelefon 2"),
    ("dokument.kurztitel", "V 1"),
)
HEADER = "word/header1.xml"


def paragraph(text: str = "Text") -> Paragraph:
    return Paragraph((Text(text),))


def table() -> Table:
    return Table("t", "", "d", (Column("a", "A"), Column("b", "B")), (Row(("1", "2")),))


def test_the_same_document_has_the_same_bytes(write):
    """Twice, and with nothing in them that knows the time."""
    assert write(paragraph(), table(), frame=FRAME).data == write(paragraph(), table(), frame=FRAME).data


def test_bytes_do_not_depend_on_the_hash_seed():
    """Sets must never decide an order."""
    program = (
        "import io, hashlib; from vorlagenwerk.writers.docx.standard_template import write_standard_template as w; "
        "o = io.BytesIO(); w(o); print(hashlib.sha256(o.getvalue()).hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True,
                       text=True, check=True).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1


def test_the_archive_is_sound_and_has_no_dates(write):
    """Our own ZIP writer against the standard library's reader."""
    with zipfile.ZipFile(io.BytesIO(write(paragraph()).data)) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_properties_name_title_author_subject_and_language(write):
    """What a screen reader and a records system see first."""
    core = write(title="Förderung", author="Kreis", subject="Vorlage").document.core_properties
    assert (core.title, core.author, core.subject, core.language) == ("Förderung", "Kreis", "Vorlage", "de-DE")
    assert core.created is None and core.modified is None


def test_a_title_longer_than_255_letters_is_kept(write):
    """python-docx would refuse it."""
    assert write(title="ä" * 300).part("docProps/core.xml").count("ä") == 300


def test_a_landscape_section_turns_the_page_and_keeps_header_and_footer(write):
    """Text before, an annex in landscape, text after."""
    written = write(paragraph(), Section((paragraph("quer"),), landscape=True), paragraph("danach"))
    first, second, third = written.document.sections
    assert [s.orientation for s in (first, second, third)] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert (second.page_width, second.page_height) == (first.page_height, first.page_width)
    assert second.left_margin == second.right_margin == first.right_margin
    for section in (second, third):
        assert "Seite" in section.footer.paragraphs[0].text
        assert len(section._sectPr.findall(qn("w:headerReference"))) == 1


def test_only_the_first_page_has_the_letterhead(write):
    """An annex must not begin with the authority's address again."""
    sections = write(paragraph(), Section((paragraph(),)), Section((paragraph(),))).document.sections
    assert [s.different_first_page_header_footer for s in sections] == [True, False, False]


def test_a_document_may_begin_and_end_with_a_section(write):
    """The title then belongs to the first section; no empty page comes in."""
    written = write(Section((table(),), landscape=True))
    assert len(written.document.sections) == 1
    assert written.document.sections[0].orientation == WD_ORIENT.LANDSCAPE


def test_a_document_in_landscape_turns_its_first_page_too(write):
    """Document types whose papers are mostly wide tables."""
    written = write(paragraph(), Section((paragraph(),)), paragraph(), landscape=True)
    turned = [s.orientation == WD_ORIENT.LANDSCAPE for s in written.document.sections]
    assert turned == [True, False, True]


def test_a_section_inside_a_section_ends_the_outer_one(write):
    """Word knows no nesting; the pages come in the order of the tree."""
    inner = Section((paragraph("b"),), landscape=True)
    sections = write(Section((paragraph("a"), inner, paragraph("c")))).document.sections
    assert [s.orientation == WD_ORIENT.LANDSCAPE for s in sections] == [False, True, False]


def test_a_section_that_ends_in_a_table_has_a_paragraph_without_height(write):
    """Its properties need one, and an empty line could become an empty page."""
    written = write(Section((table(),), landscape=True), paragraph())
    (carrier,) = written.body.xpath("./w:p[w:pPr/w:sectPr]")
    assert carrier.pPr.find(qn("w:spacing")).get(qn("w:line")) == "20"


def test_an_empty_document_opens(write):
    """Title alone."""
    assert [p.text for p in write().document.paragraphs] == ["Titel"]


def test_content_controls_show_the_documents_values(write):
    """In the letterhead and on the following pages, with line breaks."""
    section = write(paragraph(), frame=FRAME).document.sections[0]
    first = ["".join(t.text for t in p._p.iter(qn("w:t"))) for p in section.first_page_header.paragraphs]
    assert first == ["Kreis & Co", "Straße 1Telefon 2"]
    assert len(section.first_page_header._element.xpath(".//w:br")) == 1
    assert [t.text for t in section.header._element.iter(qn("w:t"))] == ["Kreis & Co", "V 1"]


def test_a_control_without_a_value_leaves_no_placeholder(write):
    """Neither text nor the control itself, which Word would fill with a prompt."""
    header = write(paragraph()).part(HEADER)
    assert "<w:t>" not in header and "<w:sdt>" not in header


def test_placeholder_marks_and_bindings_are_dropped(load, rebuild, write):
    """They would make Word show grey text, or another text."""
    control = (
        '<w:p><w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr><w:tag w:val="dokument.absender"/><w:showingPlcHdr/>'
        '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle '
        'w:val="PlaceholderText"/></w:rPr><w:t>Klicken</w:t></w:r><w:r><w:t> Sie hier</w:t></w:r></w:sdtContent>'
        "</w:sdt></w:p>"
    )
    template, problems = load(rebuild(replace={HEADER: ("<w:p>.*</w:p>", control)}))
    header = write(template=template, frame=FRAME).part(HEADER)
    assert problems == [] and "Klicken" not in header and "hier" not in header
    assert "<w:r><w:rPr><w:b/></w:rPr><w:t>Kreis &amp; Co</w:t></w:r>" in header
    assert "showingPlcHdr" not in header and "dataBinding" not in header


def test_controls_around_paragraphs_and_cells_are_filled_too(load, rebuild, write):
    """Word makes them so when a whole paragraph or cell is selected."""
    block = (
        '<w:sdt><w:sdtPr><w:tag w:val="dokument.absender"/></w:sdtPr><w:sdtContent><w:p>'
        '<w:pPr><w:jc w:val="center"/></w:pPr>'
        "<w:r><w:t>alt</w:t></w:r></w:p><w:p/></w:sdtContent></w:sdt>"
    )
    cell = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="99"/></w:tblGrid><w:tr><w:sdt><w:sdtPr>'
        '<w:tag w:val="dokument.kurztitel"/></w:sdtPr><w:sdtContent>'
        '<w:tc><w:tcPr><w:tcW w:w="99" w:type="dxa"/></w:tcPr>'
        "<w:p><w:r><w:t>alt</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:tbl><w:p/>"
    )
    template, _ = load(rebuild(replace={HEADER: ("<w:p>.*</w:p>", block + cell)}))
    filled, empty = write(template=template, frame=FRAME).part(HEADER), write(template=template).part(HEADER)
    assert '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>Kreis &amp; Co' in filled and "alt" not in filled
    assert '<w:tc><w:tcPr><w:tcW w:w="99" w:type="dxa"/></w:tcPr><w:p></w:p></w:tc>' in empty and "alt" not in empty


def test_the_templates_own_leftovers_stay_behind(load, rebuild, write):
    """Thumbnail, custom XML and pictures of the sample text are none of the paper's."""
    image = '<Relationship Id="rIdB" Type="http://x/image" Target="media/b.png"/></Relationships>'
    data = rebuild({"docProps/thumbnail.jpeg": b"x", "customXml/item1.xml": b"<a/>", "word/media/b.png": b"x"},
                   {"word/_rels/document.xml.rels": ("</Relationships>", image)})  # fmt: skip
    template, _ = load(data)
    with zipfile.ZipFile(io.BytesIO(write(template=template).data)) as archive:
        names = archive.namelist()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "media" in name]
    assert len(names) == len(set(names)) == 14


def test_the_shipped_template_is_what_the_generator_makes_and_fits_its_map(standard):
    """templates/_stil holds the generated file, or one that an administrator changed: it must load without findings."""
    folder = ROOT / "templates" / "_stil"
    roles = yaml.safe_load((folder / "formatvorlagen.yaml").read_text("utf-8"))["formatvorlagen"]
    shipped = (folder / "standard.docx").read_bytes()
    for data in (standard, shipped):
        template, problems = load_style_template(data, roles, Place("standard.docx"))
        assert template is not None and problems == []


def cover_of(write, **named):
    subtitle = Paragraph((Text("Bericht"),), "deckblatt_untertitel")
    return write(paragraph("Anfang"), cover=(subtitle,), frame=FRAME, **named)


def test_a_cover_has_a_section_with_the_letterhead_alone(write):
    """Title and cover on the first page; neither header nor page number; the text begins on the next."""
    written = cover_of(write)
    assert [p.text for p in written.document.paragraphs] == ["Titel", "Bericht", "Anfang"]
    assert [p.style.name for p in written.document.paragraphs][:2] == ["Titel Deckblatt", "Untertitel Deckblatt"]
    first, second = written.document.sections
    kinds = [[(e.tag.split("}")[1], e.get(qn("w:type"))) for e in s._sectPr if e.tag.endswith("Reference")]
             for s in (first, second)]  # fmt: skip
    assert kinds == [[("headerReference", "first")], [("headerReference", "default"), ("footerReference", "default")]]
    assert [s.different_first_page_header_footer for s in (first, second)] == [True, False]


def test_a_cover_without_a_paper_behind_it(write):
    """One section, the last of the document."""
    sections = write(cover=(paragraph(),)).document.sections
    assert len(sections) == 1 and sections[0].different_first_page_header_footer


def test_a_template_without_cover_styles_uses_the_title(load, standard, write):
    """With a warning that names the role."""
    template, problems = load(standard, deckblatt_titel="Gibt es nicht")
    written = cover_of(write, template=template)
    assert problems == [] and [p.code for p in written.problems] == ["STI-520"]
    assert written.document.paragraphs[0].style.name == "Title"


def test_the_number_of_pages_is_known_before_word_counts(write):
    """In the footer and in the properties; unknown, the template's own result stays."""
    known, unknown = write(paragraph(), pages=17), write(paragraph())
    shown = [re.findall("NUMPAGES[^>]*><w:r><w:t>([0-9]*)<", w.part("word/footer1.xml")) for w in (known, unknown)]
    assert shown == [["17"], ["1"]]
    assert "<Pages>17</Pages>" in known.part("docProps/app.xml") and "Pages" not in unknown.part("docProps/app.xml")


def test_the_number_of_pages_is_found_in_fields_as_word_writes_them(load, rebuild, write):
    """Begin, instruction, separator, result, end."""
    field = "".join(f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>{t}' for k, t in (
        ("begin", "<w:r><w:instrText> NUMPAGES  \\* MERGEFORMAT </w:instrText></w:r>"),
        ("separate", "<w:r><w:t>3</w:t></w:r>"), ("end", "<w:r><w:t>4</w:t></w:r>")))  # fmt: skip
    template, _ = load(rebuild(replace={"word/footer1.xml": ("<w:p>.*</w:p>", f"<w:p>{field}</w:p>")}))
    footer = write(paragraph(), template=template, pages=21).part("word/footer1.xml")
    assert re.findall("<w:t>([0-9]*)</w:t>", footer) == ["21", "4"]


def test_a_number_of_pages_in_several_runs_is_replaced_as_a_whole(load, rebuild, write):
    """Word cuts what somebody has typed in; other programs call the field in small letters."""
    runs = "".join(f"<w:r><w:t>{digit}</w:t></w:r>" for digit in "12")
    simple = f'<w:fldSimple w:instr=" numpages ">{runs}</w:fldSimple>'
    cut = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{text}' for kind, text in (
        ("begin", "<w:r><w:instrText>NUMPAGES</w:instrText></w:r>"), ("separate", runs), ("end", "")))  # fmt: skip
    template, _ = load(rebuild(replace={"word/footer1.xml": ("<w:p>.*</w:p>", f"<w:p>{simple}{cut}</w:p>")}))
    shown = [write(paragraph(), template=template, pages=pages).part("word/footer1.xml") for pages in (7, 0)]
    assert [re.findall("<w:t>([0-9]*)</w:t>", footer) for footer in shown] == [["7", "", "7", ""], ["1", "2"] * 2]


def test_the_last_section_of_a_template_takes_over_headers_of_earlier_ones(load, rebuild, write):
    """Word keeps a reference only where a section differs from the one before."""
    references = "((?:<w:(?:header|footer)Reference [^>]*/>)*)"
    overruled = '<w:headerReference w:type="default" r:id="rId77"/>'
    first, second = (f"<w:p><w:pPr><w:sectPr>{said}</w:sectPr></w:pPr></w:p>" for said in (overruled, r"\1"))
    moved = f"<w:sectPr>{references}", f"{first}{second}<w:sectPr>"
    template, problems = load(rebuild(replace={"word/document.xml": moved}))
    (section,) = write(paragraph(), template=template).document.sections
    found = [(e.tag.split("}")[1], e.get(qn("w:type")), e.get(qn("r:id")))
             for e in section._sectPr if e.tag.endswith("Reference")]  # fmt: skip
    assert problems == [] and found == [
        ("headerReference", "default", "rId4"),
        ("headerReference", "first", "rId5"),
        ("footerReference", "default", "rId6"),
        ("footerReference", "first", "rId6"),
    ]


def test_settings_ask_for_german_and_hyphenation(write):
    """Narrow columns need hyphens, screen readers the language."""
    settings = write(Heading(1, (Text("x"),))).part("word/settings.xml")
    assert '<w:themeFontLang w:val="de-DE"/>' in settings and '<w:autoHyphenation w:val="1"/>' in settings


def test_the_writer_loads_no_xml_library():
    """The start of a build must not pay for python-docx or lxml."""
    program = "import sys, vorlagenwerk.writers.docx; print({'docx', 'lxml', 'yaml', 'difflib'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"
