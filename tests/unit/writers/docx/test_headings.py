"""Numbers of headings as the template's list says them: in the headings, in lists of contents and in references."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from vorlagenwerk.building.transforms import finish
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.tree import Contents, Document, Heading, Paragraph, Reference, Text
from vorlagenwerk.writers.docx.appearance import look_of

NUMBERING, STYLES = "word/numbering.xml", "word/styles.xml"
FOLDER = Path("schriften")


def level(index: int, inside: str) -> tuple[str, str]:
    """What to replace in the template so that a level of the headings' list says this of its numbers."""
    linked = f'<w:pStyle w:val="Heading{index}"/>'
    found = f'<w:lvl w:ilvl="{index - 1}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{linked}<w:lvlText [^>]*/>'
    return found, f'<w:lvl w:ilvl="{index - 1}">{inside.replace("@", linked)}'


@pytest.fixture
def changed(load, rebuild, standard):
    """The shipped template with levels of the headings' list replaced, by their number from 1."""

    def edited(levels, more=("", "")):
        package = rebuild(replace={NUMBERING: more}) if more[0] else standard
        for index, inside in levels.items():
            text = _part(package, NUMBERING)
            text, count = re.subn(*level(index, inside), text, count=1)
            assert count == 1
            package = rebuild({NUMBERING: text.encode()})
        template, problems = load(package)
        assert problems == []
        return template

    return edited


@pytest.fixture
def paper(write):
    """Headings of these levels in a paper of this template, numbered as builds number them, each referred to."""

    def written(template, *levels):
        look, _ = look_of(template, FOLDER)
        headings = [Heading(depth, (Text(f"T{at}"),), f"z{at}", numbered=True) for at, depth in enumerate(levels)]
        references = Paragraph(tuple(one for heading in headings for one in (Reference(heading.ident), Text(" "))))
        blocks = (Contents("inhalt", "Inhalt", 9), *headings, references)
        done, problems = finish(Document("Titel", blocks), (), Place, lambda: look)
        assert problems == []
        return write(*done.children, template=template)

    return written


def _part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode()


def listed(written) -> list[str]:
    """The lines of the list of contents, “|” for tabs."""
    found = written.body.xpath('.//w:p[starts-with(w:pPr/w:pStyle/@w:val, "TOC") and .//w:hyperlink]')
    return ["".join("|" if t.tag == qn("w:tab") else t.text for t in p.iter(qn("w:t"), qn("w:tab"))
                    if t.getparent().tag == qn("w:r")) for p in found]  # fmt: skip


def references(written) -> list[tuple[str, str]]:
    """The switches of each REF field, and what it shows."""
    last = written.document.paragraphs[-1]
    switches = [text.text.split(None, 2)[2].strip() for text in last._p.iter(qn("w:instrText"))]
    return list(zip(switches, last.text.split(), strict=True))


ROMAN = '<w:start w:val="1"/><w:numFmt w:val="upperRoman"/>@<w:lvlText w:val="%1."/>'
LETTER = '<w:start w:val="1"/><w:numFmt w:val="upperLetter"/>@<w:lvlText w:val="%2."/>'
SIGN = '<w:start w:val="1"/><w:numFmt w:val="decimal"/>@<w:lvlText w:val="§ %3"/>'


def test_contents_show_numbers_as_the_headings_do(changed, paper):
    """Roman numbers, letters and paragraph signs, so that updating the list in Word changes nothing."""
    written = paper(changed({1: ROMAN, 2: LETTER, 3: SIGN}), 1, 2, 3, 3, 2, 1)
    assert listed(written) == ["I.|T0", "A.|T1", "§ 1|T2", "§ 2|T3", "B.|T4", "II.|T5"]
    # the list that the styles bring along counts by itself
    assert written.values(".//w:p[w:pPr/w:pStyle[starts-with(@w:val, 'Heading')]]//w:numId") == []


def test_references_show_what_their_fields_will(changed, paper):
    """The whole way down without a full stop at its end; of “§ 1” the number alone, as switch t has it."""
    written = paper(changed({1: ROMAN, 2: LETTER, 3: SIGN}), 1, 2, 3)
    assert references(written) == [("\\w \\h", "I"), ("\\w \\h", "I.A"), ("\\w \\t \\h", "I.A.1")]


@pytest.mark.parametrize(("suff", "between"), [("tab", "|"), ("space", " "), ("nothing", "")])
def test_what_follows_the_number_follows_it_in_the_list(changed, paper, suff, between):
    """A tab, a blank or nothing; without a tab nothing hangs."""
    said = f'<w:start w:val="1"/><w:numFmt w:val="decimal"/>@<w:suff w:val="{suff}"/><w:lvlText w:val="%1"/>'
    written = paper(changed({1: said}), 1)
    assert listed(written) == [f"1{between}T0"]
    assert bool(written.body.xpath('.//w:p[w:pPr/w:pStyle/@w:val="TOC1"]//w:ind')) is (suff == "tab")


def test_legal_numbers_starts_and_levels_that_count_on(changed, paper):
    """What Word knows of levels beside their form."""
    legal = '<w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlRestart w:val="0"/>@<w:isLgl/>'
    written = paper(changed({1: ROMAN, 2: f'{legal}<w:lvlText w:val="%1.%2"/>'}), 1, 2, 1, 2)
    assert listed(written) == ["I.|T0", "1.3|T1", "II.|T2", "2.4|T3"]
    assert written.values(".//w:p[w:pPr/w:pStyle[starts-with(@w:val, 'Heading')]]//w:numId") == []


def test_a_list_may_begin_elsewhere_than_the_one_it_is_made_of(changed, paper):
    """Word writes so when somebody sets another first number."""
    own = '<w:num w:numId="1"><w:abstractNumId w:val="0"/>'
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    assert listed(paper(changed({}, (own, own + start)), 1, 2)) == ["4|T0", "4.1|T1"]


def test_a_heading_style_outside_the_list_counts_in_it_too(load, rebuild, paper):
    """The paper wants a number, so the heading gets what the list of the others says, not that of nobody."""
    found = r'(<w:style [^>]*w:styleId="Heading2".*?)<w:numPr>.*?</w:numPr>'
    unlinked = r'<w:pStyle w:val="Heading2"/>'
    template, _ = load(rebuild(replace={STYLES: (found, r"\1"), NUMBERING: (unlinked, "")}))
    written = paper(template, 1, 2)
    assert written.values(".//w:numPr/w:numId")[-1] == "1" and written.values(".//w:numPr/w:ilvl")[-1] == "1"
    assert listed(written) == ["1|T0", "1.1|T1"]


def test_a_form_that_only_word_can_write_is_a_finding(changed):
    """It names the level, what stands there instead, and what can be chosen."""
    choice = '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice>'
    start = '<w:start w:val="1"/>'
    custom = f'{start}<mc:AlternateContent xmlns:mc="m">{choice}</mc:AlternateContent>@<w:lvlText w:val="%3"/>'
    ordinal = f'{start}<w:numFmt w:val="ordinalText"/>@<w:lvlText w:val="%1"/>'
    look, (problem,) = look_of(changed({1: ordinal, 3: custom}), FOLDER)
    assert problem.code == "STI-537" and "der Ebenen 1 und 3" in problem.text
    assert "erste, zweite, dritte, 001, 002, 003" in problem.text and "I, II, III" in problem.remedy
    assert look.numbers.shown((2, 1)) == "2.1"


@pytest.mark.parametrize("said", ['w:val="-7"', 'w:val="viele"', 'w:val="99999999999"'])
def test_odd_numbers_in_a_list_are_no_exception(changed, paper, said):
    """Files that went through other programs hold such numbers."""
    level = f'<w:start {said}/><w:numFmt w:val="upperRoman"/><w:lvlRestart {said}/>@<w:lvlText w:val="%1"/>'
    assert len(listed(paper(changed({1: level}), 1, 1))) == 2


def test_the_text_of_a_heading_begins_where_its_list_or_its_style_says(load, rebuild):
    """Somebody may move it in either; what the style says itself goes before its list."""
    moved = ('(w:styleId="Heading2".*?)<w:outlineLvl', r'\1<w:ind w:left="850" w:hanging="400"/><w:outlineLvl')
    template, problems = load(rebuild(replace={STYLES: moved}))
    assert problems == []
    first, second, *_ = look_of(template, FOLDER)[0].numbers.levels
    assert (first.left, first.hanging, second.left, second.hanging) == (567, 567, 850, 400)
