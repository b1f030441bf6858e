"""Colours for a terminal, or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "note": "1;34",
    "help": "1;32",
    "bold": "1",
    "dim": "2",
    "frame": "34",
}


class Style:
    """Paints words by their role; ``plain`` leaves them as they are."""

    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def paint(self, role: str, text: str) -> str:
        return f"\033[{_CODES[role]}m{text}\033[0m" if self.colour and text else text


PLAIN = Style(colour=False)


def wants_colour(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour what goes to this stream: FORCE_COLOR, then NO_COLOR, then whether it is a terminal."""
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    if environment.get("NO_COLOR"):
        return False
    return stream.isatty() and environment.get("TERM") != "dumb"
