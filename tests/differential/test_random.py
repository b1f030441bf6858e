"""Random expressions give the same under CPython and under the interpreter."""

from __future__ import annotations

import warnings

from hypothesis import given, settings
from hypothesis import strategies as st
from running import run

NUMBERS = st.sampled_from(["0", "1", "2", "3", "-1", "7", "10", "2.5", "True", "n", "m"])
TEXTS = st.sampled_from(["''", "'a'", "'abc'", "'a/b:0'", "' x '", "s", "t"])
LISTS = st.sampled_from(["[]", "[1, 2, 3]", "l", "list(range(4))", "[3, 1, 2]"])


def numbers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+ - * // % / & <<".split()), inner),
        st.builds("{}({}, {})".format, st.sampled_from(["max", "min", "divmod", "round"]), inner, inner),
        st.builds("{}({})".format, st.sampled_from("abs int float bool hex str len".split()), inner),
        st.builds("({}{})".format, st.sampled_from(["-", "not "]), inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("({} {} {})".format, inner, st.sampled_from(["<", "==", "and", "or", "!="]), inner),
    )


def texts(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("{}.{}()".format, inner, st.sampled_from("upper strip split title isalpha swapcase".split())),
        st.builds("{}.{}({})".format, inner, st.sampled_from("split find count startswith partition".split()), inner),
        st.builds("{}.replace({}, {})".format, inner, inner, inner),
        st.builds("{}[{}:{}]".format, inner, NUMBERS, NUMBERS),
        st.builds("('%s-%r' % ({}, {}))".format, inner, inner),
        st.builds("'{{:>6}}|{{!r}}'.format({}, {})".format, inner, inner),
        st.builds("{}.join([{}, {}])".format, inner, inner, inner),
    )


def lists(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("{}[{}]".format, inner, NUMBERS),
        st.builds("{}[{}:{}:{}]".format, inner, NUMBERS, NUMBERS, NUMBERS),
        st.builds("{}({})".format, st.sampled_from("sorted sum max len tuple list any str".split()), inner),
        st.builds("[x * {} for x in {} if x != {}]".format, NUMBERS, inner, NUMBERS),
        st.builds("list(zip({}, {}))".format, inner, inner),
        st.builds("{{k: v for k, v in enumerate({})}}".format, inner),
        st.builds("({} in {})".format, NUMBERS, inner),
        st.builds("({} == {})".format, inner, inner),
    )


EXPRESSIONS = st.one_of(
    st.recursive(NUMBERS, numbers, max_leaves=6),
    st.recursive(TEXTS, texts, max_leaves=6),
    st.recursive(LISTS, lists, max_leaves=6),
)
VALUES = {"n": 5, "m": -3, "s": "scope/w", "t": "x_1", "l": [4, 5, 6]}


def by_host(expression: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the compiler says about odd expressions
            return repr(eval(expression, dict(VALUES)))
    except Exception as error:
        return type(error).__name__


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.lists(EXPRESSIONS, min_size=10, max_size=25, unique=True))
def test_expressions(expressions: list[str]) -> None:
    lines = [f"{name} = {value!r}" for name, value in VALUES.items()]
    for expression in expressions:
        lines += ["try:", f"    print(repr({expression}))", "except Exception as e:", "    print(type(e).__name__)"]
    ours, ending, _ = run("\n".join(lines) + "\n", "2.15")
    assert ending.raised is None
    theirs = [by_host(e) for e in expressions]
    assert [(e, x) for e, x, y in zip(expressions, ours, theirs, strict=True) if x != y and "{?}" not in x] == []
