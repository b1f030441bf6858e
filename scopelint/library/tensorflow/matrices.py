"""Matrix products."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.tensorflow.conversion import to_tensor
from scopelint.library.tensorflow.native import primitive
from scopelint.library.tensorflow.static_shapes import Shape
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


@primitive("tf.matmul")
def matmul(
    vm: Machine,
    a: Anything,
    b: Anything,
    transpose_a: Anything = False,
    transpose_b: Anything = False,
    adjoint_a: Anything = False,
    adjoint_b: Anything = False,
    a_is_sparse: Anything = False,
    b_is_sparse: Anything = False,
    name: Anything = None,
) -> Anything:
    """``tf.matmul``: of matrices MatMul, of more dimensions a batch of them."""
    from scopelint.library.tensorflow.operators import make, scope

    with scope(vm, name, "MatMul", [a, b]) as path:
        a = to_tensor(vm, a, None, "a")
        plain = vm.version in ("0.12", "1.0") or type(getattr(b, "dtype", None)) is str
        b = to_tensor(vm, b, None if plain else getattr(a, "dtype", None), "b")
        if in_batches(vm, getattr(a, "shape", None), getattr(b, "shape", None)):
            batched = (
                "BatchMatMul"
                if vm.version in ("0.12", "1.0", "1.4", "1.8", "1.13")
                else ("BatchMatMulV3" if vm.version == "2.15" else "BatchMatMulV2")
            )
            batched = "BatchMatMulV2" if batched == "BatchMatMulV3" else batched
            return make(
                vm, batched, path, x=a, y=b, adj_x=either(transpose_a, adjoint_a), adj_y=either(transpose_b, adjoint_b)
            )
        if a_is_sparse is True or b_is_sparse is True:
            return make(vm, "SparseMatMul", path, a=a, b=b, transpose_a=transpose_a, transpose_b=transpose_b)
        return make(
            vm,
            "MatMul",
            path,
            a=a,
            b=b,
            transpose_a=either(transpose_a, adjoint_a),
            transpose_b=either(transpose_b, adjoint_b),
        )


def in_batches(vm: Machine, a: Shape, b: Shape) -> bool:
    """Whether it is a product of batches: where one of the ranks may be above 2 from 1.15, where both may be before."""
    if vm.version == "0.12":
        return a is not None and b is not None and max(len(a), len(b)) > 2
    more = [shape is None or len(shape) > 2 for shape in (a, b)]
    if vm.version in ("1.15", "2.15"):
        return any(more)
    return all(more) or any(shape is not None and len(shape) > 2 for shape in (a, b))


def either(a: Anything, b: Anything) -> Anything:
    """Whether one of two flags is set; the one that is not known, if any."""
    if a is True or b is True:
        return True
    return b if a is False else a
