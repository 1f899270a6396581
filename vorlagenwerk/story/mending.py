"""The story of mending: content files with everything put right whose meaning is certain, and nothing else touched.

`plan` finds the changes and writes nothing, `difference` shows them, `apply` writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from vorlagenwerk.basics import schema as schemas
from vorlagenwerk.basics.loading import Limits, Source, load_yaml
from vorlagenwerk.basics.loading.decoding import NO_UTF_8, UTF_16, recode
from vorlagenwerk.checks.codes import check_codes
from vorlagenwerk.data.positions import Path, Position
from vorlagenwerk.data.problems import Problem, has_errors, in_order
from vorlagenwerk.project.doctype import look_up
from vorlagenwerk.project.project import Project
from vorlagenwerk.story.changes import FILE_LIMIT, Change, apply, difference, put
from vorlagenwerk.story.kinds import unknown_kind
from vorlagenwerk.story.workshop import Workshop

__all__ = ["Change", "apply", "difference", "plan"]

ROUNDS = 60
"""How often a file is read anew: a fault of its structure hides the next one."""
SINGLE_TRIES = 20
"""How many mends of a round are tried on their own when they do not go together."""
_LIMITS = Limits(file_bytes=FILE_LIMIT, events=4_000_000, findings=1000)
_MOST = 100_000


class _State(NamedTuple):
    """A file as far as it can be read: stage 0 not at all, 1 with errors, 2 as YAML of no type, 3 with fields that do
    not fit its type, 4 as a document of its type."""

    raw: bytes
    stage: int
    source: Source | None
    problems: list[Problem]


def plan(project: Project, names: Sequence[str]) -> list[Change]:
    """The changes that mend content files, in the order of their names; [] where nothing is certain.

    A change is offered only where the file can be read afterwards at least as far as the last mend, has fewer
    findings on the way that it was read before, and differs in no field but the mended ones.
    """
    workshop = Workshop(project)
    changes = []
    for name in names:
        raw, _problems = project.content.read(name, FILE_LIMIT)
        if raw is not None and (change := _change(workshop, name, raw)) is not None:
            changes.append(change)
    return changes


def _change(workshop: Workshop, file: str, raw: bytes) -> Change | None:
    state = _judge(workshop, file, raw)
    mended: list[Problem] = []
    if any(problem.code in (NO_UTF_8, UTF_16) for problem in state.problems) and (said := recode(raw)) is not None:
        mended += state.problems
        state = _judge(workshop, file, said[0].encode())
    seen = {state.raw}
    for _ in range(ROUNDS):
        step = _step(workshop, file, state)
        if step is None or step[0].raw in seen:
            break
        state = step[0]
        seen.add(state.raw)
        mended += step[1]
    if state.raw == raw or not _holds(workshop, file, state, mended):
        return None
    return Change(file, raw, state.raw, tuple(mended))


def _holds(workshop: Workshop, file: str, state: _State, mended: list[Problem]) -> bool:
    """Whether a file can be read with its mends; where a person must mend more of it first, all above that."""
    if state.stage == 0:
        lines = [problem.place.line for problem in state.problems if has_errors([problem])]
        above = min(lines, default=1) - 1
        if any(problem.mend and problem.mend.end.line > above for problem in mended):
            return False
        state = _judge(workshop, file, b"".join(state.raw.splitlines(keepends=True)[: max(above, 0)]))
    return state.stage > 0 and not _names_unknown_field(state, mended)


def _names_unknown_field(state: _State, mended: list[Problem]) -> bool:
    """Whether a mend of the structure made a field that does not exist, so that a field cannot have been meant."""
    mends = [problem.mend for problem in mended if problem.mend and problem.code.startswith("YML")]
    lines = {line for mend in mends for line in range(mend.start.line, mend.end.line + 1)}
    return any(problem.code == "SCH-102" and problem.place.line in lines for problem in state.problems)


def _judge(workshop: Workshop, file: str, raw: bytes) -> _State:
    """The findings of a file that may carry mends, in the order in which a build meets them."""
    source, problems = load_yaml(raw, file, _LIMITS)
    if source is None:
        return _State(raw, 0, None, problems)
    said = source.data.get("dokumenttyp")
    doctype = workshop.doctype(said) if isinstance(said, str) and said in workshop.type_names else None
    if has_errors(problems):
        return _State(raw, 1, source, problems)
    if doctype is None:
        strange = [] if said in workshop.type_names else [unknown_kind(source, "", workshop.type_names)]
        return _State(raw, 2, source, [*problems, *strange])
    problems += schemas.check(source.data, source, doctype.schema, most=_MOST)
    if has_errors(problems):
        return _State(raw, 3, source, in_order(problems))
    day = look_up(source.data, doctype.reference_day) if doctype.reference_day else ""
    problems += check_codes(source, doctype.schema.shape, workshop.lists, str(day or ""))
    return _State(raw, 4, source, in_order(problems))


def _step(workshop: Workshop, file: str, state: _State) -> tuple[_State, list[Problem]] | None:
    """The file after one round of mending, and the findings that are gone; None when nothing gets better."""
    chosen = _apart(state.problems)
    tries = [chosen, *([problem] for problem in chosen[:SINGLE_TRIES] if len(chosen) > 1)]
    for problems in filter(None, tries):
        mends = [problem.mend for problem in problems if problem.mend]
        after = _judge(workshop, file, put(state.raw, mends))
        if _is_better(state, after, problems) and _touches_only(problems, state, after):
            return after, problems
    return None


def _apart(problems: Sequence[Problem]) -> list[Problem]:
    """The findings with mends that do not overlap; of two that do, the first."""
    chosen: list[Problem] = []
    behind = Position(0, 0)
    for problem in sorted((p for p in problems if p.mend), key=lambda p: p.mend or ()):
        if problem.mend and problem.mend.start >= behind:
            chosen.append(problem)
            # two insertions at the same place would have no order
            behind = max(problem.mend.end, problem.mend.start._replace(column=problem.mend.start.column + 1))
    return chosen


def _is_better(before: _State, after: _State, mended: Sequence[Problem]) -> bool:
    if after.stage != before.stage:
        return after.stage > before.stage
    if before.stage == 0:
        left = {(problem.code, problem.place) for problem in after.problems}
        return not any((problem.code, problem.place) in left for problem in mended)
    return len(after.problems) < len(before.problems)


def _touches_only(mended: Sequence[Problem], before: _State, after: _State) -> bool:
    """Whether no field differs but the mended ones; before a file can be read, there is nothing to compare."""
    if before.source is None or after.source is None:
        return True
    if before.stage == 1:  # where a field belongs may change, but not what the fields hold
        return list(_leaves(before.source.data)) == list(_leaves(after.source.data))
    mends = [problem.mend for problem in mended if problem.mend]
    for path, is_name in _differing(before.source.data, after.source.data):
        place = before.source.place(path, key=is_name)
        if not any(mend.start <= (place.line, place.column) <= mend.end for mend in mends):
            return False
    return True


def _leaves(data: Any) -> Iterator[str]:
    if isinstance(data, (dict, list)):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _leaves(value)
    else:
        yield schemas.as_text(data)


def _differing(before: Any, after: Any, path: Path = ()) -> Iterator[tuple[Path, bool]]:
    """The paths of values that are not the same, and of names that are gone (told by yes)."""
    if isinstance(before, dict) and isinstance(after, dict):
        gone = [name for name in before if name not in after]
        yield from (((*path, name), True) for name in gone)
        if len(before) != len(after):
            yield path, False
        # a renamed field keeps its place among the others
        for (old, one), (new, other) in zip(before.items(), after.items(), strict=False):
            if old != new and old not in gone:
                yield (*path, old), True
            yield from _differing(one, other, (*path, old))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _differing(one, other, (*path, index))
    elif isinstance(before, (dict, list)) or isinstance(after, (dict, list)):
        if before != after:
            yield path, False
    elif schemas.as_text(before) != schemas.as_text(after):
        yield path, False
