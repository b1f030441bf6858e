"""numpy: making arrays, arithmetic on small known ones, and shapes. Everything else is unknown, and builds nothing."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scopelint.interp.operators import compare
from scopelint.interp.raising import fail
from scopelint.library.builtins.modules import numpy_dtypes, numpy_reduce
from scopelint.library.builtins.modules.numpy_array import (
    KEPT,
    NdArray,
    Shape,
    array_class,
    array_of,
    cast,
    count,
    elementwise,
    made,
    operate,
    shape_argument,
    stack,
)
from scopelint.library.builtins.modules.numpy_dtypes import dtype_name
from scopelint.library.builtins.natives import NotKnown, Table, function, integer, items_of, opaque
from scopelint.values.base import MISSING, Anything
from scopelint.values.objects import Module
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="numpy")


def is_foreign(value: Anything) -> bool:
    """A tensor: numpy cannot take it, and what it then does is not modelled."""
    return bool(getattr(value, "is_tensor_like", False))


@function(NAMES, "array", "asarray", "ascontiguousarray", "asanyarray")
def array(vm: Machine, object: Anything, dtype: Anything = None, *args: Anything, **kwargs: Anything) -> Anything:
    if is_foreign(object):
        raise NotKnown
    if opaque(object):
        return NdArray(vm, None, dtype_name(vm, dtype) or "float64", None)
    return array_of(vm, object, dtype_name(vm, dtype))


def filled(vm: Machine, shape: Shape | None, kind: str, value: Anything) -> NdArray:
    total = count(shape)
    data = None if total is None or total > KEPT or value is MISSING else [cast(value, kind)] * total
    return NdArray(vm, shape, kind, data)


def filling(name: str, value: Anything) -> None:
    """``zeros``, ``ones``, ``empty`` and their ``_like``."""

    @function(NAMES, name)
    def new(vm: Machine, shape: Anything, dtype: Anything = None, order: Anything = "C") -> Anything:
        return filled(vm, shape_argument(vm, shape), dtype_name(vm, dtype) or "float64", value)

    @function(NAMES, f"{name}_like")
    def like(vm: Machine, a: Anything, dtype: Anything = None, *args: Anything, **kwargs: Anything) -> Anything:
        model = array(vm, a)
        return filled(vm, model.shape, dtype_name(vm, dtype) or model.dtype, value)


filling("zeros", 0)
filling("ones", 1)
filling("empty", MISSING)


@function(NAMES)
def full(vm: Machine, shape: Anything, fill_value: Anything, dtype: Anything = None) -> Anything:
    kind = dtype_name(vm, dtype) or array_of(vm, fill_value).dtype
    return filled(vm, shape_argument(vm, shape), kind, fill_value)


@function(NAMES)
def full_like(vm: Machine, a: Anything, fill_value: Anything, dtype: Anything = None) -> Anything:
    model = array(vm, a)
    return filled(vm, model.shape, dtype_name(vm, dtype) or model.dtype, fill_value)


@function(NAMES, "eye", "identity")
def eye(vm: Machine, N: Anything, M: Anything = None, k: Anything = 0, dtype: Anything = None) -> Anything:  # noqa: N803
    rows = shape_argument(vm, N)
    columns = rows if M is None else shape_argument(vm, M)
    if rows is None or columns is None:
        return NdArray(vm, (None, None), "float64", None)
    kind = dtype_name(vm, dtype) or "float64"
    shape = (rows[0], columns[0])
    total = count(shape)
    if total is None or total > KEPT:
        return NdArray(vm, shape, kind, None)
    shift = integer(vm, k)
    data = [cast(1 if j == i + shift else 0, kind) for i in range(rows[0] or 0) for j in range(columns[0] or 0)]
    return NdArray(vm, shape, kind, data)


@function(NAMES)
def arange(vm: Machine, *bounds: Anything, dtype: Anything = None, **kwargs: Anything) -> Anything:
    kind = dtype_name(vm, dtype)
    numbers = [known_number(vm, b) for b in bounds] + [known_number(vm, v) for v in kwargs.values()]
    if len(numbers) == 4:
        kind, numbers = kind or "float64", numbers[:3]
    if any(n is None for n in numbers):
        return NdArray(vm, (None,), kind or "int64", None)
    start, stop, step = (0, *numbers, 1) if len(numbers) == 1 else (*numbers, 1)[:3]
    if step == 0:
        fail(vm, "ZeroDivisionError", "division by zero")
    size = max(0, math.ceil((stop - start) / step))
    kind = kind or ("float64" if any(type(n) is float for n in numbers) else "int64")
    data = None if size > KEPT else [cast(start + i * step, kind) for i in range(size)]
    return NdArray(vm, (size,), kind, data)


def known_number(vm: Machine, value: Anything) -> Any:
    """A number, or None when it is not known."""
    if isinstance(value, NdArray):
        value = value.data[0] if value.data is not None and len(value.data) == 1 else None
    return value if type(value) in (int, float, bool) else None


@function(NAMES)
def linspace(
    vm: Machine, start: Anything, stop: Anything, num: Anything = 50, endpoint: Anything = True, **kwargs: Anything
) -> Anything:
    a, b = known_number(vm, start), known_number(vm, stop)
    size = num if type(num) is int else None
    if a is None or b is None or size is None or size > KEPT or type(endpoint) is not bool:
        return NdArray(vm, (size,), "float64", None)
    parts = size - 1 if endpoint else size
    step = (b - a) / parts if parts else 0.0
    data = [a + i * step for i in range(size)]
    if endpoint and size > 1:
        data[-1] = float(b)
    return NdArray(vm, (size,), "float64", [float(v) for v in data])


def reducing(*names: str) -> None:
    @function(NAMES, *names)
    def run(vm: Machine, a: Anything, axis: Anything = None, *args: Anything, **kwargs: Anything) -> Anything:
        if opaque(a) or is_foreign(a):
            raise NotKnown
        return numpy_reduce.reduced(vm, names[0], array_of(vm, a), axis, kwargs.get("keepdims", False))


for _names in (
    ("prod", "product"),
    ("sum",),
    ("mean", "average"),
    ("max", "amax"),
    ("min", "amin"),
    ("std",),
    ("var",),
    ("any",),
    ("all",),
    ("argmax",),
    ("argmin",),
):
    reducing(*_names)


def host_function(vm: Machine, fn: Callable[..., Any]) -> Callable[..., Anything]:
    """The host's function on one item; what numpy only warns about is unknown."""

    def run(*items: Anything) -> Anything:
        if not all(type(v) in (int, float, bool) for v in items):
            return Unknown(Kind.CALL, "number", pure=True)
        try:
            return fn(*items)
        except (ValueError, OverflowError, ZeroDivisionError):
            return Unknown(Kind.CALL, "number", pure=True)

    return run


def on_items(name: str, fn: Callable[..., Any], dtype: str | None = "float64") -> None:
    """A function of each item."""

    @function(NAMES, name)
    def run(vm: Machine, x: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
        if opaque(x) or is_foreign(x):
            raise NotKnown
        a = array_of(vm, x)
        one = host_function(vm, fn)
        kind = dtype or a.dtype
        if kind == "float64" and a.dtype.startswith("float"):
            kind = a.dtype
        return made(vm, a.shape, kind, None if a.data is None else [one(v) for v in a.data])


def sign(x: Any) -> Any:
    return (x > 0) - (x < 0) if type(x) is not float else float((x > 0) - (x < 0))


for _name in ("sqrt", "exp", "log", "log2", "log10", "log1p", "expm1", "sin", "cos", "tan", "tanh", "sinh", "cosh"):
    on_items(_name, getattr(math, _name))
on_items("arctan", math.atan)
on_items("arcsin", math.asin)
on_items("arccos", math.acos)
on_items("ceil", lambda x: float(math.ceil(x)))
on_items("floor", lambda x: float(math.floor(x)))
on_items("trunc", lambda x: float(math.trunc(x)))
on_items("rint", lambda x: float(round(x)))
on_items("isnan", lambda x: x != x, "bool")
on_items("isinf", lambda x: x in (math.inf, -math.inf), "bool")
on_items("isfinite", lambda x: math.isfinite(x), "bool")
on_items("abs", abs, None)
on_items("absolute", abs, None)
on_items("square", lambda x: x * x, None)
on_items("negative", lambda x: -x, None)
on_items("sign", sign, None)


@function(NAMES, "round", "around", "round_")
def round_(vm: Machine, a: Anything, decimals: Anything = 0) -> Anything:
    digits = integer(vm, decimals)
    if opaque(a):
        raise NotKnown
    source = array_of(vm, a)
    one = host_function(vm, lambda x: float(round(x, digits)) if type(x) is float else round(x, digits))
    return made(vm, source.shape, source.dtype, None if source.data is None else [one(v) for v in source.data])


def on_pairs(names: tuple[str, ...], op: str, dtype: str | None = None) -> None:
    @function(NAMES, *names)
    def run(vm: Machine, a: Anything, b: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
        if is_foreign(a) or is_foreign(b) or opaque(a) or opaque(b):
            raise NotKnown
        if dtype == "bool":
            return elementwise(vm, a, b, lambda x, y: compare(vm, op, x, y), dtype)
        return elementwise(vm, a, b, lambda x, y: operate(vm, op, x, y), dtype)


on_pairs(("add",), "+")
on_pairs(("subtract",), "-")
on_pairs(("multiply",), "*")
on_pairs(("divide", "true_divide"), "/", "float64")
on_pairs(("floor_divide",), "//")
on_pairs(("mod", "remainder", "fmod"), "%")
on_pairs(("power", "float_power"), "**")
for _name, _op in (
    ("equal", "=="),
    ("not_equal", "!="),
    ("less", "<"),
    ("greater", ">"),
    ("less_equal", "<="),
    ("greater_equal", ">="),
):
    on_pairs((_name,), _op, "bool")


def choosing(name: str, largest: bool) -> None:
    @function(NAMES, name)
    def run(vm: Machine, a: Anything, b: Anything, /) -> Anything:
        if opaque(a) or opaque(b) or is_foreign(a) or is_foreign(b):
            raise NotKnown
        one = host_function(vm, max if largest else min)
        return elementwise(vm, a, b, one)


choosing("maximum", True)
choosing("minimum", False)


@function(NAMES)
def reshape(vm: Machine, a: Anything, newshape: Anything, order: Anything = "C") -> Anything:
    return numpy_reduce.reshaped(vm, array(vm, a), shape_argument(vm, newshape))


@function(NAMES)
def transpose(vm: Machine, a: Anything, axes: Anything = None) -> Anything:
    return numpy_reduce.transposed(vm, array(vm, a), None if axes is None else shape_argument(vm, axes))


@function(NAMES)
def squeeze(vm: Machine, a: Anything, axis: Anything = None) -> Anything:
    return numpy_reduce.squeezed(vm, array(vm, a), axis)


@function(NAMES)
def expand_dims(vm: Machine, a: Anything, axis: Anything) -> Anything:
    source = array(vm, a)
    if source.shape is None or type(axis) is not int:
        return NdArray(vm, None, source.dtype, None)
    at = axis % (len(source.shape) + 1)
    return NdArray(vm, (*source.shape[:at], 1, *source.shape[at:]), source.dtype, source.data)


@function(NAMES, "ravel")
def ravel(vm: Machine, a: Anything) -> Anything:
    source = array(vm, a)
    return NdArray(vm, (count(source.shape),), source.dtype, source.data)


@function(NAMES, "dot", "matmul", "inner")
def dot(vm: Machine, a: Anything, b: Anything, /) -> Anything:
    return numpy_reduce.dot(vm, array(vm, a), array(vm, b))


@function(NAMES, "concatenate")
def concatenate(vm: Machine, arrays: Anything, axis: Anything = 0) -> Anything:
    parts = [array(vm, p) for p in items_of(vm, arrays)]
    if not parts or any(p.shape is None for p in parts) or type(axis) is not int:
        return NdArray(vm, None, parts[0].dtype if parts else "float64", None)
    at = axis % max(1, len(parts[0].shape))
    sizes = [p.shape[at] for p in parts]
    total = None if None in sizes else sum(sizes)
    shape = (*parts[0].shape[:at], total, *parts[0].shape[at + 1 :])
    data = None
    if at == 0 and all(p.data is not None for p in parts):
        data = [v for p in parts for v in p.data]
    return NdArray(vm, shape, parts[0].dtype, data)


@function(NAMES, "stack", "vstack_")
def stack_(vm: Machine, arrays: Anything, axis: Anything = 0) -> Anything:
    parts = [array(vm, p) for p in items_of(vm, arrays)]
    shape, kind, data = stack(vm, [(p.shape, p.dtype, p.data) for p in parts])
    if axis == 0 or shape is None or type(axis) is not int:
        return NdArray(vm, shape, kind, data if axis == 0 else None)
    at = axis % len(shape)
    return NdArray(vm, (*shape[1 : at + 1], shape[0], *shape[at + 1 :]), kind, None)


@function(NAMES, "shape")
def shape_(vm: Machine, a: Anything) -> Anything:
    from scopelint.library.builtins.modules.numpy_methods import shape_value

    if opaque(a) or is_foreign(a):
        raise NotKnown
    return shape_value(vm, array(vm, a))


@function(NAMES, "ndim")
def ndim(vm: Machine, a: Anything) -> Anything:
    source = array(vm, a)
    if source.shape is None:
        raise NotKnown
    return len(source.shape)


@function(NAMES, "size")
def size_(vm: Machine, a: Anything, axis: Anything = None) -> Anything:
    found = count(array(vm, a).shape) if axis is None else array(vm, a).shape[axis]
    if found is None:
        raise NotKnown
    return found


@function(NAMES, "isscalar")
def isscalar(vm: Machine, element: Anything) -> Anything:
    if opaque(element):
        raise NotKnown
    return type(element) in (int, float, complex, bool, str) or (isinstance(element, NdArray) and element.shape == ())


@function(NAMES, "array_equal", "allclose")
def array_equal(vm: Machine, a: Anything, b: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
    x, y = array(vm, a), array(vm, b)
    if x.shape is not None and y.shape is not None and x.shape != y.shape and None not in (*x.shape, *y.shape):
        return False
    from scopelint.interp.truth import all_equal

    answer = None if x.data is None or y.data is None else all_equal(vm, x.data, y.data)
    if not answer:
        raise NotKnown
    return True


CONSTANTS = {"pi": math.pi, "e": math.e, "inf": math.inf, "Inf": math.inf, "nan": math.nan, "NaN": math.nan,
             "newaxis": None, "euler_gamma": 0.5772156649015329, "infty": math.inf, "NINF": -math.inf}  # fmt: skip


def submodule(vm: Machine, name: str, attrs: dict[str, Anything]) -> Module:
    found = Module(f"numpy.{name}", stamp=vm.world.mark)
    found.attrs.update(attrs)
    found.missing = missing(f"np.{name}")
    vm.modules[f"numpy.{name}"] = found
    return found


def missing(prefix: str) -> Callable[[Any, str], Anything]:
    """What is not modelled is unknown, the same one each time."""
    table: dict[str, Unknown] = {}

    def find(vm: Machine, name: str) -> Anything:
        if name.startswith("__"):
            return MISSING
        if name not in table:
            table[name] = Unknown(Kind.CALL, f"{prefix}.{name}", pure=True)
        return table[name]

    return find


def module(vm: Machine) -> Module:
    from scopelint.library.builtins.modules.numpy_random import random_names

    made_module = Module("numpy", stamp=vm.world.mark)
    attrs = made_module.attrs
    attrs.update(NAMES)
    attrs.update(CONSTANTS)
    attrs.update(numpy_dtypes.names(vm))
    attrs["ndarray"] = array_class(vm)
    attrs["__version__"] = "1.16.4"
    attrs["random"] = submodule(vm, "random", random_names(vm))
    for name in ("linalg", "testing", "fft", "ma", "core", "lib"):
        attrs[name] = submodule(vm, name, {})
    made_module.missing = missing("np")
    return made_module
