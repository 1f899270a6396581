"""What an HTML page says to its readers, read from the page alone."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from functools import cache


@cache
def _unseen() -> re.Pattern[bytes]:
    return re.compile(rb"<style.*?</style>|<script.*?</script>|<!--.*?-->|data:(?:image|font)/[^\"<]*", re.DOTALL)


@cache
def _tag() -> re.Pattern[str]:
    inline = "a|abbr|b|bdi|bdo|code|em|i|mark|q|s|small|span|strong|sub|sup|u|wbr"
    return re.compile(rf"(?P<inline></?(?:{inline})\b[^>]*>)|<[^>]*>")


def words(page: bytes, signs: Collection[bytes] = ()) -> Iterator[tuple[str, str]]:
    """Each line of visible text with where it stands: „Titel“, „Seite“ or „Attribut“ (alternative texts, tool tips).

    With `signs` a page in which none of these occurs outside style sheets and scripts is passed over.
    """
    seen = _unseen().sub(b"", page)
    if signs and not any(sign in seen for sign in signs):
        return
    text = seen.decode("utf-8", "replace")
    head, _, body = text.partition("</title>")
    title = html.unescape(head.rpartition("<title>")[2]) if body else ""
    if title.strip():
        yield "Titel", " ".join(title.split())
    for found in re.finditer(r"\s(?:alt|title|aria-label)=\"([^\"]+)\"", body or text):
        yield "Attribut", html.unescape(found[1])
    for line in _tag().sub(_border, body or text).split("\0"):
        said = " ".join(html.unescape(line).split())
        if said:
            yield "Seite", said


def _border(tag: re.Match[str]) -> str:
    return "" if tag["inline"] else "\0"
