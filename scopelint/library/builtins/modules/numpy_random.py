"""numpy.random: shapes are known, numbers never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.builtins.modules.numpy_array import NdArray, shape_argument
from scopelint.library.builtins.natives import make
from scopelint.values.base import Anything
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

BY_SIZE = {
    "normal": (2, "float64"), "uniform": (2, "float64"), "randint": (2, "int64"), "random_sample": (0, "float64"),
    "random": (0, "float64"), "sample": (0, "float64"), "ranf": (0, "float64"), "binomial": (2, "int64"),
    "beta": (2, "float64"), "gamma": (2, "float64"), "poisson": (1, "int64"), "exponential": (1, "float64"),
    "standard_normal": (0, "float64"), "laplace": (2, "float64"), "choice": (1, "float64"), "gumbel": (2, "float64"),
    "lognormal": (2, "float64"), "random_integers": (2, "int64"), "integers": (2, "int64"),
}  # fmt: skip
"""Where the ``size`` argument stands, and the dtype."""
SILENT = ("seed", "shuffle", "set_state")


def outside(name: str) -> Unknown:
    return Unknown(Kind.OUTSIDE, f"np.random.{name}()", pure=True)


def by_size(name: str, at: int, kind: str, skip: int) -> Anything:
    def draw(vm: Machine, *args: Anything, **kwargs: Anything) -> Anything:
        given = args[skip:]
        size = kwargs.get("size", given[at] if len(given) > at else None)
        if size is None:
            return outside(name)
        return NdArray(vm, shape_argument(vm, size), kind, None)

    return make(name, draw, binds=bool(skip), module="numpy.random")


def by_sizes(name: str, skip: int) -> Anything:
    """``rand`` and ``randn`` take the sizes as arguments."""

    def draw(vm: Machine, *sizes: Anything) -> Anything:
        given = sizes[skip:]
        return NdArray(vm, shape_argument(vm, tuple(given)), "float64", None) if given else outside(name)

    return make(name, draw, binds=bool(skip), module="numpy.random")


def permutation(vm: Machine, *args: Anything) -> Anything:
    source = args[-1]
    if type(source) is int:
        return NdArray(vm, (source,), "int64", None)
    if isinstance(source, NdArray):
        return NdArray(vm, source.shape, source.dtype, None)
    return outside("permutation")


def functions(skip: int) -> dict[str, Anything]:
    """The functions; with ``skip`` 1 as methods of a generator."""
    found = {name: by_size(name, at, kind, skip) for name, (at, kind) in BY_SIZE.items()}
    for name in ("rand", "randn"):
        found[name] = by_sizes(name, skip)
    found["permutation"] = make("permutation", permutation, binds=bool(skip), module="numpy.random")
    for name in SILENT:
        found[name] = make(name, lambda vm, *args, **kwargs: None, binds=bool(skip), module="numpy.random")
    return found


def random_names(vm: Machine) -> dict[str, Anything]:
    found = functions(0)

    def new(m: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
        return Instance(cls, m.world.mark)

    state = Class("RandomState", (vm.types["object"],), functions(1), "numpy.random", new=new)
    found["RandomState"] = found["Generator"] = state
    found["default_rng"] = state
    return found
