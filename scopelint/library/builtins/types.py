"""The table of builtin types: which methods each has, how it is made, what it inherits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scopelint.interp.raising import fail
from scopelint.library.builtins import (
    bytes_methods,
    dict_methods,
    exceptions,
    iterators,
    list_methods,
    numbers,
    object_methods,
    set_methods,
    text_methods,
)
from scopelint.library.builtins.natives import NotKnown, Table, make
from scopelint.library.builtins.python import python_of
from scopelint.values.base import Anything
from scopelint.values.containers import OPEN, Dict, List, Set
from scopelint.values.objects import Class, Getter, Instance, Module
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

New = Callable[..., Anything]

FUNCTION = Table("function")


def code_of(vm: Machine, self: Any) -> Anything:
    """``f.__code__``: what names it uses. What tells of bytecode is not known."""
    code = self.code
    if code.run is None:
        code.prepare(vm)
    count = len(code.positional)
    names = [*code.positional, *(name for name, _ in code.kwonly)]
    names += [name for name in code.slot_names if name not in names and name[:1] != "."]
    made = Instance(vm.types["code"], vm.world.mark)
    made.attrs = {
        "co_argcount": count,
        "co_cellvars": tuple(name for name, _ in code.cell_slots),
        "co_filename": code.source.path,
        "co_firstlineno": code.line,
        "co_kwonlyargcount": len(code.kwonly),
        "co_name": code.name,
        "co_varnames": tuple(names),
        OPEN: Unknown(Kind.OUTSIDE, "__code__", pure=True),
    }
    return made


FUNCTION["__code__"] = Getter("__code__", code_of)
FUNCTION["__closure__"] = Getter("__closure__", lambda vm, self: Unknown(Kind.OUTSIDE, "__closure__", pure=True))
FUNCTION["__kwdefaults__"] = Getter("__kwdefaults__", lambda vm, self: Unknown(Kind.OUTSIDE, "kwdefaults", pure=True))
FUNCTION["__annotations__"] = Getter("__annotations__", lambda vm, self: Dict({}, vm.world.mark, open=True))


def function_get(vm: Machine, self: Anything, obj: Anything, owner: Anything = None, /) -> Anything:
    from scopelint.values.objects import BoundMethod

    return self if obj is None else BoundMethod(self, obj)


FUNCTION["__get__"] = make("function.__get__", function_get, binds=True)

RANGE = Table("range")
for _name in ("start", "stop", "step"):
    RANGE[_name] = Getter(_name, lambda vm, self, name=_name: getattr(self.range, name))  # type: ignore[misc]


def constructor(name: str, convert: New, empty: Callable[[int], Anything] | None = None) -> New:
    """The ``new`` of a native class. An object of a subclass holds what was made as its payload; for the mutable
    types that is empty at first (``empty``), and ``__init__`` fills it."""
    native = make(name, convert, pure=False)

    def new(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
        if cls is vm.types[name]:
            return native.fn(vm, *args, **kwargs)
        made = Instance(cls, vm.world.mark)
        made.payload = empty(vm.world.mark) if empty is not None else payload_of(vm, native.fn(vm, *args, **kwargs))
        return made

    return new


def payload_of(vm: Machine, value: Anything) -> Anything:
    return value.payload if isinstance(value, Instance) else value


def pure_constructor(name: str, convert: New) -> New:
    """Like ``constructor``, for conversions that change nothing: one of a Choice is tried for each alternative."""
    native = make(name, convert)

    def new(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
        made = native.fn(vm, *args, **kwargs)
        if cls is vm.types[name]:
            return made
        boxed = Instance(cls, vm.world.mark)
        boxed.payload = payload_of(vm, made)
        return boxed

    return new


def simple(convert: New) -> New:
    """The ``new`` of a class whose objects no subclass keeps."""
    native = make("new", convert, pure=False)

    def new(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
        return native.fn(vm, *args, **kwargs)

    return new


def not_made(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    fail(vm, "TypeError", f"cannot create '{cls.name}' instances")


def new_function(vm: Machine, /, *args: Anything, **kwargs: Anything) -> Anything:
    raise NotKnown


def new_method(vm: Machine, fn: Anything, obj: Anything, /) -> Anything:
    from scopelint.values.objects import BoundMethod

    return BoundMethod(fn, obj)


def new_module(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``types.ModuleType(name, doc=None)``; its subclasses take what their ``__init__`` takes."""
    if cls is not vm.types["module"]:
        return Instance(cls, vm.world.mark)
    name = args[0] if args else kwargs.get("name")
    made = Module(name if type(name) is str else "?", stamp=vm.world.mark)
    init_module(vm, made, *args, **kwargs)
    return made


def init_module(vm: Machine, self: Anything, name: Anything, doc: Anything = None) -> None:
    self.attrs.update(__name__=name, __doc__=doc)


MODULE = {"__init__": make("module.__init__", init_module, pure=False, binds=True)}


VERSIONED: dict[str, dict[str, tuple[int, int]]] = {
    "str": {
        "isascii": (3, 7),
        "removeprefix": (3, 9),
        "removesuffix": (3, 9),
        "casefold": (3, 3),
        "format_map": (3, 2),
    },
    "dict": {"__reversed__": (3, 8), "__ior__": (3, 9)},
    "list": {"clear": (3, 3), "copy": (3, 3)},
    "BaseException": {"add_note": (3, 11)},
}
"""Methods that came with a Python version."""

PYTHON_2_ONLY = {"str": ("decode",), "dict": dict_methods.PYTHON_2, "iterator": ("next",), "generator": ("next",)}
PYTHON_3_ONLY = {"str": ("__iter__",), "iterator": ("__next__",), "generator": ("__next__",)}

ITERATORS = (
    "iterator list_iterator tuple_iterator str_iterator range_iterator dict_keyiterator zip map filter enumerate"
    " reversed list_reverseiterator callable_iterator"
).split()


def make_types(version: str = "1.15") -> dict[str, Class]:
    """The builtin classes as the target version's Python has them."""
    types: dict[str, Class] = {}

    def add(name: str, table: dict[str, Anything], new: New | None, *bases: str) -> None:
        parents = tuple(types[b] for b in bases) if bases else (types["object"],) if types else ()
        types[name] = Class(name, parents, fitting(name, dict(table), version), "builtins", new=new)

    add("object", object_methods.OBJECT, object_methods.new_object)
    every = Class("object", (), dict(object_methods.FALLBACK), "builtins")
    types["object"].attrs[".every"] = every
    add("type", object_methods.TYPE, object_methods.new_type)
    add("int", numbers.INT, pure_constructor("int", numbers.to_int))
    add("bool", numbers.BOOL, pure_constructor("bool", numbers.to_bool), "int")
    add("float", numbers.FLOAT, pure_constructor("float", numbers.to_float))
    add("complex", numbers.COMPLEX, pure_constructor("complex", numbers.to_complex))
    add("str", text_methods.STR, pure_constructor("str", text_methods.to_str))
    add("bytes", bytes_methods.BYTES, pure_constructor("bytes", bytes_methods.to_bytes))
    add("bytearray", {}, pure_constructor("bytearray", bytes_methods.to_bytearray))
    add("memoryview", {}, pure_constructor("memoryview", bytes_methods.to_bytearray))
    add("tuple", list_methods.TUPLE, pure_constructor("tuple", list_methods.to_tuple))
    add("list", list_methods.LIST, constructor("list", list_methods.to_list, lambda mark: List([], mark)))
    add("dict", dict_methods.DICT, constructor("dict", dict_methods.to_dict, lambda mark: Dict({}, mark)))
    add("set", set_methods.SET, constructor("set", set_methods.to_set, lambda mark: Set({}, mark)))
    add("frozenset", set_methods.FROZEN, constructor("frozenset", set_methods.to_frozenset))
    for kind in ("keys", "values", "items"):
        add(f"dict_{kind}", dict_methods.VIEW, not_made)
    add("NoneType", {}, not_made)
    add("ellipsis", {}, not_made)
    add("NotImplementedType", {"__repr__": make("__repr__", lambda vm, self: "NotImplemented", binds=True)}, not_made)
    add("range", RANGE, simple(iterators.new_range))
    add("slice", object_methods.SLICE, simple(object_methods.new_slice))
    add("function", FUNCTION, simple(new_function))
    add("method", {}, simple(new_method))
    add("builtin_function_or_method", {}, not_made)
    add("code", {}, not_made)
    add("module", MODULE, new_module)
    add("property", object_methods.PROPERTY, property_new)
    add("staticmethod", object_methods.WRAPPER, simple(object_methods.new_static))
    add("classmethod", object_methods.WRAPPER, simple(object_methods.new_class_method))
    add("super", {}, simple(object_methods.new_super))
    add("generator", iterators.GENERATOR, not_made)
    for name in ITERATORS:
        add(name, iterators.ITERATOR, not_made)
    exceptions.make_exceptions(types, version)
    return types


def property_new(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """A property, or an object of a subclass that reads like one."""
    if cls is vm.types["property"]:
        return PROPERTY_NATIVE.fn(vm, *args, **kwargs)
    made = Instance(cls, vm.world.mark)
    for name, value in zip(("fget", "fset", "fdel"), [*args, None, None, None][:3], strict=True):
        made.attrs[name] = kwargs.get(name, value)
    return made


PROPERTY_NATIVE = make("property", object_methods.new_property)


def fitting(name: str, table: dict[str, Anything], version: str) -> dict[str, Anything]:
    """The methods that the target's Python has."""
    now = python_of(version)
    for method, since in VERSIONED.get(name, {}).items():
        if now < since:
            table.pop(method, None)
    for method in (PYTHON_2_ONLY if now >= (3,) else PYTHON_3_ONLY).get(name, ()):
        table.pop(method, None)
    return table
