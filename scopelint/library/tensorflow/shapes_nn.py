"""Shape functions of convolutions, pools, losses and images."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scopelint.library.tensorflow.shapes import UNSEEN, Call, Mismatch, broadcast, equal, merge, shape_of_op, with_rank
from scopelint.library.tensorflow.static_shapes import Shape


def window(size: int | None, kernel: int | None, stride: int, padding: str, dilation: int = 1) -> int | None:
    """The size of one dimension after a window slid over it. Raises Mismatch."""
    if size is None:
        return None
    if padding == "SAME":
        return -(-size // stride)
    if padding != "VALID" or kernel is None:
        return None
    reach = (kernel - 1) * dilation + 1
    if size < reach:
        raise Mismatch(f"Negative dimension size caused by subtracting {reach} from {size}")
    return -(-(size - reach + 1) // stride)


def layout(c: Call, rank: int) -> tuple[int, list[int]]:
    """Where the channels are, and the spatial dimensions."""
    given = c.attr("data_format", "NHWC")
    if type(given) is str and given.startswith("NC"):
        return 1, list(range(2, rank))
    return rank - 1, list(range(1, rank - 1))


def steps(c: Call, name: str, rank: int) -> list[int] | None:
    """A list attr with one item a dimension."""
    found = c.attr(name)
    if type(found) is list and len(found) == rank and all(type(v) is int and v > 0 for v in found):
        return found
    return [1] * rank if found is None and name == "dilations" and c.attrs.get(name) is None else None


@shape_of_op("Conv2D Conv3D")
def conv(c: Call) -> Sequence[Any]:
    """Input and filter share the channels."""
    rank = 4 if c.type == "Conv2D" else 5
    shape, kernel = with_rank(c.dims("input"), rank), with_rank(c.dims("filter"), rank)
    assert shape is not None
    assert kernel is not None
    channel, spatial = layout(c, rank)
    strides, dilations = steps(c, "strides", rank), steps(c, "dilations", rank)
    check_channels(c, shape[channel], kernel[rank - 2], kernel[rank - 1])
    result: list[int | None] = [shape[0]] * rank
    result[channel] = kernel[rank - 1]
    padding = c.attr("padding")
    for k, i in enumerate(spatial):
        if type(padding) is list and len(padding) == rank and c.vm.version in ("1.15", "2.15"):
            if strides and dilations and type(padding[i]) is list:
                size = shape[i]
                whole = None if size is None else size + sum(padding[i])
                result[i] = window(whole, kernel[k], strides[i], "VALID", dilations[i])
            continue
        known = strides is not None and dilations is not None and padding is not None
        result[i] = (
            window(shape[i], kernel[k], strides[i], padding, dilations[i]) if known and strides and dilations else None
        )
    return [tuple(result)]


def check_channels(c: Call, depth: int | None, taken: int | None, made: int | None) -> None:
    """Whether the channels fit the filter, which after 1.13 may take them in groups (errors/conv_groups)."""
    if c.vm.version not in ("1.15", "2.15") or taken == 0:
        equal(depth, taken)
    elif depth is not None and taken is not None:
        if depth % taken:
            raise Mismatch(f"Depth of input ({depth}) is not a multiple of input depth of filter ({taken})")
        if made is not None and made % (depth // taken):
            raise Mismatch(f"Depth of output ({made}) is not a multiple of the number of groups ({depth // taken})")


@shape_of_op("DepthwiseConv2dNative")
def depthwise(c: Call) -> Sequence[Any]:
    """Each channel by itself."""
    shape, kernel = with_rank(c.dims("input"), 4), with_rank(c.dims("filter"), 4)
    assert shape is not None
    assert kernel is not None
    channel, spatial = layout(c, 4)
    strides, dilations = steps(c, "strides", 4), steps(c, "dilations", 4)
    depth = equal(shape[channel], kernel[2])
    result: list[int | None] = [shape[0]] * 4
    result[channel] = None if depth is None or kernel[3] is None else depth * kernel[3]
    for k, i in enumerate(spatial):
        result[i] = (
            window(shape[i], kernel[k], strides[i], c.attr("padding"), dilations[i]) if strides and dilations else None
        )
    return [tuple(result)]


@shape_of_op("Conv2DBackpropInput Conv3DBackpropInput Conv3DBackpropInputV2")
def conv_transpose(c: Call) -> Sequence[Any]:
    """The shape that is asked for."""
    values, grown = c.values("input_sizes"), c.dims("out_backprop")
    if values is None:
        return [None]
    if None in values and c.vm.version in ("0.12", "1.0"):
        return [(None,) * len(values)]
    if c.vm.version == "2.15" and c.type == "Conv2DBackpropInput":
        # The batch is that of the input.
        return [(grown[0] if grown else None, *values[1:])]
    return [tuple(values)]


@shape_of_op("MaxPool AvgPool MaxPool3D AvgPool3D MaxPoolV2")
def pool(c: Call) -> Sequence[Any]:
    """Windows of a fixed size."""
    rank = 5 if c.type.endswith("3D") else 4
    shape = with_rank(c.dims_of(c.first()), rank)
    assert shape is not None
    sizes, strides = steps(c, "ksize", rank), steps(c, "strides", rank)
    padding = c.attr("padding")
    if sizes is None or strides is None or padding is None:
        c.hazy = True
        return [(None,) * rank]
    result = [
        d if sizes[i] == strides[i] == 1 else window(d, sizes[i], strides[i], padding) for i, d in enumerate(shape)
    ]
    return [tuple(result)]


@shape_of_op("MaxPoolWithArgmax")
def pool_argmax(c: Call) -> Sequence[Any]:
    """The pooled values, and where they were."""
    return [*pool(c)] * 2


@shape_of_op("BiasAdd BiasAddV1")
def bias_add(c: Call) -> Sequence[Any]:
    """A vector added to the channels."""
    shape, bias = c.dims("value"), with_rank(c.dims("bias"), 1)
    if shape is None:
        return [None]
    if len(shape) < 2:
        raise Mismatch(f"Shape must be at least rank 2 but is rank {len(shape)}")
    at = (1 if c.attr("data_format", "NHWC") == "NCHW" else len(shape) - 1) if len(shape) > 2 else len(shape) - 1
    size = equal(shape[at], bias[0] if bias else None)
    return [(*shape[:at], size, *shape[at + 1 :])]


@shape_of_op("SoftmaxCrossEntropyWithLogits")
def softmax_loss(c: Call) -> Sequence[Any]:
    """A loss for each row, and the gradient."""
    a, b = c.dims("features"), c.dims("labels")
    merged = with_rank(broadcast(a, b) if a and b and c.vm.version not in ("0.12", "1.0", "1.4") else merge(a, b), 2)
    assert merged is not None
    return [(merged[0],), merged]


@shape_of_op("SparseSoftmaxCrossEntropyWithLogits")
def sparse_softmax_loss(c: Call) -> Sequence[Any]:
    """A loss for each row, and the gradient."""
    a, b = with_rank(c.dims("features"), 2), with_rank(c.dims("labels"), 1)
    assert a is not None
    assert b is not None
    first = equal(a[0], b[0])
    return [(first,), (first, a[1])]


@shape_of_op("FusedBatchNorm FusedBatchNormV2 FusedBatchNormV3")
def fused_batch_norm(c: Call) -> Sequence[Any]:
    """The normalized values, and statistics of each channel."""
    shape, scale = c.dims("x"), c.dims("scale")
    if shape is None or len(shape) < 4:
        return [shape, *[UNSEEN] * (5 if c.type.endswith("3") else 4)]
    at = 1 if str(c.attr("data_format", "NHWC")).startswith("NC") else len(shape) - 1
    size = equal(shape[at], scale[0] if scale else None)
    rest: list[Any] = [(size,)] * 4
    return [(*shape[:at], size, *shape[at + 1 :]), *rest, *([UNSEEN] if c.type.endswith("3") else [])]


@shape_of_op("BatchNormWithGlobalNormalization")
def batch_norm(c: Call) -> Sequence[Any]:
    """As the input."""
    return [c.dims("t")]


@shape_of_op("TopK TopKV2")
def top_k(c: Call) -> Sequence[Any]:
    """The last dimension cut to k."""
    shape = c.dims("input")
    count = c.attr("k") if c.type == "TopK" else c.scalar("k")
    result: Shape = None if shape is None or not shape else (*shape[:-1], count)
    return [result, result]


@shape_of_op("InTopK InTopKV2")
def in_top_k(c: Call) -> Sequence[Any]:
    """One answer for each row."""
    shape = c.dims("targets")
    return [(None,) if shape is None else shape]


@shape_of_op("ResizeBilinear ResizeNearestNeighbor ResizeBicubic ResizeArea")
def resize(c: Call) -> Sequence[Any]:
    """Images of the size asked for."""
    shape = with_rank(c.dims("images"), 4)
    found = c.vm.version not in ("1.4", "1.8") or plain_constant(c.inputs.get("size"))
    size = c.values("size") if found else None
    assert shape is not None
    height, width = size if size is not None and len(size) == 2 else (None, None)
    return [(shape[0], height, width, shape[3])]


CONSTANT_TYPES = frozenset("Const Shape Size Rank Range Cast Concat ConcatV2 Pack Fill Equal".split())
"""What these versions look through for a number that is needed whole; slices and sums are not among them."""


def plain_constant(tensor: Any) -> bool:
    """Whether TensorFlow finds the value of this tensor without running anything."""
    op = getattr(tensor, "op", None)
    if op is None or op.type not in CONSTANT_TYPES:
        return False
    return op.type in ("Shape", "Size", "Rank") or all(plain_constant(t) for t in op.inputs or ())


@shape_of_op("CropAndResize")
def crop_and_resize(c: Call) -> Sequence[Any]:
    """One crop for each box."""
    shape, boxes, size = c.dims("image"), c.dims("boxes"), c.values("crop_size")
    height, width = size if size is not None and len(size) == 2 else (None, None)
    return [(None if boxes is None else boxes[0], height, width, None if shape is None else shape[-1])]


@shape_of_op("DecodePng DecodeJpeg DecodeBmp DecodeAndCropJpeg")
def decode(c: Call) -> Sequence[Any]:
    """An image of unknown size."""
    channels = c.attr("channels", 0)
    window = c.values("crop_window") if c.type == "DecodeAndCropJpeg" and c.vm.version != "1.4" else None
    height, width = window[2:4] if window is not None and len(window) == 4 else (None, None)
    return [(height, width, channels or None)]


@shape_of_op("SpaceToDepth")
def space_to_depth(c: Call) -> Sequence[Any]:
    """Blocks go into the channels."""
    shape, block = with_rank(c.dims("input"), 4), c.attr("block_size")
    if shape is None or type(block) is not int or c.attr("data_format", "NHWC") != "NHWC":
        return [(None,) * 4]
    n, h, w, d = shape
    return [(n, h and h // block, w and w // block, d and d * block * block)]


@shape_of_op("DepthToSpace")
def depth_to_space(c: Call) -> Sequence[Any]:
    """Channels become blocks."""
    shape, block = with_rank(c.dims("input"), 4), c.attr("block_size")
    if shape is None or type(block) is not int or c.attr("data_format", "NHWC") != "NHWC":
        return [(None,) * 4]
    n, h, w, d = shape
    return [(n, h and h * block, w and w * block, d and d // (block * block))]


@shape_of_op("ExtractImagePatches")
def patches(c: Call) -> Sequence[Any]:
    """Windows of an image as vectors."""
    shape = with_rank(c.dims("images"), 4)
    sizes, strides, rates = steps(c, "ksizes", 4), steps(c, "strides", 4), steps(c, "rates", 4)
    if shape is None or sizes is None or strides is None or rates is None:
        return [(None,) * 4]
    rows, cols = (window(shape[i], sizes[i], strides[i], c.attr("padding"), rates[i]) for i in (1, 2))
    return [(shape[0], rows, cols, shape[3] and shape[3] * sizes[1] * sizes[2])]
