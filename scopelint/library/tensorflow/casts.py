"""``tf.cast`` and its kin: no op where the type is right already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.dtypes import dtype, dtype_name
from scopelint.library.tensorflow.native import primitive
from scopelint.library.tensorflow.operators import make, scope
from scopelint.library.tensorflow.run import tf_of
from scopelint.library.tensorflow.sparse import SPARSE, SparseValue
from scopelint.library.tensorflow.tensors import Tensor, is_reference
from scopelint.library.tensorflow.variables import VariableHandle
from scopelint.scoping import Op
from scopelint.values.base import Anything
from scopelint.values.unknown import text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

OLD = ("0.12", "1.0", "1.4", "1.8")


def is_value_of(x: Anything, kind: str | None) -> bool:
    """Whether it is a tensor of this type (a reference to one is not), or a resource variable."""
    if isinstance(x, Tensor):
        return x.dtype == kind and not is_reference(x)
    return isinstance(x, VariableHandle) and x.dtype == kind and x.engine_object.kind == "resource"


def cast_to(vm: Machine, x: Anything, kind: str | None, name: Anything, default: str) -> Anything:
    """No op where the type is right already; from 1.13 no name is taken then either (ops/cast_of_its_type)."""
    if vm.version not in OLD and is_value_of(x, kind):
        return x
    with scope(vm, name, default, [x]) as path:
        if isinstance(x, SparseValue) and (x.cls is SPARSE or vm.version not in OLD):
            values = cast_to(vm, x.values, kind, text(path) if path else None, default)
            return type(x)(x.cls, x.indices, values, x.sizes)
        x = to_tensor(vm, x, None, "x")
        if kind is not None and (not isinstance(x, Tensor) or x.dtype == "?"):
            return unlisted(vm, x, kind)
        if not isinstance(x, Tensor) or (kind is not None and x.dtype == kind):
            return x
        if kind is None:
            return make(vm, "Cast", path, x=x)
        return make(vm, "Cast", path, x=x, DstT=dtype(kind))


def unlisted(vm: Machine, x: Anything, kind: str) -> Tensor:
    """A cast of what is not known: whether it makes an op is not known either."""
    op = Op(vm.holes.new("cast"), "Cast", getattr(x, "graph", None) or tf_of(vm).engine.default_graph(), certain=False)
    op.inputs = [x]
    tensor = Tensor(op, 0, getattr(x, "shape", None), kind)
    tensor.known_shape = getattr(x, "known_shape", False)
    op.outputs = [tensor]
    vm.state.setdefault("unlisted", set()).add(tf_of(vm).engine.default_graph())
    return tensor


@primitive("tf.cast")
def cast(vm: Machine, x: Anything, dtype: Anything, name: Anything = None) -> Anything:
    return cast_to(vm, x, dtype_name(vm, dtype), name, "Cast")


def _to(canonical: str, kind: str, title: str) -> None:
    def run(vm: Machine, x: Anything, name: Anything = None) -> Anything:
        return cast_to(vm, x, kind, title if name is None else name, title)

    primitive(canonical)(run)


for _canonical, _kind, _title in (
    ("tf.to_float", "float32", "ToFloat"), ("tf.to_double", "float64", "ToDouble"), ("tf.to_int32", "int32", "ToInt32"),
    ("tf.to_int64", "int64", "ToInt64"), ("tf.to_bfloat16", "bfloat16", "ToBFloat16"),
    ("tf.to_complex64", "complex64", "ToComplex64"), ("tf.to_complex128", "complex128", "ToComplex128"),
):  # fmt: skip
    _to(_canonical, _kind, _title)
