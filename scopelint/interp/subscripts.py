"""``x[i]``, ``x[i] = v``, ``del x[i]``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.raising import fail, type_name
from scopelint.interp.truth import equal, hashable
from scopelint.values.base import Anything
from scopelint.values.containers import Dict, List
from scopelint.values.objects import ABSENT, BoundMethod, Class, Function, Instance, Module, Native, Range, Slice
from scopelint.values.unknown import Choice, Kind, Text, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def get_item(vm: Machine, obj: Anything, index: Anything) -> Anything:
    """``obj[index]``."""
    kind = type(obj)
    if kind is Dict:
        return dict_item(vm, obj, index)
    if kind is List:
        return sequence_item(vm, obj.items, index, "list", obj)
    if kind is tuple or kind is str or kind is bytes:
        return sequence_item(vm, obj, index, "tuple" if kind is tuple else "string" if kind is str else "bytes", obj)
    if kind is Unknown:
        return unknown_item(obj, index)
    if isinstance(obj, Instance):
        return instance_item(vm, obj, index)
    if kind is Choice:
        return Unknown(Kind.FORK, obj.label)
    if kind is Text:
        return Unknown(Kind.CALL, "character", pure=True)
    if kind is Range:
        result = sequence_item(vm, obj.range, index, "range object", obj)
        return Range(result) if isinstance(result, range) else result
    if kind is Class:
        return class_item(vm, obj, index)
    special = getattr(obj, "get_item", None)
    if special is not None:
        return special(vm, index)
    fail(vm, "TypeError", f"'{type_name(vm, obj)}' object is not subscriptable")


def unknown_item(obj: Unknown, index: Anything) -> Unknown:
    if type(index) in (int, str, bool):
        return obj.derived(("item", type(index), index), f"{obj.label}[{index!r}]")
    if type(index) is Unknown:
        return obj.derived(("item", id(index)), f"{obj.label}[{index.label}]")
    return obj.derived(("item", id(index)), f"{obj.label}[...]")


def dict_item(vm: Machine, obj: Dict, index: Anything) -> Anything:
    if type(index) in (Unknown, Choice):
        return merged_item(vm, obj, index)
    key = hashable(vm, index)
    if key in obj.items:
        return obj.items[key]
    if obj.open or type(index) is Text or (vm.holes.any and any(type(k) is Text for k in obj.items)):
        return Unknown(Kind.FORK if obj.open else Kind.LOOP, "item")
    if isinstance(index, Instance) and index.cls.lookup("__eq__") is not ABSENT and index.payload is None:
        return Unknown(Kind.CALL, "item")
    fail_key(vm, index)


def merged_item(vm: Machine, obj: Dict, index: Anything) -> Anything:
    """A dictionary read under an unknown key: one of its values."""
    from scopelint.interp.merging import choose

    values = tuple(obj.items.values())
    label = f"[{index.label}]"
    if obj.open or not values:
        return Unknown(Kind.FORK, label)
    vm.budget.charge(len(values) // 50)
    return choose(vm, values, label)


def fail_key(vm: Machine, index: Anything) -> Any:
    from scopelint.interp.raising import new_exception, raise_value

    raise_value(vm, new_exception(vm, vm.types["KeyError"], (index,)))


def as_index(vm: Machine, index: Anything) -> Anything:
    """An int, a host slice, or None when not known."""
    if type(index) in (int, bool):
        return int(index)
    if type(index) is Slice:
        parts: list[Any] = []
        for part in (index.step, index.start, index.stop):
            if type(part) in (Unknown, Choice):
                return None
            if isinstance(part, Instance):
                part = index_of_instance(vm, part)
            if part is not None and type(part) not in (int, bool):
                fail(vm, "TypeError", "slice indices must be integers or None or have an __index__ method")
            if part == 0 and not parts:
                fail(vm, "ValueError", "slice step cannot be zero")
            parts.append(part)
        return slice(parts[1], parts[2], parts[0])
    if isinstance(index, Instance):
        return index_of_instance(vm, index)
    return NotImplemented


def index_of_instance(vm: Machine, index: Instance) -> Anything:
    from scopelint.interp.calls import call_method

    if type(index.payload) is int:
        return index.payload
    if index.cls.lookup("__index__") is not ABSENT:
        result = call_method(vm, index, "__index__", [])
        return result if type(result) is int else None
    return None if index.cls.open else NotImplemented


def sequence_item(vm: Machine, items: Any, index: Anything, name: str, obj: Anything) -> Anything:
    if type(index) in (Unknown, Choice):
        from scopelint.interp.merging import choose

        if name in ("list", "tuple") and len(items) and not (name == "list" and obj.open):
            return choose(vm, tuple(items), f"[{index.label}]")
        return Unknown(Kind.FORK, f"[{index.label}]")
    at = as_index(vm, index)
    if at is None:
        return Unknown(Kind.FORK, "slice")
    if at is NotImplemented:
        shown = {"string": "string", "list": "list", "tuple": "tuple"}.get(name, name)
        suffix = f", not {type_name(vm, index)}" if shown != "string" or vm.version == "2.15" else ""
        fail(vm, "TypeError", f"{shown} indices must be integers{' or slices' if shown != 'string' else ''}{suffix}")
    if type(at) is slice:
        result = items[at]
        if type(obj) is List:
            if obj.open:
                return List(list(result), vm.world.mark, open=obj.open)
            return List(result, vm.world.mark)
        return result
    if type(obj) is List and obj.open and (at < 0 or at >= len(items)):
        return Unknown(Kind.LOOP, "item")
    try:
        return items[at]
    except IndexError:
        fail(vm, "IndexError", f"{name} index out of range")


def instance_item(vm: Machine, obj: Instance, index: Anything) -> Anything:
    from scopelint.interp.calls import call_method

    method = obj.cls.lookup("__getitem__")
    if method is not ABSENT and not (isinstance(method, Native) and obj.payload is not None):
        return call_method(vm, obj, "__getitem__", [index])
    if obj.payload is not None:
        missing = obj.cls.lookup("__missing__")
        if type(obj.payload) is Dict and missing is not ABSENT and type(index) not in (Unknown, Choice):
            key = hashable(vm, index)
            if key not in obj.payload.items and not obj.payload.open:
                return call_method(vm, obj, "__missing__", [index])
        return get_item(vm, obj.payload, index)
    if obj.cls.open:
        return Unknown(Kind.IMPORT, "item")
    # Before Python 3.7 an object of a class takes whole numbers as a sequence does.
    old = type(index) is int and vm.version not in ("1.15", "2.15")
    lacks = "does not support indexing" if old else "is not subscriptable"
    fail(vm, "TypeError", f"'{obj.cls.name}' object {lacks}")


def class_item(vm: Machine, cls: Class, index: Anything) -> Anything:
    from scopelint.interp.calls import call

    if cls.metaclass is not None:
        method = cls.metaclass.lookup("__getitem__")
        if method is not ABSENT:
            return call(vm, method, [cls, index], {})
    hook = cls.lookup("__class_getitem__")
    if hook is not ABSENT or cls.module == "builtins" or cls.open:
        return cls
    name = f"type '{cls.name}'" if vm.version == "2.15" else "'type' object"
    fail(vm, "TypeError", f"{name} is not subscriptable")


def set_item(vm: Machine, obj: Anything, index: Anything, value: Anything) -> None:
    """``obj[index] = value``."""
    kind = type(obj)
    if isinstance(obj, Instance):
        method = obj.cls.lookup("__setitem__")
        if method is not ABSENT and not (isinstance(method, Native) and obj.payload is not None):
            from scopelint.interp.calls import call_method

            call_method(vm, obj, "__setitem__", [index, value])
            return
        if obj.payload is not None:
            set_item(vm, obj.payload, index, value)
            return
        if obj.cls.open:
            return
    if kind is Dict or kind is List:
        if obj.stamp != vm.world.mark:
            vm.world.touch(obj)
        if kind is Dict:
            set_dict_item(vm, obj, index, value)
        else:
            set_list_item(vm, obj, index, value)
    elif kind is Choice:
        for part in obj.values:
            if type(part) in (Dict, List):
                vm.world.touch(part)
                part.open = True
    elif kind is Unknown:
        obj.changed()
    else:
        special = getattr(obj, "set_item", None)
        if special is None:
            fail(vm, "TypeError", f"'{type_name(vm, obj)}' object does not support item assignment")
        special(vm, index, value)


def set_dict_item(vm: Machine, obj: Dict, index: Anything, value: Anything) -> None:
    if type(index) in (Unknown, Choice) or (type(index) is Text and obj.owner is not None):
        set_unknown_item(vm, obj, index, value)
        return
    if len(obj.items) >= vm.limits.text:
        vm.budget.charge(vm.limits.steps)
    obj.items[hashable(vm, index)] = value


def set_unknown_item(vm: Machine, obj: Dict, index: Anything, value: Anything) -> None:
    """Set an item under a key that is not known: it may have replaced any other.

    In the namespace of an object that would leave nothing of it: the names of classes, functions and modules are
    trusted there to stay.
    """
    from scopelint.interp.merging import merge_values

    if len(obj.items) < vm.limits.text:
        for key, old in obj.items.items():
            if obj.owner is not None and (isinstance(old, DEFINITIONS) or key[:1] == "." or key[:2] == "__"):
                continue
            if type(index) is not Text or equal(vm, key, index) is not False:
                obj.items[key] = merge_values(vm, old, value, "item")
    obj.open = True


DEFINITIONS = (Class, Function, Module, Native, BoundMethod)


def set_list_item(vm: Machine, obj: List, index: Anything, value: Anything) -> None:
    from scopelint.interp.iteration import known_items

    at = None if type(index) in (Unknown, Choice) else as_index(vm, index)
    if at is NotImplemented:
        fail(vm, "TypeError", f"list indices must be integers or slices, not {type_name(vm, index)}")
    if at is None:
        obj.open = True
        return
    if type(at) is slice:
        items = known_items(vm, value)
        if items is None:
            obj.open = True
        else:
            try:
                obj.items[at] = items
            except ValueError as error:
                fail(vm, "ValueError", str(error))
        return
    try:
        obj.items[at] = value
    except IndexError:
        if not obj.open:
            fail(vm, "IndexError", "list assignment index out of range")


def delete_item(vm: Machine, obj: Anything, index: Anything) -> None:
    """``del obj[index]``."""
    from scopelint.interp.calls import call_method

    kind = type(obj)
    if isinstance(obj, Instance):
        method = obj.cls.lookup("__delitem__")
        if method is not ABSENT and not (isinstance(method, Native) and obj.payload is not None):
            call_method(vm, obj, "__delitem__", [index])
        elif obj.payload is not None:
            delete_item(vm, obj.payload, index)
        return
    if kind in (Dict, List):
        if obj.stamp != vm.world.mark:
            vm.world.touch(obj)
        if type(index) in (Unknown, Choice, Text):
            obj.open = True
        elif kind is Dict:
            key = hashable(vm, index)
            if key not in obj.items and not obj.open:
                fail_key(vm, index)
            obj.items.pop(key, None)
        else:
            delete_list_item(vm, obj, index)
    elif kind not in (Unknown, Choice):
        fail(vm, "TypeError", f"'{type_name(vm, obj)}' object doesn't support item deletion")


def delete_list_item(vm: Machine, obj: List, index: Anything) -> None:
    at = as_index(vm, index)
    if at is None:
        obj.open = True
        return
    try:
        del obj.items[at]
    except IndexError:
        if not obj.open:
            fail(vm, "IndexError", "list assignment index out of range")
