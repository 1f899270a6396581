"""Pictures in the line of text, with alternative texts and captions."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx.oxml.ns import qn

from vorlagenwerk.data.tree import Image, List, ListItem, Paragraph, Picture, Reference, Text

EMU = 635


def picture(width: int = 2000, height: int = 1000, data: bytes = b"bild", **named: Any) -> Picture:
    given = {"ident": "", "caption": "", "description": "Ein Plan"} | named
    return Picture(image=Image(given.pop("kind", "png"), data, width, height), **given)


def sizes(written: Any) -> list[tuple[int, int]]:
    extents = written.body.xpath(".//*[local-name()='inline']/*[local-name()='extent']")
    return [(int(e.get("cx")) // EMU, int(e.get("cy")) // EMU) for e in extents]


def test_a_picture_stands_in_the_line_with_its_description(write):
    """Everybody learns what it shows; nothing floats."""
    written = write(picture(description='Plan "A" & B'))
    (name,) = written.body.xpath(".//*[local-name()='docPr']")
    assert name.get("descr") == 'Plan "A" & B' and not written.body.xpath(".//*[local-name()='anchor']")
    (blip,) = written.body.xpath(".//*[local-name()='blip']")
    assert written.document.part.related_parts[blip.get(qn("r:embed"))].blob == b"bild"
    assert written.document.paragraphs[1].style.name == "Abbildung"


@pytest.mark.parametrize(
    ("given", "size"),
    [
        (picture(2000, 1000), (2000, 1000)),
        (picture(20000, 1000), (9354, 467)),
        (picture(2000, 1000, share=50), (4677, 2338)),
        (picture(1000, 40000), (286, 11429)),
        (picture(0, 0), (1, 1)),
    ],
)
def test_a_picture_keeps_its_proportions_and_the_page(write, given, size):
    """As wide as wished, never wider than the text, never so high that its caption has no room."""
    ((width, height),) = sizes(write(given))
    assert abs(width - size[0]) <= 1 and abs(height - size[1]) <= 1


def test_a_picture_in_a_list_stays_within_the_margin(write):
    """It begins where the item's text begins."""
    written = write(List((ListItem((picture(20000, 1000),)),)))
    assert sizes(written)[0][0] == 9354 - 357


def test_a_drawing_is_there_as_picture_and_as_vectors(write):
    """Old programs show the one, Word from 2016 on the other; both have a part and a type of their own."""
    written = write(Picture("", "", "Ein Plan", Image("svg", b"<svg/>", 2000, 1000, b"raster")))
    (blip,) = written.body.xpath(".//*[local-name()='blip']")
    (vector,) = written.body.xpath(".//*[local-name()='svgBlip']")
    parts = written.document.part.related_parts
    found = [parts[element.get(qn("r:embed"))] for element in (blip, vector)]
    assert [(part.blob, part.content_type) for part in found] == [
        (b"raster", "image/png"),
        (b"<svg/>", "image/svg+xml"),
    ]


def test_equal_pictures_are_stored_once(write):
    """And their drawings have numbers of their own, which Word wants."""
    written = write(picture(), picture(), picture(data=b"anders", kind="jpeg"))
    with zipfile.ZipFile(io.BytesIO(written.data)) as archive:
        assert [name for name in archive.namelist() if "media" in name] == [
            "word/media/bild1.png",
            "word/media/bild2.jpeg",
        ]
    idents = [element.get("id") for element in written.body.xpath(".//*[local-name()='docPr']")]
    assert min(map(int, idents)) > 1_000_000  # a letterhead has small numbers of its own
    types = written.part("[Content_Types].xml")
    assert len(set(idents)) == 3 and 'Extension="png"' in types and 'Extension="jpeg"' in types


def test_the_caption_stands_below_with_a_number_that_word_can_update(write):
    """It belongs to the picture above and not to what follows."""
    given = picture(caption="Aufbau", number="1", ident="plan")
    written = write(given, Paragraph((Reference("plan", (Text("Abbildung 1"),)),)))
    image, caption, reference = written.document.paragraphs[1:]
    assert image.paragraph_format.keep_with_next and not caption.paragraph_format.keep_with_next
    assert (caption.style.name, caption.text, reference.text) == ("Caption", "Abbildung 1: Aufbau", "Abbildung 1")
    fields = [field.text.strip() for field in written.body.iter(qn("w:instrText"))]
    assert fields == ["SEQ Abbildung \\* ARABIC", "REF plan \\h"]


def test_a_template_without_a_style_for_pictures_still_shows_them(load, standard, write):
    """A warning in the first paper that has one."""
    template, problems = load(standard, abbildung="Gibt es nicht")
    written = write(picture(), template=template)
    assert problems == [] and [p.code for p in written.problems] == ["STI-520"] and len(sizes(written)) == 1
