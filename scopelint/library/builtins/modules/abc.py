"""abc: abstract methods, and classes that cannot be instantiated while one is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.builtins.inspection import HOOK
from scopelint.library.builtins.natives import Table, change, function, make
from scopelint.library.builtins.object_methods import new_type
from scopelint.values.base import Anything
from scopelint.values.objects import ABSENT, Class, ClassMethod, Function, Property, StaticMethod

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="abc")

MARK = "__isabstractmethod__"


def is_abstract(value: Anything) -> bool:
    """Whether a class attribute is an abstract method or property."""
    if type(value) is Function:
        return value.attrs.get(MARK) is True
    if type(value) is Property:
        return any(is_abstract(f) for f in (value.fget, value.fset, value.fdel))
    if type(value) in (StaticMethod, ClassMethod):
        return is_abstract(value.func)
    return False


@function(NAMES, "abstractmethod", pure=False)
def abstractmethod(vm: Machine, fn: Anything, /) -> Anything:
    if type(fn) is Function:
        change(vm, fn)
        fn.attrs[MARK] = True
    elif type(fn) in (StaticMethod, ClassMethod):
        abstractmethod(vm, fn.func)
    elif type(fn) is Property:
        abstractmethod(vm, fn.fget)
    return fn


@function(NAMES, "abstractproperty", pure=False)
def abstractproperty(
    vm: Machine, fget: Anything = None, fset: Anything = None, fdel: Anything = None, doc: Anything = None
) -> Anything:
    for fn in (fget, fset, fdel):
        abstractmethod(vm, fn)
    return Property(fget, fset, fdel)


@function(NAMES, "abstractclassmethod", pure=False)
def abstractclassmethod(vm: Machine, fn: Anything, /) -> Anything:
    return ClassMethod(abstractmethod(vm, fn))


@function(NAMES, "abstractstaticmethod", pure=False)
def abstractstaticmethod(vm: Machine, fn: Anything, /) -> Anything:
    return StaticMethod(abstractmethod(vm, fn))


def abstract_names(cls: Class) -> list[str]:
    """The abstract methods that a class still has."""
    found: dict[str, None] = {}
    for base in cls.mro:
        for name, value in base.attrs.items():
            if is_abstract(value) and is_abstract(cls.lookup(name)):
                found[name] = None
    return sorted(found)


def register(vm: Machine, cls: Anything, other: Anything, /) -> Anything:
    """``cls.register(other)``: other counts as a subclass."""
    change(vm, cls)
    cls.attrs[".registered"] = (*cls.attrs.get(".registered", ()), other)
    return other


def meta(vm: Machine) -> Class:
    """ABCMeta: one class for the run."""
    found = vm.state.get("ABCMeta")
    if not isinstance(found, Class):
        table = {
            "register": make("ABCMeta.register", register, pure=False, binds=True, module="abc"),
            "_dump_registry": make("ABCMeta._dump_registry", lambda m, cls: None, binds=True, module="abc"),
        }
        found = Class("ABCMeta", (vm.types["type"],), dict(table), "abc", new=new_type)
        vm.state["ABCMeta"] = found
    return found


def hook(vm: Machine, /, *required: Anything) -> Anything:
    """For the sketch of collections.abc: a class decorator; classes that have all these methods count as
    subclasses."""

    def decorate(m: Machine, cls: Anything) -> Anything:
        names = [n for n in required if type(n) is str]

        def check(_: Machine, other: Class) -> bool | None:
            for name in names:
                if other.lookup(name) in (ABSENT, None):
                    return None if other.open else False
            return True

        cls.attrs[HOOK] = check
        return cls

    return make("hook", decorate, module="abc")


def registered(vm: Machine, /, *classes: Anything) -> Anything:
    """For the same sketch: a class decorator that registers builtin classes."""

    def decorate(m: Machine, cls: Anything) -> Anything:
        cls.attrs[".registered"] = tuple(m.types[c] if type(c) is str else c for c in classes)
        return cls

    return make("registered", decorate, module="abc")


def names(vm: Machine) -> dict[str, Anything]:
    found = dict(NAMES)
    found["ABCMeta"] = meta(vm)
    abstract = Class("ABC", (vm.types["object"],), {}, "abc")
    abstract.metaclass = meta(vm)
    found["ABC"] = abstract
    found["get_cache_token"] = make("get_cache_token", lambda m: 0, module="abc")
    return found


def builders(vm: Machine) -> dict[str, Anything]:
    """The names that the sketch of collections.abc needs besides."""
    return {
        "_hook": make("_hook", hook, module="abc"),
        "_registered": make("_registered", registered, module="abc"),
        "ABCMeta": meta(vm),
        "abstractmethod": NAMES["abstractmethod"],
    }
