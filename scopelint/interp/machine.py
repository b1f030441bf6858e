"""The machine: what one symbolic run holds, and where it is.

It knows the modules loaded, the frames open, the trace so far, and the library and loader it was handed. What can be
done with values lies in the modules beside this one, each taking the machine first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from scopelint.budget import LIMITS, Budget, Limits
from scopelint.diagnostic import Place
from scopelint.interp import merging
from scopelint.interp.frame import Frame
from scopelint.interp.world import World
from scopelint.scoping import ScopingError
from scopelint.trace import Context, Event, OpenScope, Trace
from scopelint.values.base import Anything
from scopelint.values.containers import Dict, List, Set
from scopelint.values.objects import (
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    Getter,
    Instance,
    Module,
    Native,
    Property,
    Range,
    Slice,
    StaticMethod,
    Super,
)
from scopelint.values.unknown import HoleTable, Kind, Text, Unknown

TYPE_NAMES: dict[type, str] = {
    type(None): "NoneType",
    bool: "bool",
    int: "int",
    float: "float",
    complex: "complex",
    str: "str",
    Text: "str",
    bytes: "bytes",
    type(Ellipsis): "ellipsis",
    tuple: "tuple",
    List: "list",
    Dict: "dict",
    Function: "function",
    BoundMethod: "method",
    Module: "module",
    Property: "property",
    Getter: "property",
    StaticMethod: "staticmethod",
    ClassMethod: "classmethod",
    Super: "super",
    Slice: "slice",
    Range: "range",
}


class Library(Protocol):
    """What the machine asks of the library (``scopelint.library``)."""

    types: dict[str, Class]
    builtins: dict[str, Anything]

    def module(self, vm: Machine, name: str) -> Module | None:
        """The modelled module of this dotted name, None when there is none."""

    def start(self, vm: Machine) -> None:
        """Set up what the library keeps for one run (``vm.state``)."""

    def pristine(self, vm: Machine, name: str) -> Module | None:
        """A module as sketches see it, or None."""

    def sketch(self, vm: Machine, name: str) -> Module | None:
        """The sketch module of this dotted TensorFlow path."""

    def stands_for(self, vm: Machine, name: str) -> bool:
        """Whether a model, or knowing that it builds nothing, stands for a module where the project has none."""

    def shadows(self, vm: Machine, name: str) -> bool:
        """Whether the model is taken even where the roots hold a module of that name."""

    def absent(self, vm: Machine, name: str) -> Anything:
        """What importing a module gives that is neither the project's nor modelled."""

    def origin(self, vm: Machine, value: Class | Function | Native, module: str) -> tuple[Anything, str | None]:
        """``__module__`` and ``__name__`` of what is defined in a module; None for a name that is its own."""

    def is_class(self, vm: Machine, value: Native) -> bool:
        """Whether what a native function stands for is a class."""

    def parameters(self, vm: Machine, value: Anything, follow: bool) -> list[tuple[str, int, Anything, bool]] | None:
        """The parameters of what a model stands for, as `inspect` describes them; None where they are its own."""

    def public_names(self, vm: Machine, module: Module) -> list[str]:
        """The names that a star import of a module without ``__all__`` binds."""


class Loader(Protocol):
    """What the machine asks of the front end (``syntax.loader``)."""

    def module(self, source: Any) -> Any:
        """The lowered module of a source. Raises an error with ``message`` and ``line`` when it cannot be parsed."""

    def body(self, source: Any, lazy: Any) -> Any:
        """The lowered block of a body that was left unparsed."""


class Finder(Protocol):
    """What the machine asks of the module finder (``source.finder``)."""

    def find(self, name: str) -> Any:
        """The Source of the project's module of this dotted name, or None."""

    def installed(self, name: str) -> Any:
        """The Source of this module of an installed package, or None."""

    def modules_in(self, folder: str) -> list[tuple[str, bool]] | None:
        """The project's modules in a folder, by name, and whether each is a package; None outside the project."""


class Machine:
    """One run. ``version`` is the target TensorFlow; ``recover`` goes on after an error as the author meant."""

    def __init__(
        self,
        library: Library,
        loader: Loader,
        finder: Finder,
        *,
        version: str = "1.15",
        recover: bool = False,
        limits: Limits = LIMITS,
        argv: tuple[str, ...] = (),
    ) -> None:
        self.library = library
        self.loader = loader
        self.finder = finder
        self.version = version
        self.recover = recover
        self.argv = argv
        self.limits = limits
        self.depth = limits.depth
        self.budget = Budget(limits)
        self.world = World(lambda a, b, label: merging.merge_values(self, a, b, label))
        self.trace = Trace()
        self.holes = HoleTable()
        self.frames: list[Frame] = []
        self.modules: dict[str, Module] = {}
        self.types = library.types
        self.builtins = library.builtins
        self.assumed: dict[Unknown, bool] = {}
        self.guards: list[Callable[[Class], bool]] = []
        """One for each ``try`` being run: whether it would catch an exception of this class."""
        self.scopes: Callable[[], tuple[OpenScope, ...]] = tuple
        """Gives the scopes open now; the library's TensorFlow model sets it."""
        self.refuse: Callable[[ScopingError], Anything] = unexpected
        """Raises in the program what the scoping engine refused; the library's TensorFlow model sets it."""
        self.failures: list[tuple[str, Exception]] = []
        """Failures of ours in natives: the native's name and the host's exception."""
        self.state: dict[str, Any] = {}
        """What parts of the library keep for this run, by their name."""
        library.start(self)

    # -- where it is

    def user_frame(self) -> Frame | None:
        """The innermost frame of the program's own code."""
        for frame in reversed(self.frames):
            if frame.module.is_user:
                return frame
        return None

    def called_by_user(self) -> bool:
        """Whether it is the program's own code, and not an installed package's, that called the library."""
        for frame in reversed(self.frames):
            if not frame.module.is_modelled:
                return frame.module.is_user
        return False

    def place(self) -> Place:
        """The place of the innermost frame of the program's own code."""
        frame = self.user_frame()
        return frame_place(frame) if frame is not None else Place("?", 0)

    def context(self) -> Context:
        """The place, the call sites that led there, and the scopes open."""
        user = [f for f in self.frames if f.module.is_user]
        if not user:
            return Context(Place("?", 0))
        places = tuple(frame_place(f) for f in user)
        code = user[-1].code
        return Context(places[-1], places[:-1], self.scopes(), code.qualname if code is not None else "<module>")

    # -- telling

    def tell(self, event: Event) -> None:
        """Add an event to the trace."""
        trace = self.trace
        if trace.stamp != self.world.mark:
            self.world.touch(trace)
        trace.events.append(event)

    def doubt(self, reason: str) -> None:
        """Something unknown may add, remove or rename a variable: the trace is no longer complete."""
        self.trace.doubt(reason, self.place())

    def internal(self, error: Exception, name: str) -> Unknown:
        """A native failed, which is an error of ours: it is kept to be told, and its result is unknown."""
        self.failures.append((name, error))
        self.doubt(f"{name}() failed inside scopelint")
        return Unknown(Kind.TENSORFLOW, name)

    def unknown(self, kind: Kind, label: str, *, pure: bool = False) -> Unknown:
        """A fresh unknown value."""
        return Unknown(kind, label, pure=pure)

    # -- kinds

    def class_of(self, value: Anything) -> Class | None:
        """The class of a value; None when it is unknown."""
        kind = type(value)
        name = TYPE_NAMES.get(kind)
        if name is not None:
            return self.types[name]
        if isinstance(value, Instance):
            return value.cls
        if kind is Class:
            return self.types["type"] if value.metaclass is None else value.metaclass
        if kind is Set:
            return self.types["frozenset" if value.frozen else "set"]
        cls = getattr(value, "cls", None)
        if isinstance(cls, Class):
            return cls
        name = getattr(value, "type_name", None)
        return None if name is None else self.types.get(name, self.types["iterator"])

    def would_catch(self, cls: Class) -> bool:
        """Whether a ``try`` being run would catch an exception of this class."""
        return any(guard(cls) for guard in self.guards)


def unexpected(error: ScopingError) -> Anything:
    """Before TensorFlow was imported the engine refuses nothing."""
    raise error


def frame_place(frame: Frame) -> Place:
    call = frame.call if frame.call_line == frame.line else None
    return Place(frame.module.path or frame.module.name, frame.line, call)
