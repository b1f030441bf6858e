"""The shortest way to "nothing to check": files without TensorFlow, named one by one, where no settings are in force.

Hooks and editors hand over every Python file that changed, and most have nothing to do with TensorFlow. This way takes
no parser, no configuration and no analyser: about what starting Python takes. Whatever is not plain is left to the
long way, so that the two never differ.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from scopelint.source.gate import mentions_tensorflow

LARGEST = 1_000_000


def plain_files(arguments: Sequence[str]) -> int | None:
    """How many files there are, if none of them needs a closer look; else None."""
    paths = arguments[1:] if arguments[:1] == ["check"] else arguments
    if not paths or any(path.startswith("-") for path in paths) or _has_settings(paths[0]):
        return None
    return len(paths) if all(_is_plain(path) for path in paths) else None


def _is_plain(path: str) -> bool:
    """Whether a file is text without TensorFlow."""
    if not path.endswith(".py") or not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
        data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return len(data) <= LARGEST and b"\0" not in data and b"coding" not in data[:500] and not mentions_tensorflow(data)


def _has_settings(path: str) -> bool:
    """Whether a configuration file could be in force for this path."""
    folder = os.path.dirname(os.path.abspath(path))
    while True:
        if os.path.exists(os.path.join(folder, "scopelint.toml")):
            return True
        try:
            with open(os.path.join(folder, "pyproject.toml"), "rb") as file:
                if b"scopelint" in file.read():
                    return True
        except FileNotFoundError:
            pass
        except OSError:
            return True
        parent = os.path.dirname(folder)
        if parent == folder:
            return False
        folder = parent
