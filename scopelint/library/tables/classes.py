"""Bases and members of TensorFlow's public classes, and of the classes they derive from, version by version."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from scopelint.library.tables.store import decode, load, nearest, rows

MemberKind = Literal["method", "static", "classmethod", "property", "constant", "instance", "other"]
KINDS: Mapping[str, MemberKind] = {
    "f": "method",
    "s": "static",
    "c": "classmethod",
    "p": "property",
    "k": "constant",
    "i": "instance",
    "o": "other",
}
OPEN = ("__getattr__", "__getattribute__")  # a class that has one may have any attribute
HARMLESS = ("abc.ABC", "typing.Generic", "typing.Protocol")  # foreign bases without attributes of their own


class Member(NamedTuple):
    """A member that a class itself has; `text` is as recorded, `instance` one that methods set on `self`."""

    kind: MemberKind
    owner: str
    text: str

    @property
    def value(self) -> object:
        """The value of a constant (a dtype by its name), None where it is not recorded."""
        _, equals, recorded = self.text.partition("=")
        if self.kind != "constant" or not equals or recorded[:1] in ("?", "&"):
            return None
        return recorded[1:] if recorded.startswith("@") else decode(json.loads(recorded))


class ClassInfo(NamedTuple):
    """One class: canonical names of its bases (object left out), and its own members."""

    canonical: str
    bases: tuple[str, ...]
    members: Mapping[str, Member]


@cache
def class_info(version: str, canonical: str) -> ClassInfo | None:
    """A class of a version; None when it is not recorded."""
    version = nearest(version)
    lines = load(f"classes-{_part(canonical)}")["classes"].get(canonical)
    bases: tuple[str, ...] | None = None
    members: dict[str, Member] = {}
    for text in rows(lines, version):
        name, _, rest = text.partition(" ")
        if name == ".":
            bases = tuple(rest.split())
        else:
            members[name] = Member(KINDS[rest[0]], canonical, rest)
    return ClassInfo(canonical, bases, members) if bases is not None else None


def ancestry(version: str, canonical: str) -> Iterator[ClassInfo | None]:
    """The class and the classes it derives from, nearest first; None stands for one that is not recorded."""
    seen = set()
    queue = [canonical]
    while queue:
        name = queue.pop(0)
        if name in seen or name in HARMLESS:
            continue
        seen.add(name)
        info = class_info(version, name)
        yield info
        if info is not None:
            queue[:0] = info.bases


@cache
def attribute(version: str, canonical: str, name: str) -> Member | None:
    """The member that `name` finds on a class or its instances, its bases included; None when none is recorded."""
    for info in ancestry(version, canonical):
        if info is not None and name in info.members:
            return info.members[name]
    return None


def lacks_attribute(version: str, canonical: str, name: str) -> bool:
    """True when instances of a class surely have no such attribute (unless the program sets it itself)."""
    if name.startswith("__") and name.endswith("__"):
        return False
    chain = list(ancestry(version, canonical))
    if any(info is None or any(hook in info.members for hook in OPEN) for info in chain):
        return False
    return all(info is not None and name not in info.members for info in chain)


def _part(canonical: str) -> str:
    if not canonical.startswith("tf."):
        return "other"
    first = canonical.split(".")[1]
    return first if first in ("keras", "contrib") else "other" if first == "compat" else "main"
