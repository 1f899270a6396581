"""Long lists that are read line by line are what the parser would have read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vorlagenwerk.basics.loading import Limits, load_yaml
from vorlagenwerk.basics.loading.entries import DEPTH, WORTH

SIGNS = " \t:#-'\"\\[]{},&*!|>%@`?~.0189aZäß„“€/()+=\u00a0\u0308\U0001f3e0\uf0b7"
VALUES = st.one_of(
    st.text(SIGNS, max_size=8),
    st.text(max_size=6).filter(lambda said: said.isprintable()),
    st.integers().map(str),
    st.sampled_from(["true", "0.50", "1.200", "007", "18:00", "a: b", "a # b", "a #b", "- a", "&a", "nr:", "null"]),
)
CELLS = st.one_of(VALUES, VALUES.map(lambda said: f'"{said}"'), VALUES.map(lambda said: f"'{said}'"))
NAMES = st.sampled_from(["nr", "ort", "betrag_2", "a", "Ort", "nr 2", '"nr"', ""])
LINES = st.tuples(st.sampled_from(["    ", "  - ", "   ", "      ", "  -  ", "", "    # "]), NAMES, CELLS).map(
    lambda said: f"{said[0]}{said[1]}: {said[2]}"
)
FILLING = "".join(f"  - nr: {number}\n    ort: Musterstadt\n" for number in range(WORTH // 20))
ENDS = st.sampled_from(["", "ende: 1", "# Ende", "---", "...", "}", '"', "      tiefer", "massnahmen: 2"])
STARTS = st.sampled_from(
    ["a: 1", "a: {b: 1,", 'a: "offen', "a: |", "{a: 1,", "- a", "# oben", "---", "a:\n  b: 1", "%YAML 1.1"]
)


@given(STARTS, st.lists(LINES, max_size=4), ENDS, st.booleans(), st.integers(240, 420))
def test_a_list_is_what_the_parser_reads(start: str, lines: list[str], end: str, first: bool, events: int) -> None:
    """Data, findings and the bound of events are the same, whatever stands in, before and behind a list."""
    parts = [*lines, FILLING] if first else [FILLING.rstrip("\n"), *lines]
    raw = "\n".join([start, "massnahmen:", *parts, end]).encode()
    limits = Limits(events=events)
    source, problems = load_yaml(raw, "x.yaml", limits)
    whole, told = load_yaml(raw, "x.yaml", limits._replace(depth=DEPTH - 1))  # all of it by the parser
    if any(problem.code == "YML-030" for problem in told):
        return  # deeper than the parser was allowed here
    assert problems == told and (source is None) == (whole is None)
    assert source is None or whole is None or repr(source.data) == repr(whole.data)
