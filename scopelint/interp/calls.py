"""Calling: functions, methods, classes, natives, and what calling an unknown may do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from scopelint.budget import Exhausted
from scopelint.interp.arguments import MORE_KEYWORDS, MORE_POSITIONAL, bind_arguments, signature_error
from scopelint.interp.attributes import bind, find_attribute, get_attribute, open_base
from scopelint.interp.frame import RETURN, Frame
from scopelint.interp.iteration import UnknownLength
from scopelint.interp.raising import Raised, fail, type_name
from scopelint.scoping import ScopingError
from scopelint.trace import GaveUp
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import Dict, List, Set
from scopelint.values.objects import (
    ABSENT,
    BoundMethod,
    Cell,
    Class,
    ClassMethod,
    Function,
    Instance,
    Native,
    StaticMethod,
)
from scopelint.values.unknown import MAY_BUILD, Choice, Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def call(vm: Machine, fn: Anything, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``fn(*args, **kwargs)``. Raises the program's exceptions as Raised."""
    kind = type(fn)
    if kind is Function:
        return call_function(vm, fn, args, kwargs)
    if kind is BoundMethod:
        return call(vm, fn.func, [fn.self_value, *args], kwargs)
    if kind is Native or isinstance(fn, Native):
        return call_native(vm, fn, args, kwargs)
    if kind is Class:
        return instantiate(vm, fn, args, kwargs)
    if kind is Unknown:
        return call_unknown(vm, fn, args, kwargs)
    if kind is Choice:
        return call_choice(vm, fn, args, kwargs)
    if isinstance(fn, Instance):
        raw = fn.cls.lookup("__call__")
        if raw is not ABSENT:
            return call(vm, bind(vm, raw, fn, fn.cls), args, kwargs)
        if fn.cls.open:
            base = open_base(fn.cls)
            return call_unknown(vm, base.derived(("attr", "__call__"), base.label), args, kwargs)
    if kind in (StaticMethod, ClassMethod):
        fail(vm, "TypeError", f"'{type_name(vm, fn)}' object is not callable")
    fail(vm, "TypeError", f"'{type_name(vm, fn)}' object is not callable")


def call_method(vm: Machine, obj: Anything, name: str, args: list[Anything]) -> Anything:
    """``obj.name(*args)``, looked up on the class as Python does for special methods."""
    if isinstance(obj, Instance):
        raw = obj.cls.lookup(name)
        if type(raw) is Function:
            return call_function(vm, raw, [obj, *args], {})
        if raw is not ABSENT:
            return call(vm, bind(vm, raw, obj, obj.cls), args, {})
    return call(vm, get_attribute(vm, obj, name), args, {})


def call_function(vm: Machine, fn: Function, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    code = fn.code
    if code.run is None:
        code.prepare(vm)
    slots = code.template.copy()
    if kwargs or len(args) != code.plain_count:
        bind_arguments(vm, fn, args, kwargs, slots)
    else:
        slots[: code.plain_count] = args
    cells: Sequence[Cell] = fn.closure
    if code.cell_slots:
        mark = vm.world.mark
        own = [Cell(MISSING if s < 0 else slots[s], name, mark) for name, s in code.cell_slots]
        cells = [*own, *cells]
    frame = Frame(vm, fn.module, slots, cells, code, fn, fn.owner, code.line)
    if code.is_generator:
        return new_generator(vm, frame)
    return run_frame(vm, frame)


def new_generator(vm: Machine, frame: Frame) -> Anything:
    from scopelint.interp import generators

    return generators.new_generator(vm, frame)


def run_frame(vm: Machine, frame: Frame) -> Anything:
    """Run a frame's code to its end and give what it returned."""
    frames = vm.frames
    if len(frames) >= vm.depth:
        too_deep(vm)
    vm.budget.steps -= 1
    frames.append(frame)
    try:
        signal = frame.code.run(frame)
    except Raised:
        if not frame.pending:
            raise
        from scopelint.interp.forking import settle_raised

        return settle_raised(frame)
    except Exhausted as exhausted:
        exhausted.context = exhausted.context or vm.context()
        raise
    except UnknownLength as unknown:
        vm.doubt(f"the length of {unknown.label} is not known, so the rest of {frame.code.name}() was not followed")
        return Unknown(Kind.LOOP, f"{frame.code.name}()")
    finally:
        frames.pop()
    if frame.pending:
        from scopelint.interp.forking import settle

        return settle(frame, signal)
    return frame.result if signal is RETURN else None


def too_deep(vm: Machine) -> NoReturn:
    """Calls nest as deep as Python allows: the program fails here, and so does what we can follow."""
    if not vm.would_catch(vm.types["RecursionError"]):
        vm.tell(GaveUp(vm.context(), f"calls nest more than {vm.depth} deep", "TFS902"))
    fail(vm, "RecursionError", "maximum recursion depth exceeded")


def call_native(vm: Machine, fn: Native, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """Call a modelled function. A failure of ours in it costs its result, is told, and ends nothing else."""
    if (MORE_KEYWORDS in kwargs or MORE_POSITIONAL in kwargs) and not fn.takes_more:
        if fn.pure:
            return Unknown(Kind.CALL, f"{fn.name}()", pure=True)
        kwargs = known_only(kwargs)
        for value in args:
            escape(vm, value)
    try:
        return fn.fn(vm, *args, **kwargs)
    except Raised:
        raise
    except UnknownLength as unknown:
        if not fn.pure:
            vm.doubt(f"{fn.name}() got {unknown.label}, whose length is not known")
        return Unknown(Kind.LOOP, f"{fn.name}()", pure=fn.pure)
    except ScopingError as error:
        return vm.refuse(error)
    except TypeError as error:
        # Only a failure of the call itself, not one from inside: the traceback then ends in this frame.
        traceback = error.__traceback__
        if traceback is not None and traceback.tb_next is None:
            fail(vm, "TypeError", signature_error(fn, str(error)))
        return vm.internal(error, fn.name)
    except Exception as error:
        return vm.internal(error, fn.name)


def instantiate(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``cls(*args, **kwargs)``."""
    if cls.metaclass is not None:
        hook = cls.metaclass.lookup("__call__")
        if type(hook) is Function:
            return call_function(vm, hook, [cls, *args], kwargs)
    return construct(vm, cls, args, kwargs)


def construct(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``type.__call__``: make the object, then run ``__init__`` when it is one of this class."""
    if cls.new is not None and ".abstract" not in cls.attrs:
        made = cls.new(vm, cls, args, known_only(kwargs))
        if type(made) is Dict and MORE_KEYWORDS in kwargs:
            made.open = True
        return made
    new = cls.lookup("__new__")
    if new is not ABSENT:
        if type(new) is StaticMethod:
            new = new.func
        obj = call(vm, new, [cls, *args], kwargs)
    else:
        obj = allocate(vm, cls, args, kwargs)
    if isinstance(obj, Instance) and obj.cls.is_subclass(cls):
        init = obj.cls.lookup("__init__")
        if type(init) is Function:
            call_function(vm, init, [obj, *args], kwargs)
        elif init is not ABSENT:
            call(vm, bind(vm, init, obj, obj.cls), args, kwargs)
        elif (args or kwargs) and new is ABSENT and native_base(cls) is None and not cls.open:
            new_words = vm.version in ("1.15", "2.15")
            fail(vm, "TypeError", f"{cls.name}() takes no arguments" if new_words else "object() takes no parameters")
    return obj


def native_base(cls: Class) -> Class | None:
    """The nearest native class it inherits from."""
    for base in cls.mro:
        if base.new is not None and base.name != "object":
            return base
    return None


def allocate(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """A bare object of the class; a subclass of a builtin container, string or number gets its payload."""
    base = native_base(cls)
    if base is None:
        return Instance(cls, vm.world.mark)
    return base.new(vm, cls, args, known_only(kwargs))  # type: ignore[misc]


def known_only(kwargs: dict[str, Anything]) -> dict[str, Anything]:
    """The keywords without what tells that there are more."""
    if MORE_KEYWORDS in kwargs or MORE_POSITIONAL in kwargs:
        return {k: v for k, v in kwargs.items() if k not in (MORE_KEYWORDS, MORE_POSITIONAL)}
    return kwargs


def call_choice(vm: Machine, choice: Choice, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """Call each alternative from the same state and merge what they leave."""
    from scopelint.interp.forking import fork_values

    targets = [v for v in choice.values if v is not None]
    return fork_values(vm, [partial(call, vm, t, list(args), dict(kwargs)) for t in targets], choice.label)


def call_unknown(vm: Machine, fn: Unknown, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """Nothing is known of the result. What the callee could have done is told."""
    if not fn.pure and fn.kind in MAY_BUILD:
        vm.doubt(f"{fn.label}() is {fn.kind.value}, so it could not be followed")
    for value in (*args, *kwargs.values()):
        if not fn.pure:
            # TensorFlow's functions leave the lists they are given as they are.
            if fn.kind is not Kind.TENSORFLOW or type(value) not in (List, Dict):
                escape(vm, value)
        elif type(value) in (Function, BoundMethod):
            vm.doubt(f"{fn.label}() may call {value_label(value)}")
    label = fn.label if fn.label.endswith(")") else f"{fn.label}()"
    return Unknown(fn.kind if fn.kind is not Kind.PARAMETER else Kind.CALL, label, pure=fn.pure)


def value_label(value: Anything) -> str:
    if type(value) is BoundMethod:
        value = value.func
    return getattr(value, "name", "a function")


def escape(vm: Machine, value: Anything) -> None:
    """A function that is not modelled has this container in hand: it may hold something else from now on."""
    if type(value) in (List, Dict, Set) and not value.open:
        if value.stamp != vm.world.mark:
            vm.world.touch(value)
        value.open = True


def has_attribute(vm: Machine, obj: Anything, name: str) -> bool | None:
    """What ``hasattr`` gives."""
    if type(obj) is Unknown:
        return vm.assumed.get(obj.derived(("hasattr", name), name))
    if type(obj) is Choice:
        answers = {has_attribute(vm, v, name) for v in obj.values}
        return answers.pop() if len(answers) == 1 else None
    try:
        found = find_attribute(vm, obj, name)
        if type(found) is Unknown and isinstance(obj, Instance) and name not in obj.attrs:
            # The model of its class, or an unknown base, does not know whether there is such an attribute.
            return True if obj.cls.lookup(name) is not ABSENT else None
        return found is not MISSING
    except Raised as raised:
        if raised.value.cls.is_subclass(vm.types["AttributeError"]):
            return False
        raise
