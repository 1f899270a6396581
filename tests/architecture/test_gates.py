"""A dependency has one gate, and the world outside is touched in few, known places."""

from __future__ import annotations

import ast
import sys

from tests.architecture.modules import Module, imports, modules

GATES = {
    "yaml": "basics.loading",
    "jinja2": "basics.expressions",
    "markupsafe": "basics.expressions",
    "jsonschema": "basics.schema",
    "jsonschema_rs": "basics.schema",
    "referencing": "basics.schema",
    "markdown_it": "building.markdown",
    "mdit_py_plugins": "building.markdown",
    "docx": "writers.docx",
    "lxml": "writers.docx",
    "pypdfium2": "writers.pdf",
    "typst": "basics.setting",
}
"""The one module or package that may import each library."""

SPEAKING = ("surface.cli", "surface.commands")
WRITING = ("writers.output", "story.changes", "surface.commands", "writers.docx.standard_template")
OUTWARD = ("surface", "writers.output")

_SURROUNDINGS = {
    "time", "locale", "socket", "http", "urllib.request", "ssl", "ftplib", "smtplib", "asyncio",
    "random", "secrets", "uuid", "platform", "getpass", "zoneinfo",
}  # fmt: skip
_CLOCK = {"now", "today", "utcnow"}
_ENVIRONMENT = {"environ", "environb", "getenv", "getlogin", "urandom", "getpid", "cpu_count", "uname"}
_CHANGING = {
    "write_text", "write_bytes", "unlink", "rmdir", "mkdir", "makedirs", "touch", "rename", "renames", "removedirs",
    "symlink", "symlink_to", "hardlink_to", "link", "chmod", "truncate", "utime", "rmtree", "copyfile", "copytree",
}  # fmt: skip


def calls(module: Module) -> list[ast.Call]:
    """All calls in a module."""
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]


def called(call: ast.Call) -> tuple[str, str]:
    """What a call is made on and its last name: `os.path.join()` gives (os.path, join)."""
    if isinstance(call.func, ast.Attribute):
        return ast.unparse(call.func.value), call.func.attr
    return "", ast.unparse(call.func)


def changes_the_disk(call: ast.Call) -> bool:
    """Whether a call creates, changes or removes a file or folder."""
    owner, name = called(call)
    said = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    said += [word.value.value for word in call.keywords if word.arg == "mode" and isinstance(word.value, ast.Constant)]
    if name == "open" and owner == "os":
        flags = " ".join(ast.unparse(argument) for argument in call.args[1:])
        return any(f"O_{flag}" in flags for flag in ("WRONLY", "RDWR", "CREAT")) and "devnull" not in ast.unparse(call)
    if name == "open":
        return any(isinstance(mode, str) and set(mode) <= set("rwaxbt+") and set(mode) & set("wax+") for mode in said)
    if name == "replace":  # str.replace takes two texts, node.replace names what it changes
        return owner == "os" or (len(call.args) == 1 and not call.keywords)
    if name == "remove":
        return owner == "os"
    return name in _CHANGING or owner in ("shutil", "tempfile")


def reads_the_surroundings(node: ast.AST) -> bool:
    """Whether clock or environment are asked."""
    if isinstance(node, ast.Call):
        owner, name = called(node)
        return name in _CLOCK and ("date" in owner.lower() or owner == "time")
    return isinstance(node, ast.Attribute) and node.attr in _ENVIRONMENT and ast.unparse(node.value) == "os"


def test_every_library_comes_in_by_its_gate() -> None:
    """One place knows a library's pitfalls, and one place changes when it is replaced."""
    elsewhere = []
    for module in modules():
        for found in imports(module):
            library = found.target.split(".")[0]
            if library not in sys.stdlib_module_names and library != "vorlagenwerk":
                gate = GATES.get(library)
                if gate is None or not module.is_within(gate):
                    elsewhere.append(f"{module.name}:{found.line} imports {library}, whose gate is {gate}")
    assert elsewhere == []


def test_only_the_surface_prints_or_exits() -> None:
    """Everything below gives values; so it can be tested, and a server or a report can show them."""
    loud = []
    for module in modules():
        for call in calls(module):
            name = ast.unparse(call.func)
            speaks = name in ("print", "input", "exit", "quit", "sys.exit", "os._exit", "breakpoint") or (
                name.startswith(("sys.stdout", "sys.stderr")))  # fmt: skip
            if speaks and not module.is_within(*SPEAKING):
                loud.append(module.at(call))
    assert loud == []


def test_only_the_output_layer_changes_the_disk() -> None:
    """A half-written paper is worse than none, so one module knows how files appear whole."""
    written = [
        f"{module.at(call)}: {ast.unparse(call)[:60]}"
        for module in modules()
        for call in calls(module)
        if changes_the_disk(call) and not module.is_within(*WRITING)
    ]
    assert written == []


def test_nothing_below_the_surface_asks_for_time_place_or_chance() -> None:
    """Same input, same bytes: clock, locale, environment, network and random numbers stay outside."""
    asked = []
    for module in modules():
        if module.is_within(*OUTWARD):
            continue
        for found in imports(module):
            if found.target in _SURROUNDINGS or found.target.split(".")[0] in _SURROUNDINGS:
                asked.append(f"{module.name}:{found.line} imports {found.target}")
        asked += [module.at(node) for node in ast.walk(module.tree) if reads_the_surroundings(node)]
    assert asked == []


def test_nothing_is_executed_or_unpickled() -> None:
    """Content comes from strangers: no way may lead from a text to running code."""
    risky = {"eval", "exec", "compile", "__import__", "os.system", "pickle.loads", "pickle.load", "marshal.loads"}
    found = [module.at(call) for module in modules() for call in calls(module) if ast.unparse(call.func) in risky]
    found += [
        f"{module.name}:{line.line}" for module in modules() for line in imports(module)
        if line.target.split(".")[0] in ("pickle", "marshal", "shelve", "subprocess", "ctypes")
    ]  # fmt: skip
    assert found == []
