"""The builtin exceptions: the host's hierarchy, with Python 2's names for what moved."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from scopelint.interp.raising import new_exception
from scopelint.interp.strings import exception_text, to_repr
from scopelint.library.builtins.natives import Table, change, known, method
from scopelint.library.builtins.python import python
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Class, Getter, Instance
from scopelint.values.unknown import raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

BASE = Table("BaseException")

LATER = {"ExceptionGroup", "BaseExceptionGroup", "EncodingWarning", "PythonFinalizationError"}
"""Newer than any target's Python, or never met."""


def new(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """An exception object with its ``args``."""
    value = new_exception(vm, cls, tuple(args))
    special(value, tuple(args))
    for name in ("name", "path", "obj"):
        if name in kwargs:
            value.attrs[name] = kwargs[name]
    return value


def special(value: Instance, args: tuple[Anything, ...]) -> None:
    """The attributes that some builtin exceptions take from their arguments."""
    for cls in value.cls.mro:
        if cls.module != "builtins":
            continue
        if cls.name == "SystemExit":
            value.attrs["code"] = None if not args else args[0] if len(args) == 1 else args
        elif cls.name == "StopIteration":
            value.attrs["value"] = args[0] if args else None
        elif cls.name == "OSError" and len(args) >= 2:
            value.attrs["errno"], value.attrs["strerror"] = args[:2]
            if len(args) >= 3:
                value.attrs["filename"] = args[2]
                value.attrs["args"] = args[:2]
        elif cls.name == "SyntaxError":
            value.attrs["msg"] = args[0] if args else None


@method(BASE, "__init__", pure=False)
def init(vm: Machine, self: Anything, /, *args: Anything, **kwargs: Anything) -> None:
    if isinstance(self, Instance):
        change(vm, self)
        self.attrs["args"] = tuple(args)
        special(self, tuple(args))


@method(BASE, "__str__")
def as_text(vm: Machine, self: Anything, /) -> Anything:
    found = exception_text(vm, self)
    if "errno" in self.attrs and "strerror" in self.attrs:
        name = self.attrs.get("filename")
        parts = f"[Errno {raw_of(to_repr(vm, self.attrs['errno']))}] {raw_of(exception_part(vm, self))}"
        return text(parts if name is None else f"{parts}: {raw_of(to_repr(vm, name))}")
    return found


def exception_part(vm: Machine, self: Instance) -> Anything:
    from scopelint.interp.strings import to_text

    return to_text(vm, self.attrs["strerror"])


@method(BASE, "__repr__")
def represent(vm: Machine, self: Anything, /) -> Anything:
    args = self.attrs.get("args", ())
    inner = raw_of(to_repr(vm, args))
    if type(args) is tuple and len(args) == 1 and python(vm) >= (3, 7):
        inner = "(" + inner[1:-2] + ")"
    return text(self.cls.name + inner)


@method(BASE, pure=False)
def with_traceback(vm: Machine, self: Anything, trace: Anything, /) -> Anything:
    return self


@method(BASE, pure=False)
def add_note(vm: Machine, self: Anything, note: Anything, /) -> None:
    change(vm, self)
    notes = self.attrs.get("__notes__")
    items = notes.items if type(notes) is List else []
    self.attrs["__notes__"] = List([*items, note], vm.world.mark)


def stored(name: str) -> Getter:
    """An attribute that is None until it is set."""

    def read(vm: Machine, self: Anything) -> Anything:
        return self.attrs.get(name)

    return Getter(name, read)


def message(vm: Machine, self: Anything) -> Anything:
    """Python 2's ``message``."""
    args = known(self.attrs.get("args", ()))
    return args[0] if len(args) == 1 else ""


def first_argument(self: Anything, name: str) -> Anything:
    """An attribute that is the first argument where nothing else was set."""
    args = self.attrs.get("args", ())
    return self.attrs.get(name, args[0] if type(args) is tuple and args else None)


def make_exceptions(types: dict[str, Class], version: str) -> None:
    """Put every builtin exception class into the table."""
    base = Class("BaseException", (types["object"],), dict(BASE), "builtins", new=new)
    types["BaseException"] = base
    # Plain values on the class, so that an assignment to the object's own attribute is found first.
    base.attrs.update(dict.fromkeys(("__cause__", "__context__", "__traceback__"), None), __suppress_context__=False)
    if version == "0.12":
        base.attrs["message"] = Getter("message", message)

    def of(host: type) -> Class:
        found = types.get(host.__name__)
        if found is None:
            bases = tuple(of(b) for b in host.__bases__ if issubclass(b, BaseException))
            found = types[host.__name__] = Class(host.__name__, bases, {}, "builtins", new=new)
        return found

    for name, value in vars(builtins).items():
        if isinstance(value, type) and issubclass(value, BaseException) and name not in LATER:
            types[name] = of(value)
    types["StopIteration"].attrs["value"] = Getter("value", lambda vm, self: first_argument(self, "value"))
    types["SystemExit"].attrs["code"] = Getter("code", lambda vm, self: first_argument(self, "code"))
    if version == "0.12":
        types["StandardError"] = types["Exception"]
        types["ModuleNotFoundError"] = types["ImportError"]
