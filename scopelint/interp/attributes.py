"""Reading, writing and deleting attributes: descriptors, the mro, ``__getattr__`` and modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NoReturn

from scopelint.interp.raising import Raised, fail, raise_value, type_name
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import OPEN, Dict
from scopelint.values.objects import (
    ABSENT,
    EPOCH,
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    Getter,
    Instance,
    Module,
    Native,
    Property,
    StaticMethod,
    Super,
    WithAttributes,
)
from scopelint.values.unknown import Choice, Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def get_attribute(vm: Machine, obj: Anything, name: str) -> Anything:
    """``obj.name``. Raises the program's AttributeError."""
    found = find_attribute(vm, obj, name)
    if found is MISSING:
        no_attribute(vm, obj, name)
    return found


def no_attribute(vm: Machine, obj: Anything, name: str) -> NoReturn:
    told = vm.state.pop("attribute_error", None)
    if told is not None and told[0] is obj and told[1] == name:
        # What the object's own __getattr__ raised.
        raise_value(vm, told[2])
    if isinstance(obj, BoundMethod):
        obj = obj.func
    if isinstance(obj, Module):
        shown = "'module' object" if vm.version == "0.12" else f"module '{obj.name}'"
        fail(vm, "AttributeError", f"{shown} has no attribute '{name}'")
    if isinstance(obj, Class):
        fail(vm, "AttributeError", f"type object '{obj.name}' has no attribute '{name}'")
    fail(vm, "AttributeError", f"'{type_name(vm, obj)}' object has no attribute '{name}'")


def find_attribute(vm: Machine, obj: Anything, name: str) -> Anything:
    """``obj.name``, or MISSING where Python has an AttributeError (of its own, or raised by a ``__getattr__``)."""
    kind = type(obj)
    if kind is Unknown:
        return obj.derived(("attr", name), f"{obj.label}.{name}" if obj.label else name)
    if kind is Module:
        return module_attribute(vm, obj, name)
    if isinstance(obj, Instance):
        return instance_attribute(vm, obj, name)
    if kind is Class:
        return class_attribute(vm, obj, name)
    if kind is Super:
        return super_attribute(vm, obj, name)
    if kind is Choice:
        return choice_attribute(vm, obj, name)
    if kind is Function:
        return function_attribute(vm, obj, name)
    return builtin_attribute(vm, obj, name)


def module_attribute(vm: Machine, module: Module, name: str) -> Anything:
    found = module.attrs.get(name, MISSING)
    if found is not MISSING:
        return found
    if module.missing is not None:
        found = module.missing(vm, name)
        if found is not MISSING:
            return found
        if name == "__dict__":
            return Unknown(Kind.CALL, f"{module.name}.__dict__", pure=True)
    if name == "__dict__":
        return namespace(vm, module)
    hook = module.attrs.get("__getattr__")
    if hook is not None:
        from scopelint.interp.calls import call

        return call(vm, hook, [name], {})
    return hidden(module.attrs, name)


def hidden(attrs: Mapping[str, Anything], name: str) -> Anything:
    """What a name reads as that may have been bound where the name was not known to us; else MISSING."""
    unknown = attrs.get(OPEN)
    return unknown.derived(("attr", name), name) if isinstance(unknown, Unknown) else MISSING


def bind(vm: Machine, raw: Anything, obj: Anything, cls: Class) -> Anything:
    """What a class attribute gives when read through an instance (``obj``) or through the class (``obj`` MISSING)."""
    kind = type(raw)
    if kind is Function or (kind is Native and raw.binds):
        return raw if obj is MISSING else BoundMethod(raw, obj)
    if kind is Property:
        if obj is MISSING:
            return raw
        if raw.fget is None:
            fail(vm, "AttributeError", "unreadable attribute")
        from scopelint.interp.calls import call

        return call(vm, raw.fget, [obj], {})
    if kind is Getter:
        return raw if obj is MISSING else raw.fn(vm, obj)
    if kind is StaticMethod:
        return raw.func
    if kind is ClassMethod:
        return BoundMethod(raw.func, cls)
    if isinstance(raw, Instance) and raw.cls.lookup("__get__") is not ABSENT:
        from scopelint.interp.calls import call_method

        return call_method(vm, raw, "__get__", [None if obj is MISSING else obj, cls])
    return raw


def is_data_descriptor(raw: Anything) -> bool:
    return type(raw) in (Property, Getter) or (isinstance(raw, Instance) and raw.cls.lookup("__set__") is not ABSENT)


def instance_attribute(vm: Machine, obj: Instance, name: str) -> Anything:
    custom = obj.cls.lookup("__getattribute__")
    if type(custom) is Function:
        from scopelint.interp.calls import call

        return call(vm, custom, [obj, name], {})
    raw = obj.cls.lookup(name)
    if raw is not ABSENT and is_data_descriptor(raw):
        try:
            return bind(vm, raw, obj, obj.cls)
        except Raised as raised:
            if type(raw) is Property and is_attribute_error(vm, raised):
                found = fallback_attribute(vm, obj, name)
                if found is not MISSING:
                    return found
            raise
    found = obj.attrs.get(name, MISSING)
    if found is not MISSING:
        return found
    if raw is not ABSENT:
        return bind(vm, raw, obj, obj.cls)
    if name == "__class__":
        return obj.cls
    if name == "__dict__":
        return namespace(vm, obj)
    if name == "__doc__":
        return None
    if name == "__module__":
        return module_of(vm, obj.cls)
    raw = every_object(vm, name)
    if raw is not ABSENT and not obj.cls.open:
        return bind(vm, raw, obj, obj.cls)
    return fallback_attribute(vm, obj, name)


def every_object(vm: Machine, name: str) -> Anything:
    """What every object has, but which the interpreter does by itself, so that no class lists it; or ABSENT."""
    if name[:2] != "__":
        return ABSENT
    return vm.types["object"].attrs[".every"].attrs.get(name, ABSENT)


def is_attribute_error(vm: Machine, raised: Raised) -> bool:
    return raised.value.cls.is_subclass(vm.types["AttributeError"])


def fallback_attribute(vm: Machine, obj: Instance, name: str) -> Anything:
    """What was bound under an unknown name, what ``__getattr__`` gives, or an unknown base class; else MISSING."""
    found = hidden(obj.attrs, name)
    if found is not MISSING:
        return found
    hook = obj.cls.lookup("__getattr__")
    if hook is not ABSENT:
        from scopelint.interp.calls import call

        try:
            return call(vm, bind(vm, hook, obj, obj.cls), [name], {})
        except Raised as raised:
            if is_attribute_error(vm, raised):
                obj_error = raised.value
                vm.state["attribute_error"] = obj, name, obj_error
                return MISSING
            raise
    if obj.cls.open:
        base = open_base(obj.cls)
        return base.derived(("attr", name), f"{base.label}.{name}")
    found = hidden_in_class(obj.cls, name)
    return unmodelled(vm, obj.cls, name) if found is MISSING else found


def hidden_in_class(cls: Class, name: str) -> Anything:
    unknown = cls.lookup(OPEN)
    return unknown.derived(("attr", name), name) if isinstance(unknown, Unknown) else MISSING


def unmodelled(vm: Machine, cls: Class, name: str) -> Anything:
    """What the library says of an attribute that its model of the class lacks: Unknown, or MISSING."""
    missing = cls.lookup(".missing")
    return MISSING if missing is ABSENT else missing(vm, name)


def open_base(cls: Class) -> Unknown:
    """The unknown that a class with an unknown base inherits from."""
    for base in cls.mro:
        unknown = base.attrs.get(".unknown_base")
        if isinstance(unknown, Unknown):
            return unknown
    raise LookupError(cls.name)


def class_attribute(vm: Machine, cls: Class, name: str) -> Anything:
    meta = cls.metaclass
    if meta is not None:
        raw = meta.lookup(name)
        if raw is not ABSENT and is_data_descriptor(raw):
            return bind(vm, raw, cls, meta)
    raw = cls.lookup(name)
    if raw is not ABSENT:
        return bind(vm, raw, MISSING, cls)
    if meta is not None:
        raw = meta.lookup(name)
        if raw is not ABSENT:
            return bind(vm, raw, cls, meta)
    special = CLASS_SPECIALS.get(name)
    if special is not None:
        return special(vm, cls)
    if meta is not None:
        hook = meta.lookup("__getattr__")
        if hook is not ABSENT:
            from scopelint.interp.calls import call

            return call(vm, hook, [cls, name], {})
    if cls.open:
        base = open_base(cls)
        return base.derived(("attr", name), f"{base.label}.{name}")
    raw = every_object(vm, name)
    if raw is not ABSENT:
        return bind(vm, raw, MISSING, cls)
    raw = vm.types["type"].lookup(name)
    if raw is ABSENT:
        found = hidden_in_class(cls, name)
        if found is not MISSING:
            return found
    return unmodelled(vm, cls, name) if raw is ABSENT else bind(vm, raw, cls, vm.types["type"])


def module_of(vm: Machine, value: Class | Function | Native) -> Anything:
    """The name of the module that a class or function was written in."""
    return origin(vm, value)[0]


def name_of(vm: Machine, value: Class | Function | Native) -> str:
    """``__name__`` of a class or function."""
    return origin(vm, value)[1] or value.name.rpartition(".")[2]


def origin(vm: Machine, value: Class | Function | Native) -> tuple[Anything, str | None]:
    module = value.module.name if isinstance(value, Function) else value.module
    return vm.library.origin(vm, value, module)


CLASS_SPECIALS: dict[str, Callable[[Machine, Class], Anything]] = {
    "__name__": lambda vm, cls: name_of(vm, cls),
    "__qualname__": lambda vm, cls: origin(vm, cls)[1] or cls.qualname,
    "__module__": lambda vm, cls: module_of(vm, cls),
    "__bases__": lambda vm, cls: cls.bases or (vm.types["object"],),
    "__base__": lambda vm, cls: cls.bases[0] if cls.bases else vm.types["object"],
    "__mro__": lambda vm, cls: cls.mro,
    "__class__": lambda vm, cls: vm.types["type"] if cls.metaclass is None else cls.metaclass,
    "__dict__": lambda vm, cls: namespace(vm, cls),
    "__doc__": lambda vm, cls: None,
}


def super_attribute(vm: Machine, proxy: Super, name: str) -> Anything:
    mro = proxy.start.mro
    after = mro[mro.index(proxy.cls) + 1 :] if proxy.cls in mro else ()
    for cls in after:
        raw = cls.attrs.get(name, ABSENT)
        if raw is not ABSENT:
            if proxy.obj is proxy.start:
                return bind(vm, raw, MISSING, proxy.start)
            return bind(vm, raw, proxy.obj, proxy.start)
    if proxy.start.open:
        base = open_base(proxy.start)
        return base.derived(("attr", name), f"super().{name}")
    raw = every_object(vm, name)
    return MISSING if raw is ABSENT else bind(vm, raw, MISSING if proxy.obj is proxy.start else proxy.obj, proxy.start)


def choice_attribute(vm: Machine, choice: Choice, name: str) -> Anything:
    from scopelint.interp.merging import choose

    found = [v for v in (find_attribute(vm, x, name) for x in choice.values if x is not None) if v is not MISSING]
    if not found:
        return MISSING
    return choose(vm, tuple(found), f"{choice.label}.{name}")


def function_attribute(vm: Machine, fn: Function, name: str) -> Anything:
    found = fn.attrs.get(name, MISSING)
    if found is not MISSING:
        return found
    special = FUNCTION_SPECIALS.get(name)
    if special is not None:
        return special(vm, fn)
    found = hidden(fn.attrs, name)
    if found is not MISSING:
        return found
    return builtin_attribute(vm, fn, name)


FUNCTION_SPECIALS: dict[str, Callable[[Machine, Function], Anything]] = {
    "__name__": lambda vm, fn: name_of(vm, fn),
    "__qualname__": lambda vm, fn: origin(vm, fn)[1] or fn.qualname,
    "__module__": lambda vm, fn: module_of(vm, fn),
    "__doc__": lambda vm, fn: fn.code.doc,
    "__dict__": lambda vm, fn: namespace(vm, fn),
    "func_name": lambda vm, fn: name_of(vm, fn),
    "__globals__": lambda vm, fn: namespace(vm, fn.module),
    "__defaults__": lambda vm, fn: tuple(fn.defaults[n] for n in fn.code.positional if n in fn.defaults) or None,
    "__call__": lambda vm, fn: fn,
}


def builtin_attribute(vm: Machine, obj: Anything, name: str) -> Anything:
    """Attributes of everything whose class is a builtin one."""
    if isinstance(obj, BoundMethod):
        if name in ("__self__", "im_self"):
            return obj.self_value
        if name in ("__func__", "im_func"):
            return obj.func
        if name != "__class__":
            return find_attribute(vm, obj.func, name)
    if isinstance(obj, Native):
        if name in ("__name__", "__qualname__"):
            return name_of(vm, obj)
        if name == "__module__":
            return module_of(vm, obj)
        if name == "__doc__":
            return None
        if name == "__call__":
            return obj
    cls = vm.class_of(obj)
    if cls is None:
        return MISSING
    if name == "__class__":
        return cls
    raw = cls.lookup(name)
    if raw is ABSENT:
        raw = every_object(vm, name)
    if raw is not ABSENT:
        return bind(vm, raw, obj, cls)
    if type(obj) in (int, float) and name in NUMPY_SCALAR and "numpy" in vm.modules:
        # NumPy's scalars are carried as plain numbers; this may be one.
        return Unknown(Kind.CALL, name, pure=True)
    return MISSING


NUMPY_SCALAR = frozenset(
    "T all any astype copy dtype fill flatten item itemsize max mean min nbytes ndim ravel reshape round shape size "
    "squeeze std sum tolist transpose var view".split()
)
"""Attributes of NumPy's scalars that numbers lack."""


def namespace(vm: Machine, obj: WithAttributes) -> Anything:
    """``obj.__dict__``: a view; changes through it are seen by the object."""
    view = Dict(obj.attrs)
    view.owner = obj
    return view


def set_attribute(vm: Machine, obj: Anything, name: str, value: Anything) -> None:
    """``obj.name = value``."""
    kind = type(obj)
    if isinstance(obj, Instance):
        raw = obj.cls.lookup(name)
        if raw is not ABSENT and is_data_descriptor(raw):
            set_descriptor(vm, raw, obj, name, value)
            return
        hook = obj.cls.lookup("__setattr__")
        if type(hook) is Function or (type(hook) is Native and hook.name != "object.__setattr__"):
            from scopelint.interp.calls import call

            call(vm, hook, [obj, name, value], {})
            return
        store(vm, obj, name, value)
    elif kind is Module or kind is Function:
        store(vm, obj, name, value)
    elif kind is Class:
        if obj.new is not None and obj.module != "__main__":
            vm.doubt(f"{obj.name}.{name} is replaced at run time")
            return
        store(vm, obj, name, value)
    elif kind is Choice:
        for part in obj.values:
            if part is not None:
                set_attribute(vm, part, name, value)
    elif kind is Unknown:
        obj.changed()
    else:
        fail(vm, "AttributeError", f"'{type_name(vm, obj)}' object has no attribute '{name}'")


def set_descriptor(vm: Machine, raw: Anything, obj: Instance, name: str, value: Anything) -> None:
    from scopelint.interp.calls import call, call_method

    if type(raw) is Property:
        if raw.fset is None:
            message = (
                f"property '{name}' of '{obj.cls.name}' object has no setter"
                if vm.version == "2.15"
                else ("can't set attribute")
            )
            fail(vm, "AttributeError", message)
        call(vm, raw.fset, [obj, value], {})
    elif type(raw) is Getter:
        message = (
            f"property '{name}' of '{obj.cls.name}' object has no setter"
            if vm.version == "2.15"
            else ("can't set attribute")
        )
        fail(vm, "AttributeError", message)
    else:
        call_method(vm, raw, "__set__", [obj, value])


def store(vm: Machine, obj: WithAttributes, name: str, value: Anything) -> None:
    """Write the attribute itself, past descriptors and ``__setattr__``."""
    if obj.stamp != vm.world.mark:
        vm.world.touch(obj)
    obj.attrs[name] = value
    if type(obj) is Class:
        EPOCH.now += 1


def delete_attribute(vm: Machine, obj: Anything, name: str) -> None:
    """``del obj.name``."""
    if isinstance(obj, Instance):
        hook = obj.cls.lookup("__delattr__")
        if type(hook) is Function or (type(hook) is Native and hook.name != "object.__delattr__"):
            from scopelint.interp.calls import call

            call(vm, hook, [obj, name], {})
            return
        raw = obj.cls.lookup(name)
        if type(raw) is Property and raw.fdel is not None:
            from scopelint.interp.calls import call

            call(vm, raw.fdel, [obj], {})
            return
        if isinstance(raw, Instance) and raw.cls.lookup("__delete__") is not ABSENT:
            from scopelint.interp.calls import call_method

            call_method(vm, raw, "__delete__", [obj])
            return
    if isinstance(obj, WithAttributes):
        if name not in obj.attrs:
            no_attribute(vm, obj, name)
        if obj.stamp != vm.world.mark:
            vm.world.touch(obj)
        del obj.attrs[name]
        EPOCH.now += 1
