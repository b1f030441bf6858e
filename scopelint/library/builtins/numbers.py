"""int, float, bool and complex: their constructors and methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.calls import call_method
from scopelint.interp.raising import fail, type_name
from scopelint.interp.truth import truth
from scopelint.library.builtins.natives import NotKnown, Table, from_host, host, integer, known, make, method, plain
from scopelint.library.builtins.python import python
from scopelint.library.builtins.special_methods import NUMBER, add, index, same
from scopelint.values.base import Anything
from scopelint.values.objects import ABSENT, Getter, Instance
from scopelint.values.unknown import Text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

INT = Table("int")
FLOAT = Table("float")
COMPLEX = Table("complex")
BOOL = Table("bool")


def by_special(vm: Machine, value: Instance, *names: str) -> Anything:
    """What the first of these special methods that the object has gives; else NotImplemented."""
    for name in names:
        if value.cls.lookup(name) is not ABSENT:
            return known(call_method(vm, value, name, []))
    return NotImplemented


def to_int(vm: Machine, x: Anything = 0, /, base: Anything = None) -> Anything:
    """``int(x)``, ``int(text, base)``."""
    if isinstance(x, Instance) and x.payload is None:
        found = by_special(vm, x, "__int__", "__index__", "__trunc__")
        if found is not NotImplemented:
            return found
    value = plain(x)
    if type(value) is Text:
        raise NotKnown
    if base is not None:
        if type(value) not in (str, bytes):
            fail(vm, "TypeError", "int() can't convert non-string with explicit base")
        return host(vm, int, value, integer(vm, base))
    if type(value) in (int, bool, float, str, bytes):
        return host(vm, int, value)
    number = "real number" if python(vm) >= (3, 10) else "number"
    words = f"int() argument must be a string, a bytes-like object or a {number}, not '{type_name(vm, value)}'"
    fail(vm, "TypeError", words)


def to_float(vm: Machine, x: Anything = 0.0, /) -> Anything:
    """``float(x)``."""
    if isinstance(x, Instance) and x.payload is None:
        found = by_special(vm, x, "__float__", "__index__")
        if found is not NotImplemented:
            return found
    value = plain(x)
    if type(value) is Text:
        raise NotKnown
    if type(value) in (int, bool, float, str, bytes):
        return host(vm, float, value)
    number = "real number" if python(vm) >= (3, 10) else "number"
    fail(vm, "TypeError", f"float() argument must be a string or a {number}, not '{type_name(vm, value)}'")


def to_bool(vm: Machine, x: Anything = False, /) -> Anything:
    """``bool(x)``. Asked again of the same unknown it is the same unknown."""
    answer = truth(vm, x)
    if answer is None:
        raise NotKnown
    return answer


def to_complex(vm: Machine, real: Anything = 0, imag: Anything = None) -> Anything:
    """``complex(real, imag)``."""
    parts = [known(real)] if imag is None else [known(real), known(imag)]
    if any(type(p) not in (int, bool, float, complex, str) for p in parts):
        fail(vm, "TypeError", "complex() first argument must be a string or a number")
    return host(vm, complex, *parts)


def number_of(vm: Machine, self: Anything) -> Anything:
    value = known(self)
    if type(value) not in (int, bool, float, complex):
        fail(vm, "TypeError", f"descriptor requires a number, not '{type_name(vm, value)}'")
    return value


@method(INT)
def bit_length(vm: Machine, self: Anything, /) -> Anything:
    return int(number_of(vm, self)).bit_length()


@method(INT)
def to_bytes(
    vm: Machine, self: Anything, length: Anything = 1, byteorder: Anything = "big", *, signed: Anything = False
) -> Anything:
    size = integer(vm, length)
    if size > 10_000:
        raise NotKnown
    return host(vm, int.to_bytes, number_of(vm, self), size, known(byteorder), signed=known(signed))


@method(INT)
def from_bytes(vm: Machine, data: Anything, byteorder: Anything = "big", *, signed: Anything = False) -> Anything:
    return host(vm, int.from_bytes, known(data), known(byteorder), signed=known(signed))


@method(FLOAT)
def is_integer(vm: Machine, self: Anything, /) -> Anything:
    return number_of(vm, self).is_integer()


@method(FLOAT)
def hex_(vm: Machine, self: Anything, /) -> Anything:
    return number_of(vm, self).hex()


def as_integer_ratio(vm: Machine, self: Anything, /) -> Anything:
    return from_host(vm, host(vm, number_of(vm, self).as_integer_ratio))


def conjugate(vm: Machine, self: Anything, /) -> Anything:
    return number_of(vm, self).conjugate()


def rounded(vm: Machine, self: Anything, digits: Anything = None, /) -> Anything:
    value = number_of(vm, self)
    return host(vm, round, value) if digits is None else host(vm, round, value, integer(vm, digits))


def part(name: str) -> Getter:
    """A read-only attribute that the host's number has too."""

    def read(vm: Machine, self: Anything) -> Anything:
        value = plain(self)
        return getattr(value, name)

    return Getter(name, read)


for _table in (INT, FLOAT, COMPLEX):
    add(_table, NUMBER, {"__abs__": lambda vm, self: abs(number_of(vm, self))})
    for _name in ("real", "imag"):
        _table[_name] = part(_name)
    _table["conjugate"] = make(f"{_table.owner}.conjugate", conjugate, binds=True)
for _table in (INT, FLOAT):
    _table["as_integer_ratio"] = make(f"{_table.owner}.as_integer_ratio", as_integer_ratio, binds=True)
    add(
        _table,
        {
            "__int__": to_int,
            "__float__": to_float,
            "__trunc__": to_int,
            "__round__": rounded,
            "__divmod__": lambda vm, self, other: host(vm, divmod, number_of(vm, self), number_of(vm, other)),
        },
    )
for _name in ("numerator", "denominator"):
    INT[_name] = part(_name)
add(INT, {"__index__": index, "__hash__": lambda vm, self: hash(number_of(vm, self)), "__pos__": same})
