"""The one gate to the YAML library: a stream of parsing events, never its loaders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

__all__ = [
    "AliasEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "NextEvent",
    "NodeEvent",
    "ParsedEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
    "open_events",
    "open_python_events",
]

ParsedEvent = Any
"""The library's stubs allow events without a place; those that come out of a parser always have one."""
NextEvent = Callable[[], ParsedEvent]


class _PythonParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for machines without libyaml; it refuses tabs in the midst of plain text."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_to_next_token(self) -> None:
        """Skip blanks, comments and line breaks; like libyaml also tabs behind a field name."""
        while True:
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in "\0\n":
                    self.forward()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True


def open_python_events(text: str) -> NextEvent:
    """The events of a text from the parser in Python; the slow way with the same results."""
    next_event: NextEvent = _PythonParser(text).get_event
    return next_event


try:
    from yaml._yaml import CParser
except ImportError:
    open_events = open_python_events
else:

    def open_events(text: str) -> NextEvent:
        """The events of a text, one a call; raises `YAMLError` where the text is no YAML."""
        next_event: NextEvent = CParser(text).get_event
        return next_event
