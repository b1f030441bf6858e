"""Unknown values, each with its reason; and holes, the unknown parts of strings."""

from __future__ import annotations

from enum import Enum

from scopelint.values.base import Anything, Value

FIRST_HOLE = 0xF0000
"""Holes are private-use characters of planes 15 and 16; those in the user's own text are replaced when read."""
HOLES = 65_534


class Kind(Enum):
    """Why a value is unknown. The text fits "because it is ..."."""

    PARAMETER = "a parameter nobody passed"
    IMPORT = "from a module that could not be read"
    CALL = "the result of a call that is not modelled"
    TENSORFLOW = "from a part of TensorFlow that is not modelled"
    FORK = "different after an unknown condition"
    LOOP = "different on each turn of a loop of unknown length"
    RUNTIME = "known only when a session runs"
    OUTSIDE = "from outside the program (files, environment, time, chance)"
    SYNTAX = "made by syntax that is not modelled"
    KEY = "bound under a name that is not known"
    LIMIT = "too large or too deep to follow"


MAY_BUILD = frozenset(
    {Kind.PARAMETER, Kind.IMPORT, Kind.TENSORFLOW, Kind.FORK, Kind.LOOP, Kind.SYNTAX, Kind.KEY, Kind.LIMIT}
)
"""Kinds whose call could make variables or open scopes: calling one makes the trace incomplete."""


class Unknown(Value):
    """A value nothing is known about. ``label`` is how a reader would call it: ``args.units``.

    What is read from one Unknown under one name is one Unknown (``derived``), so that the same expression is the
    same hole wherever it is used, and a condition assumed once stays assumed.
    """

    __slots__ = ("_derived", "hole", "kind", "label", "negates", "pure")

    def __init__(self, kind: Kind, label: str, *, pure: bool = False) -> None:
        self.kind = kind
        self.label = label
        self.hole: str | None = None
        self.pure = pure
        """True where calling this or anything read from it cannot build a graph: numpy, json, os."""
        self.negates: Unknown | None = None
        """The unknown condition this is the opposite of."""
        self._derived: dict[object, Unknown] | None = None

    def read_before(self, key: object) -> Unknown | None:
        """What ``derived`` gave for this key earlier, if anything."""
        return None if self._derived is None else self._derived.get(key)

    def changed(self) -> None:
        """Something was stored in it: what is read from it afterwards need not be what was read before."""
        self._derived = None

    def derived(self, key: object, label: str, kind: Kind | None = None) -> Unknown:
        """The unknown that this operation on it gives, always the same one for the same key."""
        if self._derived is None:
            self._derived = {}
        found = self._derived.get(key)
        if found is None:
            found = self._derived[key] = Unknown(kind or self.kind, label, pure=self.pure)
        return found

    def __repr__(self) -> str:
        return f"Unknown({self.kind.name}, {self.label!r})"


class Choice(Value):
    """One of several values, after an unknown condition: both arms gave one, and they differ in identity."""

    __slots__ = ("label", "values")

    def __init__(self, values: tuple[Anything, ...], label: str) -> None:
        self.values = values
        self.label = label


class Text(Value):
    """A string with at least one hole. ``raw`` holds each hole as one private-use character."""

    __slots__ = ("raw",)

    def __init__(self, raw: str) -> None:
        self.raw = raw

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and other.raw == self.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __repr__(self) -> str:
        return f"Text({self.raw!r})"


class HoleTable:
    """The holes of one run: which character stands for which unknown part."""

    def __init__(self) -> None:
        self._labels: list[str] = []

    def of(self, unknown: Unknown) -> str:
        """The hole character of this unknown."""
        if unknown.hole is None:
            unknown.hole = self.new(unknown.label)
        return unknown.hole

    def new(self, label: str) -> str:
        """A fresh hole shown as ``{label}``. When characters run out, the last one is shared."""
        if len(self._labels) < HOLES:
            self._labels.append(label)
        return chr(FIRST_HOLE + len(self._labels) - 1)

    @property
    def any(self) -> bool:
        """Whether there is any hole in this run."""
        return bool(self._labels)

    def show(self, text: str, *, anonymous: bool = False) -> str:
        """The text with each hole written ``{label}``, or ``{?}`` when anonymous."""
        if text.isascii() or not has_hole(text):
            return text
        return "".join(("{?}" if anonymous else "{" + self._label(c) + "}") if is_hole(c) else c for c in text)

    def _label(self, char: str) -> str:
        at = ord(char) - FIRST_HOLE
        return self._labels[at] if at < len(self._labels) else "?"


def is_hole(char: str) -> bool:
    return char >= "\U000f0000"


def has_hole(text: str) -> bool:
    """Whether raw text has a hole; quick for ASCII."""
    return not text.isascii() and max(text) >= "\U000f0000"


def text(raw: str) -> str | Text:
    """A str, or a Text when it has holes."""
    return Text(raw) if not raw.isascii() and has_hole(raw) else raw


def raw_of(value: str | Text) -> str:
    """The text with its holes as characters, as the scoping engine takes it."""
    return value if isinstance(value, str) else value.raw


def without_private(source: str) -> str:
    """User text with characters that could pass for holes replaced by U+FFFD."""
    if source.isascii() or not has_hole(source):
        return source
    return "".join("�" if is_hole(c) else c for c in source)
