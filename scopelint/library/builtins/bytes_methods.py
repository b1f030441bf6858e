"""bytes, whose values are always known, and bytearray, which is not modelled beyond being made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.raising import fail, type_name
from scopelint.library.builtins.natives import (
    NotKnown,
    Table,
    from_host,
    host,
    integer,
    items_of,
    known,
    make,
    method,
    sized,
    to_host,
)
from scopelint.library.builtins.python import python
from scopelint.library.builtins.special_methods import EVERY, ORDERED, SEQUENCE, add
from scopelint.values.base import Anything
from scopelint.values.unknown import Kind, Unknown, without_private

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

BYTES = Table("bytes")


def to_bytes(vm: Machine, source: Anything = b"", encoding: Anything = None, errors: Anything = "strict") -> Anything:
    """``bytes(x)``."""
    if python(vm) < (3,):
        from scopelint.interp.strings import to_text

        return to_text(vm, source)
    value = known(source)
    if type(value) is bytes:
        return value
    if type(value) is str:
        if encoding is None:
            fail(vm, "TypeError", "string argument without an encoding")
        return host(vm, value.encode, known(encoding), known(errors))
    if type(value) in (int, bool):
        if value < 0:
            fail(vm, "ValueError", "negative count")
        return bytes(sized(vm, int(value)))
    return host(vm, bytes, [integer(vm, v) for v in items_of(vm, value)])


def to_bytearray(vm: Machine, /, *args: Anything) -> Anything:
    return Unknown(Kind.CALL, "bytearray()", pure=True)


def own(vm: Machine, self: Anything) -> bytes:
    value = known(self)
    if type(value) is not bytes:
        fail(vm, "TypeError", f"descriptor requires a 'bytes' object but received a '{type_name(vm, value)}'")
    return value


@method(BYTES)
def decode(vm: Machine, self: Anything, encoding: Anything = "utf-8", errors: Anything = "strict") -> Anything:
    return without_private(host(vm, own(vm, self).decode, known(encoding), known(errors)))


@method(BYTES)
def join(vm: Machine, self: Anything, iterable: Anything, /) -> Anything:
    return host(vm, own(vm, self).join, [known(v) for v in items_of(vm, iterable)])


def asked(name: str) -> None:
    """A method that the host answers when all arguments are known."""

    def ask(vm: Machine, self: Anything, /, *args: Anything) -> Anything:
        data, given = own(vm, self), [to_host(vm, a) for a in args]
        if any(type(a) is int and abs(a) > 100_000 for a in given) and name in ("ljust", "rjust", "center", "zfill"):
            raise NotKnown
        return from_host(vm, host(vm, getattr(data, name), *given))

    BYTES[name] = make(f"bytes.{name}", ask, binds=True)


for _name in (
    "capitalize center count endswith find hex index isalnum isalpha isdigit islower isspace isupper ljust lower lstrip"
    " partition replace rfind rjust rpartition rsplit rstrip split splitlines startswith strip title upper zfill"
).split():
    asked(_name)

add(BYTES, EVERY, SEQUENCE, ORDERED)
