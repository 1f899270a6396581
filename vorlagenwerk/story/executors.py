"""Who makes the documents: this process alone, or several forked ones that share its tools."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from vorlagenwerk.data.problems import Problem
from vorlagenwerk.story.making import Made, Maker

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

Task = Callable[[Maker, str], Made]
Result = tuple[Made, list[Problem]]
"""What became of a document, and the trouble with the project met on the way."""


def run(maker: Maker, names: Sequence[str], task: Task, jobs: int) -> Iterator[Result]:
    """The results in the order of `names`. `jobs` above 1 forks where the system can; elsewhere work is done here."""
    if jobs > 1 and len(names) > 1 and hasattr(os, "fork"):
        yield from _forked(maker, names, task, min(jobs, len(names)))
        return
    for name in names:
        yield _one(maker, name, task)


def _one(maker: Maker, name: str, task: Task) -> Result:
    maker.workshop.problems.clear()
    maker.workshop.lists.problems.clear()
    made = task(maker, name)
    return made, [*maker.workshop.problems, *maker.workshop.lists.problems]


class _Shared(NamedTuple):
    """What forked workers are handed by memory, not by pickling: compiled templates and styles cannot be pickled."""

    maker: Maker
    task: Task
    given_up: Event


_shared: _Shared | None = None


def _work(name: str) -> Result:
    if _shared is None or _shared.given_up.is_set():
        raise RuntimeError("a worker was started without its tools, or after all was given up")
    return _one(_shared.maker, name, _shared.task)


def _forked(maker: Maker, names: Sequence[str], task: Task, jobs: int) -> Iterator[Result]:
    import multiprocessing  # 15 ms that a single document does not need

    global _shared
    # Templates, schemas and lists are compiled before forking, so that workers share them. Nothing is written yet:
    # a writer may start threads (Typst does), and a process forked after that would wait for them for ever.
    _made, trouble = _one(maker, names[0], lambda tool, name: tool.check(name))
    forking = multiprocessing.get_context("fork")
    _shared = _Shared(maker, task, forking.Event())
    try:
        batch = max(1, min(8, len(names) // (jobs * 4)))
        with forking.Pool(jobs) as pool:
            try:
                for made, met in pool.imap(_work, names, chunksize=batch):
                    yield made, [*trouble, *met]
                    trouble = []
            except Exception:
                # One document failed to be written. The others in hand are ended, never cut off between two files.
                _shared.given_up.set()
                pool.close()
                pool.join()
                raise
    finally:
        _shared = None
