"""What users can meet is explained: finding codes in the catalogue, names and flags in the manual."""

from __future__ import annotations

import argparse
import ast
import re
from functools import cache

import pytest

from tests.architecture.modules import ROOT, modules
from vorlagenwerk.building.blocks import FILTERS, FUNCTIONS
from vorlagenwerk.data.catalogue import catalogue
from vorlagenwerk.surface.arguments import make_parser
from vorlagenwerk.surface.reporters import REPORTS

_CODE = re.compile(r"[A-Z]{3}-[0-9]{3}")


@cache
def manual() -> str:
    """All pages of the manual."""
    return "\n".join(page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs" / "handbuch").glob("*.md")))


def codes() -> set[str]:
    """The finding codes in the program: every text that is a code and nothing else."""
    return {
        node.value
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value)
    }


def verbs() -> dict[str, argparse.ArgumentParser]:
    """The commands with their parsers."""
    choices = [action.choices for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(choices[0])


def flags() -> list[str]:
    """The long flags of all commands."""
    parsers = [make_parser(), *verbs().values()]
    return sorted({flag for parser in parsers for flag in parser._option_string_actions if flag.startswith("--")})


def test_every_finding_can_be_explained() -> None:
    """`explain CODE` answers for each code that a message may carry."""
    assert codes() - catalogue().keys() == set()


def test_the_catalogue_explains_no_finding_that_is_gone() -> None:
    """A text about a message that nobody can get any more misleads."""
    assert catalogue().keys() - codes() == set()


def test_every_explanation_says_something() -> None:
    """A heading without a text helps nobody."""
    assert [code for code, said in catalogue().items() if len(said.text) < 40 or not said.title.strip()] == []


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_the_manual_shows_every_template_function(name: str) -> None:
    """Administrators find out by the manual, not by reading Python."""
    assert re.search(rf"\b{name}\(", manual())


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_the_manual_shows_every_filter(name: str) -> None:
    """A filter stands behind a bar in an example, or in code type in a table."""
    assert re.search(rf"\| *{name}\b|`{name}[`(]", manual())


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_the_manual_shows_every_command(verb: str) -> None:
    """As people type it."""
    assert re.search(rf"build\.py {verb}\b|make {verb}\b", manual())


@pytest.mark.parametrize("flag", flags())
def test_the_manual_explains_every_flag(flag: str) -> None:
    """A flag that only the help knows is not found by those who need it."""
    assert re.search(rf"(?<![\w-]){flag}(?![\w-])", manual())


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_the_manual_names_every_form_of_report(name: str) -> None:
    """Those who connect the program with a git platform look for its name."""
    assert re.search(rf"\b{name}\b", manual())
