"""``str.format``: its mini-language of fields, attributes, indices, conversions and nested specs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.attributes import get_attribute
from scopelint.interp.operators import bounded
from scopelint.interp.raising import fail
from scopelint.interp.strings import convert, format_value
from scopelint.interp.subscripts import get_item
from scopelint.library.builtins.python import python
from scopelint.values.base import Anything
from scopelint.values.unknown import raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NESTED = 2
"""How deep a field may stand in the spec of another."""


class Fields:
    """The arguments of one ``format`` call, and which way fields have been numbered so far."""

    def __init__(self, vm: Machine, args: list[Anything] | None, mapping: Anything) -> None:
        self.vm = vm
        self.args = args
        self.mapping = mapping
        self.next = 0

    def value(self, name: str) -> Anything:
        """The value of a replacement field's name: ``0``, ``x.y``, ``x[key]``, or empty for the next argument."""
        vm = self.vm
        end = next((i for i, c in enumerate(name) if c in ".["), len(name))
        value = self._first(name[:end])
        while end < len(name):
            if name[end] == ".":
                stop = next((i for i in range(end + 1, len(name)) if name[i] in ".["), len(name))
                if stop == end + 1:
                    fail(vm, "ValueError", "Empty attribute in format string")
                value = get_attribute(vm, value, name[end + 1 : stop])
                end = stop
            elif name[end] == "[":
                stop = name.find("]", end)
                if stop < 0:
                    fail(vm, "ValueError", "Missing ']' in format string")
                key = name[end + 1 : stop]
                value = get_item(vm, value, int(key) if key.isdigit() and len(key) < 18 else key)
                end = stop + 1
            else:
                fail(vm, "ValueError", "Only '.' or '[' may follow ']' in format field specifier")
        return value

    def _first(self, head: str) -> Anything:
        vm = self.vm
        if head == "":
            if self.next < 0:
                fail(vm, "ValueError", "cannot switch from manual field specification to automatic field numbering")
            at = self.next
            self.next += 1
        elif head.isdigit() and len(head) < 18:
            if self.next > 0:
                fail(vm, "ValueError", "cannot switch from automatic field numbering to manual field specification")
            at = int(head)
            self.next = -1
        else:
            return get_item(vm, self.mapping, head)
        args = self.args or []
        if at >= len(args):
            if python(vm) >= (3, 8):
                fail(vm, "IndexError", f"Replacement index {at} out of range for positional args tuple")
            fail(vm, "IndexError", "tuple index out of range")
        return args[at]


def format_text(vm: Machine, template: str, args: list[Anything], mapping: Anything) -> Anything:
    """``template.format(*args, **mapping)``."""
    return text(bounded(vm, fill(Fields(vm, args, mapping), template, NESTED)))


def fill(fields: Fields, template: str, depth: int) -> str:
    vm = fields.vm
    if depth < 0:
        fail(vm, "ValueError", "Max string recursion exceeded")
    out: list[str] = []
    at, size = 0, len(template)
    while at < size:
        char = template[at]
        if char == "{":
            if template[at + 1 : at + 2] == "{":
                out.append("{")
                at += 2
                continue
            end = closing(vm, template, at)
            out.append(field(fields, template[at + 1 : end], depth))
            at = end + 1
        elif char == "}":
            if template[at + 1 : at + 2] != "}":
                fail(vm, "ValueError", "Single '}' encountered in format string")
            out.append("}")
            at += 2
        else:
            stop = at
            while stop < size and template[stop] not in "{}":
                stop += 1
            out.append(template[at:stop])
            at = stop
    return "".join(out)


def closing(vm: Machine, template: str, start: int) -> int:
    """The index of the brace that closes the field opened at ``start``."""
    depth = 0
    bracket = False
    for at in range(start, len(template)):
        char = template[at]
        if bracket:
            bracket = char != "]"
        elif char == "[" and depth == 1:
            bracket = True
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                return at
    if start == len(template) - 1:
        fail(vm, "ValueError", "Single '{' encountered in format string")
    fail(vm, "ValueError", "expected '}' before end of string")


def field(fields: Fields, content: str, depth: int) -> str:
    """One replacement field: ``name!conversion:spec``."""
    vm = fields.vm
    name, conversion, spec = parse_field(content)
    value = fields.value(name)
    if conversion is not None:
        if conversion not in ("r", "s", "a"):
            fail(vm, "ValueError", f"Unknown conversion specifier {conversion}")
        value = convert(vm, value, conversion)
    if "{" in spec:
        spec = fill(fields, spec, depth - 1)
    return raw_of(format_value(vm, value, text(spec)))


def parse_field(content: str) -> tuple[str, str | None, str]:
    """Split at the first ``!`` or ``:`` outside brackets."""
    bracket = False
    for at, char in enumerate(content):
        if bracket:
            bracket = char != "]"
        elif char == "[":
            bracket = True
        elif char == ":":
            return content[:at], None, content[at + 1 :]
        elif char == "!":
            return content[:at], content[at + 1 : at + 2], content[at + 3 :]
    return content, None, ""
