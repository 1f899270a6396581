"""Elements that know their bytes, and an archive reader that trusts nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from vorlagenwerk.writers.docx.archive import ArchiveWriter, pack, pack_stream
from vorlagenwerk.writers.docx.scan import DoctypeError, MalformedError, scan, splice, verify
from vorlagenwerk.writers.docx.unpacking import BrokenArchiveError, read_archive, unpack

HEAD = """<?xml version="1.0"?><w:a q="x > y" r='/>'>"""
XML = f'{HEAD}<w:b/><!-- <w:c> --><w:b></w:b>ä<w:c w:val="1">t</w:c></w:a>'.encode()


def test_every_element_knows_its_bytes():
    """Also behind letters of two bytes, quoted angle brackets, comments and empty elements."""
    root = scan(XML)
    assert [XML[e.start : e.end] for e in root.children] == [b"<w:b/>", b"<w:b></w:b>", b'<w:c w:val="1">t</w:c>']
    assert XML[root.start : root.head_end] == b"<w:a q=\"x > y\" r='/>'>" and root.end == len(XML)
    assert root.value("w:c") == "1" and root.find("w:c/w:d") is None


def test_a_splice_leaves_everything_around_it_alone():
    """Two spans replaced, given in any order."""
    first, _, last = scan(XML).children
    changed = splice(XML, [(last.start, last.end, b"Z"), (first.start, first.end, b"A")])
    assert changed == XML.replace(b"<w:b/>", b"A").replace(b'<w:c w:val="1">t</w:c>', b"Z")


@pytest.mark.parametrize("data", [b"", b"<a>", b"<a></b>", b"<a>\xff</a>", "<a/>".encode("utf-16"), b"<a>&x;</a>"])
def test_what_is_not_xml_in_utf_8_is_malformed(data):
    """Whichever way it is read."""
    for read in (scan, verify):
        with pytest.raises(MalformedError):
            read(data)


def test_a_doctype_is_refused_before_its_entities_count():
    """The laughs never begin."""
    with pytest.raises(DoctypeError):
        verify(b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')


@pytest.mark.parametrize("read", [scan, verify])
def test_nesting_ends(read):
    """A search through the elements must not overflow the stack; a part that is carried along is scanned later."""
    for inside, levels in ((b"", 201), (b"<b/>", 200), (b"", 5000)):
        with pytest.raises(MalformedError):
            read(b"<a>" * levels + inside + b"</a>" * levels)
    read(b"<a>" * 199 + b"<b/>" * 300 + b"</a>" * 199)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_archives_of_the_standard_library_are_read(method):
    """Stored and deflated, with folders, comments and data behind the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("ordner/", "")
        archive.writestr("ordner/ä.xml", "Inhalt" * 100)
        archive.comment = b"Kommentar"
    (part,) = read_archive(out.getvalue())
    assert part.name == "ordner/ä.xml" and unpack(part) == b"Inhalt" * 100


def test_archives_are_written_for_the_standard_library():
    """Streamed, packed before, and copied."""
    out = io.BytesIO(b"davor")
    out.seek(5)
    writer = ArchiveWriter(out)
    writer.add_packed(pack_stream("strom.xml", (b"a" * 1000 for _ in range(300))))
    writer.add_packed(pack("ü.xml", b"fertig"))
    writer.close()
    with zipfile.ZipFile(io.BytesIO(out.getvalue()[5:])) as archive:
        assert archive.testzip() is None
        assert archive.read("strom.xml") == b"a" * 300_000 and archive.read("ü.xml") == b"fertig"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_are_no_word_file(method):
    """Word reads stored and deflated parts only."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a", "b")
    with pytest.raises(BrokenArchiveError):
        read_archive(out.getvalue())


def test_a_part_larger_than_promised_is_refused():
    """The directory's sizes are what the bound on memory counts."""
    part = pack("a", b"x" * 10_000)
    with pytest.raises(BrokenArchiveError):
        unpack(part._replace(size=100))
