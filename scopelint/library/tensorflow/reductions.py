"""Reductions over axes, and where the largest and smallest items are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.tensorflow.arrays import ints, rank
from scopelint.library.tensorflow.native import primitive
from scopelint.library.tensorflow.operators import make
from scopelint.library.tensorflow.tensors import Tensor
from scopelint.values.base import Anything

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def reduced_axes(vm: Machine, x: Anything, axis: Anything) -> Anything:
    """All axes where none is given: a constant for a tensor of known rank, else Rank and range."""
    if axis is not None:
        return axis
    dims = getattr(x, "shape", None)
    ready = isinstance(x, Tensor) or (vm.version == "2.15" and getattr(x, "is_tensor_like", False))
    if ready and dims is not None:
        return ints(vm, list(range(len(dims))), "Const")
    from scopelint.interp.calls import call
    from scopelint.library.tensorflow.modules import by_canonical

    return call(vm, by_canonical(vm, "tf.range"), [0, rank(vm, x)], {})


def _reduction(canonical: str, type: str) -> None:
    def run(
        vm: Machine, input_tensor: Anything, axis: Anything = None, keepdims: Anything = None, name: Anything = None,
        reduction_indices: Anything = None, keep_dims: Anything = None,
    ) -> Anything:  # fmt: skip
        where = axis if axis is not None else reduction_indices
        keep = keepdims if keepdims is not None else keep_dims
        axes = reduced_axes(vm, input_tensor, where)
        return make(
            vm, type, name, input=input_tensor, reduction_indices=axes, keep_dims=False if keep is None else keep
        )

    primitive(canonical)(run)


for _canonical, _type in (
    ("tf.reduce_sum", "Sum"), ("tf.reduce_mean", "Mean"), ("tf.reduce_max", "Max"), ("tf.reduce_min", "Min"),
    ("tf.reduce_prod", "Prod"), ("tf.reduce_all", "All"), ("tf.reduce_any", "Any"),
):  # fmt: skip
    _reduction(_canonical, _type)


def _arg(canonical: str, type: str) -> None:
    def run(
        vm: Machine, input: Anything, axis: Anything = None, name: Anything = None, dimension: Anything = None,
        output_type: Anything = None,
    ) -> Anything:  # fmt: skip
        where = axis if axis is not None else dimension
        if where is None and vm.version not in ("0.12", "1.0"):
            where = 0
        given = {} if output_type is None or vm.version in ("0.12", "1.0") else {"output_type": output_type}
        return make(vm, type, name, input=input, dimension=where, **given)

    primitive(canonical)(run)


_arg("tf.argmax", "ArgMax")
_arg("tf.argmin", "ArgMin")
