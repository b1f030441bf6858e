"""Shape functions of arithmetic, matrix products, reductions and random numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scopelint.library.tensorflow.shapes import Call, Mismatch, broadcast, equal, merge, shape_of_op, with_rank
from scopelint.library.tensorflow.static_shapes import Shape


@shape_of_op(
    "Identity Abs Neg Sign Square Sqrt Rsqrt Exp Expm1 Log Log1p Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh "
    "Atanh Tanh Sigmoid Floor Ceil Round Rint Erf Erfc Lgamma Digamma Reciprocal Inv IsNan IsInf IsFinite Conj "
    "Real Imag Angle LogicalNot Invert StopGradient PreventGradient CheckNumerics ZerosLike OnesLike Cast Relu "
    "Relu6 Elu Selu Softplus Softsign LeakyRelu Softmax LogSoftmax LRN Cumsum Cumprod Reverse ReverseV2 "
    "RandomShuffle InvertPermutation MatrixBandPart MatrixInverse Cholesky Print DebugGradientIdentity "
    "FakeQuantWithMinMaxArgs Snapshot ReluGrad Relu6Grad SigmoidGrad TanhGrad DeepCopy EnsureShape Roll AsString "
    "StringStrip DecodeBase64 BesselI0e BesselI1e Ndtri Erfinv MatrixSetDiag MatrixSetDiagV2 "
    "MatrixSetDiagV3 AdjustContrastv2 AdjustHue AdjustSaturation RGBToHSV HSVToRGB RandomGammaGrad Enter Exit "
    "NextIteration RefIdentity RefEnter RefExit RefNextIteration ScatterUpdate ScatterAdd ScatterSub ScatterMul "
    "ScatterDiv ScatterNdUpdate ScatterNdAdd ScatterNdSub ScatterMin ScatterMax CountUpTo StringToNumber "
    "StringToHashBucketFast StringToHashBucket StringToHashBucketStrong "
    "FakeQuantWithMinMaxVars StringLower StringUpper RegexReplace StaticRegexReplace TensorScatterUpdate "
    "TensorScatterAdd TensorScatterSub StringLength MatrixExponential"
)
def same(c: Call) -> Sequence[Any]:
    """As the first input."""
    return [c.dims_of(c.first())]


@shape_of_op("IdentityN ShapeN_")
def same_each(c: Call) -> Sequence[Any] | None:
    """As each input."""
    return c.list_dims("input")


@shape_of_op(
    "Add AddV2 Sub Mul MulNoNan Div RealDiv FloorDiv TruncateDiv DivNoNan FloorMod Mod TruncateMod Pow Maximum "
    "Minimum SquaredDifference Atan2 Equal NotEqual Less LessEqual Greater GreaterEqual LogicalAnd LogicalOr "
    "BitwiseAnd BitwiseOr BitwiseXor LeftShift RightShift Igamma Igammac Zeta Polygamma Complex ApproximateEqual "
    "Xdivy Xlogy Xlog1py NextAfter"
)
def elementwise(c: Call) -> Sequence[Any]:
    """The inputs spread over each other."""
    a, b = (c.dims_of(t) for t in list(c.inputs.values())[:2])
    return [broadcast(a, b)]


@shape_of_op("AddN AccumulateNV2")
def add_n(c: Call) -> Sequence[Any] | None:
    """All inputs are of one shape."""
    shapes = c.list_dims("inputs")
    if shapes is None:
        return None
    result: Shape = None
    for shape in reversed(shapes):
        result = merge(shape, result)
    return [result]


@shape_of_op("MatMul SparseMatMul")
def matmul(c: Call) -> Sequence[Any]:
    """Two matrices."""
    a, b = with_rank(c.dims("a"), 2), with_rank(c.dims("b"), 2)
    assert a is not None
    assert b is not None
    outer, inner = (a[1], a[0]) if c.attr("transpose_a", False) else (a[0], a[1])
    inner2, last = (b[1], b[0]) if c.attr("transpose_b", False) else (b[0], b[1])
    equal(inner, inner2)
    return [(outer, last)]


@shape_of_op("BatchMatMul BatchMatMulV2 BatchMatMulV3")
def batch_matmul(c: Call) -> Sequence[Any]:
    """Matrices in the last two dimensions; from 1.14 the others are spread."""
    a, b = c.dims("x"), c.dims("y")
    if a is None or b is None:
        return [None]
    if len(a) < 2 or len(b) < 2:
        raise Mismatch(f"Shape must be at least rank 2 but is rank {min(len(a), len(b))}")
    outer, inner = (a[-1], a[-2]) if c.attr("adj_x", False) else (a[-2], a[-1])
    inner2, last = (b[-1], b[-2]) if c.attr("adj_y", False) else (b[-2], b[-1])
    batch = merge(a[:-2], b[:-2]) if c.type == "BatchMatMul" else broadcast(a[:-2], b[:-2])
    equal(inner, inner2)
    assert batch is not None
    return [(*batch, outer, last)]


@shape_of_op("SparseTensorDenseMatMul")
def sparse_matmul(c: Call) -> Sequence[Any]:
    """A sparse matrix, of which the shape may be known, times a matrix."""
    sizes, b = c.values("a_shape"), c.dims("b")
    rows = None if sizes is None or len(sizes) != 2 else sizes[1 if c.attr("adjoint_a", False) else 0]
    last = None if b is None or len(b) != 2 else b[0 if c.attr("adjoint_b", False) else 1]
    return [(rows, last)]


@shape_of_op("Sum Mean Max Min Prod Any All EuclideanNorm")
def reduction(c: Call) -> Sequence[Any]:
    """Axes taken away, or kept as 1."""
    tensor, axes = list(c.inputs.values())[:2]
    shape, keep = c.dims_of(tensor), bool(c.attr("keep_dims", c.attr("keepdims", False)))
    values = c.values_of(axes)
    if shape is None:
        return [None]
    if values is None or None in values:
        return [(None,) * len(shape) if keep else None]
    gone = set()
    for axis in values:
        assert axis is not None
        if not -len(shape) <= axis < len(shape):
            raise Mismatch(f"Invalid reduction dimension {axis} for input with {len(shape)} dimensions.")
        gone.add(axis % len(shape))
    if keep:
        return [tuple(1 if i in gone else d for i, d in enumerate(shape))]
    return [tuple(d for i, d in enumerate(shape) if i not in gone)]


@shape_of_op("ArgMax ArgMin")
def argmax(c: Call) -> Sequence[Any]:
    """One axis taken away."""
    shape, axis = c.dims("input"), c.scalar("dimension")
    if shape is None:
        return [None]
    if axis is None:
        return [(None,) * (len(shape) - 1)]
    if not -len(shape) <= axis < len(shape):
        size = len(shape)
        raise Mismatch(
            f"Dimension ({axis}) must be in the range [{-size}, {size}), where {size} is the number of dimensions in "
            "the input."
        )
    axis %= len(shape)
    return [shape[:axis] + shape[axis + 1 :]]


@shape_of_op("RandomUniform RandomStandardNormal TruncatedNormal RandomUniformInt ParameterizedTruncatedNormal "
             "StatelessRandomUniform StatelessRandomNormal StatelessTruncatedNormal StatelessRandomUniformV2 "
             "StatelessRandomNormalV2 StatelessTruncatedNormalV2")  # fmt: skip
def random(c: Call) -> Sequence[Any]:
    """The shape that is asked for."""
    values = c.values("shape")
    return [None if values is None else tuple(values)]


@shape_of_op("RandomGamma RandomPoisson RandomPoissonV2")
def random_of(c: Call) -> Sequence[Any]:
    """The shape asked for, for each parameter."""
    values, more = c.values("shape"), c.dims_of(list(c.inputs.values())[1])
    return [None if values is None or more is None else (*values, *more)]


@shape_of_op("Multinomial")
def multinomial(c: Call) -> Sequence[Any]:
    """Rows of samples."""
    shape, count = c.dims("logits"), c.scalar("num_samples")
    return [(None if shape is None else shape[0], count)]


@shape_of_op("LinSpace")
def linspace(c: Call) -> Sequence[Any]:
    """As many as asked for."""
    return [(c.scalar("num"),)]


@shape_of_op("Range")
def range_(c: Call) -> Sequence[Any]:
    """From start to limit."""
    held = [getattr(c.inputs.get(n), "value", None) for n in ("start", "limit", "delta")]
    numbers: list[Any] = [v for v in held if type(v) in (int, float)]
    if len(numbers) == 3 and numbers[2]:
        start, limit, delta = numbers
        return [(max(0, int(-((start - limit) // delta))),)]
    c.scalar("start"), c.scalar("limit"), c.scalar("delta")
    return [(None,)]


@shape_of_op("L2Loss MergeSummary ScalarSummary HistogramSummary ImageSummary AudioSummary "
             "AudioSummaryV2 Rank Size IsVariableInitialized VarIsInitializedOp ReadFile QueueSize QueueSizeV2 "
             "TensorSummary TensorSummaryV2 VarHandleOp")  # fmt: skip
def scalar(c: Call) -> Sequence[Any]:
    """One number or string."""
    return [()]


@shape_of_op("MatrixDeterminant")
def determinant(c: Call) -> Sequence[Any]:
    """One number for each matrix."""
    shape = c.dims("input")
    return [None if shape is None else shape[:-2]]


@shape_of_op("SegmentSum SegmentMean SegmentMax SegmentMin SegmentProd")
def segment(c: Call) -> Sequence[Any]:
    """The first dimension is not known."""
    shape = c.dims("data")
    return [None if shape is None else (None, *shape[1:])]


@shape_of_op("UnsortedSegmentSum UnsortedSegmentMax UnsortedSegmentMin UnsortedSegmentProd")
def unsorted_segment(c: Call) -> Sequence[Any]:
    """As many segments as asked for."""
    shape, ids, count = c.dims("data"), c.dims("segment_ids"), c.scalar("num_segments")
    return [None if shape is None or ids is None else (count, *shape[len(ids) :])]


@shape_of_op("Cross")
def cross(c: Call) -> Sequence[Any]:
    """Both of one shape."""
    return [merge(c.dims("a"), c.dims("b"))]


@shape_of_op("Bincount")
def bincount(c: Call) -> Sequence[Any]:
    """As many bins as asked for."""
    return [(c.scalar("size"),)]
