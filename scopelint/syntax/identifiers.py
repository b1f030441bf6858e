"""Identifiers as Python compares them."""

from __future__ import annotations

import sys
import unicodedata


def identifier(text: str) -> str:
    """The name, interned, in the form NFKC that Python gives to names outside ASCII (PEP 3131)."""
    return sys.intern(text if text.isascii() else unicodedata.normalize("NFKC", text))
