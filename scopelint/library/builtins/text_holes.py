"""String methods on text with holes: exact where the fixed parts decide, and honest where a hole does.

A hole stands for any text, the empty one and one with separators included. Where an operation changes what a hole
stands for, the result has another hole, always the same one for the same text and operation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scopelint.library.builtins.natives import NotKnown
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.unknown import Text, is_hole, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def other_hole(vm: Machine, piece: str, operation: str) -> str:
    """The hole that stands for what the operation makes of this piece of text."""
    table: dict[tuple[str, str], str] = vm.state.setdefault("other_holes", {})
    key = (piece, operation)
    found = table.get(key)
    if found is None:
        shown = vm.holes.show(piece)
        inner = shown[1:-1] if len(piece) == 1 and is_hole(piece) else shown.replace("{", "").replace("}", "")
        found = table[key] = vm.holes.new(f"{inner}.{operation}")
    return found


def fixed_prefix(raw: str) -> str:
    """The text before the first hole."""
    for at, char in enumerate(raw):
        if is_hole(char):
            return raw[:at]
    return raw


def fixed_suffix(raw: str) -> str:
    """The text after the last hole."""
    for at in range(len(raw) - 1, -1, -1):
        if is_hole(raw[at]):
            return raw[at + 1 :]
    return raw


def map_fixed(vm: Machine, raw: str, change: Callable[[str], str], operation: str) -> Text | str:
    """Change each character on its own: fixed ones as the host does, holes into other holes."""
    return text("".join(other_hole(vm, c, operation) if is_hole(c) else change(c) for c in raw))


def strip_left(vm: Machine, raw: str, characters: str | None, operation: str = "lstrip()") -> str:
    """``lstrip``: a hole met at the front may go on to be stripped, and what follows it with it."""
    strippable = str.isspace if characters is None else characters.__contains__
    at = 0
    while at < len(raw) and not is_hole(raw[at]) and strippable(raw[at]):
        at += 1
    if at == len(raw) or not is_hole(raw[at]):
        return raw[at:]
    end = at
    while end < len(raw) and (is_hole(raw[end]) or strippable(raw[end])):
        end += 1
    return other_hole(vm, raw[at:end], operation) + raw[end:]


def strip_right(vm: Machine, raw: str, characters: str | None) -> str:
    return strip_left(vm, raw[::-1], characters, "rstrip()")[::-1]


def split(vm: Machine, raw: str, separator: str | None, limit: int) -> List:
    """``split``: the pieces that end before the first hole are certain; the one that runs into it has an open end."""
    mark = vm.world.mark
    if separator is None:
        return List([], mark, open=True)
    prefix = fixed_prefix(raw)
    pieces: list[Anything] = []
    at = 0
    while limit < 0 or len(pieces) < limit:
        found = prefix.find(separator, at)
        if found < 0:
            break
        pieces.append(prefix[at:found])
        at = found + len(separator)
    if len(pieces) == limit:
        pieces.append(text(raw[at:]))
        return List(pieces, mark)
    rest = raw[at:]
    head = fixed_prefix(rest)
    pieces.append(Text(head + other_hole(vm, rest[len(head) :], f"split({separator!r})[0]")))
    return List(pieces, mark, open=True)


def split_right(vm: Machine, raw: str, separator: str | None, limit: int) -> List:
    """``rsplit``: exact where the text after the last hole has enough separators."""
    mark = vm.world.mark
    if separator is None or limit < 0:
        return List([], mark, open=True)
    suffix = fixed_suffix(raw)
    start = len(raw) - len(suffix)
    pieces: list[Anything] = []
    end = len(suffix)
    while len(pieces) < limit:
        found = suffix.rfind(separator, 0, end)
        if found < 0:
            return List([], mark, open=True)
        pieces.append(suffix[found + len(separator) : end])
        end = found
    pieces.append(text(raw[: start + end]))
    return List(pieces[::-1], mark)


def replace(vm: Machine, raw: str, old: str, new: str) -> str:
    """``replace``: part by part, where no match could span a hole and its neighbours."""
    operation = f"replace({old!r}, {new!r})"
    if not old:
        return other_hole(vm, raw, operation)
    if len(old) > 1 and spans(raw, old):
        return other_hole(vm, raw, operation)
    parts = []
    fixed = ""
    for char in raw:
        if is_hole(char):
            parts.append(fixed.replace(old, new))
            parts.append(other_hole(vm, char, operation))
            fixed = ""
        else:
            fixed += char
    parts.append(fixed.replace(old, new))
    return "".join(parts)


def spans(raw: str, old: str) -> bool:
    """Whether a match of ``old`` might begin or end inside a hole."""
    for at, char in enumerate(raw):
        if is_hole(char):
            before, after = raw[:at], raw[at + 1 :]
            starts = any(before.endswith(old[:n]) for n in range(1, len(old)))
            ends = any(after.startswith(old[n:]) for n in range(1, len(old)))
            if starts or ends or before.endswith(char) or (after and is_hole(after[0])):
                return True
    return False


def starts_with(raw: str, prefix: str) -> bool | None:
    """Whether text with holes starts with this fixed text; None when a hole decides."""
    for c, d in zip(raw, prefix, strict=False):
        if is_hole(c) or is_hole(d):
            return None
        if c != d:
            return False
    return len(raw) >= len(prefix)


def find(raw: str, part: str) -> int:
    """The index of the first occurrence, when it lies before the first hole."""
    found = fixed_prefix(raw).find(part)
    if found < 0:
        raise NotKnown
    return found
