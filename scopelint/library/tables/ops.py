"""The op registry, and the Python functions that make exactly one op.

A line of the registry reads `inputs -> outputs | attrs`: `a:T b:N*T c:[Tlist] d:&float32 -> out:T | T:type N:int>1`.
`&` is a reference, `N*T` a list of N tensors of type T, `[Tlist]` a list whose types the attr Tlist gives.
"""

from functools import cache
from typing import NamedTuple

from scopelint.library.tables.store import load, pick


class Argument(NamedTuple):
    """An input or output of an op.  Exactly one of `dtype`, `type_attr` and `type_list_attr` is set."""

    name: str
    dtype: str | None
    type_attr: str | None
    type_list_attr: str | None
    number_attr: str | None
    is_ref: bool

    @property
    def is_list(self) -> bool:
        """True when it stands for a list of tensors."""
        return self.number_attr is not None or self.type_list_attr is not None


class Attribute(NamedTuple):
    """An attr of an op: `type` is `type`, `int`, `bool`, `string`, `shape`, `list(int)`...

    `default` is JSON text or, for an attr of type `type`, a dtype; "?" for something complex, None for no default.
    """

    name: str
    type: str
    allowed: tuple[str, ...]
    minimum: int | None
    default: str | None


class OpDef(NamedTuple):
    """One op type as registered."""

    name: str
    inputs: tuple[Argument, ...]
    outputs: tuple[Argument, ...]
    attrs: tuple[Attribute, ...]
    is_stateful: bool

    def attr(self, name: str) -> Attribute | None:
        """The attr of that name."""
        return next((attr for attr in self.attrs if attr.name == name), None)

    @property
    def output_count(self) -> int | None:
        """How many outputs, or None when an attr decides."""
        return None if any(output.is_list for output in self.outputs) else len(self.outputs)


class PlainOp(NamedTuple):
    """A function that makes one op.

    `parameters` pairs each Python parameter, in order, with the input or attr that it sets (`name` with itself);
    `optional` are the parameters that may be left out.  A Python value given for an input becomes a constant
    called `<op name>/<input name>`.
    """

    op: OpDef
    parameters: tuple[tuple[str, str], ...]
    optional: frozenset[str]

    def input_of(self, parameter: str) -> Argument | None:
        """The input that a parameter sets, or None where it sets an attr or the name."""
        target = dict(self.parameters).get(parameter)
        return next((one for one in self.op.inputs if one.name == target), None)


@cache
def op_def(version: str, op_type: str) -> OpDef | None:
    """How a version registers an op type; None when it has no such op."""
    line = pick(load("ops")["ops"].get(op_type), version)
    return _op_def(op_type, line) if line is not None else None


@cache
def plain_op(version: str, canonical: str) -> PlainOp | None:
    """The op that a function makes, when it is a generated wrapper that makes just one."""
    line = pick(load("plain")["plain"].get(canonical), version)
    if line is None:
        return None
    op_type, *words = line.split(" ")
    op = op_def(version, op_type)
    if op is None:
        return None
    parameters = []
    for word in words:
        written, _, target = word.partition(">")
        name = written.rstrip("=")
        parameters.append((name, target or name))
    return PlainOp(op, tuple(parameters), frozenset(word.partition("=")[0] for word in words if "=" in word))


@cache
def _op_def(name: str, line: str) -> OpDef:
    arguments, _, rest = line.partition("|")
    attrs, _, stateful = rest.partition("|")
    ins, _, outs = arguments.partition("->")
    parsed = tuple(_attribute(word) for word in attrs.split())
    named = frozenset(attr.name for attr in parsed)
    return OpDef(
        name,
        tuple(_argument(word, named) for word in ins.split()),
        tuple(_argument(word, named) for word in outs.split()),
        parsed,
        bool(stateful),
    )


def _argument(word: str, attrs: frozenset[str]) -> Argument:
    name, _, written = word.partition(":")
    is_ref = written.startswith("&")
    number, _, kind = written.lstrip("&").rpartition("*")
    if kind.startswith("["):
        return Argument(name, None, None, kind.strip("[]"), None, is_ref)
    by_attr = kind in attrs
    return Argument(name, None if by_attr else kind, kind if by_attr else None, None, number or None, is_ref)


def _attribute(word: str) -> Attribute:
    name, _, rest = word.partition(":")
    rest, equals, default = rest.partition("=")
    rest, _, least = rest.partition(">")
    kind, brace, allowed = rest.partition("{")
    names = tuple(allowed.rstrip("}").split(",")) if brace else ()
    return Attribute(name, kind, names, int(least) if least else None, default if equals else None)
