"""How public functions, methods and classes are called, version by version.

A recorded signature is a line of words: `a b=1 *args c=null **kwargs`.  A default is JSON, `@float32` for a dtype,
`&tf.nn.relu` for a function or class, `?` for anything else; a lone `*` starts what goes by keyword only.
"""

import json
from enum import Enum
from functools import cache
from typing import NamedTuple

from scopelint.library.tables.classes import attribute
from scopelint.library.tables.store import decode, load, pick


class Default(Enum):
    """Defaults that are not plain values."""

    REQUIRED = "required"  # there is no default
    OTHER = "other"  # there is one, of a kind that is not recorded


class Reference(NamedTuple):
    """A default that is a dtype, function or class of TensorFlow, by canonical name (`tf.float32`, `tf.nn.relu`)."""

    canonical: str


class Parameter(NamedTuple):
    """One parameter; `kind` is `plain`, `keyword` (by keyword only), `args` or `kwargs`."""

    name: str
    kind: str
    default: object

    @property
    def required(self) -> bool:
        return self.default is Default.REQUIRED and self.kind in ("plain", "keyword")


class Signature(NamedTuple):
    """The parameters in order; `self` and `cls` are left out."""

    parameters: tuple[Parameter, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of parameters that can be given by position, in order."""
        return tuple(one.name for one in self.parameters if one.kind == "plain")

    def parameter(self, name: str) -> Parameter | None:
        return next((one for one in self.parameters if one.name == name), None)

    def accepts_keyword(self, name: str) -> bool:
        """Whether a call may say `name=...`."""
        found = self.parameter(name)
        return (found is not None and found.kind in ("plain", "keyword")) or any(
            one.kind == "kwargs" for one in self.parameters
        )


@cache
def signature(version: str, canonical: str) -> Signature | None:
    """The signature of a function, of a class (how it is made), or of a method as `Class.method`; None if not recorded.

    A class whose making is not told by a TensorFlow class (a metaclass, a foreign base) has none.
    """
    words = pick(load("signatures")["signatures"].get(canonical), version)
    if words is not None:
        return parse(words)
    for maker in ("__init__", "__new__"):
        member = attribute(version, canonical, maker)
        if member is not None:
            return member_signature(member.text)
    owner, _, name = canonical.rpartition(".")
    member = attribute(version, owner, name) if owner else None
    return member_signature(member.text) if member is not None else None


@cache
def parse(words: str) -> Signature:
    """A signature from its recorded words."""
    parameters = []
    plain = "plain"
    for word in words.split():
        name, equals, text = word.partition("=")
        if name == "*":
            plain = "keyword"
        elif name.startswith("**"):
            parameters.append(Parameter(name[2:], "kwargs", Default.REQUIRED))
        elif name.startswith("*"):
            parameters.append(Parameter(name[1:], "args", Default.REQUIRED))
            plain = "keyword"
        else:
            parameters.append(Parameter(name, plain, _default(text) if equals else Default.REQUIRED))
    return Signature(tuple(parameters))


def member_signature(text: str) -> Signature | None:
    """A method's signature from its member text `f words`."""
    letter, _, words = text.partition(" ")
    return parse(words) if letter in ("f", "s", "c") and words != "?" else None


def _default(text: str) -> object:
    if text.startswith("?"):
        return Default.OTHER
    if text.startswith("@"):
        return Reference("tf." + text[1:])
    if text.startswith("&"):
        return Reference(text[1:]) if len(text) > 2 else Default.OTHER
    return decode(json.loads(text))
