"""What a Word file says to its readers."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from vorlagenwerk.writers.docx.reading import words

W = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'


def packed(**parts):
    """A file with these parts below word/."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def said(body):
    """The text of each paragraph of a body."""
    return [text for _part, text in words(packed(document=f"{W}<w:body>{body}</w:body></w:document>"))]


def run(text):
    """A run of text."""
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("body", "texts"),
    [(f"<w:p><w:pPr><w:jc w:val='left'/></w:pPr>{run('{')}{run('{ a &amp; b }}')}</w:p>", ["{{ a & b }}"]),
     (f"<w:p>{run('a')}<w:r><w:tab/></w:r>{run('b')}<w:r><w:br/></w:r>{run('c')}</w:p><w:p/>", ["a b c"]),
     (f"<w:p>{run('um')}<w:r><w:noBreakHyphen/></w:r>{run('e')}</w:p>", ["um-e"]),
     (f"<w:p>{run('A')}<w:r><w:txbxContent><w:p>{run('in')}</w:p></w:txbxContent></w:r>{run('B')}</w:p>", ["in", "AB"]),
     (f"<w:p><w:sdt><w:sdtContent>{run('Ort eingeben')}</w:sdtContent></w:sdt></w:p>", ["Ort eingeben"]),
     (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('3')}</w:p>", ["3"]),
     (f"<w:p>{run('')}</w:p>", []), ('<w:p><w:r><wp:docPr id="1" name="x" descr="Wappen"/></w:r></w:p>', ["Wappen"])],
)  # fmt: skip
def test_a_paragraph_is_read_as_its_reader_sees_it(body, texts):
    """However Word cut it into runs."""
    assert said(body) == texts


@pytest.mark.parametrize(
    ("part", "text", "told"),
    [
        ("header1", '<w:p><wp:docPr id="1" descr="Wappen" name="x" title="Stadt"/></w:p>', ["Wappen", "Stadt"]),
        ("header1", '<w:pict><v:textpath style="x" string="ENTWURF"/></w:pict>', ["ENTWURF"]),
        ("core", "<cp:coreProperties><dc:title>Titel</dc:title><dc:subject/><cp:keywords>neu</cp:keywords>"
         "</cp:coreProperties>", ["Titel", "neu"]),
        ("custom", '<Properties><property name="Az"><vt:lpwstr>1/10</vt:lpwstr></property></Properties>', ["1/10"]),
    ],
)  # fmt: skip
def test_what_is_no_paragraph_is_read_too(part, text, told):
    """Descriptions, letters drawn as a picture and the properties of the file come from templates, too."""
    assert [said for _part, said in words(packed(**{part: text}))] == told


def test_headers_footers_and_notes_are_read_and_styles_are_not():
    """What no reader sees is nobody's trouble."""
    text = f"{W}<w:p>{run('hier')}</w:p>"
    seen, unseen = ("document", "header1", "footer2", "footnotes"), ("styles", "settings", "glossary/document")
    parts = dict.fromkeys((*seen, *unseen), text)
    assert [part for part, _text in words(packed(**parts))] == [f"word/{name}.xml" for name in seen]


def test_a_large_part_is_read_only_for_a_sign():
    """A table of ten thousand rows is searched, not read; a sign may lie across two pieces of it."""
    row = f"<w:p>{run('x' * 90)}</w:p>"
    clean, marked = row * 20_000, row * 20_000 + f"<w:p>{run('Az «»')}</w:p>"
    small = f"<w:p>{run('klein')}</w:p>"
    signs = ("«".encode(),)
    assert [text for _part, text in words(packed(document=clean, header1=small), signs)] == ["klein"]
    assert "Az «»" in [text for _part, text in words(BytesIO(packed(document=marked)), signs)]
    for shift in range(1, 4):
        across = f"<w:p><w:t>{'y' * ((1 << 20) - 10 - shift)}«z</w:t></w:p>"
        assert len(list(words(packed(document=across), ("«z".encode(),)))) == 1
