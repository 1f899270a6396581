"""Proofs: an entered figure worked out again from other figures (`proben` of an `angabe`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Any, NamedTuple

from vorlagenwerk.basics import german
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.figures import FORMATS, Quantity, in_euro, plain, printed
from vorlagenwerk.data.positions import Path
from vorlagenwerk.data.problems import Problem, error, quote

_DIGITS = 100
"""Proofs are exact: no figure of a paper has that many digits."""
_NAMED = 8
"""So many summands stand in a message with their values."""
_UNIT_NAMES = {
    "anzahl": "eine Anzahl", "dezimal": "eine Zahl", "euro": "ein Betrag in Euro", "tsd_euro": "ein Betrag in Tsd. €",
    "prozent": "eine Angabe in Prozent", "datum": "ein Datum", "text": "ein Text",
}  # fmt: skip
_BOUNDS = {"hoechstens": "nicht größer", "mindestens": "nicht kleiner"}
_KINDS = {"euro": "geld", "tsd_euro": "geld", "anzahl": "zahl", "dezimal": "zahl"}
"""Units that can be compared; every other unit only with itself."""


class _Proof(NamedTuple):
    """One proof of an entered figure: what it says, the figures that it names, and where it stands."""

    name: str
    figure: Quantity
    said: Mapping[str, Any]
    used: Sequence[tuple[str, Quantity]]
    path: Path


def check_proofs(source: Source, figures: Mapping[str, Quantity], absent: Collection[str] = ()) -> list[Problem]:
    """A finding for each proof that fails (ZAH-401), names a figure that there is not (402) or mixes units (403).

    `figures` are all that the paper knows, those of annexes under their dotted names. Without `toleranz` both sides
    must be equal; a share must be equal when rounded to the decimals that were entered. Proofs that name a figure of
    a document in `absent` (by ident) are left out: that it cannot be used is told already.
    """
    problems: list[Problem] = []
    entered: Any = source.data.get("angaben") or {}
    for name, entry in entered.items():
        for index, said in enumerate(entry.get("proben") or ()):
            path: Path = ("angaben", name, "proben", index)
            named = list(_names(said))
            if any(one.partition(".")[0] in absent for _steps, one in named if "." in one):
                continue
            unknown = [_unknown(source, (*path, *steps), one, figures) for steps, one in named if one not in figures]
            problems += unknown
            if not unknown and name in figures:
                used = [(one, figures[one]) for _steps, one in named]
                with localcontext() as context:
                    context.prec = _DIGITS
                    problems += _judge(_Proof(name, figures[name], said, used, path), source)
    return problems


def _names(said: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for field in ("summe", "differenz"):
        for index, name in enumerate(said.get(field, ())):
            yield (field, index), name
    for field in ("vielfaches", "anteil", "an", "hoechstens", "mindestens", "gleich"):
        if field in said:
            yield (field,), said[field]


def _unknown(source: Source, path: Path, name: str, figures: Mapping[str, Quantity]) -> Problem:
    near = german.nearest(name, figures)
    remedy = f"Gemeint ist vielleicht „{near}“." if near else "Möglich sind alle Angaben und Kennzahlen des Dokuments."
    return error(
        "ZAH-402", source.place(path), f"Die Probe nennt {quote(name)}; eine solche Zahl gibt es nicht.", remedy
    )


def _judge(proof: _Proof, source: Source) -> list[Problem]:
    """What is wrong with a proof whose names are known: units that do not fit, or two sides that differ."""
    if (odd := _odd_unit(proof)) is not None:
        return [_misfit(proof, odd, source)]
    if "anteil" in proof.said and not plain(proof.used[1][1]):
        text = f"Ein Anteil an „{proof.used[1][0]}“ lässt sich nicht bilden: Diese Zahl ist 0."
        return [error("ZAH-401", source.place(proof.path), text, "Bitte die Zahl oder die Probe berichtigen.")]
    said, expected, holds = _sides(proof)
    if holds:
        return []
    text = f"Die Angabe „{proof.name}“ ist {printed(proof.figure)}, {said} ist {_shown(expected, proof)}."
    bound = next((word for field, word in _BOUNDS.items() if field in proof.said), "")
    allowed = f" Sie darf {bound} sein." if bound else ""
    if tolerance := proof.said.get("toleranz"):
        allowed += f" Erlaubt ist eine Abweichung von {_shown(_scaled(tolerance, proof), proof)}."
    reason = f" Der Grund der Probe: {quote(proof.said['begruendung'])}" if "begruendung" in proof.said else ""
    remedy = f"Bitte prüfen, welche der Zahlen falsch ist.{reason}"
    return [error("ZAH-401", source.place(proof.path), text + allowed, remedy)]


def _odd_unit(proof: _Proof) -> tuple[str, Quantity] | None:
    """The first figure whose unit does not fit; the entered one itself where it can have no such proof."""
    own, unit = (proof.name, proof.figure), proof.figure.unit
    if "anteil" in proof.said:
        if unit != "prozent":
            return own
        own, unit = proof.used[0], proof.used[0][1].unit
    compares = {"hoechstens", "mindestens", "gleich"} & proof.said.keys()
    if _kind(own[1]) == "text" or (unit == "datum" and (not compares or "toleranz" in proof.said)):
        return own
    wanted = _kind(own[1])
    return next((one for one in proof.used if _kind(one[1]) != wanted), None)


def _kind(figure: Quantity) -> str:
    """What a figure can be compared with; a formula may give something that is no number."""
    is_number = isinstance(figure.value, (int, Decimal))
    return _KINDS.get(figure.unit, figure.unit) if is_number or figure.unit == "datum" else "text"


def _misfit(proof: _Proof, odd: tuple[str, Quantity], source: Source) -> Problem:
    name, figure = odd
    text = f"Bei der Probe von „{proof.name}“ passen die Einheiten nicht: „{name}“ ist {_UNIT_NAMES[figure.unit]}."
    if "anteil" in proof.said:
        remedy = "Ein Anteil ist eine Angabe in Prozent; seine beiden Zahlen haben dieselbe Einheit."
    elif figure.unit in ("datum", "text") and name == proof.name:
        remedy = "Mit einem Text lässt sich nicht rechnen; ein Datum lässt sich nur vergleichen, ohne Toleranz."
    else:
        remedy = f"Erwartet wird dieselbe Einheit wie bei der Angabe: {_UNIT_NAMES[proof.figure.unit]}."
    return error("ZAH-403", source.place(proof.path), text, remedy)


def _sides(proof: _Proof) -> tuple[str, Any, bool]:
    """The other side in words, its value (amounts in euro), and whether the proof holds."""
    said, values = proof.said, [in_euro(figure) for _name, figure in proof.used]
    named = [f"„{name}“" for name, _figure in proof.used]
    own = in_euro(proof.figure)
    room: Any = _scaled(said.get("toleranz", 0), proof)
    if proof.figure.unit == "datum" or not {"hoechstens", "mindestens", "gleich"}.isdisjoint(said):
        fits = own == values[0] or (proof.figure.unit != "datum" and abs(own - values[0]) <= room)
        holds = fits or ("hoechstens" in said and own < values[0]) or ("mindestens" in said and own > values[0])
        return named[0], values[0], holds
    if "summe" in said:
        text, expected = f"die Summe aus {_listed(proof.used)}", sum(map(Decimal, values))
    elif "differenz" in said:
        text, expected = f"die Differenz von {_listed(proof.used)}", Decimal(values[0]) - values[1]
    elif "vielfaches" in said:
        text, expected = f"das {german.number(said['mal'])}-fache von {_listed(proof.used)}", values[0] * said["mal"]
    else:
        text, expected = f"der Anteil von {named[0]} an {named[1]}", Decimal(values[0]) * 100 / values[1]
        if "toleranz" not in said:
            room = Decimal(1).scaleb(_exponent(own)) / 2
    return text, expected, abs(own - expected) <= room


def _exponent(value: Any) -> int:
    return min(0, int(Decimal(value).as_tuple().exponent))


def _scaled(tolerance: Any, proof: _Proof) -> Any:
    """A tolerance in what is compared: that of an amount in thousands of euro in euro."""
    return in_euro(Quantity(tolerance, proof.figure.unit))


def _listed(used: Sequence[tuple[str, Quantity]]) -> str:
    shown = [f"„{name}“ ({printed(figure)})" for name, figure in used[:_NAMED]]
    rest = len(used) - _NAMED
    return german.join_list([*shown, f"{rest} weiteren"] if rest > 0 else shown)


def _shown(value: Any, proof: _Proof) -> str:
    """A value in the unit of the entered figure; a share with two decimals more than were entered."""
    unit = proof.figure.unit
    if unit == "prozent":
        return german.percent(value, min(-_exponent(value), 2 - _exponent(plain(proof.figure))))
    return german.integer(value) if unit == "anzahl" else FORMATS[unit](value)
