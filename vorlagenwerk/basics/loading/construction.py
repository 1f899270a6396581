"""One streaming pass over the events of a file: checks every bound and builds plain data."""

from __future__ import annotations

import re
from functools import cached_property

from vorlagenwerk.basics.loading import findings
from vorlagenwerk.basics.loading.characters import (
    TRAILING,
    first_refused,
    may_hide_characters,
    refuse,
    replace_refused,
    tidy,
)
from vorlagenwerk.basics.loading.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    NextEvent,
    NodeEvent,
    ParsedEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from vorlagenwerk.basics.loading.limits import Limits
from vorlagenwerk.basics.loading.scalars import TypedScalars
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem

_MARKS = re.compile(r"&[0-9A-Za-z_-]|!")


def _has_remark_behind_value(text: str) -> bool:
    for mark in (" #", "\t#"):
        at = text.find(mark)
        while at >= 0:
            before = text[text.rfind("\n", 0, at) + 1 : at].lstrip(" ")
            if before and before[0] != "#":
                return True
            at = text.find(mark, at + 2)
    return False


class Stop(Exception):
    """Ends the reading of a file whose remaining events must not or cannot be judged; carries the finding."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


class Built:
    """What the pass found: the data, whether keys were doubled and whether the data can be used.

    `joined` holds texts without a “|” whose lines may have been joined to something else than their author meant;
    `events_left` is what was not used of the bound.
    """

    def __init__(self) -> None:
        self.data: dict[str, object] = {}
        self.has_duplicates = False
        self.usable = True
        self.joined: set[str] = set()
        self.events_left = 0


def build(text: str, file: str, limits: Limits, next_event: NextEvent, problems: list[Problem]) -> Built:
    """The data of a file's text; findings go to `problems`, so that those before an abort are kept.

    Raises `Stop` at the first breach of a bound and `YAMLError` where the text is no YAML.
    """
    return _Builder(text, file, limits, next_event, problems).build()


class _Builder:
    """Recursive descent over the events; the depth is bounded before Python's own stack is."""

    def __init__(self, text: str, file: str, limits: Limits, next_event: NextEvent, problems: list[Problem]) -> None:
        self._next = next_event
        self._file = file
        self._text = text
        self._built = Built()
        self._limits = limits
        self._problems = problems
        self._left = limits.events
        self._hints = 0
        self._names: dict[str, str] = {}
        self._told_until = 0
        self._typed = TypedScalars()
        self._look_closer = may_hide_characters(text)
        self._lines = text.split("\n") if _has_remark_behind_value(text) else []
        self._careful = self._look_closer or bool(self._lines) or _MARKS.search(text) is not None

    def build(self) -> Built:
        event = self._next()
        while not isinstance(event, NodeEvent | StreamEndEvent):
            event = self._next()
        if not isinstance(event, MappingStartEvent):
            raise Stop(self._refuse_root(event))
        self._judge_marks(event)
        self._built.data = self._mapping(1)
        self._next()  # the end of the document
        event = self._next()
        if not isinstance(event, StreamEndEvent):
            raise Stop(findings.second_document(self._place(event)))
        if self._typed.suspects:
            from vorlagenwerk.basics.loading.vanishing import over_lines

            self._built.joined |= over_lines(self._typed.suspects, self._all_lines)
        self._built.events_left = self._left
        return self._built

    def _mapping(self, depth: int) -> dict[str, object]:
        # This loop runs once a table cell: it calls nothing of ours unless something is unusual.
        next_event, names, typed, careful = self._next, self._names, self._typed, self._careful
        longest = self._limits.text_characters
        fields: dict[str, object] = {}
        for used in range(max(self._left, 0) // 2 + 1):
            event = next_event()
            if type(event) is not ScalarEvent:
                if type(event) is MappingEndEvent:
                    self._left -= 2 * used
                    return fields
                raise Stop(self._refuse_key(event))
            name = names.get(event.value)
            if name is None or careful:
                name = self._new_name(event)
            event = next_event()
            if type(event) is not ScalarEvent:
                value = self._collection(event, depth)
            elif careful or len(event.value) > longest:
                value = self._judged(event)
            elif event.style:
                value = event.value.rstrip(TRAILING)
                if event.style != "|":
                    self._note_lines(event)
            else:
                value = typed[event.value]
            if name in fields:
                self._built.has_duplicates = True
            else:
                fields[name] = value
        raise Stop(findings.too_many(self._place(event), self._limits.events))

    def _sequence(self, depth: int) -> list[object]:
        entries: list[object] = []
        while True:
            event = self._next()
            if type(event) is SequenceEndEvent:
                return entries
            is_scalar = type(event) is ScalarEvent
            entries.append(self._judged(event) if is_scalar else self._collection(event, depth))
            self._left -= 1
            if self._left < 0:
                raise Stop(findings.too_many(self._place(event), self._limits.events))

    def _collection(self, event: ParsedEvent, depth: int) -> object:
        if isinstance(event, AliasEvent):
            self._report(findings.alias(self._place(event), str(event.anchor)))
            return None
        self._judge_marks(event)
        if depth >= self._limits.depth:
            raise Stop(findings.too_deep(self._place(event), self._limits.depth))
        return self._mapping(depth + 1) if isinstance(event, MappingStartEvent) else self._sequence(depth + 1)

    def _judged(self, event: ParsedEvent) -> object:
        """The value of a scalar, judged in every respect."""
        self._judge_marks(event)
        value: str = event.value
        if len(value) > self._limits.text_characters:
            raise Stop(findings.too_long(self._place(event), value, self._limits.text_characters))
        if self._look_closer:
            value = self._judge_characters(event, tidy(value))
        if event.style:
            self._note_lines(event)
            return value.rstrip(TRAILING)
        typed = self._typed[value]
        if self._lines and (typed is None or isinstance(typed, str)):
            self._judge_cut(event, value)
        return typed

    def _note_lines(self, event: ParsedEvent) -> None:
        """A text in quotation marks or behind “>” that goes over several lines is looked at again."""
        if event.style != "|" and event.start_mark.line != event.end_mark.line:
            from vorlagenwerk.basics.loading.vanishing import runs

            if runs(self._all_lines, event):
                self._built.joined.add(event.value)

    @cached_property
    def _all_lines(self) -> list[str]:
        return self._text.split("\n")

    def _new_name(self, event: ParsedEvent) -> str:
        self._judge_marks(event)
        if event.value == "<<":
            self._report(findings.merge(self._place(event)))
        elif not event.value:
            self._report(findings.empty_key(self._place(event)))
        elif len(event.value) > self._limits.text_characters:
            raise Stop(findings.too_long(self._place(event), event.value, self._limits.text_characters))
        elif not "a" <= event.value[0] <= "z" and not event.style:
            slip = self._slip(event)
            if slip is not None and slip.place.line > self._told_until:
                self._report(slip)
                self._told_until = slip.mend.end.line if slip.mend else 0
        name = self._judge_characters(event, tidy(event.value))
        if len(self._names) < self._limits.events:
            self._names[event.value] = name
        return name

    def _judge_cut(self, event: ParsedEvent, value: str) -> None:
        """A text that ends at a “#” is told where that may be no remark.

        Two blanks before the “#” or a single word before it (a code, a date, a name) are the usual way to add a
        remark; `Nummer #3` and `Bau eines Stegs # am Ufer` may be text.
        """
        end = event.end_mark
        if end.line == len(self._lines):
            return  # an open bracket: the parser looked for more until the end of the file
        rest = self._lines[end.line][end.column :]
        lost = rest.lstrip(" \t")
        is_glued = lost[1:2] not in ("", " ", "\t", "#")
        may_be_text = is_glued or (" " in value and bool(lost[1:].strip(" \t#")))
        if lost[:1] == "#" and len(rest) - len(lost) == 1 and may_be_text and self._hints < self._limits.findings:
            self._hints += 1
            place = Place(self._file, end.line + 1, end.column + 2)
            self._problems.append(findings.cut_by_comment(place, value, lost))

    def _judge_characters(self, event: ParsedEvent, value: str) -> str:
        if character := first_refused(value):
            self._report(refuse(character, self._place(event), value), usable=True)
            return replace_refused(value)[0]
        return value

    def _judge_marks(self, event: ParsedEvent) -> None:
        if event.anchor is not None:
            self._report(findings.anchor(self._place(event), event.anchor))
        elif event.tag is not None:
            self._report(findings.tag(self._place(event), event.tag))

    def _refuse_root(self, event: ParsedEvent) -> Problem:
        if isinstance(event, StreamEndEvent) or (isinstance(event, ScalarEvent) and not event.value):
            return findings.empty(Place(self._file))
        if (slip := self._slip(event)) is not None:
            return slip
        mark = event.start_mark
        line = self._text.split("\n")[mark.line][mark.column :]
        return findings.no_fields(self._place(event), line if isinstance(event, ScalarEvent) else None)

    def _slip(self, event: ParsedEvent) -> Problem | None:
        from vorlagenwerk.basics.loading.slips import slip_in  # not needed where all is well

        return slip_in(self._text.split("\n"), event.start_mark.line, self._file)

    def _refuse_key(self, event: ParsedEvent) -> Problem:
        if isinstance(event, AliasEvent):
            return findings.alias(self._place(event), str(event.anchor))
        line = self._text.split("\n")[event.start_mark.line]
        return findings.key_is_no_text(self._place(event), line, figure=isinstance(event, MappingStartEvent))

    def _report(self, problem: Problem, *, usable: bool = False) -> None:
        if len(self._problems) >= self._limits.findings:
            raise Stop(problem)
        self._problems.append(problem)
        self._built.usable = self._built.usable and usable

    def _place(self, event: ParsedEvent) -> Place:
        return Place(self._file, event.start_mark.line + 1, event.start_mark.column + 1)
