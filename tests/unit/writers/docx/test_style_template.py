"""What a style template must and must not hold, and how its styles are found."""

from __future__ import annotations

import io
import pickle
import zipfile

import pytest

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Level
from vorlagenwerk.data.tree import Heading, List, ListItem, Paragraph, Quote, Text
from vorlagenwerk.writers.docx import check_tags, load_style_template
from vorlagenwerk.writers.docx.roles import file_name_of, german_name_of

STYLES, NUMBERING, MAIN = "word/styles.xml", "word/numbering.xml", "word/document.xml"
RELATIONS, HEADER = "word/_rels/document.xml.rels", "word/header1.xml"
EXTERNAL = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    'Target="%s" TargetMode="External"/></Relationships>'
)


FRAMES = ("header1", "header2")
HEAD = b"<w:hdr xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' %s><w:p/></w:hdr>"


def codes(problems):
    return [problem.code for problem in problems]


def test_the_shipped_template_fits_the_shipped_roles(load, standard):
    """No finding of any level."""
    template, problems = load(standard)
    assert template is not None and problems == []


def test_styles_are_found_without_regard_to_case_language_and_id(load, rebuild):
    """Word's German user sees „Überschrift 1“; the file says heading 1 under the id berschrift1."""
    data = rebuild(replace={STYLES: ('w:styleId="Heading1"><w:name w:val="heading 1"',
                                     'w:styleId="berschrift1"><w:name w:val="Heading 1"')})  # fmt: skip
    template, problems = load(data, tabellentext="TABELLENTEXT")
    assert problems == [] and template.roles["ueberschrift_1"].ident == "berschrift1"


def test_a_style_is_found_by_its_alias_and_by_its_id(load, rebuild):
    """Word lets people add names; ids are the last resort."""
    data = rebuild(replace={STYLES: ('(w:val="Hinweis"/>)', r'\1<w:aliases w:val="Merke,Achtung"/>')})
    template, problems = load(data, hinweis="achtung", tabelle="VorlagenwerkTabelle")
    assert problems == [] and template.roles["hinweis"].ident == "Hinweis"


def test_a_missing_style_is_a_finding_that_lists_the_nearest_first(load, standard):
    """The administrator sees what there is, and the papers can still be looked at."""
    template, (problem,) = load(standard, hinweis="Hinwies")
    assert (problem.code, problem.level) == ("STI-510", Level.FEHLER)
    assert "„Hinwies“" in problem.text and "„hinweis“" in problem.text
    assert problem.remedy.startswith("Vorhanden sind: „Hinweis“,")
    assert template is not None and template.roles["hinweis"].ident == "Normal"


def test_a_style_that_was_renamed_in_word_is_listed_first(load, rebuild):
    """The file calls it by the new name only."""
    _, (problem,) = load(rebuild(replace={STYLES: ('w:name w:val="Hinweis"', 'w:name w:val="Hinweis Amt"')}),
                         hinweis="Hinweiss")  # fmt: skip
    assert problem.code == "STI-510" and problem.remedy.startswith("Vorhanden sind: „Hinweis Amt“,")


def test_a_style_that_was_deleted_in_word_is_a_finding(load, rebuild):
    """Nothing else changes; styles that were based on it stand on their own."""
    template, (problem,) = load(rebuild(replace={STYLES: ('<w:style [^>]*w:styleId="Quote">.*?</w:style>', "")}))
    assert problem.code == "STI-510" and "„Zitat“" in problem.text
    assert template.roles["zitat"].ident == "Normal"


def test_a_style_that_few_papers_need_may_be_missing(load, standard):
    """The paper that asks for a list of contents says so (STI-520)."""
    template, problems = load(standard, verzeichnis_3="Gibt es nicht")
    assert problems == [] and "verzeichnis_3" not in template.roles


@pytest.mark.parametrize("size", ["", "²", "9" * 5000, "-x"])
def test_odd_sizes_are_read_as_words_own(load, rebuild, size):
    """A hand-made file is no exception."""
    template, _ = load(rebuild(replace={STYLES: ('<w:sz w:val="[0-9]*"/>', f'<w:sz w:val="{size}"/>')}))
    assert template.roles["titel"].half_points == 20


def test_a_style_of_the_wrong_kind_is_a_finding(load, standard):
    """A table style cannot carry a paragraph."""
    _, (problem,) = load(standard, hinweis="Vorlagenwerk Tabelle")
    assert problem.code == "STI-511" and "Tabellenformatvorlage" in problem.text


def test_a_role_that_nobody_maps_is_a_finding(standard, roles):
    """formatvorlagen.yaml has lost a line."""
    roles = {role: name for role, name in roles.items() if role != "zitat"}
    _, problems = load_style_template(standard, roles, Place("standard.docx"))
    assert codes(problems) == ["STI-512"] and "„zitat“" in problems[0].text


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("STI-503", {STYLES: None}),
        ("STI-503", {MAIN: None}),
        ("STI-503", {RELATIONS: None}),
        ("STI-503", {"[Content_Types].xml": None}),
        ("STI-503", {"_rels/.rels": None}),
        ("STI-504", {STYLES: b"<w:styles"}),
        ("STI-504", {"word/settings.xml": "<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16")}),
        ("STI-504", {"word/theme/theme1.xml": b"<?xml version='-1'?><a/>"}),
        ("STI-504", {"word/theme/theme1.xml": b"<?xml version='1.0' encoding='abc'?><a/>"}),
        ("STI-504", {"word/theme/theme1.xml": b"<a:theme/>"}),
        ("STI-504", {"word/theme/theme1.xml": b"<a:theme xmlns:a=''/>"}),
        ("STI-504", {HEADER: HEAD % b"mc:Ignorable='w14' xmlns:mc='urn:mc'"}),
        ("STI-518", {HEADER: HEAD % b"xmlns:r='urn:r'"}),
        ("STI-518", {HEADER: b"<w:hdr xmlns:w='urn:w'><w:p/></w:hdr>"}),
        ("STI-505", {"word/theme/theme1.xml": b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"}),
        ("STI-506", {"word/vbaProject.bin": b"x"}),
        ("STI-507", {"word/embeddings/oleObject1.bin": b"x"}),
        ("STI-507", {"word/activeX/activeX1.xml": b"<a/>"}),
        ("STI-501", {"../x.xml": b"<a/>"}),
    ],
)
def test_what_word_would_run_or_cannot_read_is_refused(load, rebuild, code, parts):
    """One finding that names file and remedy, never an exception."""
    template, (problem,) = load(rebuild(parts))
    assert template is None and problem.code == code
    assert "templates/_stil/standard.docx" in problem.text and problem.remedy


@pytest.mark.parametrize("data", [b"", b"kein Zip", b"PK\x03\x04" + b"\0" * 60])
def test_a_file_that_is_no_word_file_is_refused(load, data):
    """Renamed text files and cut downloads."""
    template, (problem,) = load(data)
    assert template is None and problem.code == "STI-501"


def test_an_encrypted_file_says_so(load):
    """Word wraps a file with a password into the old format."""
    _, (problem,) = load(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert problem.code == "STI-502" and "Kennwort" in problem.text


def test_damaged_bytes_are_refused(load, standard):
    """A flipped bit in a packed part shows in its checksum."""
    with zipfile.ZipFile(io.BytesIO(standard)) as archive:
        at = archive.getinfo(STYLES).header_offset + 200
    _, (problem,) = load(standard[:at] + bytes([standard[at] ^ 0xFF]) + standard[at + 1 :])
    assert problem.code == "STI-501"


def test_a_bomb_is_refused_before_it_is_unpacked(load):
    """61 MB of blanks pack into 60 kB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bild.png", b" " * (61 * 1024 * 1024))
    _, (problem,) = load(out.getvalue())
    assert problem.code == "STI-509" and "61 MB" in problem.text


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "subDocument"])
def test_what_word_would_fetch_from_elsewhere_is_refused(load, rebuild, kind):
    """A template that phones home would do so from every paper."""
    data = rebuild(replace={RELATIONS: ("</Relationships>", EXTERNAL % (kind, "http://fremd.example/x"))})
    template, (problem,) = load(data)
    assert template is None and problem.code == "STI-508" and "fremd.example" in problem.text


def test_a_link_in_the_header_may_lead_out(load, rebuild):
    """The authority's web address belongs into a letterhead."""
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    data = rebuild(
        {"word/_rels/header1.xml.rels": (relations + EXTERNAL % ("hyperlink", "https://www.nrw.de")).encode()}
    )
    template, problems = load(data)
    assert problems == [] and "word/_rels/header1.xml.rels" in {part.name for part in template.kept}


def test_macros_hide_behind_a_content_type(load, rebuild):
    """A .docm that was renamed."""
    data = rebuild(replace={"[Content_Types].xml": (r"application/vnd\.openxml\S*document\.main\+xml",
                            "application/vnd.ms-word.document.macroEnabled.main+xml")})  # fmt: skip
    assert codes(load(data)[1]) == ["STI-506"]


def test_a_field_that_fetches_is_refused(load, rebuild):
    """INCLUDETEXT and DDE run when the paper is printed."""
    field = '<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;c:/x&quot; "><w:r/></w:fldSimple></w:p></w:hdr>'
    _, (problem,) = load(rebuild(replace={HEADER: ("</w:hdr>", field)}))
    assert problem.code == "STI-517" and "INCLUDETEXT" in problem.text


@pytest.mark.parametrize("field", ["DATABASE", "FILLIN", "ask", "RD"])
def test_a_field_that_asks_is_refused(load, rebuild, field):
    """Readers would be asked, or a database would."""
    markup = f'<w:p><w:r><w:instrText> {field} "Name?" </w:instrText></w:r></w:p></w:hdr>'
    assert codes(load(rebuild(replace={HEADER: ("</w:hdr>", markup)}))[1]) == ["STI-517"]


def test_a_part_is_read_whatever_its_name(load, rebuild):
    """Its type says what it is: no field hides behind another ending."""
    field = HEAD.replace(b"<w:p/>", b"<w:p><w:fldSimple w:instr='DDE x'/></w:p>") % b""
    data = rebuild({"word/kopf.bin": field}, {
        "[Content_Types].xml": ("/word/header1.xml", "/word/kopf.bin"), RELATIONS: ("header1.xml", "kopf.bin"),
    })  # fmt: skip
    assert codes(load(data)[1]) == ["STI-517"]


def test_a_part_of_another_kind_than_said_is_refused(load, rebuild):
    """Word would open none of the papers."""
    _, (problem,) = load(rebuild(replace={"[Content_Types].xml": (r"\.header\+xml", ".styles+xml")}))
    assert problem.code == "STI-504" and "header" in problem.text


def test_strict_open_xml_is_refused_with_the_way_out(load, rebuild):
    """Its names live in another namespace."""
    data = rebuild(replace={MAIN: ("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                                   "http://purl.oclc.org/ooxml/wordprocessingml/main")})  # fmt: skip
    assert codes(load(data)[1]) == ["STI-518"]


def test_language_paper_and_controls_in_the_body_are_warnings(load, rebuild):
    """The papers can be built, but hardly as meant; what stands behind a section break is on no cover."""
    control = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    control += '<w:sdt><w:sdtPr><w:tag w:val="dokument.titel"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    data = rebuild(replace={STYLES: ('w:lang w:val="de-DE"', 'w:lang w:val="en-US"'),
                            MAIN: ('<w:sectPr>(.*)w:w="11906"', control + r'<w:sectPr>\1w:w="12240"')})  # fmt: skip
    template, problems = load(data)
    assert template is not None and sorted(codes(problems)) == ["STI-513", "STI-514", "STI-516"]
    assert {problem.level for problem in problems} == {Level.WARNUNG}


def test_tags_that_no_document_offers_are_named_with_the_nearest(style):
    """A typing mistake in a tag would leave the letterhead empty in silence."""
    known = {"dokument.absender", "dokument.stelle", "dokument.kontakt", "dokument.kurztite"}
    (problem,) = check_tags(style, known)
    assert problem.code == "STI-515" and "„dokument.kurztitel“" in problem.text
    assert problem.remedy.startswith("Bekannt sind: „dokument.kurztite“")


def test_a_template_without_any_control_is_told(load, rebuild):
    """LibreOffice turns the controls of a letterhead into text, and every paper would show the sample text."""
    gone = {f"word/{part}.xml": ("</?w:sdt>|<w:sdtPr>.*?</w:sdtPr>|</?w:sdtContent>", "") for part in FRAMES}
    template, _ = load(rebuild(replace=gone))
    problems = check_tags(template, {"dokument.absender"})
    assert [(problem.code, problem.level) for problem in problems] == [
        ("STI-519", Level.HINWEIS),
    ]


def test_a_template_without_lists_still_numbers(load, rebuild, write):
    """Headings, bullets and numbers get Word's usual look."""
    data = rebuild({NUMBERING: None}, {RELATIONS: (r'<Relationship [^>]*numbering\.xml"/>', ""),
                                       STYLES: (r"<w:numPr>.*?</w:numPr>", ""),
                                       "[Content_Types].xml": ("<Override [^>]*numb[^>]*>", "")})  # fmt: skip
    template, problems = load(data)
    assert problems == []
    items = (ListItem((Paragraph((Text("a"),)),)),)
    written = write(Heading(1, (Text("h"),), numbered=True, number="1"), List(items), List(items, ordered=True),
                    template=template)  # fmt: skip
    assert len(set(written.values(".//w:numId"))) == 3
    numbers = written.part(NUMBERING)
    assert 'w:val="•"' in numbers and 'w:lvlText w:val="%1."' in numbers


def test_the_template_survives_the_way_to_another_process(style, write):
    """Executors send it to their workers."""
    copy = pickle.loads(pickle.dumps(style))
    assert write(Paragraph((Text("x"),)), template=copy).data == write(Paragraph((Text("x"),))).data


def test_a_style_name_turns_german_and_back():
    """ß must survive the comparison."""
    assert file_name_of("Fußzeile") == "footer" and german_name_of("footer") == "Fußzeile"
    assert file_name_of("Überschrift  2") == "heading 2" and german_name_of("Tabellentext") == "Tabellentext"


def test_a_template_that_libreoffice_or_word_saved_as_dotx_is_fine(load, rebuild, write):
    """The content type of a .dotx is replaced by that of a document."""
    data = rebuild(replace={"[Content_Types].xml": (r"document\.main\+xml", "template.main+xml")})
    template, problems = load(data)
    assert problems == [] and "document.main+xml" in write(template=template).part("[Content_Types].xml")


def test_a_template_with_a_missing_style_still_writes(load, standard, write):
    """The preview goes on while the administrator repairs the style."""
    template, _ = load(standard, zitat="Gibtsnicht")
    assert write(Quote((Paragraph((Text("so"),)),)), template=template).document.paragraphs[1].text == "so"


def test_no_flipped_byte_is_an_exception(load, standard):
    """Whatever a disk or a mail server does to the file, the answer is a finding or a working template."""
    for at in range(0, len(standard), 61):
        template, problems = load(standard[:at] + bytes([standard[at] ^ 0x55]) + standard[at + 1 :])
        assert template is not None or len(problems) == 1
