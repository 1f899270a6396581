"""The yardstick: docxtpl does the Word part of the same job. Run by an interpreter that has docxtpl; no part of us.

    peer_docxtpl.py template TEMPLATE.docx                          for a Vorlage
    peer_docxtpl.py concept  TEMPLATE.docx                          for a KIM-Konzept
    peer_docxtpl.py one      IN.yaml  TEMPLATE.docx  OUT.docx
    peer_docxtpl.py batch    INDIR    TEMPLATE.docx  OUTDIR         every *.yaml, docx and html

Needs docxtpl, python-docx, jinja2, markdown, markdown-it-py and PyYAML. Written as its users would write it: a template
made in Word's way with heading paragraphs and an 18-column table with a row loop, prose as RichText, `render`, `save`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

FIELDS = [
    "nr", "bezirksregierung", "mittelempfaenger", "bezeichnung", "art", "zustand", "gebiet", "hsk",
    "foerderkulisse", "gebaeudekulisse", "konzept", "wissensvermittlung", "foerderprioritaet", "gesamtkosten",
    "zuwendung", "beschreibung", "bemerkungen", "denkmal",
]  # fmt: skip
HEAD = {"Regionalratssitzung am": "sitzung", "Vorlage": "vorlage", "TOP": "top", "Titel": "titel",
        "Berichterstattung": "berichterstattung", "Bearbeitung": "bearbeitung",
        "Vorberatung": "vorberatung"}  # fmt: skip
STYLES = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "h4": "Heading 4", "ul": "List Bullet",
          "ol": "List Number", "p": "Normal"}  # fmt: skip


def tag(of: str, field: str) -> str:
    """What prints a field, for docxtpl and for Jinja2 alike."""
    return f"{{{{ {of}.{field} }}}}"


# --- the template ----------------------------------------------------------------------------------------


def make_template(path: str) -> None:
    """The Word template of a Vorlage with docxtpl's tags."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Cm

    document = _empty()
    document.add_paragraph("{{ kopf.behoerde }}", style="Title")
    document.add_paragraph("{{ kopf.stelle }}")
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for title, field in HEAD.items():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = title, tag("kopf", field)
    document.add_heading("Beschlussvorschlag", 1)
    document.add_paragraph("{{ beschlussvorschlag }}")
    document.add_heading("Begründung", 1)
    _blocks(document)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    document.add_heading("{{ erhebungsbogen.titel }}", 2)
    _big_table(document)
    document.save(path)


def make_concept_template(path: str) -> None:
    """The Word template of a concept: its title and all its blocks."""
    document = _empty()
    document.add_paragraph("{{ kopf.titel }}", style="Title")
    _blocks(document)
    document.save(path)


def _empty() -> Any:
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(10)
    document.styles.add_style("Tabelle", 1).font.size = Pt(7)
    return document


def _blocks(document: Any) -> None:
    document.add_paragraph("{%p for b in bloecke %}")
    for index, (kind, style) in enumerate(STYLES.items()):
        document.add_paragraph(f"{{%p {'elif' if index else 'if'} b.art == '{kind}' %}}")
        document.add_paragraph("{{r b.text }}", style=style)
    document.add_paragraph("{%p elif b.art == 'tabelle' %}")
    document.add_paragraph("{{ b.titel }}", style="Caption")
    rows = [["{%tc for c in b.kopf %}", "{{ c }}", "{%tc endfor %}"], ["{%tr for z in b.zeilen %}", "", ""],
            ["{%tc for c in z %}", "{{ c }}", "{%tc endfor %}"], ["{%tr endfor %}", "", ""]]  # fmt: skip
    _fill(document.add_table(rows=len(rows), cols=3, style="Table Grid"), rows)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _fill(table: Any, rows: list[list[str]]) -> None:
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].style = "Tabelle"
            cell.paragraphs[0].add_run(text)


def _big_table(document: Any) -> None:
    from docx.oxml import OxmlElement

    rows = [[chr(ord("A") + index) for index in range(18)], [tag("titel", field) for field in FIELDS],
            ["{%tr for z in erhebungsbogen.zeilen %}"] + [""] * 17, [tag("z", field) for field in FIELDS],
            ["{%tr endfor %}"] + [""] * 17,
            ["Summe"] + [""] * 12 + ["{{ summe.gesamtkosten }}", "{{ summe.zuwendung }}", "", "", ""]]  # fmt: skip
    table = document.add_table(rows=len(rows), cols=18, style="Table Grid")
    _fill(table, rows)
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


# --- the work --------------------------------------------------------------------------------------------


def read(path: Path) -> dict[str, Any]:
    """The paper, a Vorlage with the sums of its table."""
    import yaml

    with open(path, "rb") as stream:
        paper: dict[str, Any] = yaml.load(stream, Loader=yaml.CSafeLoader)
    if "erhebungsbogen" not in paper:
        return paper
    rows = paper["erhebungsbogen"]["zeilen"]
    paper["summe"] = {field: sum(row[field] for row in rows) for field in ("gesamtkosten", "zuwendung")}
    paper["titel"] = {column["feld"]: column["titel"] for column in paper["erhebungsbogen"]["spalten"]}
    return paper


def write_word(paper: dict[str, Any], template: str, out: Path) -> None:
    """The paper as Word."""
    from docxtpl import DocxTemplate, RichText

    document = DocxTemplate(template)
    blocks = []
    for section in paper["abschnitte"]:
        blocks.append({"art": f"h{section['ebene']}", "text": RichText(section["titel"])})
        for kind, runs in prose(section["text"]):
            text = RichText()
            for words, bold, italic, url in runs:
                link = {"url_id": document.build_url_id(url)} if url else {}
                text.add(words, bold=bold, italic=italic, **link)
            blocks.append({"art": kind, "text": text})
        blocks += [{"art": "tabelle", **table} for table in section.get("tabellen", ())]
    document.render({**paper, "bloecke": blocks}, autoescape=True)
    document.save(out)


def prose(text: str) -> list[tuple[str, list[tuple[str, bool, bool, str]]]]:
    """Markdown as paragraphs and list items with their runs."""
    from markdown_it import MarkdownIt

    found, lists = [], []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append("ul" if token.type.startswith("bullet") else "ol")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "inline":
            found.append((lists[-1] if lists else "p", _runs(token.children)))
    return found


def _runs(tokens: Any) -> list[tuple[str, bool, bool, str]]:
    runs, open_marks, url = [], {"strong": 0, "em": 0}, ""
    for token in tokens:
        mark, _, side = token.type.partition("_")
        if mark in open_marks:
            open_marks[mark] += 1 if side == "open" else -1
        elif mark == "link":
            url = token.attrs["href"] if side == "open" else ""
        else:
            words = " " if token.type.endswith("break") else token.content
            runs.append((words, open_marks["strong"] > 0, open_marks["em"] > 0, url))
    return runs


def make_html() -> Any:
    """A function from a paper to its page."""
    import jinja2
    import markdown
    from markupsafe import Markup

    parser = markdown.Markdown(extensions=["tables", "sane_lists"])
    environment = jinja2.Environment(autoescape=True)
    environment.filters["md"] = lambda text: Markup(parser.reset().convert(text))
    return environment.from_string(PAGE).render


PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>{{ kopf.titel }}</title></head><body>
<h1>{{ kopf.behoerde }}</h1><p>{{ kopf.stelle }}</p>
<table>{% for title, field in head.items() %}<tr><td>{{ title }}</td><td>{{ kopf[field] }}</td></tr>{% endfor %}</table>
<h1>Beschlussvorschlag</h1><p>{{ beschlussvorschlag }}</p>
<h1>Begründung</h1>
{% for a in abschnitte %}<h{{ a.ebene }}>{{ a.titel }}</h{{ a.ebene }}>
{{ a.text | md }}
{% endfor %}<h2>{{ erhebungsbogen.titel }}</h2>
<table><thead><tr>{% for s in erhebungsbogen.spalten %}<th>{{ s.buchstabe }}</th>{% endfor %}</tr>
<tr>{% for s in erhebungsbogen.spalten %}<th>{{ s.titel }}</th>{% endfor %}</tr></thead><tbody>
{% for z in erhebungsbogen.zeilen %}<tr>ROW</tr>
{% endfor %}<tr><td>Summe</td>{% for i in range(12) %}<td></td>{% endfor %}<td>{{ summe.gesamtkosten }}</td>
<td>{{ summe.zuwendung }}</td><td></td><td></td><td></td></tr></tbody></table></body></html>
""".replace("ROW", "".join(f"<td>{tag('z', field)}</td>" for field in FIELDS))


def main(mode: str, source: str, template: str = "", out: str = "") -> None:
    """Do what the module's text says."""
    if mode == "template":
        make_template(source)
    elif mode == "concept":
        make_concept_template(source)
    elif mode == "one":
        write_word(read(Path(source)), template, Path(out))
    else:
        html = make_html()
        for path in sorted(Path(source).glob("*.yaml")):
            paper = read(path)
            Path(out, f"{path.stem}.html").write_text(html({**paper, "head": HEAD}), "utf-8")
            write_word(paper, template, Path(out, f"{path.stem}.docx"))


if __name__ == "__main__":
    main(*sys.argv[1:])
