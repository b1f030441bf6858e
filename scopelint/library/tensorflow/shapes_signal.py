"""Shape functions of transforms, morphology, sequence losses, text and sparse tensors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scopelint.library.tensorflow.shapes import Call, broadcast, shape_of_op


@shape_of_op(
    "FFT FFT2D FFT3D IFFT IFFT2D IFFT3D BatchFFT BatchIFFT Roll EncodeBase64 DecodeBase64 DrawBoundingBoxes "
    "RegexReplace StaticRegexReplace RegexFullMatch StaticRegexFullMatch StringLower StringUpper StringStrip"
)
def unchanged(c: Call) -> Sequence[Any]:
    """As the first input."""
    return [c.dims_of(c.first())]


@shape_of_op("RFFT RFFT2D IRFFT IRFFT2D")
def real_transform(c: Call) -> Sequence[Any]:
    """The lengths asked for; of a real signal the last has only half."""
    found, sizes = c.dims("input"), c.values("fft_length")
    if found is None:
        return [None]
    count = 2 if c.type.endswith("2D") else 1
    if sizes is None:
        return [(*found[:-count], *(None,) * count)]
    last = sizes[-1]
    if not c.type.startswith("I") and last is not None:
        last = last // 2 + 1 if last else last
    return [(*found[:-count], *sizes[-count:-1], last)]


@shape_of_op("Dilation2D")
def dilation(c: Call) -> Sequence[Any]:
    """A window over the image, as a convolution."""
    image, window = c.dims("input"), c.dims("filter")
    strides, rates = c.attr("strides"), c.attr("rates")
    if image is None or window is None or strides is None or rates is None:
        return [None]
    sizes = []
    for size, width, stride, rate in zip(image[1:3], window[:2], strides[1:3], rates[1:3], strict=True):
        if c.attr("padding") == "SAME":
            sizes.append(None if size is None else -(-size // stride))
        else:
            sizes.append(None if size is None or width is None else -(-(size - (width - 1) * rate) // stride))
    return [(image[0], *sizes, image[3])]


@shape_of_op("FractionalMaxPool FractionalAvgPool")
def fractional_pool(c: Call) -> Sequence[Any]:
    """Each dimension over its ratio, rounded down."""
    found, ratio = c.dims("value"), c.attr("pooling_ratio")
    if found is None or ratio is None:
        return [None, (None,), (None,)]
    made = tuple(None if d is None else int(d / r) for d, r in zip(found, ratio, strict=True))
    return [made, (made[1],), (made[2],)]


@shape_of_op("Conv2DBackpropFilter Conv3DBackpropFilterV2 DepthwiseConv2dNativeBackpropFilter")
def backprop_filter(c: Call) -> Sequence[Any]:
    """The sizes asked for."""
    sizes = c.values("filter_sizes")
    return [None if sizes is None else tuple(sizes)]


@shape_of_op("ExtractGlimpse ExtractGlimpseV2")
def glimpse(c: Call) -> Sequence[Any]:
    """A window of the size asked for."""
    found, size = c.dims("input"), c.values("size")
    if found is None:
        return [(None,) * 4]
    return [(found[0], *(size if size is not None else (None, None)), found[3])]


@shape_of_op("CTCLoss")
def ctc_loss(c: Call) -> Sequence[Any]:
    """A loss for each sequence, and its gradient."""
    found = c.dims("inputs")
    return [(found[1] if found else None,), found]


@shape_of_op("CTCGreedyDecoder")
def ctc_greedy(c: Call) -> Sequence[Any]:
    """A sparse tensor, and how likely it is."""
    found = c.dims("inputs")
    return [(None, 2), (None,), (2,), (found[1] if found else None, 1)]


@shape_of_op("CTCBeamSearchDecoder")
def ctc_beams(c: Call) -> Sequence[Any]:
    """As many sparse tensors as paths, and how likely each is."""
    found, paths = c.dims("inputs"), c.attr("top_paths", 1)
    last = (found[1] if found else None, paths)
    return [*[(None, 2)] * paths, *[(None,)] * paths, *[(2,)] * paths, last]


@shape_of_op("ListDiff")
def list_difference(c: Call) -> Sequence[Any]:
    """How many is not known."""
    return [(None,), (None,)]


@shape_of_op("HistogramFixedWidth")
def histogram(c: Call) -> Sequence[Any]:
    """A count for each bin."""
    return [(c.scalar("nbins"),)]


@shape_of_op("StringJoin")
def string_join(c: Call) -> Sequence[Any]:
    """As the inputs that are not scalars."""
    shapes = c.list_dims("inputs")
    if shapes is None or any(s is None for s in shapes):
        return [None]
    long = [s for s in shapes if s]
    return [long[0] if long else ()]


@shape_of_op("Substr")
def substring(c: Call) -> Sequence[Any]:
    """As the text, which positions are spread over."""
    return [broadcast(c.dims("input"), c.dims("pos"))]


@shape_of_op("ReduceJoin")
def reduce_join(c: Call) -> Sequence[Any]:
    """Without the joined dimensions."""
    found, axes = c.dims("inputs"), c.values("reduction_indices")
    if found is None or axes is None or None in axes:
        return [None]
    gone = {a % len(found) for a in axes if a is not None} or set(range(len(found)))
    if c.attr("keep_dims", False):
        return [tuple(1 if i in gone else d for i, d in enumerate(found))]
    return [tuple(d for i, d in enumerate(found) if i not in gone)]


@shape_of_op("DecodeCSV")
def decode_csv(c: Call) -> Sequence[Any]:
    """A column each, as the records."""
    defaults = c.inputs.get("record_defaults")
    return [c.dims("records")] * (len(defaults) if type(defaults) is list else 1)


@shape_of_op("StringSplit StringSplitV2")
def string_split(c: Call) -> Sequence[Any]:
    """A sparse matrix."""
    return [(None, 2), (None,), (2,)]


@shape_of_op("SparseReorder")
def sparse_reorder(c: Call) -> Sequence[Any]:
    """The same items in order."""
    return [c.dims("input_indices"), c.dims("input_values")]


@shape_of_op("SparseReshape")
def sparse_reshape(c: Call) -> Sequence[Any]:
    """As many items, of the new rank."""
    found, shape = c.dims("input_indices"), c.dims("new_shape")
    rank = shape[0] if shape else None
    return [(found[0] if found else None, rank), (rank,)]


@shape_of_op("SparseConcat")
def sparse_concat(c: Call) -> Sequence[Any]:
    """All items."""
    indices = c.list_dims("indices")
    shapes = c.list_dims("shapes")
    if not indices or not shapes:
        return [(None, None), (None,), (None,)]
    counts = [i[0] if i else None for i in indices]
    total = None if None in counts else sum(x for x in counts if x is not None)
    return [(total, indices[0][1] if indices[0] else None), (total,), shapes[0]]


@shape_of_op("SparseTensorDenseAdd")
def sparse_dense_add(c: Call) -> Sequence[Any]:
    """As the dense one."""
    return [c.dims("b")]


@shape_of_op("SparseSoftmax")
def sparse_softmax(c: Call) -> Sequence[Any]:
    """As the values."""
    return [c.dims("sp_values")]


@shape_of_op("SparseSparseMaximum SparseSparseMinimum")
def sparse_both(c: Call) -> Sequence[Any]:
    """How many items is not known."""
    return [(None, None), (None,)]


@shape_of_op("SparseSegmentSumWithNumSegments SparseSegmentMeanWithNumSegments SparseSegmentSqrtNWithNumSegments")
def counted_sparse_segments(c: Call) -> Sequence[Any]:
    """As many segments as asked for."""
    found = c.dims("data")
    return [None if not found else (c.scalar("num_segments"), *found[1:])]


@shape_of_op("SparseSegmentSum SparseSegmentMean SparseSegmentSqrtN")
def sparse_segments(c: Call) -> Sequence[Any]:
    """How many segments is not known."""
    found = c.dims("data")
    return [None if found is None else (None, *found[1:])]
