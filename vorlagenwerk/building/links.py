"""Which links may leave a document: an allow-list, judged with a message."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from vorlagenwerk.data.problems import quote

_EMPTY_WORDS = re.compile(r"(?:hier|hier klicken|klicken sie hier|mehr|weiter|weiterlesen|link|download)?\.?", re.I)
ALLOWED = ("https", "http", "mailto", "tel")


def judge(target: str) -> tuple[str, str] | None:
    """None for a target that may be written; otherwise what is wrong with it and what to do."""
    try:
        parts = urlsplit(target)
        scheme, host = parts.scheme.lower(), parts.hostname
    except ValueError:
        return f"Das Linkziel {quote(target)} ist keine gültige Adresse.", "Bitte die Adresse prüfen."
    if scheme not in ALLOWED:
        said = f"Das Linkziel {quote(target)} ist nicht erlaubt."
        return said, "Erlaubt sind https://…, http://…, mailto:…, tel:… und #kennung für Stellen im Dokument."
    if scheme in ("https", "http") and not host:
        return f"Dem Linkziel {quote(target)} fehlt der Rechnername.", "Erwartet wird zum Beispiel https://www.nrw.de/."
    if any(character in target for character in ' "<>\\^`{|}') or not target.isprintable():
        return f"Das Linkziel {quote(target)} enthält unerlaubte Zeichen.", "Leerzeichen werden als %20 geschrieben."
    return None


def says_nothing(words: str) -> bool:
    """Whether a link's text leaves readers in the dark about its target (WCAG 2.4.4)."""
    return _EMPTY_WORDS.fullmatch(words) is not None
