"""Lines of headers and footers for which a document has no value."""

from __future__ import annotations

import re

import pytest

HEADER = "word/header2.xml"


def control(tag, inside="<w:r><w:t>alt</w:t></w:r>"):
    return f'<w:sdt><w:sdtPr><w:tag w:val="dokument.{tag}"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def line(*tags, properties="", between=""):
    return f"<w:p>{properties}{between.join(control(tag) for tag in tags)}</w:p>"


def words(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(*blocks):
    return f"<w:tc><w:tcPr/>{''.join(blocks)}</w:tc>"


def table(*cells):
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="99"/></w:tblGrid><w:tr>{"".join(cells)}</w:tr></w:tbl>'


@pytest.fixture
def letterhead(load, rebuild, write):
    """The letterhead of a paper whose only values are those given."""

    def written(markup, **values):
        template, problems = load(rebuild(replace={HEADER: ("<w:p>.*</w:p>", markup)}))
        assert problems == []
        frame = tuple((f"dokument.{tag}", text) for tag, text in values.items())
        return write(template=template, frame=frame).part(HEADER)

    return written


def paragraphs(header):
    """The text of each paragraph."""
    return ["".join(re.findall("<w:t[ >][^<]*|<w:t>[^<]*", found)).replace("<w:t>", "").replace(
        '<w:t xml:space="preserve">', "") for found in re.findall(r"<w:p[ >].*?</w:p>", header)]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        (line("a") + line("b") + words("fest"), ["fest"]),
        (line("a", "b", between="<w:r><w:t> </w:t></w:r>") + words("fest"), ["fest"]),
        (control("a", words("alt")) + words("fest"), ["fest"]),
        (line("a") + line("b"), [""]),
        (words("fest") + table(cell(line("a"))) + line("b"), ["fest", "", ""]),
        (table(cell(words("Wappen")), cell(line("a"), line("b"), words("fest"))) + words(""), ["Wappen", "fest", ""]),
        (f'<w:p><w:r><w:t xml:space="preserve">Tel. </w:t></w:r>{control("a")}</w:p>', ["Tel. "]),
        (table(cell(words("x"))) + line("a") + words("fest"), ["x", "", "fest"]),
    ],
)
def test_a_line_without_values_goes_unless_a_paragraph_must_stand_there(letterhead, markup, left):
    """One must stand in each part and cell, and behind a table."""
    assert paragraphs(letterhead(markup)) == left


def test_a_line_with_one_value_stays_with_all_it_holds(letterhead):
    """The blank between two controls too."""
    markup = line("a", "b", between='<w:r><w:t xml:space="preserve"> </w:t></w:r>') + words("fest")
    assert paragraphs(letterhead(markup, b="Amt")) == [" Amt", "fest"]


RULE = '<w:bottom w:val="single" w:sz="8" w:space="6" w:color="1F3A55"/>'


def test_the_rule_below_a_letterhead_stays_when_its_last_line_goes(letterhead):
    """The shipped style draws it below the contact; it passes to the line above, behind its style."""
    names = ("Absender", "Stelle", "Kontakt")
    named = [f'<w:pPr><w:pStyle w:val="Briefkopf{name}"/><w:jc w:val="right"/></w:pPr>' for name in names]
    markup = "".join(line(tag, properties=said) for tag, said in zip("abc", named, strict=True))
    header = letterhead(markup, a="Kreis")
    assert paragraphs(header) == ["Kreis"]
    assert re.search(
        r'<w:pStyle w:val="BriefkopfAbsender"/><w:pBdr><w:bottom [^>]*single[^>]*/></w:pBdr><w:jc ', header
    )
    assert "pBdr" not in letterhead(markup, a="Kreis", c="Telefon")


@pytest.mark.parametrize("properties", ["", "<w:pPr/>", "<w:pPr><w:spacing w:after='0'/></w:pPr>"])
def test_a_rule_finds_its_place_in_any_paragraph(letterhead, properties):
    """With and without properties of its own; a rule that the paragraph says itself passes on as well."""
    below = f"<w:pPr><w:pBdr>{RULE}</w:pBdr></w:pPr>"
    header = letterhead(line("a", properties=properties) + line("b", properties=below), a="Kreis")
    assert f"<w:p><w:pPr><w:pBdr>{RULE}</w:pBdr>" in header and paragraphs(header) == ["Kreis"]
