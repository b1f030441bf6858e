"""Operators on tensors and variables: each opens a name scope of its own, ``add``, ``strided_slice`` (SPEC §10 c)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from scopelint.interp.operators import payload
from scopelint.interp.raising import Raised, fail, type_name
from scopelint.library.tables import op_def
from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.native import method, primitive
from scopelint.library.tensorflow.plain import apply_op, graph_values, op_name
from scopelint.library.tensorflow.run import name_scope
from scopelint.library.tensorflow.slicing import slice_helper
from scopelint.library.tensorflow.tensors import TENSOR, Tensor
from scopelint.library.tensorflow.variables import VARIABLE
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import ABSENT, Class, Instance
from scopelint.values.unknown import Choice, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

Function = Callable[["Machine", Anything, Anything, Anything], Anything]

OLD = ("0.12", "1.0", "1.4", "1.8", "1.13")


def scope(vm: Machine, name: Anything, default: str | None, values: Sequence[Anything]) -> AbstractContextManager[str]:
    """``ops.name_scope(name, default, values)`` around what a function makes."""
    given = None if name is None else op_name(vm, name, default or "")
    return name_scope(vm, given, default, graph_values(vm, values))


def make(vm: Machine, type: str, name: Anything, **given: Anything) -> Anything:
    """One op of the registry."""
    found = op_def(vm.version, type)
    assert found is not None
    return apply_op(vm, found, given, name)


def plain_binary(type: str, newer: str = "") -> Function:
    """A function of one op with inputs x and y; ``newer`` is its type from 1.15."""

    def run(vm: Machine, x: Anything, y: Anything, name: Anything = None) -> Anything:
        made = newer if newer and vm.version not in OLD and getattr(x, "dtype", "") != "string" else type
        return make(vm, made, name, x=x, y=y)

    return run


TRUEDIV = {"uint8": "float32", "int8": "float32", "uint16": "float32", "int16": "float32", "int32": "float64",
           "int64": "float64"}  # fmt: skip


def cast(vm: Machine, x: Anything, kind: str) -> Anything:
    from scopelint.library.tensorflow.dtypes import dtype

    return make(vm, "Cast", None, x=x, DstT=dtype(kind))


@primitive("tf.truediv")
def truediv(vm: Machine, x: Anything, y: Anything, name: Anything = None) -> Anything:
    """Ints are cast to floats first."""
    with scope(vm, name, "truediv", [x, y]) as path:
        x, y = to_tensor(vm, x, None, "x"), to_tensor(vm, y, late_kind(vm, x), "y")
        kinds = getattr(x, "dtype", "?"), getattr(y, "dtype", "?")
        if kinds[0] != kinds[1] and "?" not in kinds:
            fail(
                vm,
                "TypeError",
                f"x and y must have the same dtype, got {shown_dtype(kinds[0])} != {shown_dtype(kinds[1])}",
            )
        wider = TRUEDIV.get(kinds[0])
        if wider is not None:
            x, y = cast(vm, x, wider), cast(vm, y, wider)
        return make(vm, "Div" if vm.version == "0.12" else "RealDiv", path, x=x, y=y)


def late_kind(vm: Machine, x: Anything) -> str | None:
    """2.15 converts the second operand to the type of the first."""
    kind = getattr(x, "dtype", None)
    return kind if vm.version == "2.15" and isinstance(x, Tensor) else None


def shown_dtype(kind: str) -> str:
    return f"tf.{kind}"


@primitive("tf.floordiv")
def floordiv(vm: Machine, x: Anything, y: Anything, name: Anything = None) -> Anything:
    """Up to 0.12 made of Div and, for floats, Floor."""
    with scope(vm, name, "floordiv", [x, y]) as path:
        if vm.version != "0.12":
            return make(vm, "FloorDiv", path, x=x, y=y)
        x = to_tensor(vm, x, None, "x")
        if getattr(x, "dtype", "?").startswith("float"):
            return make(vm, "Floor", path, x=make(vm, "Div", None, x=x, y=y))
        return make(vm, "Div", path, x=x, y=to_tensor(vm, y, None, "y"))


@primitive("tf.add")
def add(vm: Machine, x: Anything, y: Anything, name: Anything = None) -> Anything:
    """From 2.15 the second is converted to the first one's type only where it can be."""
    if vm.version != "2.15":
        return make(vm, "Add", name, x=x, y=y)
    with scope(vm, name, "Add", [x]) as path:
        x = to_tensor(vm, x, None, "x")
        y = operand(vm, y, x, "y") if isinstance(x, Tensor) else to_tensor(vm, y, None, "y")
        return make(vm, "Add" if getattr(x, "dtype", None) == "string" else "AddV2", path, x=x, y=y)


@primitive("tf.pow")
def power(vm: Machine, x: Anything, y: Anything, name: Anything = None) -> Anything:
    with scope(vm, name, "Pow", [x]) as path:
        return make(vm, "Pow", path, x=x, y=y)


@primitive("tf.logical_xor")
def logical_xor(vm: Machine, x: Anything, y: Anything, name: Anything = None) -> Anything:
    """Made of three others."""
    either = make(vm, "LogicalOr", None, x=x, y=y)
    both = make(vm, "LogicalAnd", None, x=x, y=y)
    neither = make(vm, "LogicalNot", None, x=both)
    return make(vm, "LogicalAnd", "LogicalXor" if name is None else name, x=either, y=neither)


def matmul_operator(vm: Machine, x: Anything, y: Anything, name: Anything = None) -> Anything:
    from scopelint.library.tensorflow.matrices import matmul

    return matmul(vm, a=x, b=y, name=name)


BINARY: dict[str, tuple[str, Function]] = {
    "add": ("add", plain_binary("Add", "AddV2")),
    "sub": ("sub", plain_binary("Sub")),
    "mul": ("mul", plain_binary("Mul")),
    "div": ("div", plain_binary("Div")),
    "truediv": ("truediv", truediv),
    "floordiv": ("floordiv", floordiv),
    "mod": ("mod", plain_binary("FloorMod")),
    "pow": ("pow", power),
    "and": ("and", plain_binary("LogicalAnd")),
    "or": ("or", plain_binary("LogicalOr")),
    "xor": ("xor", logical_xor),
    "matmul": ("matmul", matmul_operator),
}
COMPARISONS = {"lt": "Less", "le": "LessEqual", "gt": "Greater", "ge": "GreaterEqual"}
UNARY = {"neg": "Neg", "invert": "LogicalNot"}


def as_tensor(vm: Machine, value: Anything) -> Anything:
    """A variable's operators work on its value, read first."""
    return value if isinstance(value, Tensor) else to_tensor(vm, value)


def forward(vm: Machine, title: str, function: Function, x: Anything, y: Anything) -> Anything:
    """``x op y``."""
    x = as_tensor(vm, x)
    if not isinstance(x, Tensor):
        return x
    with scope(vm, None, title, [x, y]) as path:
        try:
            other = operand(vm, y, x, "y")
        except Raised as problem:
            if vm.version in ("0.12", "1.0", "2.15") or problem.value.cls.name != "TypeError" or not reflects(y, title):
                raise
            return vm.builtins["NotImplemented"]
        return function(vm, x, other, path)


def reflects(value: Anything, title: str) -> bool:
    """Whether a value has the operator's reflected method."""
    value = payload(value)
    if isinstance(value, Instance):
        return value.cls.lookup(f"__r{title}__") is not ABSENT
    kinds = {List: list, tuple: tuple, str: str}
    return hasattr(kinds.get(type(value), type(value)), f"__r{title}__")


def backward(vm: Machine, title: str, function: Function, y: Anything, x: Anything) -> Anything:
    """``x op y`` where only ``y`` is a tensor."""
    y = as_tensor(vm, y)
    if not isinstance(y, Tensor):
        return y
    with scope(vm, None, title, [x, y]) as path:
        return function(vm, operand(vm, x, y, "x", strict=True), y, path)


def operand(vm: Machine, value: Anything, other: Tensor, name: str, *, strict: bool = False) -> Anything:
    """The other operand, of the tensor's type; from 1.15, on the right, of another where it must."""
    if type(value) in (Unknown, Choice):
        return value
    kind: str | None = other.dtype
    found = getattr(value, "dtype", None)
    hinted = vm.version in ("1.15", "2.15") or (vm.version == "1.13" and isinstance(value, Tensor))
    if hinted and kind != "?" and type(found) is str and found not in (kind, "?"):
        return value
    if not strict and vm.version in ("1.15", "2.15"):
        try:
            return to_tensor(vm, value, kind, name)
        except Raised:
            return to_tensor(vm, value, None, name)
    return to_tensor(vm, value, kind, name)


def install(cls: Class) -> None:
    """Give a class the operators."""
    for name, (title, function) in BINARY.items():
        install_binary(cls, name, title, function)
    for name, type in COMPARISONS.items():
        install_comparison(cls, name, type)
    for name, type in UNARY.items():
        install_unary(cls, name, type)

    @method(cls, "__abs__")
    def absolute(vm: Machine, self: Anything) -> Anything:
        return absolute_value(vm, as_tensor(vm, self))

    @method(cls, "__getitem__")
    def get_item(vm: Machine, self: Anything, index: Anything) -> Anything:
        x = as_tensor(vm, self)
        return slice_helper(vm, x, index) if isinstance(x, Tensor) else x


def install_binary(cls: Class, name: str, title: str, function: Function) -> None:
    if name == "matmul":

        @method(cls, "__matmul__")
        def run_new(vm: Machine, self: Anything, other: Anything) -> Anything:
            if vm.version in ("0.12", "1.0"):
                fail(
                    vm,
                    "TypeError",
                    f"unsupported operand type(s) for @: '{type_name(vm, self)}' and '{type_name(vm, other)}'",
                )
            return forward(vm, title, function, self, other)

        method(cls, "__rmatmul__")(lambda vm, self, other: backward(vm, title, function, self, other))
        return
    if name == "mod":
        function = modulo

    @method(cls, f"__{name}__")
    def run(vm: Machine, self: Anything, other: Anything) -> Anything:
        if name == "mul" and isinstance(other, Instance) and other.cls.name == "SparseTensor":
            from scopelint.library.tensorflow.sparse_functions import times

            return times(vm, other, self)
        return forward(vm, title, function, self, other)

    @method(cls, f"__r{name}__")
    def reflected(vm: Machine, self: Anything, other: Anything) -> Anything:
        return backward(vm, title, function, self, other)


def modulo(vm: Machine, x: Anything, y: Anything, name: Anything = None) -> Anything:
    return make(vm, "Mod" if vm.version == "0.12" else "FloorMod", name, x=x, y=y)


def install_comparison(cls: Class, name: str, type: str) -> None:
    @method(cls, f"__{name}__")
    def run(vm: Machine, self: Anything, other: Anything) -> Anything:
        x = as_tensor(vm, self)
        return make(vm, type, None, x=x, y=other) if isinstance(x, Tensor) else x


def install_unary(cls: Class, name: str, type: str) -> None:
    @method(cls, f"__{name}__")
    def run(vm: Machine, self: Anything) -> Anything:
        x = as_tensor(vm, self)
        return make(vm, type, None, x=x) if isinstance(x, Tensor) else x


@primitive("tf.abs")
def absolute_value(vm: Machine, x: Anything, name: Anything = None) -> Anything:
    with scope(vm, name, "Abs", [x]) as path:
        x = to_tensor(vm, x, None, "x")
        complex_ = getattr(x, "dtype", "").startswith("complex")
        if not complex_:
            return make(vm, "Abs", path, x=x)
        from scopelint.library.tensorflow.dtypes import dtype

        kind = "float32" if x.dtype == "complex64" else "float64"
        return make(vm, "ComplexAbs", path, x=x, Tout=dtype(kind))


for _cls in (TENSOR, VARIABLE):
    install(_cls)
