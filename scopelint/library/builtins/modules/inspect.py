"""inspect: what functions and classes look like. Signatures and the rest are a sketch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.attributes import find_attribute
from scopelint.interp.generators import Generator
from scopelint.library.builtins.inspection import names_of
from scopelint.library.builtins.natives import NotKnown, Table, function, opaque
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import List
from scopelint.values.objects import BoundMethod, Class, Function, Instance, Module, Native, Property
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="inspect")


def kind_test(name: str, *kinds: type) -> None:
    @function(NAMES, name)
    def test(vm: Machine, obj: Anything, /) -> Anything:
        if opaque(obj):
            raise NotKnown
        return type(obj) in kinds


@function(NAMES, "isclass")
def isclass(vm: Machine, obj: Anything, /) -> Anything:
    if opaque(obj):
        raise NotKnown
    return type(obj) is Class or (type(obj) is Native and vm.library.is_class(vm, obj))


def is_python_function(vm: Machine, obj: Anything) -> bool:
    return type(obj) is Function or (type(obj) is Native and obj.is_python and not vm.library.is_class(vm, obj))


@function(NAMES, "isfunction")
def isfunction(vm: Machine, obj: Anything, /) -> Anything:
    if opaque(obj):
        raise NotKnown
    return is_python_function(vm, obj)


@function(NAMES, "isbuiltin")
def isbuiltin(vm: Machine, obj: Anything, /) -> Anything:
    if opaque(obj):
        raise NotKnown
    return type(obj) is Native and not obj.is_python


kind_test("ismethod", BoundMethod)
kind_test("isroutine", Function, BoundMethod, Native)
kind_test("ismodule", Module)
kind_test("isgenerator", Generator)
kind_test("isdatadescriptor", Property)
kind_test("iscoroutine")
kind_test("isawaitable")


@function(NAMES, "isgeneratorfunction", "iscoroutinefunction")
def isgeneratorfunction(vm: Machine, obj: Anything, /) -> Anything:
    if opaque(obj):
        raise NotKnown
    fn = obj.func if type(obj) is BoundMethod else obj
    if type(fn) is not Function:
        return False
    if fn.code.run is None:
        fn.code.prepare(vm)
    return bool(fn.code.is_generator)


@function(NAMES, "isabstract")
def isabstract(vm: Machine, obj: Anything, /) -> Anything:
    from scopelint.library.builtins.modules.abc import abstract_names

    return type(obj) is Class and bool(abstract_names(obj))


@function(NAMES, "getmembers", pure=False)
def getmembers(vm: Machine, obj: Anything, predicate: Anything = None) -> Anything:
    from scopelint.interp.calls import call
    from scopelint.interp.truth import truth

    found = []
    for name in names_of(vm, obj):
        value = find_attribute(vm, obj, name)
        if value is MISSING:
            continue
        wanted = True if predicate is None else truth(vm, call(vm, predicate, [value], {}))
        if wanted is None:
            raise NotKnown
        if wanted:
            found.append((name, value))
    return List(list(found), vm.world.mark)


@function(NAMES, "_parameters", pure=False)
def parameters(vm: Machine, fn: Anything, follow: bool = True, /) -> Anything:
    """For the sketch: ``(name, kind, default or None, has a default)`` of each parameter; None when not known.

    ``follow``: of what a wrapped function wraps.
    """
    skip = 0
    seen = 0
    while True:
        recorded = vm.library.parameters(vm, fn, follow)
        if recorded is not None:
            return tuple(recorded[skip:])
        if type(fn) is Function:
            break
        seen += 1
        if type(fn) is BoundMethod:
            fn, skip = fn.func, skip + 1
        elif type(fn) is Class:
            init = fn.lookup("__init__")
            if type(init) is not Function:
                return None
            fn, skip = init, skip + 1
        elif isinstance(fn, Instance) and type(fn.cls.lookup("__call__")) is Function:
            fn, skip = fn.cls.lookup("__call__"), skip + 1
        else:
            return None
        if seen > 10:
            return None
    wrapped = fn.attrs.get("__wrapped__")
    if type(wrapped) is Function and follow:
        return parameters(vm, wrapped)
    return tuple(described(fn)[skip:])


def described(fn: Function) -> list[Anything]:
    params = fn.code.params
    found: list[Anything] = []

    def add(name: str, kind: int) -> None:
        default = fn.defaults.get(name, MISSING)
        found.append((name, kind, None if default is MISSING else default, default is not MISSING))

    for param in params.posonly:
        add(param.name, 0)
    for param in params.args:
        add(param.name, 1)
    if params.vararg is not None:
        add(params.vararg, 2)
    for param in params.kwonly:
        add(param.name, 3)
    if params.kwarg is not None:
        add(params.kwarg, 4)
    return found


@function(NAMES, "getmro")
def getmro(vm: Machine, cls: Anything, /) -> Anything:
    return cls.mro if type(cls) is Class else Unknown(Kind.CALL, "getmro()", pure=True)


@function(NAMES, "getdoc")
def getdoc(vm: Machine, obj: Anything, /) -> Anything:
    from scopelint.interp.attributes import find_attribute

    found = find_attribute(vm, obj, "__doc__")
    if type(found) is not str:
        return None if found is MISSING else found
    import inspect

    return inspect.cleandoc(found)


@function(NAMES, "unwrap")
def unwrap(vm: Machine, fn: Anything, /) -> Anything:
    seen = 0
    while type(fn) is Function and "__wrapped__" in fn.attrs and seen < 50:
        fn = fn.attrs["__wrapped__"]
        seen += 1
    return fn


@function(
    NAMES,
    "stack",
    "currentframe",
    "getsource",
    "getsourcefile",
    "getfile",
    "getsourcelines",
    "getframeinfo",
    "getouterframes",
    "trace",
    "getcallargs",
    "getmodulename",
    "getclosurevars",
)
def outside(vm: Machine, /, *args: Anything, **kwargs: Anything) -> Anything:
    return Unknown(Kind.OUTSIDE, "inspect", pure=True)


@function(NAMES)
def getmodule(vm: Machine, obj: Anything, /) -> Anything:
    if type(obj) is Function:
        return obj.module
    name = find_attribute(vm, obj, "__module__")
    return vm.modules.get(name) if type(name) is str else Unknown(Kind.OUTSIDE, "module", pure=True)


def names(vm: Machine) -> dict[str, Anything]:
    return dict(NAMES)
