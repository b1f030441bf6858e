"""Shape functions of ops on images, texts, files and sparse tensors, most of whose outputs have a fixed shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scopelint.library.tensorflow.dtypes import dtype_name
from scopelint.library.tensorflow.shapes import FUNCTIONS, Call, merge, shape_of_op
from scopelint.library.tensorflow.static_shapes import NoShape, Shape, partial_shape, shape_of

FIXED: dict[str, tuple[Shape, ...]] = {
    "EncodeJpeg EncodePng EncodeJpegVariableQuality ShardedFilename ShardedFilespec StringFormat SerializeTensor "
    "Timestamp LookupTableSize LookupTableSizeV2 EncodeWav": ((),),
    "SaveV2 WriteFile MergeV2Checkpoints Assert PrintV2 LookupTableInsert LookupTableInsertV2 InitializeTable "
    "InitializeTableV2 InitializeTableFromTextFile InitializeTableFromTextFileV2 LookupTableImport "
    "LookupTableImportV2": (),
    "MatchingFiles NonMaxSuppression NonMaxSuppressionV2 NonMaxSuppressionV3 NonMaxSuppressionWithOverlaps": ((None,),),
    "NonMaxSuppressionV5": ((None,), (None,), ()),
    "DecodeGif": ((None, None, None, 3),),
    "ExtractJpegShape SerializeSparse": ((3,),),
    "SampleDistortedBoundingBox SampleDistortedBoundingBoxV2": ((3,), (3,), (1, 1, 4)),
    "ReaderRead ReaderReadV2": ((), ()),
    "ReaderReadUpTo ReaderReadUpToV2": ((None,), (None,)),
    "DecodeImage": (None,),
    "SerializeManySparse": ((None, 3),),
    "DeserializeManySparse": ((None, None), (None,), (None,)),
    "BroadcastGradientArgs": ((None,), (None,)),
    "SparseCross SparseCrossV2": ((None, 2), (None,), (2,)),
}
"""Shapes that do not depend on the inputs."""

for _names, _shapes in FIXED.items():
    for _name in _names.split():
        FUNCTIONS[_name] = lambda c, shapes=_shapes: list(shapes)  # type: ignore[misc]


@shape_of_op(
    "ClipByValue CumulativeLogsumexp BesselI0 BesselI1 BesselI0e BesselI1e Dawsn Expint FresnelCos FresnelSin Spence "
    "UnicodeScript UnicodeTranscode ComplexAbs MatrixLogarithm MatrixSquareRoot FakeQuantWithMinMaxVarsPerChannel "
    "GuaranteeConst DrawBoundingBoxesV2 DecodeJSONExample StringUpper StringLower"
)
def as_first(c: Call) -> Sequence[Any]:
    """As the first input."""
    return [c.dims_of(c.first())]


@shape_of_op("PlaceholderWithDefault")
def placeholder_with_default(c: Call) -> Sequence[Any]:
    """The shape that is given."""
    try:
        return [shape_of(c.vm, c.attrs.get("shape"))]
    except NoShape:
        c.hazy = True
        return [partial_shape(c.vm, c.attrs.get("shape"))]


SIZES = {"bool": 1, "float16": 2, "bfloat16": 2, "float32": 4, "float64": 8, "complex64": 8, "complex128": 16}


def bytes_of(kind: str | None) -> int | None:
    """How many bytes a number takes."""
    if kind in SIZES:
        return SIZES[kind]
    digits = (kind or "").strip("quint")
    return int(digits) // 8 if digits.isdigit() else None


@shape_of_op("Bitcast")
def bitcast(c: Call) -> Sequence[Any]:
    """Larger numbers are taken apart along a new dimension, smaller ones put together along the last."""
    found = c.dims("input")
    old, new = bytes_of(getattr(c.inputs.get("input"), "dtype", None)), bytes_of(dtype_name(c.vm, c.attrs.get("type")))
    if old is None or new is None:
        c.hazy = True
        return [None]
    if found is None or old == new:
        return [found]
    if old > new:
        return [(*found, old // new)]
    return [found[:-1] if found else None]


@shape_of_op("QuantizeV2")
def quantize(c: Call) -> Sequence[Any]:
    """As the input, and its range."""
    return [c.dims("input"), (), ()]


@shape_of_op("TridiagonalSolve")
def as_right_side(c: Call) -> Sequence[Any]:
    """As the right side."""
    return [c.dims("rhs")]


@shape_of_op("LowerBound UpperBound")
def searched(c: Call) -> Sequence[Any]:
    """A place for each value."""
    return [c.dims("values")]


@shape_of_op("ParallelConcat")
def parallel_concat(c: Call) -> Sequence[Any]:
    """The shape that is given."""
    found = c.attr("shape")
    return [None if found is None else tuple(None if d == -1 else d for d in found)]


@shape_of_op("DecodeWav")
def decode_wav(c: Call) -> Sequence[Any]:
    """Samples in rows, and their rate."""
    samples, channels = c.attr("desired_samples", -1), c.attr("desired_channels", -1)
    return [(None if samples == -1 else samples, None if channels == -1 else channels), ()]


@shape_of_op("LogMatrixDeterminant")
def log_determinant(c: Call) -> Sequence[Any]:
    """A sign and a logarithm for each matrix."""
    found = c.dims("input")
    rest = None if found is None or len(found) < 2 else found[:-2]
    return [rest, rest]


@shape_of_op("NonMaxSuppressionV4")
def padded_suppression(c: Call) -> Sequence[Any]:
    """As many as asked for, where it is filled up."""
    if c.attr("pad_to_max_output_size", False) is not True:
        return [(None,), ()]
    return [(c.scalar("max_output_size"),), ()]


@shape_of_op("BroadcastArgs")
def broadcast_args(c: Call) -> Sequence[Any]:
    """As long as the longer one."""
    a, b = c.dims("s0"), c.dims("s1")
    if a is None or b is None or a[0] is None or b[0] is None:
        return [(None,)]
    return [(max(a[0], b[0]),)]


@shape_of_op("UnravelIndex")
def unravel_index(c: Call) -> Sequence[Any]:
    """A row of places for each index."""
    index, dims = c.dims("indices"), c.dims("dims")
    if index == ():
        return [dims]
    if index is None or dims is None or len(index) != 1:
        return [None]
    return [(dims[0], index[0])]


@shape_of_op("Resampler")
def resampler(c: Call) -> Sequence[Any]:
    """The warp's places, each with the data's channels."""
    data, warp = c.dims("data"), c.dims("warp")
    if warp is None:
        return [None]
    return [(*warp[:-1], data[-1] if data else None)]


# Sparse tensors


def rank_of(shape: Shape) -> int | None:
    """The rank that a vector of sizes, or a matrix of places, says."""
    return None if not shape else shape[-1]


@shape_of_op("SparseDenseCwiseMul SparseDenseCwiseDiv SparseDenseCwiseAdd")
def cwise(c: Call) -> Sequence[Any]:
    """A value for each place."""
    found = c.dims("sp_indices")
    return [None if found is None else (found[0],)]


@shape_of_op("SparseAdd")
def sparse_add(c: Call) -> Sequence[Any]:
    """How many values is not known."""
    shape = c.dims("a_shape")
    return [(None, rank_of(shape)), (None,), (rank_of(shape),)]


@shape_of_op("SparseFillEmptyRows")
def fill_empty_rows(c: Call) -> Sequence[Any]:
    """How many values is not known; a flag for each row."""
    indices, sizes, places = c.dims("indices"), c.values("dense_shape"), c.dims("values")
    rows = sizes[0] if sizes else None
    rank = rank_of(c.dims("dense_shape")) or rank_of(indices)
    return [(None, rank), (None,), (rows,), (places[0] if places else None,)]


@shape_of_op("SparseSlice")
def sparse_slice(c: Call) -> Sequence[Any]:
    """How many values is not known."""
    rank = rank_of(c.dims("shape"))
    return [(None, rank), (None,), (rank,)]


@shape_of_op("SparseSplit")
def sparse_split(c: Call) -> Sequence[Any]:
    """Parts, each of unknown size."""
    count, rank = c.attr("num_split", 1), rank_of(c.dims("shape"))
    return [*[(None, rank)] * count, *[(None,)] * count, *[(rank,)] * count]


@shape_of_op("EditDistance")
def edit_distance(c: Call) -> Sequence[Any]:
    """One number for each pair of sequences."""
    a, b = c.values("hypothesis_shape"), c.values("truth_shape")
    if a is None or b is None or len(a) != len(b):
        return [None]
    return [tuple(None if x is None or y is None else max(x, y) for x, y in zip(a[:-1], b[:-1], strict=True))]


@shape_of_op("DenseToDenseSetOperation DenseToSparseSetOperation SparseToSparseSetOperation")
def set_operation(c: Call) -> Sequence[Any]:
    """How many items is not known."""
    if c.type == "DenseToDenseSetOperation":
        a, b = c.dims("set1"), c.dims("set2")
        rank = len(a) if a is not None else len(b) if b is not None else None
    else:
        rank = rank_of(c.dims("set2_shape"))
        if rank is None:
            rank = rank_of(c.dims("set2_indices"))
    return [(None, rank), (None,), (rank,)]


@shape_of_op("SetSize")
def set_size(c: Call) -> Sequence[Any]:
    """TensorFlow does not say."""
    return [None]


@shape_of_op("SparseReduceSumSparse SparseReduceMaxSparse")
def sparse_reduced(c: Call) -> Sequence[Any]:
    """TensorFlow does not say."""
    return [None, None, None]


# Einsum


@shape_of_op("Einsum")
def einsum(c: Call) -> Sequence[Any]:
    """By the letters of the equation."""
    equation, shapes = c.attr("equation"), c.list_dims("inputs")
    if type(equation) is not str or shapes is None:
        c.hazy = True
        return [None]
    left, _, right = equation.replace(" ", "").partition("->")
    sizes: dict[str, int | None] = {}
    more: Shape = ()
    for letters, shape in zip(left.split(","), shapes, strict=False):
        if shape is None:
            if "..." in letters:
                more = None
            continue
        before, dots, after = letters.partition("...")
        middle = shape[len(before) : len(shape) - len(after)] if dots else ()
        more = spread(more, middle)
        kept = (*shape[: len(before)], *shape[len(shape) - len(after) :]) if dots else shape
        for letter, size in zip(before + after, kept, strict=False):
            sizes[letter] = sizes.get(letter) if size is None else size
    before, dots, after = right.partition("...")
    if dots and more is None:
        return [None]
    return [(*(sizes.get(x) for x in before), *(more or () if dots else ()), *(sizes.get(x) for x in after))]


def spread(a: Shape, b: Shape) -> Shape:
    """Two shapes spread over each other, without complaint."""
    if a is None or b is None:
        return None
    if len(a) < len(b):
        a, b = b, a
    tail = a[len(a) - len(b) :]
    return (*a[: len(a) - len(b)], *(y if x == 1 or x is None else x for x, y in zip(tail, b, strict=True)))


@shape_of_op("DenseBincount")
def dense_bincount(c: Call) -> Sequence[Any]:
    """As many bins as asked for, for each row."""
    found, size = c.dims("input"), c.scalar("size")
    if found is None:
        return [None]
    return [(size,) if len(found) < 2 else (found[0], size)]


@shape_of_op("Betainc")
def betainc(c: Call) -> Sequence[Any]:
    """All three of one shape, but for scalars."""
    result: Shape = ()
    for name in ("a", "b", "x"):
        found = c.dims(name)
        if found != ():
            result = found if result == () else merge(result, found)
    return [result]
