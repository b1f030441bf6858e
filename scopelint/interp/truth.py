"""Truth, identity, equality, membership: questions with three answers, True, False and None (not known)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scopelint.interp.raising import fail
from scopelint.values.base import SCALARS, Anything
from scopelint.values.containers import LOOSE, Dict, List, Set
from scopelint.values.objects import ABSENT, BoundMethod, Class, Function, Instance, Native, Range, Slice
from scopelint.values.unknown import Choice, Text, Unknown, is_hole

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def truth(vm: Machine, value: Anything) -> bool | None:
    """What ``bool(value)`` is."""
    kind = type(value)
    if kind in SCALARS or kind is tuple:
        return bool(value)
    if kind is Unknown:
        return vm.assumed.get(value)
    if kind is List or kind is Dict or kind is Set:
        if value.open and value.open != LOOSE:
            # What it lists may have got there under an unknown condition only.
            return None
        return True if value.items else None if value.open else False
    if kind is Range:
        return bool(value.range)
    if kind is Text:
        return True if any(not is_hole(c) for c in value.raw) else None
    if kind is Choice:
        answers = {truth(vm, v) for v in value.values}
        return answers.pop() if len(answers) == 1 else None
    if isinstance(value, Instance):
        return instance_truth(vm, value)
    return True


def instance_truth(vm: Machine, value: Instance) -> bool | None:
    from scopelint.interp.calls import call_method

    for name in ("__bool__", "__len__"):
        if value.cls.lookup(name) is not ABSENT:
            if value.payload is not None and isinstance(value.cls.lookup(name), Native):
                break
            return truth(vm, call_method(vm, value, name, []))
    if value.payload is not None:
        return truth(vm, value.payload)
    return None if value.cls.open else True


def identical(vm: Machine, a: Anything, b: Anything) -> bool | None:
    """What ``a is b`` is."""
    if a is b:
        return True
    ta, tb = type(a), type(b)
    if ta is Unknown or tb is Unknown:
        return compared_unknown(vm, "is", a, b)
    if ta is Choice or tb is Choice:
        return over_choices(vm, identical, a, b)
    if ta is not tb:
        return False
    if ta in SCALARS:
        if ta is float or ta is complex:
            return None if a == b else False
        return bool(a == b)
    if ta is BoundMethod or ta is Text:
        return False if ta is BoundMethod else None
    return False


def equal(vm: Machine, a: Anything, b: Anything) -> bool | None:
    """What ``bool(a == b)`` is, user-defined ``__eq__`` included."""
    ta, tb = type(a), type(b)
    if ta in SCALARS and tb in SCALARS:
        return bool(a == b)
    if ta is Unknown or tb is Unknown:
        return True if a is b else compared_unknown(vm, "==", a, b)
    if ta is Choice or tb is Choice:
        return over_choices(vm, equal, a, b)
    for x, y in ((a, b), (b, a)):
        if isinstance(x, Instance):
            answer = instance_equal(vm, x, y)
            if answer is not NotImplemented:
                return answer  # type: ignore[return-value]
    if isinstance(a, Instance) or isinstance(b, Instance):
        pa = a.payload if isinstance(a, Instance) and a.payload is not None else a
        pb = b.payload if isinstance(b, Instance) and b.payload is not None else b
        if pa is a and pb is b:
            return a is b
        return equal(vm, pa, pb)
    return structural_equal(vm, a, b)


def structural_equal(vm: Machine, a: Anything, b: Anything) -> bool | None:
    a, b = as_set(vm, a), as_set(vm, b)
    ta, tb = type(a), type(b)
    if ta is Text or tb is Text:
        return text_equal(a, b) if {ta, tb} <= {Text, str} else False
    if ta is not tb:
        return False
    if ta is tuple:
        return all_equal(vm, a, b)
    if ta is List:
        return all_equal(vm, a.items, b.items) if not (a.open or b.open) else None
    if ta is Dict:
        return dicts_equal(vm, a, b)
    if ta is Set:
        return None if a.open or b.open else a.items.keys() == b.items.keys()
    if ta is Range:
        return bool(a.range == b.range)
    if ta is BoundMethod:
        return a.func is b.func and a.self_value is b.self_value
    return a is b


def as_set(vm: Machine, value: Anything) -> Anything:
    """A view of keys or items as a set, which it compares like; any other value as it is."""
    from scopelint.interp.iteration import View, iterate

    if type(value) is not View or value.kind == "values":
        return value
    found = Set({}, vm.world.mark)
    found.open = value.dict.open
    if not found.open:
        found.items = {hashable(vm, item): None for item in iterate(vm, value)}
    return found


def instance_equal(vm: Machine, x: Instance, y: Anything) -> object:
    """The answer of ``x.__eq__(y)``, or NotImplemented."""
    from scopelint.interp.calls import call_method

    method = x.cls.lookup("__eq__")
    if method is ABSENT or method is None:
        return NotImplemented
    if isinstance(method, Native) and x.payload is not None:
        return NotImplemented
    result = call_method(vm, x, "__eq__", [y])
    if result is vm.builtins["NotImplemented"]:
        return NotImplemented
    return truth(vm, result)


def all_equal(vm: Machine, a: Sequence[Anything], b: Sequence[Anything]) -> bool | None:
    if len(a) != len(b):
        return False
    unsure = False
    for x, y in zip(a, b, strict=True):
        if x is y:
            continue
        answer = equal(vm, x, y)
        if answer is False:
            return False
        unsure = unsure or answer is None
    return None if unsure else True


def dicts_equal(vm: Machine, a: Dict, b: Dict) -> bool | None:
    if a.open or b.open:
        return None
    if a.items.keys() != b.items.keys():
        return False
    return all_equal(vm, list(a.items.values()), [b.items[k] for k in a.items])


def text_equal(a: str | Text, b: str | Text) -> bool | None:
    """Texts with holes: the same raw text is equal; different ones are unequal only if their fixed ends differ."""
    raw_a = a if isinstance(a, str) else a.raw
    raw_b = b if isinstance(b, str) else b.raw
    if raw_a == raw_b:
        return True
    for x, y in ((raw_a, raw_b), (raw_a[::-1], raw_b[::-1])):
        for c, d in zip(x, y, strict=False):
            if is_hole(c) or is_hole(d):
                break
            if c != d:
                return False
    return None


def compared_unknown(vm: Machine, op: str, a: Anything, b: Anything) -> bool | None:
    """The assumed answer of a comparison with an unknown, if its arm is being followed."""
    return vm.assumed.get(comparison(a, b, op))


def comparison(a: Anything, b: Anything, op: str) -> Unknown:
    """The one unknown that stands for this comparison."""
    unknown, other = (a, b) if type(a) is Unknown else (b, a)
    key = other if type(other) in SCALARS else id(other)
    return unknown.derived((op, type(other), key), unknown.label)


def over_choices(vm: Machine, ask: object, a: Anything, b: Anything) -> bool | None:
    left = a.values if type(a) is Choice else (a,)
    right = b.values if type(b) is Choice else (b,)
    answers = {ask(vm, x, y) for x in left for y in right}  # type: ignore[operator]
    return answers.pop() if len(answers) == 1 else None


def contains(vm: Machine, item: Anything, container: Anything) -> bool | None:
    """What ``item in container`` is."""
    from scopelint.interp.calls import call_method
    from scopelint.interp.iteration import known_items

    if isinstance(container, Instance):
        method = container.cls.lookup("__contains__")
        if method is not ABSENT and not (isinstance(method, Native) and container.payload is not None):
            return truth(vm, call_method(vm, container, "__contains__", [item]))
        if container.payload is not None:
            container = container.payload
    kind = type(container)
    if kind is Class and container.metaclass is not None:
        method = container.metaclass.lookup("__contains__")
        if method is not ABSENT:
            from scopelint.interp.calls import call

            return truth(vm, call(vm, method, [container, item], {}))
    if kind is Unknown:
        return vm.assumed.get(comparison(container, item, "in"))
    if kind is Choice:
        return over_choices(vm, lambda m, c, i: contains(m, i, c), container, item)
    if kind is bytes and type(item) is bytes:
        return item in container
    if kind is str or kind is Text:
        return text_contains(vm, item, container)
    if kind is Dict or kind is Set:
        return key_in(vm, item, container)
    if kind is Range and type(item) in (int, bool):
        return item in container.range
    if kind in SCALARS and kind is not bytes:
        fail(vm, "TypeError", f"argument of type '{vm.class_of(container).name}' is not iterable")  # type: ignore[union-attr]
    items = known_items(vm, container)
    if items is None:
        return None
    unsure = False
    for other in items:
        answer = True if other is item else equal(vm, other, item)
        if answer is True:
            return True
        unsure = unsure or answer is None
    return None if unsure or (kind is List and container.open) else False


def text_contains(vm: Machine, item: Anything, container: str | Text) -> bool | None:
    if type(item) is str and type(container) is str:
        return item in container
    if type(item) is Unknown or type(item) is Choice:
        return None
    if type(item) is str and isinstance(container, Text):
        return True if item in container.raw else None
    if type(item) is Text:
        return None
    fail(vm, "TypeError", f"'in <string>' requires string as left operand, not {vm.class_of(item).name}")  # type: ignore[union-attr]


def key_in(vm: Machine, item: Anything, container: Dict | Set) -> bool | None:
    if type(item) is Unknown or type(item) is Choice:
        return None if container.items or container.open else False
    key = hashable(vm, item)
    if key in container.items:
        return True
    if container.open or type(item) is Text or (vm.holes.any and any(type(k) is Text for k in container.items)):
        return None
    return False


def hashable(vm: Machine, value: Anything) -> Anything:
    """The value as a key of a host dictionary. Fails as Python does for a list, dict or set."""
    kind = type(value)
    if kind in SCALARS:
        return value
    if kind is tuple:
        return tuple(hashable(vm, v) for v in value)
    if kind in (List, Dict, Slice) or (kind is Set and not value.frozen):
        fail(vm, "TypeError", f"unhashable type: '{vm.class_of(value).name}'")  # type: ignore[union-attr]
    if kind is Set:
        # One object stands for all frozen sets of the same items.
        return vm.state.setdefault("frozen", {}).setdefault(frozenset(value.items), value)
    if isinstance(value, Instance):
        if value.payload is not None and type(value.payload) in (str, int, float, tuple, Set):
            return hashable(vm, value.payload)
        key = value.attrs.get(".hash_key", ABSENT)
        return value if key is ABSENT else key
    if isinstance(value, (BoundMethod, Function, Class)):
        return value
    return value
