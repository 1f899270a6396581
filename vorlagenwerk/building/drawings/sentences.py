"""What a drawing says, in sentences: its alternative text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vorlagenwerk.basics.german import date, join_list
from vorlagenwerk.building.drawings.dates import Milestone, Phase
from vorlagenwerk.building.drawings.entries import Structure
from vorlagenwerk.building.drawings.kinds import BELOW, LineKind

LONGEST = 1500
"""Letters of an alternative text; screen readers read it in one go."""
_CUT = " … Alle Angaben stehen in der Tabelle."


def describe_structure(structure: Structure, kinds: Mapping[str, LineKind]) -> str:
    """Which boxes there are, and what each line says."""
    boxes = [f"{box.title} ({box.note})" if box.note else box.title for box in structure.boxes]
    told: dict[tuple[int, str], list[str]] = {}
    for link in structure.links:
        name = f"„{structure.boxes[link.end].title}“"  # quoted: names of boxes are not inflected
        told.setdefault((link.start, link.kind), []).append(f"{name} ({link.text})" if link.text else name)
    connected = {number for link in structure.links for number in (link.start, link.end)}
    lines = []
    for (start, kind), others in told.items():
        title = structure.boxes[start].title
        if kind == BELOW:
            lines.append(f"Unter „{title}“: {join_list(others)}.")
        else:
            lines.append(f"Von „{title}“ zu {join_list(others)}: {kinds[kind].words}.")
    alone = [box.title for number, box in enumerate(structure.boxes) if number not in connected]
    if alone and structure.links:
        lines.append(f"Ohne Verbindung {'steht' if len(alone) == 1 else 'stehen'} {join_list(alone)}.")
    count = "einem Kasten" if len(boxes) == 1 else f"{len(boxes)} Kästen"
    return bounded([f"Schaubild mit {count}: {join_list(boxes)}.", *lines])


def describe_time(phases: Iterable[Phase], milestones: Iterable[Milestone]) -> str:
    """From when to when each phase lasts, and the day of each milestone."""
    phases, milestones = list(phases), list(milestones)
    days = [day for phase in phases for day in (phase.first, phase.last)] + [stone.day for stone in milestones]
    told = [f"Zeitschiene vom {date(min(days).isoformat())} bis zum {date(max(days).isoformat())}."]
    for phase in phases:
        told.append(f"Phase „{phase.title}“: {date(phase.first.isoformat())} bis {date(phase.last.isoformat())}.")
    for stone in milestones:
        told.append(f"Meilenstein am {date(stone.day.isoformat())}: {stone.title}.")
    return bounded(told)


def bounded(sentences: list[str]) -> str:
    """The sentences one after the other; as many as a screen reader can take, and a word on the others."""
    whole = " ".join(sentences)
    if len(whole) <= LONGEST:
        return whole
    room = LONGEST - len(_CUT)
    kept = ""
    for sentence in sentences:
        if len(kept) + len(sentence) + 1 > room:
            kept = kept or sentence[:room]
            break
        kept = f"{kept} {sentence}".strip()
    return kept + _CUT
