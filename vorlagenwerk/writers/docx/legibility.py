"""Judges what a style template asks readers to read: contrast and size of letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vorlagenwerk.basics.typesetting.contrast import contrast
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.data.problems import Problem, note, quote, warning
from vorlagenwerk.writers.docx.theme import WHITE

_ENOUGH, _ENOUGH_FOR_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18, 14
"""Contrast by WCAG 2.2, 1.4.3, and the sizes in points from which the smaller one is enough."""
_SMALLEST = 10
"""Running text below this size, in points, tires many readers on paper."""
_RUNNING = ("standard", "aufzaehlung", "nummerierung", "listenfortsetzung", "zitat", "hinweis", "beschlussvorschlag")


def judge(look: Look, names: Mapping[str, str]) -> list[Problem]:
    """Findings on colours and sizes; `names` are the styles of the roles as Word shows them."""
    return [*_contrasts(look, names), *_sizes(look, names)]


def _contrasts(look: Look, names: Mapping[str, str]) -> Iterator[Problem]:
    """One finding for all styles of the same colours."""
    link = look.role("standard")._replace(color=look.link_color)
    weak: dict[tuple[str, str, float], dict[str, None]] = {}
    for role, style in {**look.roles, "verweis": link}.items():
        ground = style.fill or (look.head_fill if role == "tabellenkopf" else WHITE)
        is_large = style.size >= (_LARGE_BOLD if style.bold else _LARGE)
        needed = _ENOUGH_FOR_LARGE if is_large else _ENOUGH
        if contrast(style.color, ground) < needed:
            weak.setdefault((style.color, ground, needed), {})[names.get(role, role)] = None
    for (color, ground, needed), styles in weak.items():
        yield warning(
            "STI-531",
            look.place,
            f"Die Schriftfarbe {color} auf {ground} hat einen Kontrast von {_german(contrast(color, ground))} : 1 und "
            f"ist schlecht zu lesen; {_enumerated(styles)} in {quote(look.place.file)}.",
            f"Nötig sind {_german(needed)} : 1 (WCAG 2.2, 1.4.3). Wählen Sie in Word eine Schriftfarbe, die sich "
            "stärker vom Hintergrund abhebt.",
        )


def _sizes(look: Look, names: Mapping[str, str]) -> Iterator[Problem]:
    small = {names[role]: look.roles[role].size for role in _RUNNING if role in look.roles}
    small = {name: size for name, size in small.items() if size < _SMALLEST}
    if small:
        smallest = f"{min(small.values()):g}".replace(".", ",")
        yield note(
            "STI-532",
            look.place,
            f"Fließtext steht in {smallest} Punkt; {_enumerated(small)} in {quote(look.place.file)}.",
            f"Ab {_SMALLEST} Punkt ist er für die meisten gut zu lesen.",
        )


def _enumerated(names: Iterable[str]) -> str:
    """„betroffen ist die Formatvorlage …“, or several."""
    quoted = [quote(name) for name in names]
    if len(quoted) == 1:
        return f"betroffen ist die Formatvorlage {quoted[0]}"
    return f"betroffen sind die Formatvorlagen {', '.join(quoted[:-1])} und {quoted[-1]}"


def _german(ratio: float) -> str:
    """Rounded down, so that 4.49 does not pass for enough."""
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",")
