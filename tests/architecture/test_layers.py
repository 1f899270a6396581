"""The floors of the house: imports go downwards only, and nothing goes in circles."""

from __future__ import annotations

import sys

from tests.architecture.modules import imports, modules

LAYERS = ("data", "basics", "project", "checks", "building", "writers", "story", "surface")
OWN = "vorlagenwerk"
FORMAT_WRITERS = ("docx", "html", "pdf", "xlsx", "dump")


def rank(target: str) -> int:
    """The layer of an imported module of ours; the package itself holds nothing but the version."""
    parts = target.split(".")
    return LAYERS.index(parts[1]) if len(parts) > 1 and parts[1] in LAYERS else -1


def own_imports() -> list[tuple[str, str, int, bool]]:
    """Who imports which module of ours, in which line, and whether that happens at load."""
    return [
        (f"{OWN}.{module.name}".rstrip("."), found.target, found.line, found.at_load)
        for module in modules()
        for found in imports(module)
        if found.target.split(".")[0] == OWN
    ]


def test_every_module_stands_on_a_floor() -> None:
    """A folder beside the layers would be a room without rules."""
    assert {module.layer for module in modules()} == {*LAYERS, ""}


def test_imports_name_their_module_in_full() -> None:
    """A relative import would slip through the tests of this folder."""
    relative = [(m.name, found.line) for m in modules() for found in imports(m) if found.target.startswith(".")]
    assert relative == []


def test_imports_go_downwards_only() -> None:
    """Also those inside functions, which only hide a dependency."""
    upwards = [f"{who}:{line} imports {target}" for who, target, line, _ in own_imports() if rank(target) > rank(who)]
    assert upwards == []


def test_no_module_imports_itself_in_a_circle() -> None:
    """A circle means that nothing in it can be read, tested or loaded alone."""
    below: dict[str, set[str]] = {}
    for who, target, _line, at_load in own_imports():
        if at_load and target != who:
            below.setdefault(who, set()).add(target)
    while leaves := {target for targets in below.values() for target in targets} - below.keys():
        below = {who: targets - leaves for who, targets in below.items()}
        below = {who: targets for who, targets in below.items() if targets}
    assert below == {}


def test_the_data_layer_needs_the_standard_library_only() -> None:
    """Whatever is installed, problems and trees can be read and tested."""
    strangers = [
        f"{module.name}:{found.line} imports {found.target}"
        for module in modules()
        for found in imports(module)
        if module.layer == "data"
        and found.target.split(".")[0] not in sys.stdlib_module_names
        and not found.target.startswith(f"{OWN}.data")
    ]
    assert strangers == []


def test_writers_know_nothing_but_the_tree() -> None:
    """Reading, judging and building are over when a writer begins; it gets a tree and gives bytes."""
    closed = ("basics.loading", "basics.schema", "basics.expressions", "checks", "building")
    entered = [
        f"{who}:{line} imports {target}"
        for who, target, line, _ in own_imports()
        if who.startswith(f"{OWN}.writers")
        and any(target == f"{OWN}.{room}" or target.startswith(f"{OWN}.{room}.") for room in closed)
    ]
    assert entered == []


def test_no_format_knows_another() -> None:
    """A change of the Word writer must not break a web page; writing to disk is the story's affair."""
    entered = set()
    for who, target, _line, _ in own_imports():
        if who.startswith(f"{OWN}.writers.") and target.startswith(f"{OWN}.writers."):
            entered.add((who.split(".")[2], target.split(".")[2]))
    assert {(who, target) for who, target in entered if who != target and who in FORMAT_WRITERS} == set()
    assert {(who, target) for who, target in entered if who != target} == {("manifest", "output")}
