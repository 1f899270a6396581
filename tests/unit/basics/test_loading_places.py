"""Where a field stands and how it was written."""

from __future__ import annotations

from vorlagenwerk.basics.loading import Source, load_yaml

TEXT = """\
\ufeff# Bemerkung
titel: Baustein
kopf:
  nummer: "10/02/09"
  gremien:
    - PK
    - name: SK
      ort: Köln
  text: |
    eins
    zwei
leer:
"""


def source() -> Source:
    """The text above, with Windows line ends."""
    read, problems = load_yaml(TEXT.replace("\n", "\r\n").encode(), "content/x.yaml")
    assert problems == []
    assert read is not None
    return read


def test_a_value_and_its_name_have_their_places() -> None:
    """Lines and columns count from 1, as editors show them."""
    read = source()
    assert str(read.place(("kopf", "nummer"))) == "content/x.yaml:4:11"
    assert str(read.place(("kopf", "nummer"), key=True)) == "content/x.yaml:4:3"
    assert str(read.place(("kopf", "gremien", 1, "ort"))) == "content/x.yaml:8:12"
    assert str(read.place(("kopf", "gremien", 1))) == "content/x.yaml:7:7"
    assert str(read.place(("kopf", "text"))) == "content/x.yaml:9:9"


def test_a_missing_field_gives_the_closest_place_above() -> None:
    """A finding about something missing points at the group in which it is missing."""
    read = source()
    assert str(read.place(("kopf", "gremien", 1, "datum"))) == "content/x.yaml:7:7"
    assert str(read.place(("kopf", "fehlt", 3, "x"))) == "content/x.yaml:3:1"
    assert str(read.place(("titel", "x"))) == "content/x.yaml:2:1"
    assert str(read.place(("fehlt",))) == "content/x.yaml:2:1"
    assert str(read.place(())) == "content/x.yaml:2:1"


def test_the_source_text_of_a_value_is_kept() -> None:
    """Quotation marks included; groups and missing fields have none."""
    read = source()
    assert read.written(("kopf", "nummer")) == '"10/02/09"'
    assert read.written(("titel",)) == "Baustein"
    assert read.written(("leer",)) == ""
    assert read.written(("kopf",)) == ""
    assert read.written(("kopf", "fehlt")) == ""
