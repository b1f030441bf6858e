"""Values of string tokens: those that Python gives them."""

from __future__ import annotations

import ast
import warnings

from hypothesis import given
from hypothesis import strategies as st

from scopelint.syntax.literals import string_value

ESCAPES = ["\\n", "\\\n", "\\0", "\\18", "\\777", "\\x4a", "\\u00e9", "\\U0001F600", "\\N{DIGIT ONE}", "\\q", "\\\\"]


@given(
    st.sampled_from(["", "r", "b", "rb", "Br", "u", "R"]),
    st.sampled_from(["'", '"', "'''", '"""']),
    st.lists(st.sampled_from([*ESCAPES, "a", " ", "{", "\\'", '\\"', "\xe9", "#"])),
)
def test_equal_to_python(prefix: str, quotes: str, pieces: list[str]) -> None:
    token = prefix + quotes + "".join(pieces) + quotes
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            expected = ast.literal_eval(token)
        except SyntaxError:
            return
    assert string_value(token) == expected
