"""Reads the data files, each once, and knows how versions are spelled."""

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

VERSIONS = ("0.12", "1.0", "1.4", "1.8", "1.13", "1.15", "2.15")
FOLDER = os.path.dirname(__file__)
GZIP = 31  # zlib: expect a gzip header


@cache
def load(name: str) -> Mapping[str, Any]:
    """One data file, `symbols-1.15` for `symbols-1.15.json` or `symbols-1.15.json.gz`."""
    path = os.path.join(FOLDER, name + ".json")
    try:
        with open(path, "rb") as stream:
            text = stream.read()
    except FileNotFoundError:
        with open(path + ".gz", "rb") as stream:
            text = zlib.decompress(stream.read(), GZIP)
    data: Mapping[str, Any] = json.loads(text)
    return data


@cache
def nearest(version: str) -> str:
    """The newest recorded version that is not newer than `version` (`1.14.0` is taken as `1.13`)."""
    wanted = _numbers(version)
    fitting = [known for known in VERSIONS if _numbers(known) <= wanted]
    return fitting[-1] if fitting else VERSIONS[0]


def rows(lines: str | None, version: str) -> Iterator[str]:
    """The texts that hold for a version among lines `mask text`, bit 0 of a mask being the oldest version."""
    bit = 1 << VERSIONS.index(nearest(version))
    for line in lines.split("\n") if lines else ():
        mask, _, text = line.partition(" ")
        if int(mask) & bit:
            yield text


def pick(lines: str | None, version: str) -> str | None:
    """The one text that holds for a version, or None."""
    return next(rows(lines, version), None)


def decode(recorded: Any) -> object:
    """A constant as Python has it: JSON has no tuples and no infinities."""
    if not isinstance(recorded, dict):
        return recorded
    (kind, inner), *_ = recorded.items()
    if kind == "float":
        return float(inner)
    parts = [decode(part) for part in inner]
    return tuple(parts) if kind == "tuple" else parts


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2])
