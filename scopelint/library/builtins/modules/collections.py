"""collections: namedtuple, defaultdict and deque. The rest is a sketch."""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING

from scopelint.interp.arguments import complain_missing
from scopelint.interp.calls import call
from scopelint.interp.iteration import known_items
from scopelint.interp.raising import fail
from scopelint.interp.strings import to_repr
from scopelint.interp.subscripts import fail_key, set_item
from scopelint.library.builtins import dict_methods
from scopelint.library.builtins.natives import Table, change, function, items_of, known, make, method, plain
from scopelint.library.builtins.python import python
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import Dict, List
from scopelint.values.objects import Class, ClassMethod, Getter, Instance, StaticMethod
from scopelint.values.unknown import Kind, Unknown, raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="collections")


@function(NAMES, pure=False)
def namedtuple(
    vm: Machine,
    typename: Anything,
    field_names: Anything,
    verbose: Anything = False,
    rename: Anything = False,
    module: Anything = None,
    defaults: Anything = None,
) -> Anything:
    """A subclass of tuple with named fields."""
    listed = plain(field_names)
    names = known(listed).replace(",", " ").split() if type(listed) is str else [known(n) for n in items_of(vm, listed)]
    check_fields(vm, names)
    given = [] if defaults is None else items_of(vm, defaults)
    title = known(typename)
    where = module if type(module) is str else vm.frames[-1].module.name if vm.frames else "collections"
    return tuple_class(vm, title, names, given, where)


def check_fields(vm: Machine, names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not name.isidentifier() or keyword.iskeyword(name):
            fail(vm, "ValueError", f"Type names and field names must be valid identifiers: {name!r}")
        if name.startswith("_"):
            fail(vm, "ValueError", f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            fail(vm, "ValueError", f"Encountered duplicate field name: {name!r}")
        seen.add(name)


def tuple_class(vm: Machine, title: str, names: list[str], defaults: list[Anything], module: str) -> Class:
    """The class of a namedtuple."""
    attrs: dict[str, Anything] = {"__module__": module, "__slots__": (), "_fields": tuple(names)}
    default_values = dict(zip(names[len(names) - len(defaults) :], defaults, strict=False))
    attrs["_field_defaults"] = attrs["_fields_defaults"] = Dict(dict(default_values))
    for at, name in enumerate(names):
        attrs[name] = field(name, at)

    def new(m: Machine, cls: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
        made = Instance(cls, m.world.mark)
        made.payload = bound_fields(m, title, names, default_values, args, kwargs)
        return made

    def make_from(m: Machine, cls: Anything, iterable: Anything, /) -> Anything:
        return call(m, cls, items_of(m, iterable), {})

    def show(m: Machine, self: Anything, /) -> Anything:
        inner = ", ".join(f"{n}={raw_of(to_repr(m, v))}" for n, v in zip(names, self.payload, strict=False))
        return text(f"{self.cls.name}({inner})")

    def replaced(m: Machine, self: Anything, /, **kwargs: Anything) -> Anything:
        for name in kwargs:
            if name not in names:
                fail(m, "ValueError", f"Got unexpected field names: {[name]!r}")
        made = Instance(self.cls, m.world.mark)
        made.payload = tuple([kwargs.get(n, v) for n, v in zip(names, self.payload, strict=False)])
        return made

    def as_dict(m: Machine, self: Anything, /) -> Anything:
        pairs = dict(zip(names, self.payload, strict=False))
        if python(m) < (3, 8):
            from scopelint.interp.attributes import find_attribute
            from scopelint.interp.imports import import_module

            ordered = find_attribute(m, import_module(m, "collections"), "OrderedDict")
            if ordered is not MISSING:
                return call(m, ordered, [Dict(pairs, m.world.mark)], {})
        return Dict(pairs, m.world.mark)

    attrs["__new__"] = StaticMethod(make(f"{title}.__new__", new, pure=False, module="collections"))
    attrs["_make"] = ClassMethod(make(f"{title}._make", make_from, pure=False, module="collections"))
    for name, fn in (("__repr__", show), ("_replace", replaced), ("_asdict", as_dict)):
        attrs[name] = make(f"{title}.{name}", fn, binds=True, pure=False, module="collections")
    return Class(title, (vm.types["tuple"],), attrs, module, stamp=vm.world.mark)


def field(name: str, at: int) -> Getter:
    return Getter(name, lambda vm, self: self.payload[at])


def bound_fields(
    vm: Machine,
    title: str,
    names: list[str],
    defaults: dict[str, Anything],
    args: tuple[Anything, ...],
    kwargs: dict[str, Anything],
) -> tuple[Anything, ...]:
    """The values of the fields, as a call of a function with these parameters binds them."""
    if len(args) > len(names):
        least = len(names) + 1 - len(defaults)
        takes = f"from {least} to {len(names) + 1}" if defaults else str(len(names) + 1)
        shown = "__new__()" if python(vm) < (3, 10) else f"{title}.__new__()"
        fail(vm, "TypeError", f"{shown} takes {takes} positional arguments but {len(args) + 1} were given")
    values = dict(zip(names, args, strict=False))
    new = Named("__new__", f"{title}.__new__")
    shown = new.qualname if python(vm) >= (3, 10) else new.name
    for name, value in kwargs.items():
        if name not in names:
            fail(vm, "TypeError", f"{shown}() got an unexpected keyword argument '{name}'")
        if name in values:
            fail(vm, "TypeError", f"{shown}() got multiple values for argument '{name}'")
        values[name] = value
    missing = [n for n in names if n not in values and n not in defaults]
    if missing:
        complain_missing(vm, new, missing, "positional")  # type: ignore[arg-type]
    return tuple([values.get(n, defaults.get(n)) for n in names])


class Named:
    """A function as messages name it."""

    def __init__(self, name: str, qualname: str) -> None:
        self.name = name
        self.qualname = qualname


# -- defaultdict

DEFAULT = Table("defaultdict", module="collections")


def new_defaultdict(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    made = Instance(cls, vm.world.mark)
    made.payload = Dict({}, vm.world.mark)
    made.attrs["default_factory"] = None
    if cls.new is not None:
        init_defaultdict(vm, made, *args, **kwargs)
    return made


@method(DEFAULT, "__init__", pure=False)
def init_defaultdict(
    vm: Machine, self: Anything, factory: Anything = None, source: Anything = MISSING, /, **kwargs: Anything
) -> None:
    change(vm, self)
    self.attrs["default_factory"] = factory
    dict_methods.fill(vm, self, self.payload, source, kwargs)


@method(DEFAULT, "__missing__", pure=False)
def missing(vm: Machine, self: Anything, key: Anything, /) -> Anything:
    factory = self.attrs.get("default_factory")
    if factory is None:
        fail_key(vm, key)
    value = call(vm, factory, [], {})
    set_item(vm, self, key, value)
    return value


@method(DEFAULT, "copy", "__copy__")
def copy_defaultdict(vm: Machine, self: Anything, /) -> Anything:
    made = Instance(self.cls, vm.world.mark)
    made.attrs = dict(self.attrs)
    made.payload = Dict(dict(self.payload.items), vm.world.mark, open=self.payload.open)
    return made


@method(DEFAULT, "__repr__")
def show_defaultdict(vm: Machine, self: Anything, /) -> Anything:
    inner = raw_of(to_repr(vm, self.payload))
    return text(f"{self.cls.name}({raw_of(to_repr(vm, self.attrs.get('default_factory')))}, {inner})")


# -- deque

DEQUE = Table("deque", module="collections")


def new_deque(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    made = Instance(cls, vm.world.mark)
    made.payload = List([], vm.world.mark)
    made.attrs["maxlen"] = None
    if cls.new is not None:
        init_deque(vm, made, *args, **kwargs)
    return made


@method(DEQUE, "__init__", pure=False)
def init_deque(vm: Machine, self: Anything, iterable: Anything = (), maxlen: Anything = None) -> None:
    change(vm, self)
    self.attrs["maxlen"] = maxlen
    put(vm, self, known_items(vm, iterable), at_left=False)


def put(vm: Machine, self: Anything, items: list[Anything] | None, *, at_left: bool) -> None:
    """Add items at one end; what exceeds ``maxlen`` falls off the other."""
    target = self.payload
    change(vm, target)
    most = self.attrs.get("maxlen")
    if items is None or type(most) not in (int, type(None)):
        target.open = True
        return
    if at_left:
        target.items[:0] = items[::-1]
        if most is not None:
            del target.items[most:]
    else:
        target.items.extend(items)
        if most is not None:
            del target.items[: max(0, len(target.items) - most)]


@method(DEQUE, pure=False)
def append(vm: Machine, self: Anything, item: Anything, /) -> None:
    put(vm, self, [item], at_left=False)


@method(DEQUE, pure=False)
def appendleft(vm: Machine, self: Anything, item: Anything, /) -> None:
    put(vm, self, [item], at_left=True)


@method(DEQUE, "extend", "__iadd__", pure=False)
def extend(vm: Machine, self: Anything, iterable: Anything, /) -> Anything:
    put(vm, self, known_items(vm, iterable), at_left=False)
    return self


@method(DEQUE, pure=False)
def extendleft(vm: Machine, self: Anything, iterable: Anything, /) -> None:
    put(vm, self, known_items(vm, iterable), at_left=True)


def taken(vm: Machine, self: Anything, at: int) -> Anything:
    target = self.payload
    change(vm, target)
    if target.open:
        return Unknown(Kind.LOOP, "popped")
    if not target.items:
        fail(vm, "IndexError", "pop from an empty deque")
    return target.items.pop(at)


@method(DEQUE, pure=False)
def pop(vm: Machine, self: Anything, /) -> Anything:
    return taken(vm, self, -1)


@method(DEQUE, pure=False)
def popleft(vm: Machine, self: Anything, /) -> Anything:
    return taken(vm, self, 0)


@method(DEQUE, pure=False)
def rotate(vm: Machine, self: Anything, n: Anything = 1, /) -> None:
    target = self.payload
    change(vm, target)
    if target.open or type(n) is not int:
        target.open = True
    elif target.items:
        by = n % len(target.items)
        target.items[:] = target.items[-by:] + target.items[:-by] if by else target.items


@method(DEQUE, "__repr__")
def show_deque(vm: Machine, self: Anything, /) -> Anything:
    inner = raw_of(to_repr(vm, self.payload))
    most = self.attrs.get("maxlen")
    return text(f"deque({inner})" if most is None else f"deque({inner}, maxlen={raw_of(to_repr(vm, most))})")


@method(DEQUE, "copy", "__copy__")
def copy_deque(vm: Machine, self: Anything, /) -> Anything:
    made = Instance(self.cls, vm.world.mark)
    made.attrs = dict(self.attrs)
    made.payload = List(list(self.payload.items), vm.world.mark, open=self.payload.open)
    return made


def names(vm: Machine) -> dict[str, Anything]:
    found = dict(NAMES)
    found["defaultdict"] = Class("defaultdict", (vm.types["dict"],), dict(DEFAULT), "collections", new=new_defaultdict)
    shared = (
        "insert",
        "remove",
        "reverse",
        "clear",
        "count",
        "index",
        "__len__",
        "__iter__",
        "__contains__",
        "__getitem__",
        "__setitem__",
        "__delitem__",
        "__eq__",
        "__reversed__",
    )
    listed = {n: v for n, v in vm.types["list"].attrs.items() if n in shared}
    found["deque"] = Class("deque", (vm.types["object"],), {**listed, **DEQUE}, "collections", new=new_deque)
    return found
