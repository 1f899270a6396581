"""What a document may take of time and memory before it is given up."""

from __future__ import annotations

import codecs
import contextlib
import re
import signal
from typing import Any

import pytest

from vorlagenwerk.story import limits
from vorlagenwerk.story.limits import Exceeded, bounded

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system cannot interrupt a process")


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CPU_SECONDS", 0.05)


def test_an_endless_loop_is_given_up_even_where_errors_are_caught() -> None:
    """No `except Exception` on the way swallows the bound."""
    with pytest.raises(Exceeded, match="Rechenzeit"), bounded():
        while True:
            with contextlib.suppress(Exception):  # what templates do with their own trouble
                sum(range(1000))


def test_a_pattern_that_runs_away_is_given_up() -> None:
    """Python's pattern engine looks for signals while it searches."""
    with pytest.raises(Exceeded), bounded():
        re.search(r"^(a+)+$", "a" * 60 + "b")


def test_a_hunger_for_memory_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the whole program, and not with a trace."""
    monkeypatch.setattr(limits, "CPU_SECONDS", 20)
    with pytest.raises(Exceeded, match="Speicher"), bounded():
        bytearray(limits.MEMORY_BYTES)


def test_the_bound_is_told_in_german_wherever_it_strikes() -> None:
    """A decoder that is interrupted wraps the message of an exception in English words of its own."""

    def decode(data: Any, errors: str = "strict", /) -> tuple[str, int]:
        raise Exceeded("mehr als 2 Sekunden")

    slow = codecs.CodecInfo(codecs.utf_8_encode, decode)
    codecs.register(lambda name: slow if name == "zaeh" else None)
    with pytest.raises(Exceeded) as caught:
        b"x".decode("zaeh")
    assert caught.value.bound == "mehr als 2 Sekunden"


def test_what_keeps_to_its_bounds_goes_on() -> None:
    """And nothing rings later."""
    before = signal.getsignal(signal.SIGPROF)
    with bounded():
        pass
    for _ in range(200):
        sum(range(10_000))
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_a_system_that_refuses_a_bound_on_memory_still_makes_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """macOS answers so; the bound on time holds all the same."""
    import resource

    def refuse(_kind: int, _bounds: tuple[int, int]) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    with pytest.raises(Exceeded, match="Rechenzeit"), bounded():
        while True:
            sum(range(1000))
