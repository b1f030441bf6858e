"""six.moves: what moved between Python 2 and 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.imports import import_module
from scopelint.library.builtins.iterators import filtered, mapped, new_range, zipped
from scopelint.library.builtins.modules import itertools
from scopelint.library.builtins.modules.functools import reduce
from scopelint.library.builtins.natives import make
from scopelint.library.builtins.python import python
from scopelint.values.base import MISSING, Anything
from scopelint.values.objects import Module
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

MODULES = {
    "builtins": "builtins",
    "cPickle": "pickle",
    "configparser": "configparser",
    "copyreg": "copyreg",
    "queue": "queue",
    "html_parser": "html",
    "http_client": "http",
    "urllib": "urllib",
    "urllib_parse": "urllib",
    "tkinter": "tkinter",
    "_thread": "_thread",
    "reprlib": "reprlib",
    "socketserver": "socketserver",
    "xmlrpc_client": "xmlrpc",
}


def names(vm: Machine) -> dict[str, Anything]:
    found: dict[str, Anything] = {
        "zip": make("zip", zipped),
        "map": make("map", mapped, pure=False),
        "filter": make("filter", filtered, pure=False),
        "reduce": make("reduce", reduce, pure=False),
    }
    if python(vm) >= (3,):
        found.update({n: vm.builtins[n] for n in ("zip", "map", "filter", "range", "input", "chr")})
        found["xrange"], found["unichr"] = vm.builtins["range"], vm.builtins["chr"]
    else:
        found["range"] = found["xrange"] = make("xrange", new_range)
        found["input"], found["unichr"] = vm.builtins["raw_input"], vm.builtins["unichr"]
    extra = itertools.names(vm)
    for name in ("zip_longest", "filterfalse"):
        found[name] = extra[name] if name in extra else extra[f"i{name}"]
    for name in (
        "StringIO",
        "cStringIO",
        "UserDict",
        "UserList",
        "UserString",
        "getcwd",
        "getcwdb",
        "intern",
        "reload_module",
        "shlex_quote",
    ):
        found[name] = Unknown(Kind.IMPORT, name, pure=True)
    return found


def module(vm: Machine) -> Module:
    """The module; its submodules are imported when they are read."""
    made = Module("six.moves", stamp=vm.world.mark)
    made.attrs.update(names(vm))
    made.attrs["__name__"] = "six.moves"

    def missing(m: Machine, name: str) -> Anything:
        target = MODULES.get(name)
        if target is None:
            return MISSING if name.startswith("__") else Unknown(Kind.IMPORT, f"six.moves.{name}", pure=True)
        return import_module(m, target)

    made.missing = missing
    return made
