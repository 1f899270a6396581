"""Lines of headers and footers for which a document has no value."""

from __future__ import annotations

import re

import pytest

from vorlagenwerk.data.tree import Fact, Paragraph, Text, Value

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

    def written(markup, *, facts=(), authored=(), **values):
        template, problems = load(rebuild(replace={HEADER: ("<w:p>.*</w:p>", markup)}))
        assert problems == []
        frame = tuple((f"dokument.{tag}", text) for tag, text in values.items())
        return write(template=template, frame=frame, facts=facts, authored=authored).part(HEADER)

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


CONTACT = Fact("dokument.a", (Text("Tel. "), Value("0123 45", "/telefon"), Text(" und "), Value("Q3", "/quartal")))
PHONE = (("/telefon", "0123 45"), ("/quartal", "2026-07"))
RED = '<w:rPr><w:color w:val="C00000"/></w:rPr>'


def inner(header):
    """The controls inside the control of the template: their tag, whether they are locked, and their text."""
    form = r'<w:sdt><w:sdtPr><w:tag w:val="(/[^"]*)"/><w:id [^>]*>(<w:lock [^>]*>)?(?:<w:text/>)?</w:sdtPr>'
    found = re.findall(form + "<w:sdtContent>.*?<w:t>([^<]*)</w:t></w:r></w:sdtContent></w:sdt>", header)
    return [(tag, bool(lock), text) for tag, lock, text in found]


@pytest.mark.parametrize(
    "markup",
    [
        line("a"),
        control("a", words("alt")),
        table(cell(words("x"), control("a", words("alt")), words(""))),
        table(control("a", cell(words("alt")))) + words(""),
    ],
)
def test_the_fields_in_a_letterhead_stand_in_controls_of_their_own(letterhead, markup):
    """A way back to the content finds each of them; a value that is said in other words is locked."""
    header = letterhead(markup, a="Tel. 0123 45 und Q3", facts=(CONTACT,), authored=PHONE)
    assert inner(header) == [("/telefon", False, "0123 45"), ("/quartal", True, "Q3")]
    assert 'w:val="dokument.a"' in header and "Tel. 0123 45 und Q3" in "".join(paragraphs(header))


@pytest.mark.parametrize("kind", ["<w:text/>", '<w:date><w:lid w:val="de-DE"/></w:date>', "<w:comboBox/>"])
def test_a_control_that_holds_others_is_for_any_text(letterhead, kind):
    """Word allows no control inside one for plain text, a date or a choice; all runs keep the look of the template."""
    run = f"<w:r>{RED}<w:t>alt</w:t></w:r>"
    markup = f"<w:p>{control('a', run).replace('</w:sdtPr>', kind + '</w:sdtPr>')}</w:p>"
    header = letterhead(markup, a="Tel. 0123 45 und Q3", facts=(CONTACT,), authored=PHONE)
    assert kind not in header.split("w:tag", 2)[1] and header.count(RED) == 4


def test_controls_of_text_and_letterhead_have_numbers_of_their_own(load, rebuild, write):
    """Word wants each number once in the whole file."""
    template, _ = load(rebuild(replace={HEADER: ("<w:p>.*</w:p>", line("a"))}))
    frame = (("dokument.a", "Tel. 0123 45 und Q3"),)
    blocks = (Paragraph((Value("0123 45", "/telefon"),)),)
    written = write(*blocks, template=template, frame=frame, facts=(CONTACT,), authored=PHONE)
    idents = re.findall(r'<w:id w:val="(\d+)"/>', written.part(HEADER) + written.part("word/document.xml"))
    assert len(idents) == len(set(idents)) == 3


@pytest.mark.parametrize("tag", ["", '<w:tag w:val="gruppe"/>'])
def test_a_control_around_others_stays_and_these_are_filled(letterhead, tag):
    """Word's own grouping must not cost a paper its letterhead."""
    inside = f"{line('a')}{words('fest')}{line('b')}"
    markup = f'<w:sdt><w:sdtPr>{tag}<w:id w:val="1"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt><w:p/>'
    header = letterhead(markup, a="Amt")
    assert paragraphs(header) == ["Amt", "fest"] and f"<w:sdtPr>{tag}<w:id " in header


def test_a_control_around_the_fields_of_a_finished_paper_is_filled_itself(letterhead):
    """Someone has made a paper the new style template."""
    field = (
        '<w:sdt><w:sdtPr><w:tag w:val="/amt"/></w:sdtPr><w:sdtContent><w:r><w:t>alt</w:t></w:r></w:sdtContent></w:sdt>'
    )
    header = letterhead(f"<w:p>{control('a', field)}</w:p>", a="Neu")
    assert paragraphs(header) == ["Neu"] and "/amt" not in header


@pytest.mark.parametrize(
    "kind",
    [
        '<w:dropDownList w:lastValue="1"><w:listItem w:displayText="Amt 1" w:value="1"/></w:dropDownList>',
        '<w:comboBox w:lastValue="1"><w:listItem w:displayText="Amt 1" w:value="1"/></w:comboBox>',
        '<w:date w:fullDate="2020-01-01T00:00:00Z"><w:dateFormat w:val="dd.MM.yyyy"/></w:date>',
        '<w:placeholder><w:docPart w:val="DefaultPlaceholder_1"/></w:placeholder>',
    ],
)
def test_a_filled_control_is_no_list_and_no_date_any_more(letterhead, kind):
    """A list without the value would show an old one, a date the day of the template."""
    markup = f"<w:p>{control('a')}</w:p>".replace("</w:sdtPr>", f"{kind}</w:sdtPr>", 1)
    header = letterhead(markup, a="12. März 2026")
    assert paragraphs(header) == ["12. März 2026"] and not re.search("2020|Amt 1|docPart|lastValue", header)
