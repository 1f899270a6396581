"""Bounds on the time and memory of one document: what no other check foresaw must not stop the others.

Templates, rules and patterns are bounded where they run; this is the net below them. It holds where the system can
interrupt a process (POSIX, main thread); elsewhere the other bounds have to do.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from types import FrameType
from typing import NoReturn

from vorlagenwerk.basics import german

CPU_SECONDS = 120.0
"""Computing time of one document with all its formats; the largest annexes with a PDF need a third of it."""
MEMORY_BYTES = 8_000_000_000
"""Address space while a document is made."""


class Exceeded(BaseException):
    """A document took more than it may. No Exception: nothing on the way may take it for trouble of its own.

    `bound` says how much in German; where it interrupts a decoder, Python puts English around a message alone.
    """

    def __init__(self, bound: str) -> None:
        super().__init__(bound)
        self.bound = bound


@contextmanager
def bounded() -> Iterator[None]:
    """Run the block within the bounds. Raises Exceeded, worded in German."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _out_of_time)
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    try:
        with _memory():
            yield
    except MemoryError:
        raise Exceeded(f"mehr als {MEMORY_BYTES // 1_000_000_000} GB Speicher") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _out_of_time(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Exceeded(f"mehr als {german.number(Decimal(f'{CPU_SECONDS:g}'))} Sekunden Rechenzeit")


@contextmanager
def _memory() -> Iterator[None]:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    known = [bound for bound in (soft, hard, MEMORY_BYTES) if bound != resource.RLIM_INFINITY]
    with suppress(ValueError, OSError):  # macOS knows the bound and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (min(known), hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
