"""What to do about a number or a list that was written otherwise than expected, and its mend where that is certain."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any

from vorlagenwerk.basics import german
from vorlagenwerk.basics.schema import meant as meanings
from vorlagenwerk.basics.schema.located import Located
from vorlagenwerk.basics.schema.shape import Shape
from vorlagenwerk.data.positions import Path
from vorlagenwerk.data.problems import Mend

_SEVERAL = r"[,;&]| / | und | oder "
"""Signs that a text holds more than one entry."""
_MIXED = r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+,|(?:,[0-9]{3})+\.)[0-9]{3}"
"""A number with point and comma in which either may be a slip of the other."""


def on_list(value: Any, path: Path, source: Located, shape: Shape) -> tuple[str, Mend | None]:
    """What else to do about a single entry where a list is wanted."""
    if isinstance(value, dict):
        return " Setzen Sie „- “ vor das erste Feld, und rücken Sie die übrigen um zwei Leerzeichen ein.", None
    entry = shape.entry
    if not isinstance(value, str) or entry is None or not entry.is_text or "\n\n" in value:
        return "", None
    if mend := source.mend_entries(path):
        return " Vor jeden Eintrag gehört der einfache Strich mit einem Leerzeichen dahinter.", mend
    if re.search(_SEVERAL, value):
        return " Schreiben Sie jeden Eintrag in eine eigene Zeile.", None
    return " Auch ein einzelner Eintrag steht in einer eigenen Zeile hinter „- “.", source.mend_single(path)


def on_number(
    value: str | Decimal, source: Located, path: Path, shape: Shape, *, whole: bool
) -> tuple[str, Mend | None]:
    """How to write a number, with its mend where only one can be meant; `whole` where no fraction is allowed."""
    said = meanings.number(str(value), whole=whole, unit=shape.unit)
    remedy = ""
    if isinstance(value, str):
        remedy = _on_spelling(value, shape.unit, whole)
    remedy = remedy or _on_fraction(str(value), shape, whole)
    if not remedy:
        meant = None if isinstance(value, Decimal) else _amount(value, shape.unit)
        remedy = _on_kind(said.text if said else meant, whole=whole)
    return remedy, source.mend(path, said.text) if said and said.certain else None


def _on_spelling(value: str, unit: str, whole: bool) -> str:
    """Ways to write a number that have a reason of their own, or that have two readings."""
    if re.fullmatch(meanings.THOUSAND, value):
        meant = f"Das ist mehrdeutig. Gemeint ist wohl {value.replace('.', '')} (Zahlen ohne Tausenderpunkt)"
        return f"{meant}." if whole else f"{meant}; ist es ein Dezimalpunkt, schreiben Sie {_fraction(value)}."
    if re.fullmatch(r"-?(?:0|[1-9][0-9]*)" + ("" if whole else r"(?:\.[0-9]+)?"), value):
        return f"Erwartet wird die Zahl ohne Anführungszeichen: {value}."
    if re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", value):
        thousands = f"Das ist mehrdeutig. Trennt das Komma Tausender, schreiben Sie {value.replace(',', '')}"
        fraction = "runden Sie auf eine ganze Zahl" if whole else f"schreiben Sie {_fraction(value.replace(',', '.'))}"
        return f"{thousands}; ist es ein Dezimalkomma, {fraction}."
    if found := re.match(rf"({_MIXED})(?![0-9.,])", value):
        either, other = re.sub("[.,]", "", found[1]), re.sub("[.,]", "", found[1][:-4])
        meant = f"Das ist mehrdeutig: Gemeint sein kann {other} oder {either}."
        return f"{meant} Erwartet wird die Zahl ohne Tausenderpunkte und ohne Einheit."
    if re.fullmatch(r"0+[1-9][0-9]{0,20}", value):
        return f"Gemeint ist wohl {value.lstrip('0')}: Zahlen beginnen nicht mit einer Null, nur Schlüssel."
    if found := re.fullmatch(r"([1-9])[eE]\+?([0-9]{1,2})", value):
        return f"Gemeint ist wohl {found[1]}{'0' * int(found[2])}: Zahlen werden ausgeschrieben."
    if unit == "tsd_euro" and re.search("€|EUR|Euro", value) and not re.search("T|M", value):
        return "Dieses Feld zählt in Tsd. €. Erwartet wird die Zahl ohne Einheit und ohne Tausenderpunkt."
    return ""


def _fraction(value: str) -> str:
    """1.200 as a fraction that nobody takes for a thousand: 1.2; 1.234 as 1.2340."""
    short = value.rstrip("0").rstrip(".")
    return short if short != value else f"{value}0"


def _on_fraction(value: str, shape: Shape, whole: bool) -> str:
    if not whole or meanings.number(value, whole=True, unit=shape.unit) is not None:
        return ""
    fraction = meanings.number(value, whole=False, unit=shape.unit)
    if fraction is None:
        return ""
    meant = "" if fraction.text == value else f"Gemeint ist wohl {fraction.text}. "
    low = math.floor(Decimal(fraction.text))
    return f"{meant}Hier wird eine ganze Zahl erwartet: Bitte runden, also {low} oder {low + 1}."


def _amount(value: str, unit: str) -> int | Decimal | None:
    meant = german.parse_amount(value)
    if meant is not None and unit == "tsd_euro" and re.search(r"Tsd|T€|Mio|Mrd", value):
        return Decimal(meant) / 1000 if meant % 1000 else int(meant) // 1000  # the field counts thousands itself
    return meant


def _on_kind(example: object, *, whole: bool) -> str:
    if whole:
        is_whole = example is not None and Decimal(str(example)) == int(Decimal(str(example)))
        shown = f", zum Beispiel {int(Decimal(str(example)))}" if is_whole else ""
        return f"Erwartet wird eine ganze Zahl ohne Tausenderpunkt{shown}."
    if example is not None and "." not in str(example):
        return f"Erwartet wird eine Zahl ohne Tausenderpunkte, zum Beispiel {example}."
    return f"Erwartet wird eine Zahl mit Punkt, zum Beispiel {example if example is not None else '12.50'}."
