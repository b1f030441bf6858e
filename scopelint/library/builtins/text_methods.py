"""str and its methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.operators import bounded
from scopelint.interp.raising import fail, type_name
from scopelint.interp.strings import to_text
from scopelint.library.builtins import text_holes
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
    plain,
    sized,
    to_host,
)
from scopelint.library.builtins.python import python
from scopelint.library.builtins.special_methods import EVERY, ORDERED, SEQUENCE, add, operator_method
from scopelint.library.builtins.text_format import format_text
from scopelint.values.base import Anything
from scopelint.values.containers import Dict, List
from scopelint.values.objects import StaticMethod
from scopelint.values.unknown import Choice, Text, Unknown, has_hole, raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

STR = Table("str")


def to_str(vm: Machine, object: Anything = "", encoding: Anything = None, errors: Anything = None) -> Anything:
    """``str(x)``, ``str(data, encoding)``."""
    if encoding is not None or errors is not None:
        data = known(object)
        if type(data) is str:
            return data
        return text_of_bytes(vm, data, known(encoding) or "utf-8", known(errors) or "strict")
    return to_text(vm, object)


def text_of_bytes(vm: Machine, data: Anything, encoding: str, errors: str) -> Anything:
    if type(data) is not bytes:
        fail(vm, "TypeError", f"decoding to str: need a bytes-like object, {type_name(vm, data)} found")
    from scopelint.values.unknown import without_private

    return without_private(host(vm, data.decode, encoding, errors))


def raw(vm: Machine, self: Anything) -> str:
    """The receiver's characters, holes included."""
    value = plain(self)
    if type(value) is str:
        return value
    if type(value) is Text:
        return value.raw
    fail(vm, "TypeError", f"descriptor requires a 'str' object but received a '{type_name(vm, value)}'")


def fixed(vm: Machine, value: Anything, what: str = "must be str") -> str:
    """A text argument without holes."""
    value = known(value)
    if type(value) is not str:
        fail(vm, "TypeError", f"{what}, not {type_name(vm, value)}")
    return value


def optional_text(vm: Machine, value: Anything) -> str | None:
    return None if value is None else fixed(vm, value)


@method(STR)
def lower(vm: Machine, self: Anything, /) -> Anything:
    chars = raw(vm, self)
    return text_holes.map_fixed(vm, chars, str.lower, "lower()") if has_hole(chars) else chars.lower()


@method(STR)
def upper(vm: Machine, self: Anything, /) -> Anything:
    chars = raw(vm, self)
    return text_holes.map_fixed(vm, chars, str.upper, "upper()") if has_hole(chars) else chars.upper()


@method(STR)
def swapcase(vm: Machine, self: Anything, /) -> Anything:
    chars = raw(vm, self)
    return text_holes.map_fixed(vm, chars, str.swapcase, "swapcase()") if has_hole(chars) else chars.swapcase()


@method(STR)
def capitalize(vm: Machine, self: Anything, /) -> Anything:
    chars = raw(vm, self)
    if not has_hole(chars):
        return chars.capitalize()
    if has_hole(chars[0]):
        return text(text_holes.other_hole(vm, chars[0], "capitalize()") + raw_of(lower(vm, text(chars[1:]))))
    return text(chars[0].upper() + raw_of(lower(vm, text(chars[1:]))))


@method(STR)
def strip(vm: Machine, self: Anything, chars: Anything = None, /) -> Anything:
    found, these = raw(vm, self), optional_text(vm, chars)
    if has_hole(found):
        return text(text_holes.strip_right(vm, text_holes.strip_left(vm, found, these), these))
    return found.strip(these)


@method(STR)
def lstrip(vm: Machine, self: Anything, chars: Anything = None, /) -> Anything:
    found, these = raw(vm, self), optional_text(vm, chars)
    return text(text_holes.strip_left(vm, found, these)) if has_hole(found) else found.lstrip(these)


@method(STR)
def rstrip(vm: Machine, self: Anything, chars: Anything = None, /) -> Anything:
    found, these = raw(vm, self), optional_text(vm, chars)
    return text(text_holes.strip_right(vm, found, these)) if has_hole(found) else found.rstrip(these)


@method(STR)
def split(vm: Machine, self: Anything, sep: Anything = None, maxsplit: Anything = -1) -> Anything:
    chars, separator, limit = raw(vm, self), optional_text(vm, sep), integer(vm, maxsplit)
    if separator == "":
        fail(vm, "ValueError", "empty separator")
    if has_hole(chars):
        return text_holes.split(vm, chars, separator, limit)
    sized(vm, len(chars) // 8)
    return List(list(chars.split(separator, limit)), vm.world.mark)


@method(STR)
def rsplit(vm: Machine, self: Anything, sep: Anything = None, maxsplit: Anything = -1) -> Anything:
    chars, separator, limit = raw(vm, self), optional_text(vm, sep), integer(vm, maxsplit)
    if separator == "":
        fail(vm, "ValueError", "empty separator")
    if has_hole(chars):
        return text_holes.split_right(vm, chars, separator, limit)
    return List(list(chars.rsplit(separator, limit)), vm.world.mark)


@method(STR)
def partition(vm: Machine, self: Anything, sep: Anything, /) -> Anything:
    chars, separator = raw(vm, self), fixed(vm, sep)
    if not has_hole(chars):
        return host(vm, chars.partition, separator)
    at = text_holes.find(chars, separator)
    return chars[:at], separator, text(chars[at + len(separator) :])


@method(STR)
def rpartition(vm: Machine, self: Anything, sep: Anything, /) -> Anything:
    chars, separator = raw(vm, self), fixed(vm, sep)
    if not has_hole(chars):
        return host(vm, chars.rpartition, separator)
    suffix = text_holes.fixed_suffix(chars)
    at = suffix.rfind(separator)
    if at < 0:
        raise NotKnown
    at += len(chars) - len(suffix)
    return text(chars[:at]), separator, chars[at + len(separator) :]


@method(STR)
def splitlines(vm: Machine, self: Anything, keepends: Anything = False) -> Anything:
    return List(list(fixed(vm, self).splitlines(bool(known(keepends)))), vm.world.mark)


@method(STR)
def replace(vm: Machine, self: Anything, old: Anything, new: Anything, count: Anything = -1, /) -> Anything:
    chars, a, b, limit = raw(vm, self), fixed(vm, old), raw(vm, new), integer(vm, count)
    if has_hole(chars):
        if limit >= 0 or has_hole(b):
            raise NotKnown(Text(text_holes.other_hole(vm, chars, f"replace({a!r})")))
        return text(text_holes.replace(vm, chars, a, b))
    sized(vm, len(chars) + (chars.count(a) if a else len(chars) + 1) * len(b))
    return text(chars.replace(a, b, limit))


@method(STR)
def join(vm: Machine, self: Anything, iterable: Anything, /) -> Anything:
    glue = raw(vm, self)
    try:
        items = items_of(vm, iterable)
    except NotKnown:
        raise NotKnown(Text(vm.holes.new(joined_label(iterable)))) from None
    parts = []
    for at, item in enumerate(items):
        if type(item) in (Unknown, Choice):
            parts.append(raw_of(to_text(vm, item)))
            continue
        value = plain(item)
        if type(value) not in (str, Text):
            fail(vm, "TypeError", f"sequence item {at}: expected str instance, {type_name(vm, value)} found")
        parts.append(raw_of(value))
    sized(vm, sum(map(len, parts)) + len(glue) * len(parts))
    return text(bounded(vm, glue.join(parts)))


def joined_label(value: Anything) -> str:
    return str(value.label) if isinstance(value, (Unknown, Choice)) else "joined"


def decided(vm: Machine, self: Anything, parts: Anything, start: Anything, end: Anything, at_end: bool) -> bool:
    """``startswith`` and ``endswith``: whether any of the parts is at that end."""
    chars = raw(vm, self)
    wanted = plain(parts)
    options = [raw_of(plain(p)) for p in wanted] if type(wanted) is tuple else [raw(vm, wanted)]
    if start is not None or end is not None:
        if has_hole(chars):
            raise NotKnown
        chars = chars[integer(vm, start, 0) : integer(vm, end, len(chars))]
    answers = [
        text_holes.starts_with(chars[::-1], o[::-1]) if at_end else text_holes.starts_with(chars, o) for o in options
    ]
    if True in answers:
        return True
    if None in answers:
        raise NotKnown
    return False


@method(STR)
def startswith(vm: Machine, self: Anything, prefix: Anything, start: Anything = None, end: Anything = None, /) -> bool:
    return decided(vm, self, prefix, start, end, False)


@method(STR)
def endswith(vm: Machine, self: Anything, suffix: Anything, start: Anything = None, end: Anything = None, /) -> bool:
    return decided(vm, self, suffix, start, end, True)


@method(STR)
def find(vm: Machine, self: Anything, sub: Anything, *bounds: Anything) -> Anything:
    chars, part = raw(vm, self), fixed(vm, sub)
    if has_hole(chars):
        if bounds:
            raise NotKnown
        return text_holes.find(chars, part)
    return chars.find(part, *positions(vm, bounds))


def positions(vm: Machine, bounds: tuple[Anything, ...]) -> list[int | None]:
    return [None if b is None else integer(vm, b) for b in bounds]


@method(STR)
def index(vm: Machine, self: Anything, sub: Anything, *bounds: Anything) -> Anything:
    at = find(vm, self, sub, *bounds)
    if at < 0:
        fail(vm, "ValueError", "substring not found")
    return at


@method(STR)
def rfind(vm: Machine, self: Anything, sub: Anything, *bounds: Anything) -> Anything:
    return fixed(vm, self).rfind(fixed(vm, sub), *positions(vm, bounds))


@method(STR)
def rindex(vm: Machine, self: Anything, sub: Anything, *bounds: Anything) -> Anything:
    return host(vm, fixed(vm, self).rindex, fixed(vm, sub), *positions(vm, bounds))


@method(STR)
def count(vm: Machine, self: Anything, sub: Anything, *bounds: Anything) -> Anything:
    return fixed(vm, self).count(fixed(vm, sub), *positions(vm, bounds))


def padded(name: str) -> None:
    def pad(vm: Machine, self: Anything, width: Anything, *fill: Anything) -> Anything:
        return host(vm, getattr(fixed(vm, self), name), sized(vm, integer(vm, width)), *[fixed(vm, f) for f in fill])

    STR[name] = make(f"str.{name}", pad, binds=True)


for _name in ("ljust", "rjust", "center", "zfill"):
    padded(_name)


def asked(name: str) -> None:
    """A method without arguments that needs the whole text."""

    def ask(vm: Machine, self: Anything, /) -> Anything:
        return getattr(fixed(vm, self), name)()

    STR[name] = make(f"str.{name}", ask, binds=True)


for _name in (
    "isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper"
    " title casefold"
).split():
    asked(_name)


@method(STR)
def expandtabs(vm: Machine, self: Anything, tabsize: Anything = 8) -> Anything:
    chars, size = fixed(vm, self), integer(vm, tabsize)
    sized(vm, len(chars) + chars.count("\t") * max(size, 0))
    return chars.expandtabs(size)


@method(STR)
def removeprefix(vm: Machine, self: Anything, prefix: Anything, /) -> Anything:
    chars, part = raw(vm, self), fixed(vm, prefix)
    answer = text_holes.starts_with(chars, part)
    if answer is None:
        raise NotKnown(Text(text_holes.other_hole(vm, chars, f"removeprefix({part!r})")))
    return text(chars[len(part) :]) if answer else text(chars)


@method(STR)
def removesuffix(vm: Machine, self: Anything, suffix: Anything, /) -> Anything:
    chars, part = raw(vm, self), fixed(vm, suffix)
    answer = text_holes.starts_with(chars[::-1], part[::-1])
    if answer is None:
        raise NotKnown(Text(text_holes.other_hole(vm, chars, f"removesuffix({part!r})")))
    return text(chars[: len(chars) - len(part)]) if answer else text(chars)


@method(STR)
def encode(vm: Machine, self: Anything, encoding: Anything = "utf-8", errors: Anything = "strict") -> Anything:
    if python(vm) < (3,):
        return text(raw(vm, self))
    return host(vm, fixed(vm, self).encode, fixed(vm, encoding), fixed(vm, errors))


@method(STR)
def decode(vm: Machine, self: Anything, encoding: Anything = "utf-8", errors: Anything = "strict") -> Anything:
    """Python 2 only, where a str is bytes."""
    return text(raw(vm, self))


def maketrans(vm: Machine, *tables: Anything) -> Anything:
    return from_host(vm, host(vm, str.maketrans, *[to_host(vm, t) for t in tables]))


STR["maketrans"] = StaticMethod(make("str.maketrans", maketrans))


@method(STR)
def translate(vm: Machine, self: Anything, table: Anything, /) -> Anything:
    return text(host(vm, fixed(vm, self).translate, to_host(vm, table)))


@method(STR, pure=False)
def format_(vm: Machine, self: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
    return format_text(vm, raw(vm, self), list(args), Dict(kwargs))


@method(STR, pure=False)
def format_map(vm: Machine, self: Anything, mapping: Anything, /) -> Anything:
    return format_text(vm, raw(vm, self), [], mapping)


add(STR, EVERY, SEQUENCE, ORDERED, {"__mod__": operator_method("%")})
