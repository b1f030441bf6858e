"""Which names the standard library's modules have in the Python of each target version."""

from functools import cache

from scopelint.library.tables.store import load, nearest, rows


def lacks_name(version: str, module: str, name: str) -> bool:
    """Whether the module surely has no such name; False also for a module that is not recorded."""
    known = library_names(version, module)
    return known is not None and name not in known


def library_names(version: str, module: str) -> frozenset[str] | None:
    """All names that a module has, private ones included; None for one that is not recorded."""
    return _names(nearest(version), module)


@cache
def _names(version: str, module: str) -> frozenset[str] | None:
    lines = load("python")["modules"].get(module)
    return None if lines is None else frozenset(" ".join(rows(lines, version)).split())
