"""What an HTML page says to its readers."""

from __future__ import annotations

from vorlagenwerk.writers.html.reading import words

PAGE = """<!doctype html><html lang="de"><head><title>Vorlage &amp; mehr</title>
<style>a{b{c:d}}/* {{ x }} */</style><script>let a = "{{ y }}";</script></head>
<body><!-- {{ z }} --><h1>Rück<em>blick</em></h1><p>Ein
 Satz.</p><img src="data:image/png;base64,xxTODO" alt="Wappen «W»"><p>{{ kopf }}</p></body></html>"""


def test_a_page_is_read_as_its_reader_sees_it():
    """Style sheets, scripts, comments and the bytes of pictures are not text; alternative texts are."""
    assert list(words(PAGE.encode())) == [
        ("Titel", "Vorlage & mehr"), ("Attribut", "Wappen «W»"), ("Seite", "Rückblick"), ("Seite", "Ein Satz."),
        ("Seite", "{{ kopf }}"),
    ]  # fmt: skip


def test_a_page_without_signs_is_passed_over():
    """Signs in style sheets and pictures do not count."""
    clean = PAGE.replace("<p>{{ kopf }}</p>", "")
    assert list(words(clean.encode(), (b"{", b"TODO"))) == []
    assert len(list(words(PAGE.encode(), (b"{{",)))) == 5


def test_broken_bytes_are_read_as_far_as_they_go():
    """Reading never raises."""
    assert list(words(b"<p>a\xff</p><b")) == [("Seite", "a\ufffd"), ("Seite", "<b")]
