"""Colours on a real terminal, none where the output goes elsewhere."""

from __future__ import annotations

import os
import pty
import subprocess

import pytest

from tests.conftest import Workplace, environment


@pytest.fixture
def faulty(workplace: Workplace) -> Workplace:
    """A project with one finding."""
    workplace.take("gueltig/erhebungsbogen/kurz.yaml", "content/a.yaml", ("- nr: 1", "- nr: 0"))
    return workplace


def on_a_terminal(place: Workplace, **variables: str) -> str:
    """What a call prints on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        place.command("check", "content"), stdout=theirs, cwd=place.root, env=environment(TERM="xterm", **variables)
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # Linux ends a terminal whose other side is closed with an error
            break
        if not piece:
            break
        said += piece
    os.close(ours)
    assert process.wait(timeout=60) == 1
    return said.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_a_pipe_the_same_text_without(faulty: Workplace) -> None:
    """Level and caret are coloured; taking the colours away leaves what is piped."""
    colored = on_a_terminal(faulty)
    assert "\x1b[1;31mFehler\x1b[0m" in colored and "\x1b[1;31m^\x1b[0m" in colored
    plain = faulty.call("check", "content").out
    assert "\x1b" not in plain and on_a_terminal(faulty, NO_COLOR="1") == plain


def test_colours_can_be_forced(faulty: Workplace) -> None:
    """For logs that show colours; a report in a file stays plain, since programs read it."""
    done = faulty.call("check", "content", "--report", "text=meldungen.txt", FORCE_COLOR="1")
    assert "\x1b[1;31mFehler\x1b[0m" in done.out
    text = (faulty.root / "meldungen.txt").read_text("utf-8")
    assert "\x1b" not in text and text == faulty.call("check", "content").out
