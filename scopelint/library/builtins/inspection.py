"""Builtin functions that ask what a value is: isinstance, callable, getattr, hasattr, vars, dir, id, hash…"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from scopelint.interp import attributes
from scopelint.interp.calls import call, has_attribute
from scopelint.interp.raising import Raised, fail, type_name
from scopelint.interp.subscripts import set_item
from scopelint.interp.truth import hashable, truth
from scopelint.library.builtins.natives import NotKnown, Table, function, known, opaque, plain
from scopelint.library.builtins.python import python
from scopelint.library.builtins.special_methods import hash_of
from scopelint.values.base import MISSING, SCALARS, Anything
from scopelint.values.containers import OPEN, Dict, List
from scopelint.values.objects import (
    ABSENT,
    BoundMethod,
    Class,
    Function,
    Instance,
    Module,
    Native,
    Property,
    WithAttributes,
)
from scopelint.values.unknown import Choice, Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

FUNCTIONS = Table()

HOOK = ".subclasscheck"
"""The attribute of an abstract class that decides, by ``(vm, cls)``, which classes count as its subclasses."""


@function(FUNCTIONS, "isinstance", pure=False)
def isinstance_(vm: Machine, value: Anything, classinfo: Anything, /) -> Anything:
    if type(value) is Choice:
        answers = {is_instance(vm, v, classinfo) for v in value.values}
        if len(answers) == 1 and None not in answers:
            return answers.pop()
        raise NotKnown
    answer = is_instance(vm, value, classinfo)
    if answer is None:
        return question(vm, "isinstance", value, classinfo)
    return answer


def question(vm: Machine, name: str, value: Anything, classinfo: Anything) -> Anything:
    """The one unknown answer to this question about this value."""
    if isinstance(value, Unknown):
        key = tuple(id(c) for c in classinfo) if type(classinfo) is tuple else id(classinfo)
        return value.derived((name, key), f"{name}({value.label})")
    raise NotKnown


def is_instance(vm: Machine, value: Anything, classinfo: Anything, *, hooks: bool = True) -> bool | None:
    """Whether the value is an instance of the class or one of the classes; None when not known."""
    if type(classinfo) is tuple:
        answers = [is_instance(vm, value, c) for c in classinfo]
        return True if True in answers else None if None in answers else False
    if opaque(classinfo) or opaque(value):
        if type(classinfo) is Class and classinfo is vm.types["object"]:
            return True
        return None
    if type(classinfo) is not Class:
        if type(classinfo) is Native:
            # A type that is modelled as a function: map, zip, enumerate.
            found = vm.class_of(value)
            return None if found is None else found.name == classinfo.name
        kinds = "a type, a tuple of types, or a union" if python(vm) >= (3, 10) else "a type or tuple of types"
        fail(vm, "TypeError", f"isinstance() arg 2 must be {kinds}")
    if hooks and classinfo.metaclass is not None:
        hook = classinfo.metaclass.lookup("__instancecheck__")
        if type(hook) is Function:
            return truth(vm, call(vm, hook, [classinfo, value], {}))
    cls = vm.class_of(value)
    answer = None if cls is None else class_answer(vm, cls, classinfo)
    if answer is False and cls is not None and type(cls.lookup("__class__")) is Property:
        # A proxy says that it is what it stands for.
        claimed = attributes.get_attribute(vm, value, "__class__")
        return class_answer(vm, claimed, classinfo) if type(claimed) is Class else None
    return answer


def class_answer(vm: Machine, cls: Class, other: Class) -> bool | None:
    if other in cls.mro:
        return True
    check = other.attrs.get(HOOK)
    if check is not None:
        answer = check(vm, cls)
        if answer is not False:
            return answer  # type: ignore[no-any-return]
    registered = other.attrs.get(".registered", ())
    if any(r in cls.mro for r in registered):
        return True
    return None if cls.open else False


@function(FUNCTIONS, "issubclass", pure=False)
def issubclass_(vm: Machine, cls: Anything, classinfo: Anything, /) -> Anything:
    answer = is_subclass(vm, cls, classinfo)
    if answer is None:
        return question(vm, "issubclass", cls, classinfo)
    return answer


def is_subclass(vm: Machine, cls: Anything, classinfo: Anything, *, hooks: bool = True) -> bool | None:
    if type(classinfo) is tuple:
        answers = [is_subclass(vm, cls, c) for c in classinfo]
        return True if True in answers else None if None in answers else False
    if opaque(cls) or opaque(classinfo):
        return None
    if type(cls) is not Class:
        fail(vm, "TypeError", "issubclass() arg 1 must be a class")
    if type(classinfo) is not Class:
        fail(vm, "TypeError", "issubclass() arg 2 must be a class or tuple of classes")
    if hooks and classinfo.metaclass is not None:
        hook = classinfo.metaclass.lookup("__subclasscheck__")
        if type(hook) is Function:
            return truth(vm, call(vm, hook, [classinfo, cls], {}))
    return class_answer(vm, cls, classinfo)


@function(FUNCTIONS, "callable")
def callable_(vm: Machine, value: Anything, /) -> Anything:
    if type(value) in (Function, Native, BoundMethod, Class):
        return True
    if opaque(value):
        raise NotKnown
    if isinstance(value, Instance):
        if value.cls.lookup("__call__") is not ABSENT:
            return True
        if value.cls.open:
            raise NotKnown
    return False


@function(FUNCTIONS, "getattr", pure=False)
def getattr_(vm: Machine, obj: Anything, name: Anything, default: Anything = MISSING, /) -> Anything:
    if opaque(name) or type(plain(name)) is Text:
        return unknown_attribute(obj, name)
    attribute = known(name)
    if type(attribute) is not str:
        not_a_name(vm, "getattr", attribute)
    if default is MISSING:
        return attributes.get_attribute(vm, obj, attribute)
    try:
        found = attributes.find_attribute(vm, obj, attribute)
    except Raised as raised:
        if attributes.is_attribute_error(vm, raised):
            return default
        raise
    return default if found is MISSING else found


def not_a_name(vm: Machine, function_name: str, value: Anything) -> NoReturn:
    if python(vm) >= (3, 11):
        fail(vm, "TypeError", f"attribute name must be string, not '{type_name(vm, value)}'")
    fail(vm, "TypeError", f"{function_name}(): attribute name must be string")


def unknown_attribute(obj: Anything, name: Anything) -> Anything:
    """An attribute whose name is not known. Of a module or object it could be anything that builds a graph."""
    label = name.label if isinstance(name, (Unknown, Choice)) else "..."
    if isinstance(obj, Unknown):
        return obj.derived(("attr", name if type(name) is Unknown else id(name)), f"{obj.label}.{label}")
    return Unknown(Kind.FORK, f"getattr(..., {label})")


@function(FUNCTIONS, "hasattr", pure=False)
def hasattr_(vm: Machine, obj: Anything, name: Anything, /) -> Anything:
    attribute = known(name)
    if type(attribute) is not str:
        not_a_name(vm, "hasattr", attribute)
    answer = has_attribute(vm, obj, attribute)
    if answer is None:
        if isinstance(obj, Unknown):
            return obj.derived(("hasattr", attribute), attribute)
        raise NotKnown
    return answer


@function(FUNCTIONS, "setattr", pure=False)
def setattr_(vm: Machine, obj: Anything, name: Anything, value: Anything, /) -> None:
    if opaque(name) or type(plain(name)) is Text:
        hook = obj.cls.lookup("__setattr__") if isinstance(obj, Instance) else ABSENT
        if type(hook) is Function:
            call(vm, hook, [obj, name, value], {})
        if isinstance(obj, WithAttributes) and (type(hook) is not Function or hook.module.is_modelled):
            set_item(vm, attributes.namespace(vm, obj), name if opaque(name) else plain(name), value)
        return
    attributes.set_attribute(vm, obj, known(name), value)


@function(FUNCTIONS, "delattr", pure=False)
def delattr_(vm: Machine, obj: Anything, name: Anything, /) -> None:
    if not opaque(name):
        attributes.delete_attribute(vm, obj, known(name))


@function(FUNCTIONS, "id")
def id_(vm: Machine, value: Anything, /) -> Anything:
    """An address is not known, but it is the same for the same object."""
    if type(value) in SCALARS:
        raise NotKnown
    ids: dict[int, tuple[Anything, Unknown]] = vm.state.setdefault("ids", {})
    found = ids.get(id(value))
    if found is None:
        found = ids[id(value)] = (value, Unknown(Kind.OUTSIDE, "id()", pure=True))
    return found[1]


@function(FUNCTIONS, "hash", pure=False)
def hash_(vm: Machine, value: Anything, /) -> Anything:
    if isinstance(value, Instance):
        method = value.cls.lookup("__hash__")
        if type(method) is Function:
            return call(vm, method, [value], {})
        if value.payload is None:
            return id_(vm, value)
    key = hashable(vm, value)
    if type(value) in (int, bool, float):
        return hash_of(vm, value)
    if isinstance(value, (Unknown, Choice)):
        raise NotKnown
    hashes: dict[Any, Unknown] = vm.state.setdefault("hashes", {})
    return hashes.setdefault((type(key), key), Unknown(Kind.OUTSIDE, "hash()", pure=True))


def names_of(vm: Machine, obj: Anything) -> list[Anything]:
    """What ``dir(obj)`` lists, as far as known."""
    found: set[str] = set()
    if isinstance(obj, WithAttributes):
        found.update(obj.attrs)
    cls = obj if type(obj) is Class else vm.class_of(obj)
    if cls is None or cls.open:
        raise NotKnown
    if not isinstance(obj, Module):
        for base in cls.mro:
            found.update(base.attrs)
    return sorted(n for n in found if not n.startswith("."))


@function(FUNCTIONS, "dir")
def dir_(vm: Machine, obj: Anything = MISSING, /) -> Anything:
    if obj is MISSING:
        frame = vm.frames[-1]
        return List(sorted(k for k in local_names(frame).items if k[:1] != "."), vm.world.mark)
    if isinstance(obj, (Instance, Class)) or (isinstance(obj, Module) and obj.missing is None):
        return List(names_of(vm, obj), vm.world.mark, open=OPEN in obj.attrs)
    raise NotKnown


@function(FUNCTIONS, "vars", pure=False)
def vars_(vm: Machine, obj: Anything = MISSING, /) -> Anything:
    if obj is MISSING:
        return local_names(vm.frames[-1])
    found = attributes.find_attribute(vm, obj, "__dict__")
    if found is MISSING:
        fail(vm, "TypeError", "vars() argument must have __dict__ attribute")
    return found


@function(FUNCTIONS, "globals", pure=False)
def globals_(vm: Machine, /) -> Anything:
    return attributes.namespace(vm, vm.frames[-1].module)


@function(FUNCTIONS, "locals", pure=False)
def locals_(vm: Machine, /) -> Anything:
    return local_names(vm.frames[-1])


def local_names(frame: Anything) -> Dict:
    """``locals()``: a snapshot in a function, the namespace itself in a module or class body."""
    vm = frame.vm
    if frame.names is not None:
        return Dict(frame.names, vm.world.mark)
    code = frame.code
    if code is None or code.name == "<module>":
        view: Dict = attributes.namespace(vm, frame.module)
        return view
    found = {
        name: value
        for name, value in zip(code.slot_names, frame.slots, strict=False)
        if value is not MISSING and not name.startswith(".") and name not in code.cell_names
    }
    for name, cell in zip(code.cell_names, frame.cells, strict=False):
        if cell.value is not MISSING:
            found[name] = cell.value
    return Dict(found, vm.world.mark)
