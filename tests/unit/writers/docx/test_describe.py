"""A style template as text that git can compare."""

from __future__ import annotations

import difflib
import io

import pytest

from vorlagenwerk.data.positions import Place
from vorlagenwerk.writers.docx.describe import describe, main
from vorlagenwerk.writers.docx.standard_template import write_standard_template

PLACE = Place("standard.docx")
STYLES, HEADER, SETTINGS = "word/styles.xml", "word/header2.xml", "word/settings.xml"


@pytest.fixture
def changed(standard, rebuild):
    """The lines that a change of one part takes away and adds, but for its checksum, which must change."""

    def lines(part, pattern, new):
        before, after = describe(standard, PLACE), describe(rebuild(replace={part: (pattern, new)}), PLACE)
        compared = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        told = [line for line in compared if not line.startswith(("---", "+++", "@@"))]
        *words, before, after = told
        assert before.startswith(f"-  {part}: ") and after.startswith(f"+  {part}: ")
        return words

    return lines


def test_a_changed_size_is_one_line_in_words(changed):
    """What `git diff` shows to an administrator."""
    found = changed(STYLES, '(w:styleId="Heading1".*?)<w:sz w:val="30"/>', r'\1<w:sz w:val="33"/>')
    assert found == ["-  Schriftgröße: 15 Punkt", "+  Schriftgröße: 16,5 Punkt"]


def test_spaces_are_told_in_points_and_switches_as_yes_or_no(changed):
    """Nobody but Word counts in twips."""
    found = changed(STYLES, '(w:styleId="Quelle".*?)w:before="60" w:after="160"', r'\1w:before="80" w:after="160"')
    assert found == ["-  Abstände: danach 8 Punkt, davor 3 Punkt", "+  Abstände: danach 8 Punkt, davor 4 Punkt"]
    found = changed(STYLES, '(w:styleId="Heading1".*?)<w:b/>', r'\1<w:b w:val="0"/>')
    assert found == ["-  fett: ja", "+  fett: nein"]


def test_headers_are_told_with_styles_tags_and_text(standard, changed):
    """A control by its tag, a field by its name."""
    text = describe(standard, PLACE)
    assert "  Briefkopf Stelle: [dokument.stelle]\n" in text and "  Fußzeile: Seite [PAGE] von [NUMPAGES]\n" in text
    assert text.startswith("Papier A4 hoch; Ränder oben 2,5 cm, rechts 2 cm, unten 2 cm, links 2,5 cm\n")
    assert changed(HEADER, '"dokument.stelle"', '"dokument.amt"') == [
        "-  Briefkopf Stelle: [dokument.stelle]",
        "+  Briefkopf Stelle: [dokument.amt]",
    ]


def test_the_cover_is_told_with_its_tags(changed):
    """Paragraphs, and controls that hold some."""
    control = '<w:sdt><w:sdtPr><w:tag w:val="dokument.titel"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    end = "<w:p><w:r><w:t>Stadt</w:t></w:r></w:p><w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    found = changed("word/document.xml", "<w:body>", f"<w:body>{control}{end}")
    assert [line for line in found if line != "+"] == [
        "+Deckblatt",
        "+  [dokument.titel]",
        "+  Standard: Stadt",
        "+  Standard:",
    ]


def test_each_of_several_tabs_is_told(changed):
    """Word's own header has two."""
    tabs = '<w:tabs><w:tab w:val="%s" w:pos="100"/><w:tab w:val="right" w:pos="200"/></w:tabs>'
    found = changed(STYLES, '(w:styleId="Quelle".*?<w:pPr>)', rf"\1{tabs % 'left'}")
    assert found == ["+  pPr/tabs/tab: pos 100, val left", "+  pPr/tabs/tab: pos 200, val right"]


def test_what_has_no_words_shows_by_its_checksum(changed):
    """No change of the file gives an empty comparison."""
    assert changed(SETTINGS, 'w:val="709"', 'w:val="708"') == []


def test_a_file_that_is_none_of_words_is_described_by_the_finding():
    """git stops where the program fails, and any file may end in .docx."""
    assert "ist keine gültige Word-Datei" in describe(b"kein Word", PLACE)


def test_the_program_writes_utf_8(tmp_path):
    """Whatever the terminal of the system speaks."""
    with (tmp_path / "stil.docx").open("wb") as out:
        write_standard_template(out)
    out = io.BytesIO()
    main([str(tmp_path / "stil.docx")], out)
    assert "Formatvorlage Überschrift 1 (Absatz, beruht auf Standard)" in out.getvalue().decode()
