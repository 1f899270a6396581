"""Where a number of the finished text was typed."""

from __future__ import annotations

from vorlagenwerk.basics.loading import Source
from vorlagenwerk.checks.numbers.register import Number
from vorlagenwerk.data.positions import Place, path_of


def place_of_number(number: Number, source: Source, template: str) -> Place:
    """The place of a typed number in the field that holds it, or the template where no field does.

    It is looked for with the sign before and the word behind it, as far as the file has them as they are read: a word
    may have emphasis or stand on the next line.
    """
    passage = number.passage
    field = number.source or passage.field
    if not field:
        return Place(template)
    path = path_of(field)
    written = source.written(path)
    shown = number.text.replace("\u00a0", " ")
    before = passage.text[max(0, number.start - 1) : number.start].replace("\u00a0", " ")
    words = passage.text[number.end : number.end + 40].split()
    behind = f"{shown} {words[0]}" if words else shown
    for lead, snippet in ((before, before + behind), ("", behind), (before, before + shown), ("", shown)):
        if snippet in written:
            found = source.place_of(path, snippet)
            return found._replace(column=found.column + len(lead))
    return source.place(path)
