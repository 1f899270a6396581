"""What the wording of schema findings needs to know: the source with its places, and what the validator reports."""

from __future__ import annotations

from typing import Any, Protocol

from vorlagenwerk.data.positions import Path, Place
from vorlagenwerk.data.problems import Mend


class Located(Protocol):
    """A source that knows where its fields stand."""

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Line and column of a field, or of its key."""
        ...

    def mend(self, path: Path, text: str) -> Mend | None:
        """The change that puts `text` for the value of a field."""
        ...

    def mend_name(self, path: Path, name: str) -> Mend | None:
        """The change that renames a field."""
        ...

    def mend_entries(self, path: Path) -> Mend | None:
        """The change that makes a list of lines with other marks than a hyphen and a blank."""
        ...

    def mend_single(self, path: Path) -> Mend | None:
        """The change that makes a list of a single value."""
        ...


class Violation(Protocol):
    """What the validator reports: which keyword of the schema the value at `absolute_path` breaks."""

    validator: str
    validator_value: Any
    instance: Any
    schema: Any

    @property
    def absolute_path(self) -> Any:
        """Keys and indexes from the root to the value."""
        ...
