"""The builtin names of a program."""

from __future__ import annotations

from scopelint.library.builtins import functions, inspection, iterators, program
from scopelint.library.builtins.natives import make
from scopelint.library.builtins.python import python_of
from scopelint.library.builtins.types import make_types, simple
from scopelint.values.base import Anything
from scopelint.values.objects import Class, Instance

TYPES = (
    "object type int float bool complex str bytes bytearray memoryview tuple list dict set frozenset slice property"
    " staticmethod classmethod super"
).split()

PYTHON_2_ONLY = ("raw_input", "execfile")
PYTHON_3_ONLY = ("ascii",)


def make_builtins(types: dict[str, Class] | None = None, version: str = "1.15") -> dict[str, Anything]:
    """Every name that a program of the target version's Python finds without defining it."""
    if types is None:
        types = make_types(version)
    names: dict[str, Anything] = {n: types[n] for n in TYPES}
    names.update((n, c) for n, c in types.items() if c.is_subclass(types["BaseException"]))
    for table in (functions.FUNCTIONS, inspection.FUNCTIONS, iterators.FUNCTIONS, program.FUNCTIONS):
        names.update(table)
    names["NotImplemented"] = Instance(types["NotImplementedType"])
    names["Ellipsis"] = ...
    names["__debug__"] = True
    names["__name__"] = "builtins"
    old = python_of(version) < (3,)
    for name in PYTHON_3_ONLY if old else PYTHON_2_ONLY:
        del names[name]
    if old:
        names.update(python_2(types))
    else:
        types["range"].attrs.setdefault("__iter__", make("range.__iter__", range_iterator, binds=True))
        names["range"] = types["range"]
    return names


def range_iterator(vm: Anything, self: Anything) -> Anything:
    return iterators.iterator_of(vm, self)


def python_2(types: dict[str, Class]) -> dict[str, Anything]:
    """What Python 2 has besides. A str there is bytes and text in one; unicode is taken for the same."""
    from scopelint.library.builtins import numbers
    from scopelint.library.builtins.modules.functools import reduce

    def unichr(vm: Anything, code: Anything, /) -> Anything:
        return functions.chr_(vm, code)

    def compared(vm: Anything, a: Anything, b: Anything, /) -> Anything:
        from scopelint.library.builtins.ordering import less

        return -1 if less(vm, a, b) else 1 if less(vm, b, a) else 0

    return {
        "unicode": types["str"],
        "basestring": types["str"],
        "long": Class("long", (types["object"],), {}, "builtins", new=simple(numbers.to_int)),
        "xrange": make("xrange", iterators.new_range),
        "unichr": make("unichr", unichr),
        "reduce": make("reduce", reduce, pure=False),
        "cmp": make("cmp", compared),
        "file": program.FUNCTIONS["open"],
        "reload": make("reload", lambda vm, module: module),
        "apply": make("apply", applied, pure=False),
        "intern": make("intern", lambda vm, value: value),
        "buffer": make("buffer", lambda vm, value: value),
        "coerce": make("coerce", lambda vm, a, b: (a, b)),
    }


def applied(vm: Anything, fn: Anything, args: Anything = (), kwargs: Anything = None) -> Anything:
    from scopelint.interp.calls import call
    from scopelint.library.builtins.natives import items_of, plain

    named = {} if kwargs is None else {str(k): v for k, v in plain(kwargs).items.items()}
    return call(vm, fn, items_of(vm, args), named)
