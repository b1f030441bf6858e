"""os.path: the pure functions exactly, on text with holes too where the fixed parts decide; files are outside."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from scopelint.interp.raising import fail, type_name
from scopelint.interp.strings import to_text
from scopelint.library.builtins import text_holes
from scopelint.library.builtins.natives import NotKnown, Table, function, host, items_of, known, make, opaque, plain
from scopelint.values.base import Anything
from scopelint.values.objects import Instance
from scopelint.values.unknown import Kind, Text, Unknown, has_hole, is_hole, raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="posixpath")


def path_of(vm: Machine, value: Anything) -> str:
    """A path's characters, holes included."""
    if opaque(value):
        return raw_of(to_text(vm, value))
    if isinstance(value, Instance) and value.payload is None:
        from scopelint.interp.calls import call_method
        from scopelint.values.objects import ABSENT

        if value.cls.lookup("__fspath__") is not ABSENT:
            value = call_method(vm, value, "__fspath__", [])
    value = plain(value)
    if type(value) in (str, Text):
        return raw_of(value)
    fail(vm, "TypeError", f"expected str, bytes or os.PathLike object, not {type_name(vm, value)}")


@function(NAMES)
def join(vm: Machine, a: Anything, /, *parts: Anything) -> Anything:
    path = path_of(vm, a)
    for part in parts:
        more = path_of(vm, part)
        if more.startswith("/"):
            path = more
        elif more and is_hole(more[0]) and path:
            # What the hole stands for might be an absolute path.
            path = text_holes.other_hole(vm, f"{path}/{more[0]}", "join") + more[1:]
        elif not path or path.endswith("/"):
            path += more
        elif is_hole(path[-1]):
            path = f"{path}/{more}"
        else:
            path += "/" + more
    return text(path)


def from_end(vm: Machine, path: str, name: str) -> Any:
    """Ask the host where the text after the last hole decides."""
    if has_hole(path) and "/" not in text_holes.fixed_suffix(path):
        raise NotKnown
    return getattr(posixpath, name)(path)


@function(NAMES)
def basename(vm: Machine, p: Anything) -> Anything:
    return text(from_end(vm, path_of(vm, p), "basename"))


@function(NAMES)
def dirname(vm: Machine, p: Anything) -> Anything:
    return text(from_end(vm, path_of(vm, p), "dirname"))


@function(NAMES)
def split(vm: Machine, p: Anything) -> Anything:
    head, tail = from_end(vm, path_of(vm, p), "split")
    return text(head), text(tail)


@function(NAMES)
def splitext(vm: Machine, p: Anything) -> Anything:
    path = path_of(vm, p)
    suffix = text_holes.fixed_suffix(path)
    if has_hole(path) and "." not in suffix.lstrip("."):
        raise NotKnown
    root, extension = posixpath.splitext(path)
    return text(root), text(extension)


@function(NAMES)
def isabs(vm: Machine, s: Anything) -> Anything:
    path = path_of(vm, s)
    if path and is_hole(path[0]):
        raise NotKnown
    return path.startswith("/")


@function(NAMES)
def normpath(vm: Machine, path: Anything) -> Anything:
    return host(vm, posixpath.normpath, whole(vm, path))


def whole(vm: Machine, path: Anything) -> str:
    found = path_of(vm, path)
    if has_hole(found):
        raise NotKnown
    return found


@function(NAMES, "abspath", "realpath")
def abspath(vm: Machine, path: Anything) -> Anything:
    found = whole(vm, path)
    if not found.startswith("/"):
        raise NotKnown(Unknown(Kind.OUTSIDE, f"abspath({found!r})", pure=True))
    return posixpath.normpath(found)


@function(NAMES, "expanduser", "expandvars")
def expanduser(vm: Machine, path: Anything) -> Anything:
    found = path_of(vm, path)
    if found[:1] == "~" or "$" in found or (found and is_hole(found[0])):
        raise NotKnown(Unknown(Kind.OUTSIDE, "expanduser()", pure=True))
    return text(found)


@function(NAMES, "normcase", "fspath")
def normcase(vm: Machine, path: Anything) -> Anything:
    return text(path_of(vm, path))


@function(NAMES)
def commonprefix(vm: Machine, paths: Anything) -> Anything:
    return posixpath.commonprefix([known(p) for p in items_of(vm, paths)])


@function(NAMES)
def relpath(vm: Machine, path: Anything, start: Anything = None) -> Anything:
    if start is None:
        raise NotKnown(Unknown(Kind.OUTSIDE, "relpath()", pure=True))
    a, b = whole(vm, path), whole(vm, start)
    if a.startswith("/") != b.startswith("/"):
        raise NotKnown
    return host(vm, posixpath.relpath, a, b)


def outside(name: str) -> None:
    """A function that asks the file system: the same unknown for the same path. Of the project's modules it is known
    that they are there."""

    def ask(vm: Machine, *args: Anything) -> Anything:
        if name in ("exists", "isfile") and args and is_module(vm, args[0]):
            return True
        shown = vm.holes.show(path_of(vm, args[0])) if args and not opaque(args[0]) else ""
        asked: dict[tuple[str, str], Unknown] = vm.state.setdefault("file_questions", {})
        found = asked.get((name, shown)) if shown else None
        if found is None:
            found = Unknown(Kind.OUTSIDE, f"{name}({shown!r})" if shown else f"{name}()", pure=True)
            asked[name, shown] = found
        return found

    NAMES[name] = make(name, ask, module="posixpath")


def is_module(vm: Machine, path: Anything) -> bool:
    """Whether the path is that of a module of the project."""
    if type(path) is not str or not path.endswith(".py"):
        return False
    folder, _, name = path.rpartition("/")
    listed = vm.finder.modules_in(folder or ".")
    return listed is not None and (name[:-3], False) in listed


for _name in "exists lexists isfile isdir islink ismount getsize getmtime getctime getatime samefile".split():
    outside(_name)

CONSTANTS = {
    "sep": "/",
    "altsep": None,
    "curdir": ".",
    "pardir": "..",
    "extsep": ".",
    "pathsep": ":",
    "defpath": "/bin:/usr/bin",
    "devnull": "/dev/null",
}


def names(vm: Machine) -> dict[str, Anything]:
    return {**NAMES, **CONSTANTS}
