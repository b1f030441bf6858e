"""Which model stands for a module that the program imports: native functions, a sketch, TensorFlow, or nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from scopelint.interp.entry import execute_module
from scopelint.interp.raising import fail
from scopelint.library import builtins
from scopelint.values.base import MISSING, Anything
from scopelint.values.objects import Class, Function, Module, Native
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

SKETCHES = Path(__file__).parent / "sketches"

PYTHON2_ONLY = frozenset(
    "cPickle urllib2 urlparse Queue ConfigParser StringIO cStringIO __builtin__ Tkinter httplib thread HTMLParser "
    "SocketServer commands md5 sets cookielib xmlrpclib anydbm dummy_thread exceptions itertools.izip".split()
)
PYTHON3_ONLY = frozenset(
    "queue configparser builtins tkinter http socketserver urllib.request urllib.parse html pathlib enum concurrent "
    "asyncio typing dataclasses statistics lzma selectors ipaddress tracemalloc".split()
)
RENAMED = {
    "Queue": "queue",
    "contextlib2": "contextlib",
    "mock": "unittest.mock",
    "simplejson": "json",
    "typing_extensions": "typing",
    "ujson": "json",
}
"""Modules that are another one under a second name: of Python 2, of a backport, of a faster twin."""
NEWER = {"dataclasses": ("1.15", "2.15"), "contextvars": ("1.15", "2.15"), "zoneinfo": ("2.15",), "tomllib": ("2.15",)}


class Library:
    """The library for one target version; it keeps nothing of a run, which all lies in ``vm.state``."""

    def __init__(self, version: str = "1.15") -> None:
        self.types: dict[str, Class] = builtins.make_types(version)
        self.builtins: dict[str, Anything] = builtins.make_builtins(self.types, version)

    def start(self, vm: Machine) -> None:
        """Set up one run."""
        from scopelint.library.tensorflow.native import finish

        finish(self.types["object"])

    def module(self, vm: Machine, name: str) -> Module | None:
        """The modelled module of this dotted name, None when there is none."""
        from scopelint.library.tensorflow.modules import ROOTS, tensorflow_module

        if name.partition(".")[0] in ROOTS:
            return tensorflow_module(vm, name)
        if name == "_scopelint":
            from scopelint.library.tensorflow.lowlevel import lowlevel_module

            return lowlevel_module(vm)
        if self._missing(vm, name):
            return None
        return self.modelled(vm, name)

    def modelled(self, vm: Machine, name: str) -> Module | None:
        """A standard or third-party module: its sketch, with the native functions of the same module in it."""
        real = RENAMED.get(name, name)
        native = native_modules().get(real)
        path = sketch_path(real)
        if native is None and path is None:
            return None
        module = native(vm) if native is not None else Module(name)
        # Known before it is run: what it imports may import it.
        vm.modules[name] = module
        if path is not None:
            run_sketch(vm, module, path)
        take_out(vm, module, name, path)
        if module.missing is None:
            module.missing = partial(not_modelled, module=name)
        return module

    def sketch(self, vm: Machine, name: str) -> Module | None:
        """The sketch module of this dotted TensorFlow path, run once a machine."""
        sketches: dict[str, Module | None] = vm.state.setdefault("sketches", {})
        if name not in sketches:
            path = sketch_path(name)
            sketches[name] = None
            if path is not None:
                module = sketches[name] = Module(name, stamp=vm.world.mark)
                run_sketch(vm, module, path)
        return sketches[name]

    def pristine(self, vm: Machine, name: str) -> Module | None:
        """A module as sketches see it, whatever the program patched or shadows; None when it is not modelled.

        Sketches may use all of the standard library, also what the target's Python lacks.
        """
        from scopelint.library.tensorflow.modules import ROOTS, tensorflow_module

        if name.partition(".")[0] in ROOTS:
            return tensorflow_module(vm, name, pristine=True)
        if not self._missing(vm, name):
            loaded = vm.modules.get(name)
            return loaded if isinstance(loaded, Module) and loaded.is_modelled else None
        own: dict[str, Module | None] = vm.state.setdefault("sketch imports", {})
        if name not in own:
            own[name] = self.modelled(vm, name)
            # The program itself must not find it.
            vm.modules.pop(name, None)
        return own[name]

    def stands_for(self, vm: Machine, name: str) -> bool:
        """Whether a model, or knowing that it builds nothing, stands for a module where the project has none."""
        from scopelint.library.tensorflow.modules import ROOTS

        top = name.partition(".")[0]
        if top in ROOTS or top in inert_modules() or self._missing(vm, name):
            return True
        real = RENAMED.get(top, top)
        return real in native_modules() or sketch_path(real) is not None

    def shadows(self, vm: Machine, name: str) -> bool:
        """Whether the model is taken even where the roots hold a module of that name."""
        return name.partition(".")[0] in ("tensorflow", "numpy", "six")

    def absent(self, vm: Machine, name: str) -> Anything:
        """What importing a module gives that is neither the project's nor modelled.

        Raises the program's ImportError where the module surely does not exist in the target's Python.
        """
        from scopelint.interp.imports import not_found
        from scopelint.library.tensorflow.modules import ROOTS

        if self._missing(vm, name) or name.partition(".")[0] in ROOTS:
            not_found(vm, name)
        top = name.partition(".")[0]
        pure = top in inert_modules()
        if not pure:
            vm.state.setdefault("unresolved", {})[name] = vm.place()
        return Unknown(Kind.IMPORT, name, pure=pure)

    def _missing(self, vm: Machine, name: str) -> bool:
        top = name.partition(".")[0]
        if name in NEWER or top in NEWER:
            return vm.version not in NEWER.get(name, NEWER.get(top, ()))
        absent = PYTHON3_ONLY if vm.version == "0.12" else PYTHON2_ONLY
        return name in absent or top in absent

    def origin(self, vm: Machine, value: Class | Function | Native, module: str) -> tuple[Anything, str | None]:
        """``__module__`` and ``__name__`` of what is defined in a module, where that is a model: of what it stands
        for. None for a name that stays."""
        if not of_tensorflow(module):
            return module, None
        from scopelint.library.tensorflow.identity import origin

        return origin(vm, value)

    def is_class(self, vm: Machine, value: Native) -> bool:
        """Whether what a native function stands for is a class."""
        if not value.is_python:
            return False
        from scopelint.library.tensorflow.identity import is_class

        return is_class(vm, value)

    def parameters(self, vm: Machine, value: Anything, follow: bool) -> list[tuple[str, int, Anything, bool]] | None:
        """The recorded parameters of what a model stands for; None where there are none. ``follow``: decorators."""
        module = getattr(value, "module", "")
        if not of_tensorflow(module.name if isinstance(module, Module) else module):
            return None
        from scopelint.library.tensorflow.identity import parameters_of

        return parameters_of(vm, value, follow)

    def public_names(self, vm: Machine, module: Module) -> list[str]:
        """The names that a star import of a module without ``__all__`` binds, private ones included."""
        from scopelint.library.tensorflow.modules import ROOTS

        if module.missing is not None and module.name.partition(".")[0] in ROOTS:
            from scopelint.library.tensorflow.modules import public_names

            return public_names(vm, module)
        return list(module.attrs)


def of_tensorflow(module: str) -> bool:
    """Whether a module of this name is TensorFlow's, or stands for one."""
    from scopelint.library.tensorflow.modules import ROOTS

    return module.partition(".")[0] in ROOTS


def take_out(vm: Machine, module: Module, name: str, path: Path | None) -> None:
    """Take the public names out of a model that its module lacks in the target's Python; but not those that the rest
    of the sketch uses."""
    from scopelint.library.tables import library_names

    known = library_names(vm.version, name)
    if known is None:
        return
    text: str | None = None
    unknown = [attr for attr in module.attrs if attr not in known and attr[:1] not in "._"]
    for attr in unknown:
        if isinstance(module.attrs[attr], Module):
            continue
        if path is not None and text is None:
            text = path.read_text(encoding="utf-8")
        if text is None or len(re.findall(rf"(?<![.\w]){attr}\b", text)) <= 1:
            del module.attrs[attr]


def not_modelled(vm: Machine, name: str, module: str) -> Anything:
    """A name that the model of a module lacks: MISSING where the module itself surely lacks it too."""
    from scopelint.library.tables import lacks_name

    if name.startswith("__") or lacks_name(vm.version, module, name):
        return MISSING
    full = f"{module}.{name}"
    if sketch_path(full) is not None:  # `from package import module`
        from scopelint.interp.imports import import_module

        return import_module(vm, full)
    return Unknown(Kind.OUTSIDE, full, pure=True)


def native_modules() -> Mapping[str, Callable[[Machine], Module]]:
    """Makers of modules that have native functions."""
    return getattr(builtins, "NATIVE_MODULES", {})


def inert_modules() -> Collection[str]:
    """Modules that never build a graph, whatever is called in them."""
    return getattr(builtins, "INERT_MODULES", ())


def sketch_path(name: str) -> Path | None:
    """The file of a sketch, by the module's dotted path."""
    base = SKETCHES.joinpath(*name.split("."))
    file = base.with_name(base.name + ".py")
    if file.is_file():
        return file
    package = base / "__init__.py"
    return package if package.is_file() else None


def run_sketch(vm: Machine, module: Module, path: Path) -> None:
    """Run a sketch's body in the module; what it builds is the library's, never the program's."""
    from scopelint.source.text import Source

    module.path = None
    source = Source.from_bytes(os.fspath(path), path.read_bytes())
    source.is_shipped = True
    if path.name == "__init__.py":
        module.attrs.setdefault("__path__", path.name)
    # What an arm of a fork happens to load first is there for the other arm too.
    with vm.world.outside():
        execute_module(vm, module, source)
        if vm.world.depth:
            fail(vm, "SystemError", f"sketch {module.name} left a fork open")


@cache
def library(version: str) -> Library:
    """The library of this process for a target version."""
    return Library(version)
