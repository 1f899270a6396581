"""Trees of any shape, for the properties that hold of all of them."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from hypothesis import strategies as st

from vorlagenwerk.data import tree

IDENTS = ("", "ziel", "zweites-ziel", "Ähre 1")
words = st.text("abc äß1.\u00ad\u2011&<>\"'#$_*@\\~«»(){}[]\t\n\u200b\U0001f600\x07", max_size=8)
leaves = st.one_of(
    words.map(tree.Text),
    st.builds(tree.Value, words, st.sampled_from(("", "/feld", "/liste/0/feld", "=anzahl", "/" + "x" * 80))),
    words.map(tree.Code),
    st.builds(tree.Break),
)


def png(width: int, height: int) -> bytes:
    """A small white picture."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + checksum

    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _marks(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, max_size=3).map(tuple)
    ident = st.sampled_from(IDENTS[1:])
    return st.one_of(
        st.builds(tree.Strong, several),
        st.builds(tree.Emphasis, several),
        st.builds(tree.Link, st.just("https://a.example/?b=c&d"), several),
        st.builds(tree.Reference, ident, several),
        st.builds(tree.PageReference, ident, several, st.sampled_from(("", "3"))),
        st.builds(tree.Foreign, st.sampled_from(("en", "ar", "fr-CH")), several),
    )


marked = st.recursive(leaves, _marks, max_leaves=4)
notes = st.builds(tree.Note, st.lists(marked, max_size=3).map(tuple))
lines = st.lists(st.one_of(marked, marked, notes), max_size=3).map(tuple)
headlines = lines.map(lambda line: (tree.Text("Kopf "), *line))
"""No heading is empty: parsing refuses it."""
cells = st.one_of(words, words, lines)
kinds = st.sampled_from(("zeile", "zeile", "zeile", "summe", "uebertrag"))


@st.composite
def tables(draw: st.DrawFn, most_columns: int = 5) -> tree.Table:
    """A table with any columns, rows and wishes that fit each other."""
    width = draw(st.integers(1, most_columns))
    flags = st.booleans()
    columns = tuple(
        tree.Column(
            f"s{index}",
            f"Spalte {index} {draw(words)}",
            draw(st.sampled_from(("", "A"))),
            draw(st.sampled_from(("links", "rechts", "mitte"))),
            *(draw(flags) for _ in range(4)),
        )
        for index in range(width)
    )
    rows = tuple(
        tree.Row(tuple(draw(cells) for _ in range(width)), (), draw(kinds)) for _ in range(draw(st.integers(0, 4)))
    )
    every = tuple(range(width))
    return tree.Table(
        draw(st.sampled_from(IDENTS)),
        draw(words),
        draw(words),
        columns,
        rows,
        draw(st.sampled_from((None, *every))),
        draw(st.sampled_from(((), (every,), (every[:1], every)))),
        draw(st.sampled_from(("", "3"))),
        draw(st.sampled_from(("tabelle", "tabelle_angaben"))),
        draw(st.sampled_from(("", "/liste"))),
        draw(st.sampled_from(("", "", "hoch", "quer", "a3"))),
    )


pictures = st.builds(
    tree.Picture,
    st.sampled_from(IDENTS),
    words,
    st.just("Beschreibung"),
    st.builds(tree.Image, st.just("png"), st.just(png(3, 2)), st.integers(1, 30_000), st.integers(1, 30_000)),
    st.integers(0, 100),
    st.sampled_from(("", "2")),
)
contents = st.builds(tree.Contents, st.sampled_from(("inhalt", "tabellen", "abbildungen")), words, st.integers(1, 6))
simple = st.one_of(
    st.builds(tree.Paragraph, lines, st.sampled_from(("standard", "hinweis", "gibt_es_nicht"))),
    st.builds(tree.Heading, st.integers(1, 6), headlines, st.sampled_from(IDENTS), st.booleans()),
    tables(),
    pictures,
    contents,
)


def _groups(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(st.builds(tree.ListItem, several), max_size=3).map(tuple)
    return st.one_of(
        st.builds(
            tree.Quote, several, st.sampled_from(("zitat", "hinweis", "quelle", "beschlussvorschlag", "gibtsnicht"))
        ),
        st.builds(tree.Section, several, st.booleans(), st.sampled_from(("a4", "a3"))),
        st.builds(tree.Field, st.sampled_from(("/feld", "/liste/0/feld")), words, several),
        st.builds(tree.List, items, st.booleans(), st.integers(0, 12)),
    )


blocks = st.recursive(simple, _groups, max_leaves=6)
documents = st.builds(
    tree.Document,
    st.just("Titel & mehr"),
    st.lists(blocks, max_size=4).map(tuple),
    st.sampled_from(("", "Musterstadt")),
    st.sampled_from(("", "Thema")),
    frame=st.sampled_from(((), (("dokument.absender", "Musterstadt"), ("dokument.kurztitel", "Kurz")))),
    landscape=st.booleans(),
    cover=st.one_of(st.just(()), st.lists(simple, max_size=2).map(tuple)),
    pages=st.sampled_from((0, 3)),
)
