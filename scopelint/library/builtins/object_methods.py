"""object and type; property, staticmethod, classmethod, super, slice: how classes are made, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp import attributes
from scopelint.interp.calls import allocate, call, construct, native_base
from scopelint.interp.classes import SUBCLASSES
from scopelint.interp.raising import fail, type_name
from scopelint.interp.strings import qualified, to_repr, to_text
from scopelint.interp.subscripts import set_item
from scopelint.library.builtins.natives import NotKnown, Table, integer, known, make, method, opaque, plain
from scopelint.library.builtins.python import python
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import LOOSE, Dict, List
from scopelint.values.objects import (
    ABSENT,
    Class,
    ClassMethod,
    Getter,
    Instance,
    Property,
    Slice,
    StaticMethod,
    Super,
)
from scopelint.values.unknown import Kind, Unknown, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

OBJECT = Table("object")
TYPE = Table("type")
PROPERTY = Table("property")
SLICE = Table("slice")
WRAPPER = Table("staticmethod")


def new_object(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``object()``, and ``super().__new__(cls)``."""
    if (args or kwargs) and cls is vm.types["object"]:
        new = python(vm) >= (3, 7)
        fail(vm, "TypeError", "object() takes no arguments" if new else "object() takes no parameters")
    return Instance(cls, vm.world.mark)


def object_new(vm: Machine, cls: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
    """``object.__new__`` and, found through the mro, that of every builtin type."""
    if type(cls) is not Class:
        raise NotKnown
    if cls.metaclass is not None and "ABCMeta" in vm.state and cls.metaclass.is_subclass(vm.state["ABCMeta"]):
        refuse_abstract(vm, cls)
    return allocate(vm, cls, list(args), kwargs)


def refuse_abstract(vm: Machine, cls: Class) -> None:
    """Fail for a class that still has abstract methods."""
    from scopelint.library.builtins.modules.abc import abstract_names

    left = abstract_names(cls)
    if not left or cls.open:
        return
    now = python(vm)
    plural = "" if len(left) == 1 and now >= (3, 9) else "s"
    fail(vm, "TypeError", f"Can't instantiate abstract class {cls.name} with abstract method{plural} {', '.join(left)}")


OBJECT["__new__"] = StaticMethod(make("object.__new__", object_new))


@method(OBJECT, "__init__")
def object_init(vm: Machine, self: Anything, /, *args: Anything, **kwargs: Anything) -> None:
    if not (args or kwargs) or not isinstance(self, Instance):
        return
    cls = self.cls
    base = native_base(cls)
    if cls.open or (base is not None and base.name != "object"):
        return
    if cls.lookup("__init__") is not OBJECT["__init__"]:
        words = "object.__init__() takes exactly one argument (the instance to initialize)"
        fail(vm, "TypeError", words if python(vm) >= (3, 7) else "object.__init__() takes no parameters")
    if cls.lookup("__new__") is OBJECT["__new__"]:
        new = python(vm) >= (3, 7)
        fail(vm, "TypeError", f"{cls.name}() takes no arguments" if new else "object() takes no parameters")


@method(OBJECT, "__setattr__", pure=False)
def object_setattr(vm: Machine, self: Anything, name: Anything, value: Anything, /) -> None:
    if opaque(name):
        set_item(vm, attributes.namespace(vm, self), name, value)
        return
    if isinstance(self, Instance):
        raw = self.cls.lookup(known(name))
        if raw is not ABSENT and attributes.is_data_descriptor(raw):
            attributes.set_descriptor(vm, raw, self, name, value)
        else:
            attributes.store(vm, self, name, value)
    else:
        attributes.set_attribute(vm, self, known(name), value)


@method(OBJECT, "__delattr__", pure=False)
def object_delattr(vm: Machine, self: Anything, name: Anything, /) -> None:
    if not isinstance(self, Instance):
        attributes.delete_attribute(vm, self, known(name))
        return
    if known(name) not in self.attrs:
        attributes.no_attribute(vm, self, name)
    if self.stamp != vm.world.mark:
        vm.world.touch(self)
    del self.attrs[name]


@method(OBJECT, "__getattribute__", pure=False)
def object_getattribute(vm: Machine, self: Anything, name: Anything, /) -> Anything:
    found = plain_attribute(vm, self, known(name))
    if found is MISSING:
        attributes.no_attribute(vm, self, name)
    return found


def plain_attribute(vm: Machine, self: Anything, name: str) -> Anything:
    """An attribute, past the object's own ``__getattribute__`` and ``__getattr__``."""
    if not isinstance(self, Instance):
        return attributes.find_attribute(vm, self, name)
    raw = self.cls.lookup(name)
    if raw is not ABSENT and attributes.is_data_descriptor(raw):
        return attributes.bind(vm, raw, self, self.cls)
    found = self.attrs.get(name, MISSING)
    if found is not MISSING:
        return found
    if raw is not ABSENT:
        return attributes.bind(vm, raw, self, self.cls)
    if name == "__class__":
        return self.cls
    if name == "__dict__":
        return attributes.namespace(vm, self)
    return MISSING


def init_subclass(vm: Machine, cls: Anything, /, **kwargs: Anything) -> None:
    if kwargs and type(cls) is Class and not cls.open:
        fail(vm, "TypeError", f"{cls.name}.__init_subclass__() takes no keyword arguments")


OBJECT["__init_subclass__"] = ClassMethod(make("object.__init_subclass__", init_subclass))

FALLBACK = Table("object")
"""What every object can do, but which the interpreter does by itself: it is found only where code names it."""


@method(FALLBACK, "__repr__")
def object_repr(vm: Machine, self: Anything, /) -> Anything:
    if isinstance(self, Instance):
        return text(f"<{qualified(vm, self.cls)} object at 0x>")
    return to_repr(vm, self)


@method(FALLBACK, "__str__")
def object_str(vm: Machine, self: Anything, /) -> Anything:
    return to_repr(vm, self)


@method(FALLBACK, "__eq__")
def object_eq(vm: Machine, self: Anything, other: Anything, /) -> Anything:
    return True if self is other else vm.builtins["NotImplemented"]


@method(FALLBACK, "__ne__")
def object_ne(vm: Machine, self: Anything, other: Anything, /) -> Anything:
    return False if self is other else vm.builtins["NotImplemented"]


@method(FALLBACK, "__hash__", "__sizeof__")
def object_hash(vm: Machine, self: Anything, /) -> Anything:
    raise NotKnown


@method(FALLBACK, "__format__")
def object_format(vm: Machine, self: Anything, spec: Anything, /) -> Anything:
    return to_text(vm, self)


@method(FALLBACK, "__dir__")
def object_dir(vm: Machine, self: Anything, /) -> Anything:
    from scopelint.library.builtins.inspection import names_of

    return List(names_of(vm, self), vm.world.mark)


@method(FALLBACK, "__reduce__", "__reduce_ex__", "__getstate__")
def object_reduce(vm: Machine, self: Anything, /, *args: Anything) -> Anything:
    raise NotKnown


def new_type(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``type(x)`` and ``type(name, bases, namespace)``."""
    if len(args) == 1 and not kwargs:
        return type_of(vm, args[0])
    if len(args) != 3:
        fail(vm, "TypeError", "type() takes 1 or 3 arguments")
    from scopelint.interp.classes import build_class, new_class

    name, bases, namespace = (plain(a) for a in args)
    if type(namespace) is not Dict or type(bases) is not tuple:
        raise NotKnown
    names = dict(namespace.items)
    title = name if type(name) is str else "?"
    if vm.frames:
        module = vm.frames[-1].module
        if not module.is_modelled:
            names.setdefault("__module__", module.name)
    if cls is vm.types["type"]:
        return build_class(vm, title, bases, names, dict(kwargs))
    known_bases = tuple(b for b in bases if type(b) is Class)
    unknown = next((b for b in bases if type(b) is Unknown), None)
    return new_class(vm, title, known_bases, names, dict(kwargs), unknown, cls)


def type_of(vm: Machine, value: Anything) -> Anything:
    cls = vm.class_of(value)
    if cls is None:
        if isinstance(value, Unknown):
            return value.derived(("type",), f"type({value.label})")
        return Unknown(Kind.CALL, "type()", pure=True)
    return cls


@method(TYPE, "__call__", pure=False)
def type_call(vm: Machine, cls: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
    if type(cls) is not Class:
        raise NotKnown
    return construct(vm, cls, list(args), kwargs)


@method(TYPE)
def mro(vm: Machine, cls: Anything, /) -> Anything:
    return List(list(cls.mro), vm.world.mark)


@method(TYPE, "__subclasses__")
def subclasses(vm: Machine, cls: Anything, /) -> Anything:
    if cls.new is not None or cls.module == "builtins":
        raise NotKnown
    known = cls.attrs.get(SUBCLASSES, ())
    if type(known) is not tuple:
        raise NotKnown
    return List(list(known), vm.world.mark, open=False if vm.trace.complete else LOOSE)


@method(TYPE, "__instancecheck__")
def instancecheck(vm: Machine, cls: Anything, value: Anything, /) -> Anything:
    from scopelint.library.builtins.inspection import is_instance

    return is_instance(vm, value, cls, hooks=False)


@method(TYPE, "__subclasscheck__")
def subclasscheck(vm: Machine, cls: Anything, other: Anything, /) -> Anything:
    from scopelint.library.builtins.inspection import is_subclass

    return is_subclass(vm, other, cls, hooks=False)


def type_init(vm: Machine, cls: Anything, /, *args: Anything, **kwargs: Anything) -> None:
    return None


def type_setattr(vm: Machine, cls: Anything, name: Anything, value: Anything, /) -> None:
    attributes.set_attribute(vm, cls, known(name), value)


TYPE["__init__"] = make("type.__init__", type_init, binds=True)
TYPE["__setattr__"] = make("type.__setattr__", type_setattr, binds=True)


def prepare(vm: Machine, cls: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
    return Dict({}, vm.world.mark)


TYPE["__prepare__"] = ClassMethod(make("type.__prepare__", prepare))


# -- property, staticmethod, classmethod


def new_property(
    vm: Machine, fget: Anything = None, fset: Anything = None, fdel: Anything = None, doc: Anything = None
) -> Anything:
    return Property(fget, fset, fdel)


def accessor(name: str) -> None:
    """``getter``, ``setter``, ``deleter``: a property like this one with another accessor."""

    def replaced(vm: Machine, self: Anything, fn: Anything, /) -> Anything:
        now = {"fget": self.fget, "fset": self.fset, "fdel": self.fdel}
        now["f" + name[:3]] = fn
        return Property(**now)

    PROPERTY[name] = make(f"property.{name}", replaced, binds=True)


for _name in ("getter", "setter", "deleter"):
    accessor(_name)
for _name in ("fget", "fset", "fdel"):
    PROPERTY[_name] = Getter(_name, lambda vm, self, name=_name: getattr(self, name, None))  # type: ignore[misc]
PROPERTY["__doc__"] = None


@method(PROPERTY, "__get__", pure=False)
def property_get(vm: Machine, self: Anything, obj: Anything, owner: Anything = None, /) -> Anything:
    return self if obj is None else call(vm, self.fget, [obj], {})


def new_static(vm: Machine, fn: Anything, /) -> Anything:
    return StaticMethod(fn)


def new_class_method(vm: Machine, fn: Anything, /) -> Anything:
    return ClassMethod(fn)


WRAPPER["__func__"] = Getter("__func__", lambda vm, self: self.func)


@method(WRAPPER, "__get__")
def wrapper_get(vm: Machine, self: Anything, obj: Anything, owner: Anything = None, /) -> Anything:
    cls = owner if type(owner) is Class else vm.class_of(obj)
    if cls is None:
        raise NotKnown
    return attributes.bind(vm, self, MISSING if obj is None else obj, cls)


# -- super, slice


def new_super(vm: Machine, cls: Anything = MISSING, obj: Anything = MISSING, /) -> Anything:
    """``super(cls, obj)``. Without arguments it is compiled, and comes here with both."""
    if cls is MISSING:
        return super_from_frame(vm)
    if obj is MISSING or opaque(cls) or opaque(obj):
        raise NotKnown(Unknown(Kind.CALL, "super()"))
    if type(cls) is not Class:
        fail(vm, "TypeError", f"super() argument 1 must be a type, not {type_name(vm, cls)}")
    if type(obj) is Class and obj.is_subclass(cls):
        return Super(cls, obj, obj)
    start = vm.class_of(obj)
    if start is None or not start.is_subclass(cls):
        if start is None or start.open:
            raise NotKnown(Unknown(Kind.CALL, "super()"))
        fail(vm, "TypeError", "super(type, obj): obj must be an instance or subtype of type")
    return Super(cls, obj, start)


def super_from_frame(vm: Machine) -> Anything:
    """``super()``: the class the running function was defined in, and its first argument."""
    frame = vm.frames[-1] if vm.frames else None
    owner = None if frame is None else frame.owner or getattr(frame.function, "owner", None)
    if frame is None or owner is None or not frame.code.slot_names:
        fail(vm, "RuntimeError", "super(): __class__ cell not found")
    first = frame.slots[0]
    name = frame.code.slot_names[0]
    if name in frame.code.cell_names:
        first = frame.cells[frame.code.cell_names.index(name)].value
    return new_super(vm, owner, first)


def new_slice(vm: Machine, /, *parts: Anything) -> Anything:
    if not 1 <= len(parts) <= 3:
        fail(vm, "TypeError", f"slice expected at most 3 arguments, got {len(parts)}")
    start, stop, step = (None, *parts, None) if len(parts) == 1 else (*parts, None)[:3]
    return Slice(start, stop, step)


for _name in ("start", "stop", "step"):
    SLICE[_name] = Getter(_name, lambda vm, self, name=_name: getattr(self, name))  # type: ignore[misc]


@method(SLICE)
def indices(vm: Machine, self: Anything, length: Anything, /) -> Anything:
    parts = [None if p is None else integer(vm, p) for p in (self.start, self.stop, self.step)]
    return slice(*parts).indices(integer(vm, length))
