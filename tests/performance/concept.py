"""Workload W5, a whole KIM-Konzept: the shipped one of the Musterkreis, and the same words and tables for the peer.

    w5             DIR/content/musterkreis with its picture, DIR/peer/kim-konzept.yaml

The peer's form is made from our own finished tree, so that both say the same: headings with their numbers, prose as
Markdown with every figure filled in, tables as heads and rows. Footnotes, drawings and the picture are left out of it,
to the peer's benefit.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.performance.plan import CONCEPT, ROOT, Expected
from vorlagenwerk.data import tree
from vorlagenwerk.data.walking import plain_text
from vorlagenwerk.project.project import find_project
from vorlagenwerk.story.preparing import Preparation
from vorlagenwerk.story.workshop import Workshop


def write_concept(folder: Path) -> dict[str, Expected]:
    """Write the workload below `folder`; what the output must hold, by its path there."""
    home = Path(CONCEPT).parent
    for part in (home, Path("_stammdaten")):
        shutil.copytree(ROOT / "content" / part, folder / "content" / part, dirs_exist_ok=True)
    document = Preparation(Workshop(find_project(ROOT))).prepare(f"content/{CONCEPT}.yaml").document
    if document is None:
        raise ValueError("the shipped concept has errors: the benchmark needs one that builds")
    sections = list(_sections(document.children))
    paper = {"kopf": {"titel": document.title, **dict(document.frame)}, "abschnitte": sections}
    (folder / "peer").mkdir(parents=True, exist_ok=True)
    # JSON is YAML; the peer reads it with the loader that it has for papers
    (folder / "peer" / f"{Path(CONCEPT).name}.yaml").write_text(
        json.dumps(paper, ensure_ascii=False, indent=1), "utf-8"
    )
    rows = sum(len(table["zeilen"]) for section in sections for table in section["tabellen"])
    return {CONCEPT: Expected(rows=rows, headings=tuple(section["titel"] for section in sections))}


def _sections(blocks: tuple[tree.Block, ...]) -> Iterator[dict[str, Any]]:
    """The headings, each with the prose and the tables up to the next one."""
    section: dict[str, Any] | None = None
    for block in _flat(blocks):
        if isinstance(block, tree.Heading):
            if section:
                yield section
            title = f"{block.number} {plain_text(block.children)}".strip()
            section = {"titel": title, "ebene": block.level, "text": "", "tabellen": []}
        elif section and isinstance(block, tree.Table):
            section["tabellen"].append(_table(block))
        elif section:
            section["text"] += "".join(f"{line}\n" for line in _prose(block)) + "\n"
    if section:
        yield section


def _flat(blocks: tuple[tree.Block, ...]) -> Iterator[tree.Block]:
    for block in blocks:
        if isinstance(block, (tree.Section, tree.Field)):
            yield from _flat(block.children)
        else:
            yield block


def _table(table: tree.Table) -> dict[str, Any]:
    rows = [[plain_text(cell) for cell in row.cells] for row in table.rows]
    return {"titel": table.caption, "kopf": [column.title for column in table.columns], "zeilen": rows}


def _prose(block: tree.Block, lead: str = "") -> Iterator[str]:
    """A block as lines of Markdown; pictures and lists of contents are nothing."""
    match block:
        case tree.Paragraph(children):
            yield lead + _marked(children)
        case tree.Quote(children):
            for child in children:
                yield from _prose(child, "> ")
        case tree.List(items, ordered, start):
            for number, item in enumerate(items, start):
                mark = f"{number}. " if ordered else "- "
                lines = [line for child in item.children for line in _prose(child)]
                yield lead + mark + lines[0]
                yield from (" " * len(mark) + line for line in lines[1:])


def _marked(inlines: tuple[tree.Inline, ...]) -> str:
    return "".join(_mark(inline) for inline in inlines)


def _mark(inline: tree.Inline) -> str:
    match inline:
        case tree.Text(text) | tree.Value(text) | tree.Code(text):
            return re.sub(r"([\\*_\[\]<>`])", r"\\\1", text)
        case tree.Strong(children):
            return f"**{_marked(children)}**"
        case tree.Emphasis(children):
            return f"*{_marked(children)}*"
        case tree.Link(target, children):
            return f"[{_marked(children)}]({target})"
        case tree.Reference(_, children) | tree.PageReference(_, children) | tree.Foreign(_, children):
            return _marked(children)
        case tree.Break():
            return "\\\n"
    return ""
