"""Shape functions of rarer array ops: diagonals, batches of blocks, partitions, assignments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scopelint.library.tensorflow.shapes import Call, merge, shape_of_op
from scopelint.library.tensorflow.shapes_array import product


@shape_of_op("Unique UniqueV2 ListDiff_")
def unique(c: Call) -> Sequence[Any]:
    """How many is not known."""
    return [(None,), c.dims("x")]


@shape_of_op("UniqueWithCounts")
def unique_counts(c: Call) -> Sequence[Any]:
    """How many is not known."""
    return [(None,), c.dims("x"), (None,)]


@shape_of_op("Diag")
def diag(c: Call) -> Sequence[Any]:
    """Twice the dimensions."""
    found = c.dims("diagonal")
    return [None if found is None else found + found]


@shape_of_op("MatrixDiag MatrixDiagV2 MatrixDiagV3")
def matrix_diag(c: Call) -> Sequence[Any]:
    """The last dimension twice."""
    found = c.dims("diagonal")
    return [None if not found else (*found, found[-1])]


@shape_of_op("DiagPart")
def diag_part(c: Call) -> Sequence[Any]:
    """Half the dimensions."""
    found = c.dims("input")
    return [None if found is None else found[: len(found) // 2]]


@shape_of_op("MatrixDiagPart MatrixDiagPartV2 MatrixDiagPartV3")
def matrix_diag_part(c: Call) -> Sequence[Any]:
    """The smaller of the last two."""
    found = c.dims("input")
    if found is None or len(found) < 2:
        return [None]
    last = None if None in found[-2:] else min(x for x in found[-2:] if x is not None)
    return [(*found[:-2], last)]


@shape_of_op("SpaceToBatchND BatchToSpaceND")
def space_batch(c: Call) -> Sequence[Any]:
    """Blocks go into the batch, or come out of it."""
    found, block = c.dims("input"), getattr(c.inputs.get("block_shape"), "value", None)
    second = "paddings" if c.type == "SpaceToBatchND" else "crops"
    edges = getattr(c.inputs.get(second), "value", None)
    if found is None or type(block) is not list or type(edges) is not list:
        c.hazy = True
        return [None if found is None else (None,) * len(found)]
    count = product(block) or 1
    result = list(found)
    inward = c.type == "SpaceToBatchND"
    if result[0] is not None:
        result[0] = result[0] * count if inward else result[0] // count
    for i, (size, edge) in enumerate(zip(block, edges, strict=False), 1):
        old = result[i]
        if old is not None:
            result[i] = (old + sum(edge)) // size if inward else old * size - sum(edge)
    return [tuple(result)]


@shape_of_op("DynamicPartition")
def dynamic_partition(c: Call) -> Sequence[Any]:
    """Parts of unknown size."""
    data, parts, count = c.dims("data"), c.dims("partitions"), c.attr("num_partitions", 1)
    if data is None or parts is None:
        return [None] * count
    return [(None, *data[len(parts) :])] * count


@shape_of_op("DynamicStitch ParallelDynamicStitch")
def dynamic_stitch(c: Call) -> Sequence[Any]:
    """Parts put together again."""
    index, data = c.list_dims("indices"), c.list_dims("data")
    if not index or not data or index[0] is None or data[0] is None:
        return [None]
    held = [getattr(t, "value", None) for t in c.inputs["indices"]]
    first = None
    if c.vm.version not in ("0.12", "1.0"):
        items: list[Any] = [i for h in held for i in (h if type(h) is list else [h])]
        if all(type(i) is int for i in items):
            first = 1 + max(items, default=-1)
        else:
            c.hazy = True
    return [(first, *data[0][len(index[0]) :])]


@shape_of_op("Assign AssignAdd AssignSub")
def assign(c: Call) -> Sequence[Any]:
    """As the variable, or the value where the shape is not checked."""
    ref, value = c.dims("ref"), c.dims("value")
    if c.type == "Assign" and c.attr("validate_shape", True) is False:
        return [value]
    return [merge(ref, value)]


@shape_of_op(
    "UniformCandidateSampler LogUniformCandidateSampler LearnedUnigramCandidateSampler FixedUnigramCandidateSampler "
    "AllCandidateSampler"
)
def candidate_sampler(c: Call) -> Sequence[Any]:
    """Sampled classes, and how often each true and each sampled one was to be expected."""
    true, count = c.dims("true_classes"), c.attr("num_sampled")
    return [(count,), (true[0] if true else None, c.attr("num_true")), (count,)]


@shape_of_op("ComputeAccidentalHits")
def accidental_hits(c: Call) -> Sequence[Any]:
    """How many is not known."""
    return [(None,), (None,), (None,)]


@shape_of_op("SparseReduceSum SparseReduceMax")
def sparse_reduce(c: Call) -> Sequence[Any]:
    """Not known before constants are folded; then as a reduction of the shape."""
    if c.vm.version in ("0.12", "1.0", "1.4", "1.8"):
        return [None]
    sizes, axes = c.values("input_shape"), c.values("reduction_axes")
    if sizes is None or axes is None or None in axes:
        c.hazy = True
        return [None]
    gone = {a % len(sizes) for a in axes if a is not None}
    if c.attr("keep_dims", False):
        return [tuple(1 if i in gone else d for i, d in enumerate(sizes))]
    return [tuple(d for i, d in enumerate(sizes) if i not in gone)]


@shape_of_op("SequenceMask_ Substr_ ParseTensor DecodeRaw_ DecodeCSV_")
def not_known(c: Call) -> Sequence[Any]:
    """TensorFlow does not know either."""
    return [None]


@shape_of_op("DecodeRaw")
def decode_raw(c: Call) -> Sequence[Any]:
    """One more dimension."""
    found = c.dims("bytes")
    return [None if found is None else (*found, None)]


@shape_of_op("NoOp", "UNUSED")
def nothing(c: Call) -> Sequence[Any]:
    """No outputs."""
    return []
