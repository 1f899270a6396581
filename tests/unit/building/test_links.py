"""Which links may leave a document."""

from __future__ import annotations

import pytest

from vorlagenwerk.building.links import judge


@pytest.mark.parametrize(
    "target",
    [
        "https://www.nrw.de/", "http://a.de", "HTTPS://A.DE", "https://a.de:8080/x?y=1&z=%20#w", "mailto:a@b.de",
        "tel:+492931823", "https://user@a.de/", "https://xn--mnchen-3ya.de/", "https://a.de/ä",
    ],
)  # fmt: skip
def test_ordinary_targets_pass(target: str) -> None:
    """Web pages, mail addresses and telephone numbers are what papers link to."""
    assert judge(target) is None


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "vbscript:x",
        "data:text/html,x", "file:///etc/passwd", "ftp://a.de", "\\\\server\\share", "//a.de", "/etc/passwd", "x.docx",
        "../x", "?x", "", "blob:x", "ms-word:ofe|u|https://a.de", "https:", "https:///x", "http://", "http://[::1",
        "https://a.de/ x", "https://a.de/<x>", "https://a.de/\u202e", "https://a.de/\n", "view-source:https://a.de",
    ],
)  # fmt: skip
def test_everything_else_is_refused_with_a_remedy(target: str) -> None:
    """Nothing runs, opens files or leads somewhere else than it shows."""
    found = judge(target)
    assert found is not None
    said, remedy = found
    assert said.endswith(".") and remedy.endswith(".")
