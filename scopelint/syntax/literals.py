"""The values of string and number tokens, as Python evaluates them, with no evaluation and no warnings."""

from __future__ import annotations

import re
import unicodedata

_SIMPLE = {
    "\n": "",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}

_escape = re.compile(
    r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{([^}]+)\}|(.))", re.DOTALL
)
_byte_escape = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)

MAX_DIGITS = 4300
"""More digits than this are refused by Python's own conversion of decimal text."""


def string_value(token: str) -> str | bytes:
    """The value of one string token that is no f-string, quotes and prefix included."""
    start = 0
    while token[start] not in "'\"":
        start += 1
    quotes = 3 if token[start : start + 3] in ("'''", '"""') and len(token) >= start + 6 else 1
    body = token[start + quotes : -quotes]
    prefix = token[:start].lower()
    if "\\" in body and "r" not in prefix:
        body = unescape_bytes(body) if "b" in prefix else unescape(body)
    return body.encode("latin-1", "replace") if "b" in prefix else body


def unescape(text: str) -> str:
    """The text with its escapes replaced; an unknown escape stays as it stands."""
    return _escape.sub(_escaped, text) if "\\" in text else text


def unescape_bytes(text: str) -> str:
    """As `unescape`, with the escapes of a bytes literal."""
    return _byte_escape.sub(_byte_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    kind = found.lastindex
    text = found[kind or 0]
    if kind == 6:
        return _SIMPLE.get(text, found[0])
    if kind == 5:
        return _named(text)
    code = int(text, 8 if kind == 1 else 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def _named(name: str) -> str:
    try:
        return unicodedata.lookup(name)
    except KeyError:  # a name of a newer Unicode: the text still needs one character here
        return "\ufffd"


def _byte_escaped(found: re.Match[str]) -> str:
    kind = found.lastindex
    text = found[kind or 0]
    if kind == 3:
        return _SIMPLE.get(text, found[0])
    return chr(int(text, 8 if kind == 1 else 16) & 0xFF)


def integer_value(token: str) -> int | None:
    """The value of an integer token; None when it is too long for Python to convert."""
    if len(token) > MAX_DIGITS:
        return None
    return int(token.replace("_", ""), 0)


def float_value(token: str) -> float:
    return float(token.replace("_", ""))


def imaginary_value(token: str) -> complex:
    return complex(0, float(token.replace("_", "")[:-1]))
