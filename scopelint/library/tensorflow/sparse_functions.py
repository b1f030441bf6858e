"""Functions and operators of dense tensors that take a sparse one too (``_sparse_functions`` says what they make)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.calls import call
from scopelint.library.tensorflow.native import method
from scopelint.library.tensorflow.sparse import SPARSE, SparseValue
from scopelint.values.base import Anything
from scopelint.values.objects import Instance, Native

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

UNARY = ("abs", "negative", "neg", "square", "sqrt", "sign", "tanh", "erf")
OTHERS = {"tf.rank": "of_sparse_rank", "tf.size": "of_sparse_size", "tf.shape": "of_sparse_shape"}
FIRST = ("x", "input", "features")
"""How the first parameter is called."""


def sketched(vm: Machine, name: str) -> Anything:
    module = vm.library.sketch(vm, "tensorflow._sparse_functions")
    assert module is not None
    return module.attrs[name]


def takes_sparse(vm: Machine, canonical: str) -> tuple[str, tuple[Anything, ...]] | None:
    """The sketch that stands in for a function of a sparse tensor, with what it takes before."""
    last = canonical.rpartition(".")[2]
    if canonical in OTHERS:
        return OTHERS[canonical], ()
    if canonical == "tf.identity" and vm.version == "2.15":
        return "of_sparse_identity", ()
    if canonical == f"tf.{last}" and last in UNARY and (vm.version != "0.12" or last != "negative"):
        return "of_sparse_unary", (last,)
    return None


def aware(vm: Machine, canonical: str, dense: Anything) -> Anything:
    """The function, with a way for sparse tensors where TensorFlow has one."""
    found = takes_sparse(vm, canonical)
    if found is None:
        return dense
    name, before = found

    def run(vm_: Machine, /, *args: Anything, **kwargs: Anything) -> Anything:
        first: Any = args[0] if args else next((kwargs[k] for k in FIRST if k in kwargs), None)
        if not isinstance(first, SparseValue) or first.cls is not SPARSE:
            return call(vm_, dense, list(args), kwargs)
        rest = {k: v for k, v in kwargs.items() if k not in FIRST}
        return call(vm_, sketched(vm_, name), [*before, first, *args[1:]], rest)

    return Native(canonical.rpartition(".")[2], run, binds=False, module="tensorflow")


def product(vm: Machine, kind: str, title: str, sparse: Instance, dense: Anything) -> Anything:
    return call(vm, sketched(vm, "of_sparse_product"), [f"SparseDenseCwise{kind}", title, sparse, dense], {})


@method(SPARSE, "__mul__", "__rmul__")
def times(vm: Machine, self: Instance, other: Anything) -> Anything:
    """Times a dense tensor, on either side."""
    return product(vm, "Mul", "mul", self, other)


@method(SPARSE, "__truediv__")
def over(vm: Machine, self: SparseValue, other: Anything) -> Anything:
    """Divided by a dense tensor."""
    return product(vm, "Div", "truediv", self, other)


@method(SPARSE, "__div__")
def over_old(vm: Machine, self: SparseValue, other: Anything) -> Anything:
    """Divided by a dense tensor, in Python 2."""
    return product(vm, "Div", "div", self, other)
