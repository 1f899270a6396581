"""What a style template holds and no paper takes over: settings, traces of work, columns and grids."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from vorlagenwerk.data.problems import Level
from vorlagenwerk.data.tree import Note, Paragraph, Text
from vorlagenwerk.writers.docx.revisions import without_revisions

MAIN, SETTINGS, STYLES = "word/document.xml", "word/settings.xml", "word/styles.xml"
HEADER, RELATIONS = "word/header2.xml", "word/_rels/document.xml.rels"
WHO = 'w:id="9" w:author="Petra Muster" w:date="2024-05-06T07:08:00Z"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def with_settings(load, rebuild):
    """The template with these settings put in, and the findings on it."""
    return lambda markup: load(rebuild(replace={SETTINGS: ("<w:defaultTabStop", markup + "<w:defaultTabStop")}))


@pytest.mark.parametrize(
    "markup",
    [
        '<w:updateFields w:val="true"/>',
        '<w:revisionView w:markup="0"/><w:trackRevisions/>',
        '<w:attachedTemplate r:id="rId1"/><w:linkStyles/>',
        '<w:docVars><w:docVar w:name="Sachbearbeitung" w:val="Petra Muster"/></w:docVars>',
        '<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>',
        '<w:saveThroughXslt r:id="rId1"/><w:printTwoOnOne/>',
        '<w15:docId w15:val="{00000000-0000-0000-0000-000000000000}"/>',
    ],
)
def test_settings_that_ask_fetch_or_name_somebody_stay_behind(with_settings, write, markup):
    """Each would work in every paper; the rest of the settings is taken over as it is."""
    plain, bare = write(template=with_settings("")[0]), write(template=with_settings(markup)[0])
    ignored = r' xmlns:\w+="[^"]*"'
    assert re.sub(ignored, "", bare.part(SETTINGS)) == re.sub(ignored, "", plain.part(SETTINGS))
    assert with_settings(markup)[1] == []


def test_settings_that_shape_the_page_are_taken_over(with_settings, write):
    """Binding, compatibility and hyphenation decide where lines and pages end."""
    markup = "<w:mirrorMargins/><w:evenAndOddHeaders/><w:hideSpellingErrors/>"
    written = write(template=with_settings(markup)[0]).part(SETTINGS)
    assert markup in written and "w:compatSetting" in written and "w:autoHyphenation" in written


@pytest.mark.parametrize("before", ["", "<w:noLeading/>"])
def test_justified_lines_are_not_stretched_before_a_break(load, rebuild, write, before):
    """Where a text breaks by `\\`, as in an address; the setting stands where ECMA-376 wants it."""
    template, _problems = load(rebuild(replace={SETTINGS: ("<w:compat>", f"<w:compat>{before}")}))
    said = write(Paragraph((Text("Text"),)), template=template).part(SETTINGS)
    assert f"<w:compat>{before}<w:doNotExpandShiftReturn/><w:compatSetting" in said


def test_settings_with_footnotes_are_cleaned_too(with_settings, write):
    """They are a part of their own."""
    template, _ = with_settings("<w:trackRevisions/>")
    note = Paragraph((Text("Satz"), Note((Text("Nachweis"),))))
    written = write(note, template=template).part(SETTINGS)
    assert "w:footnotePr" in written and "trackRevisions" not in written


def test_what_settings_relate_to_stays_behind(load, rebuild, write):
    """Even a part inside of the package: nothing that is taken over asks for it."""
    relations = f'<Relationships xmlns="x"><Relationship Id="rId1" Type="{OFFICE}/transform" Target="a.xsl"/>'
    parts = {"word/_rels/settings.xml.rels": f"{relations}</Relationships>".encode(), "word/a.xsl": b"<a/>"}
    template, problems = load(rebuild(parts))
    with zipfile.ZipFile(io.BytesIO(write(template=template).data)) as archive:
        assert problems == [] and not [name for name in archive.namelist() if "xsl" in name or "settings.xml.r" in name]


def test_a_variable_that_a_field_shows_stays(load, rebuild, write):
    """Case does not count for Word either."""
    variables = '<w:docVars><w:docVar w:name="Amt" w:val="32"/><w:docVar w:name="Kennwort" w:val="x"/></w:docVars>'
    field = '<w:p><w:r><w:instrText> DOCVARIABLE "AMT" </w:instrText></w:r></w:p></w:hdr>'
    template, _ = load(rebuild(replace={SETTINGS: ("<w:compat>", variables + "<w:compat>"),
                                        HEADER: ("</w:hdr>", field)}))  # fmt: skip
    said = write(template=template).part(SETTINGS)
    assert '<w:docVars><w:docVar w:name="Amt" w:val="32"/></w:docVars>' in said and "Kennwort" not in said


def test_properties_that_fields_show_stay_and_collide_with_nothing(load, rebuild, write):
    """Their relationship gets an id of its own; labels of the house's systems name persons and stay behind."""
    line = f'<Relationship Id="rId3" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    said = b'<Properties><property name="Amtszeichen"/><property name="MSIP_Owner"/></Properties>'
    field = '<w:p><w:fldSimple w:instr=" DOCPROPERTY  AMTSZEICHEN "><w:r/></w:fldSimple></w:p></w:hdr>'
    changes = {"_rels/.rels": ("</Relationships>", line)}
    shown, problems = load(rebuild({"docProps/custom.xml": said}, {**changes, HEADER: ("</w:hdr>", field)}))
    written = write(template=shown)
    idents = re.findall(' Id="([^"]*)"', written.part("_rels/.rels"))
    assert problems == [] and len(idents) == len(set(idents)) == 4
    assert written.part("docProps/custom.xml") == '<Properties><property name="Amtszeichen"/></Properties>'
    hidden, _ = load(rebuild({"docProps/custom.xml": said}, changes))
    with zipfile.ZipFile(io.BytesIO(write(template=hidden).data)) as archive:
        assert "docProps/custom.xml" not in archive.namelist()
        assert b"custom" not in archive.read("_rels/.rels") + archive.read("[Content_Types].xml")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>', "(nur lesen)"),
        ('<w:documentProtection w:edit="forms" w:enforcement="true"/>', "(nur Formulare ausfüllen)"),
        ('<w:writeProtection w:recommended="1"/>', "(schreibgeschützt öffnen)"),
    ],
)
def test_a_protection_that_no_paper_gets_is_a_hint(with_settings, write, markup, said):
    """Whoever sets it expects papers that nobody can change."""
    template, (problem,) = with_settings(markup)
    assert (problem.code, problem.level) == ("STI-528", Level.HINWEIS) and said in problem.text
    assert "rotection" not in write(template=template).part(SETTINGS)


def test_a_protection_that_is_switched_off_is_no_hint(with_settings):
    """Word keeps the kind that was chosen last."""
    assert with_settings('<w:documentProtection w:edit="readOnly" w:enforcement="0"/>')[1] == []


@pytest.mark.parametrize("markup", [
    '<w:mailMerge><w:mainDocumentType w:val="formLetters"/></w:mailMerge>',
    '<w:mailMerge><w:query w:val="SELECT * FROM `Adressen`"/></w:mailMerge>',
])  # fmt: skip
def test_a_form_letter_is_refused(with_settings, markup):
    """Word asks for its source of addresses, which stands in the file."""
    template, (problem,) = with_settings(markup)
    assert template is None and problem.code == "STI-527" and problem.level == Level.FEHLER
    assert ("Adressen" in problem.text) == ("Adressen" in markup)


@pytest.mark.parametrize("kind", ["mailMergeSource", "mailMergeHeaderSource"])
def test_a_source_of_addresses_is_refused_with_the_way_out(load, rebuild, kind):
    """The same trouble has the same code, wherever it is seen first."""
    line = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="file:///c:/geheim.accdb" TargetMode="External"/>'
    _, (problem,) = load(rebuild(replace={RELATIONS: ("</Relationships>", line + "</Relationships>")}))
    assert problem.code == "STI-527" and "geheim.accdb" in problem.text


def test_changes_in_a_header_are_accepted_and_said(load, rebuild, write):
    """Papers are published: neither the deleted words nor whoever deleted them may go with them."""
    markup = (
        f"<w:p><w:pPr><w:pPrChange {WHO}><w:pPr/></w:pPrChange></w:pPr><w:del {WHO}><w:r><w:delText>alt</w:delText>"
        f"</w:r></w:del><w:ins {WHO}><w:r><w:t>neu</w:t></w:r></w:ins></w:p></w:hdr>"
    )
    template, (problem,) = load(rebuild(replace={HEADER: ("</w:hdr>", markup)}))
    assert (problem.code, problem.level) == ("STI-529", Level.WARNUNG) and "„word/header2.xml“" in problem.text
    written = write(template=template).part(HEADER)
    assert "<w:p><w:pPr></w:pPr><w:r><w:t>neu</w:t></w:r></w:p>" in written
    assert "Petra" not in written and "alt" not in written


def test_changes_of_styles_lose_their_names_without_a_word(load, rebuild, write):
    """What the style looks like now is what everybody sees."""
    change = f"<w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr>"
    template, problems = load(rebuild(replace={STYLES: ("</w:rPr>", change)}))
    assert problems == [] and "Petra" not in write(template=template).part(STYLES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<w:tr><w:trPr><w:del {WHO}/></w:trPr></w:tr><w:tr/>", "<w:tr/>"),
        (f"<w:tbl><w:tr><w:trPr><w:del {WHO}/></w:trPr></w:tr></w:tbl><w:p/>", "<w:p/>"),
        (f"<w:p><w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr><w:del {WHO}><w:r/></w:del></w:p><w:p/>", "<w:p/>"),
        (f"<w:p><w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr></w:p>", "<w:p><w:pPr><w:rPr></w:rPr></w:pPr></w:p>"),
        (f"<w:p><w:moveFrom {WHO}><w:r/></w:moveFrom><w:moveTo {WHO}><w:r/></w:moveTo></w:p>", "<w:p><w:r/></w:p>"),
        (f"<w:p><w:ins {WHO}><w:del {WHO}><w:r/></w:del><w:r/></w:ins></w:p>", "<w:p><w:r/></w:p>"),
        ('<w:p><w:permStart w:id="1" w:ed="petra@muster.example"/><w:r/><w:permEnd w:id="1"/></w:p>',
         "<w:p><w:r/></w:p>"),
        ('<w:p><w:commentRangeStart w:id="1"/><w:r/><w:commentRangeEnd w:id="1"/></w:p>', "<w:p><w:r/></w:p>"),
        (f"<w:p><w:pPr><w:numPr><w:ins {WHO}/></w:numPr></w:pPr></w:p>",
         "<w:p><w:pPr><w:numPr></w:numPr></w:pPr></w:p>"),
    ],
)  # fmt: skip
def test_changes_are_accepted_as_word_does(before, after):
    """Rows, tables and paragraphs that were deleted as a whole leave nothing, but a last paragraph stays."""
    head, tail = b'<w:hdr xmlns:w="w">', b"</w:hdr>"
    assert without_revisions(head + before.encode() + tail)[0] == head + after.encode() + tail


def test_building_blocks_and_settings_for_web_pages_stay_behind(load, rebuild, write):
    """Word keeps whole letters in the one, and fetches frames by the other."""
    lines = "".join(
        f'<Relationship Id="rIdX{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in (("glossaryDocument", "glossary/document.xml"), ("webSettings", "webSettings.xml"))
    )
    parts = {"word/glossary/document.xml": b"<a/>", "word/webSettings.xml": b"<a/>"}
    template, problems = load(rebuild(parts, {RELATIONS: ("</Relationships>", lines + "</Relationships>")}))
    with zipfile.ZipFile(io.BytesIO(write(template=template).data)) as archive:
        assert problems == [] and not [name for name in archive.namelist() if "glossary" in name or "web" in name]


@pytest.mark.parametrize("columns", [
    '<w:cols w:num="3" w:space="708"/>',
    '<w:cols w:equalWidth="0"><w:col w:w="1"/><w:col w:w="1"/><w:col w:w="1"/></w:cols>',
])  # fmt: skip
def test_columns_are_written_as_one_and_said(load, rebuild, write, columns):
    """Tables are as wide as the paper allows, and would run off it."""
    template, (problem,) = load(rebuild(replace={MAIN: ("<w:cols [^>]*/>", columns)}))
    assert (problem.code, problem.level) == ("STI-538", Level.WARNUNG) and "3 Spalten" in problem.text
    assert "w:col" not in write(template=template).part(MAIN)


@pytest.mark.parametrize("kind", ["lines", "linesAndChars", "snapToChars"])
def test_a_grid_is_left_out_and_said(load, rebuild, write, kind):
    """Lines would be higher than reckoned, and the numbers of pages wrong."""
    grid = f'<w:docGrid w:type="{kind}" w:linePitch="400"/></w:sectPr>'
    template, (problem,) = load(rebuild(replace={MAIN: ("</w:sectPr>", grid)}))
    assert (problem.code, problem.level) == ("STI-539", Level.HINWEIS)
    assert "w:docGrid" not in write(template=template).part(MAIN)


def test_the_grid_that_word_always_writes_is_none(load, rebuild):
    """Without a kind it says a pitch that nobody uses; one column is none either."""
    ordinary = '<w:cols w:num="1" w:space="708"/><w:docGrid w:linePitch="360"/></w:sectPr>'
    assert load(rebuild(replace={MAIN: ("<w:cols [^>]*/>.*</w:sectPr>", ordinary)}))[1] == []
