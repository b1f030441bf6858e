"""Classes, instances, functions, modules: the objects with attributes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scopelint.values.base import Anything, MergeValues, Stateful, Value, merge_dicts


class Cell(Stateful):
    """A variable that an inner function shares."""

    __slots__ = ("name", "value")

    def __init__(self, value: Anything, name: str, stamp: int = 0) -> None:
        self.value = value
        self.name = name
        self.stamp = stamp

    def save(self) -> Any:
        return self.value

    def load(self, state: Any) -> None:
        self.value = state

    def merge(self, a: Any, b: Any, merge_value: MergeValues) -> Any:
        return merge_value(a, b, self.name)


class WithAttributes(Stateful):
    """Anything with a dictionary of attributes."""

    __slots__ = ("attrs",)
    attrs: dict[str, Anything]

    def save(self) -> Any:
        return self.attrs.copy()

    def load(self, state: Any) -> None:
        # The dictionary keeps its identity: frames hold a module's as their globals.
        self.attrs.clear()
        self.attrs.update(state)

    def merge(self, a: Any, b: Any, merge_value: MergeValues) -> Any:
        return merge_dicts(a, b, merge_value)


class Module(WithAttributes):
    """A module. ``path`` is the file it came from, None for a modelled one.

    ``is_user`` tells the analysed program's modules from the library's: events are attributed to user frames.
    ``is_installed``: the code of a package that is installed beside the program.
    ``missing`` decides what an absent attribute is: a callable ``(vm, name) -> value or MISSING``, or None.
    """

    __slots__ = ("is_installed", "is_user", "missing", "name", "path", "source")

    def __init__(self, name: str, path: str | None = None, *, is_user: bool = False, stamp: int = 0) -> None:
        self.name = name
        self.path = path
        self.is_user = is_user
        self.is_installed = False
        self.attrs = {}
        self.missing: Callable[[Any, str], Anything] | None = None
        self.source: Any = None
        self.stamp = stamp

    def __repr__(self) -> str:
        return f"<module {self.name!r}>"

    @property
    def is_modelled(self) -> bool:
        """Whether its code is a model of ours, and not what somebody wrote to be run."""
        return not (self.is_user or self.is_installed)


class Epoch:
    """Counts changes to any class after it was made: what lookups found before a change may no longer hold."""

    __slots__ = ("now",)

    def __init__(self) -> None:
        self.now = 0


EPOCH = Epoch()


class Class(WithAttributes):
    """A class: of the program, of a sketch, or native (``native`` makes its instances).

    ``mro`` starts with the class itself. ``open`` classes have an unknown base: an absent attribute is Unknown.
    ``new`` of a native class is ``(vm, cls, args, kwargs) -> value``; a subclass of it keeps the made value as the
    payload of an Instance.
    """

    __slots__ = ("_epoch", "_found", "_plain", "bases", "metaclass", "module", "mro", "name", "new", "open", "qualname")

    def __init__(
        self,
        name: str,
        bases: tuple[Class, ...],
        attrs: dict[str, Anything],
        module: str,
        *,
        new: Callable[..., Anything] | None = None,
        stamp: int = 0,
    ) -> None:
        self.name = name
        self.qualname = name
        self.bases = bases
        self.attrs = attrs
        self.module = module
        self.metaclass: Class | None = next((b.metaclass for b in bases if b.metaclass is not None), None)
        self.new = new
        self.open: bool = any(b.open for b in bases)
        self.mro: tuple[Class, ...] = linearize(self, bases)
        self._found: dict[str, Anything] = {}
        self._plain: bool | None = None
        self._epoch = EPOCH.now
        self.stamp = stamp

    def lookup(self, name: str) -> Anything:
        """The raw attribute found first along the mro, or ABSENT."""
        if self._epoch != EPOCH.now:
            self._found = {}
            self._plain = None
            self._epoch = EPOCH.now
        found = self._found.get(name)
        if found is None:
            found = ABSENT
            for cls in self.mro:
                value = cls.attrs.get(name, ABSENT)
                if value is not ABSENT:
                    found = value
                    break
            # A host None cannot be told from "not looked up yet"; it is looked up each time.
            self._found[name] = found
        return found

    def own(self, attrs: dict[str, Anything], name: str) -> Anything:
        """An object's own attribute when reading it is plain, as it mostly is; else ABSENT, which says nothing.

        Plain: no class of the object has something of that name, nor a ``__getattribute__`` written in Python.
        """
        found = attrs.get(name, ABSENT)
        if found is ABSENT or self.lookup(name) is not ABSENT:
            return ABSENT
        return found if self.is_plain() else ABSENT

    def is_plain(self) -> bool:
        """Whether attributes are read as ``object`` has it."""
        plain = self._plain
        if plain is None or self._epoch != EPOCH.now:
            plain = type(self.lookup("__getattribute__")) is not Function
            self._plain = plain
        return plain

    def load(self, state: Any) -> None:
        super().load(state)
        EPOCH.now += 1

    def is_subclass(self, other: Class) -> bool:
        return other in self.mro

    def __repr__(self) -> str:
        return f"<class {self.module}.{self.name}>"


class _Absent(Value):
    __slots__ = ()


ABSENT = _Absent()
"""What ``Class.lookup`` gives for a name that no class of the mro has."""


def linearize(cls: Class, bases: tuple[Class, ...]) -> tuple[Class, ...]:
    """The C3 linearization. Raises ValueError where Python has a TypeError."""
    sequences = [list(b.mro) for b in bases] + [list(bases)]
    result = [cls]
    while True:
        sequences = [s for s in sequences if s]
        if not sequences:
            return tuple(result)
        for sequence in sequences:
            head = sequence[0]
            if not any(head in s[1:] for s in sequences):
                break
        else:
            raise ValueError("Cannot create a consistent method resolution order (MRO) for bases")
        result.append(head)
        for sequence in sequences:
            if sequence[0] is head:
                del sequence[0]


class Instance(WithAttributes):
    """An object of a class. ``payload`` is the list, dict, str, tuple or number that a subclass of those holds."""

    __slots__ = ("cls", "payload")

    def __init__(self, cls: Class, stamp: int = 0) -> None:
        self.cls = cls
        self.attrs = {}
        self.payload: Anything = None
        self.stamp = stamp

    def __repr__(self) -> str:
        return f"<{self.cls.name} object>"


class Function(WithAttributes):
    """A function of the program or of a sketch. ``code`` is the interpreter's compiled form.

    ``defaults`` has a value for each parameter that has a default, by name. ``owner`` is the class it was defined in,
    for ``super()``.
    """

    __slots__ = ("closure", "code", "defaults", "module", "name", "owner", "qualname")

    def __init__(
        self,
        name: str,
        code: Any,
        module: Module,
        defaults: dict[str, Anything],
        closure: tuple[Cell, ...],
        stamp: int = 0,
    ) -> None:
        self.name = name
        self.qualname = name
        self.code = code
        self.module = module
        self.defaults = defaults
        self.closure = closure
        self.owner: Class | None = None
        self.attrs = {}
        self.stamp = stamp

    def __repr__(self) -> str:
        return f"<function {self.qualname}>"


class Native(Value):
    """A modelled function: ``fn(vm, *args, **kwargs)`` takes and gives values.

    ``pure`` functions neither change state nor call back: the interpreter may skip bookkeeping around them.
    ``params`` names the parameters as a user may pass them, where the host function's own signature is not the
    modelled one.
    """

    __slots__ = ("binds", "fn", "module", "name", "pure", "takes_more")

    def __init__(
        self,
        name: str,
        fn: Callable[..., Anything],
        *,
        pure: bool = False,
        binds: bool = True,
        takes_more: bool = False,
        module: str = "builtins",
    ) -> None:
        self.name = name
        self.fn = fn
        self.pure = pure
        self.binds = binds
        """Whether it becomes a method when found on a class."""
        self.takes_more = takes_more
        """Whether it can be called with arguments that are not known which (``interp.arguments``)."""
        self.module = module

    @property
    def is_python(self) -> bool:
        """Whether what it stands for is a function written in Python."""
        return self.module.startswith("tensorflow")

    @property
    def type_name(self) -> str:
        return "function" if self.is_python else "builtin_function_or_method"

    def __repr__(self) -> str:
        return f"<built-in function {self.name}>"


class BoundMethod(Value):
    __slots__ = ("func", "self_value")

    def __init__(self, func: Anything, self_value: Anything) -> None:
        self.func = func
        self.self_value = self_value


class Property(Value):
    """A property. Each accessor is a callable value or None."""

    __slots__ = ("fdel", "fget", "fset")

    def __init__(self, fget: Anything, fset: Anything = None, fdel: Anything = None) -> None:
        self.fget = fget
        self.fset = fset
        self.fdel = fdel


class Getter(Value):
    """A read-only attribute of a native class: ``fn(vm, instance) -> value``."""

    __slots__ = ("fn", "name")

    def __init__(self, name: str, fn: Callable[[Any, Anything], Anything]) -> None:
        self.name = name
        self.fn = fn


class StaticMethod(Value):
    __slots__ = ("func",)

    def __init__(self, func: Anything) -> None:
        self.func = func


class ClassMethod(Value):
    __slots__ = ("func",)

    def __init__(self, func: Anything) -> None:
        self.func = func


class Super(Value):
    """``super(cls, obj)``: attributes are looked up after ``cls`` in the mro of ``start``."""

    __slots__ = ("cls", "obj", "start")

    def __init__(self, cls: Class, obj: Anything, start: Class) -> None:
        self.cls = cls
        self.obj = obj
        self.start = start


class Slice(Value):
    __slots__ = ("start", "step", "stop")

    def __init__(self, start: Anything, stop: Anything, step: Anything) -> None:
        self.start = start
        self.stop = stop
        self.step = step


class Range(Value):
    """``range(...)`` with known ends."""

    __slots__ = ("range",)

    def __init__(self, range_: range) -> None:
        self.range = range_
