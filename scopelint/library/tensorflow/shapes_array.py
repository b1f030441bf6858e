"""Shape functions of what builds, cuts, joins and turns tensors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scopelint.library.tensorflow.shapes import Call, Mismatch, listed, merge, shape_of_op
from scopelint.library.tensorflow.static_shapes import Shape


def product(sizes: Sequence[int | None]) -> int | None:
    """The number of items; None when it is not known."""
    total = 1
    for size in sizes:
        if size is None:
            return None
        total *= size
    return total


@shape_of_op("Reshape")
def reshape(c: Call) -> Sequence[Any]:
    """The shape asked for; one -1 is worked out."""
    shape, sizes = c.dims_of(c.first()), c.values("shape")
    if sizes is None:
        return [None]
    total = None if shape is None else product(shape)
    if shape is not None and 0 in shape:
        total = 0
    if -1 not in sizes:
        if None not in sizes and total is not None and total != product(sizes):
            raise Mismatch(
                f"Cannot reshape a tensor with {total} elements to shape {listed(tuple(sizes))} "
                f"({product(sizes)} elements)"
            )
        if sizes.count(None) == 1 and total is not None and type(c.inputs.get("shape")) is not None:
            rest = product([s for s in sizes if s is not None])
            if rest and total % rest == 0:
                return [tuple(total // rest if s is None else s for s in sizes)]
        return [tuple(sizes)]
    rest = product([s for s in sizes if s != -1])
    if total is not None and rest:
        if total % rest:
            raise Mismatch(f"Dimension size must be evenly divisible by {rest} but is {total}")
        return [tuple(total // rest if s == -1 else s for s in sizes)]
    return [tuple(None if s == -1 else s for s in sizes)]


@shape_of_op("Transpose ConjugateTranspose")
def transpose(c: Call) -> Sequence[Any]:
    """Dimensions in another order."""
    shape, order = c.dims("x"), c.values("perm")
    if order is None or None in order:
        known = shape if shape is not None else order
        return [None if known is None else (None,) * len(known)]
    if shape is None:
        return [(None,) * len(order)]
    if len(order) != len(shape):
        raise Mismatch(f"Dimension must be {len(order)} but is {len(shape)}")
    if any(not -len(shape) <= i < len(shape) for i in order if i is not None):
        return [(None,) * len(shape)]
    return [tuple(shape[i] for i in order if i is not None)]


@shape_of_op("Concat ConcatV2")
def concat(c: Call) -> Sequence[Any] | None:
    """Sizes along the axis added up."""
    shapes = c.list_dims("values")
    axis = c.scalar("axis" if c.type == "ConcatV2" else "concat_dim")
    if shapes is None:
        return None
    rank = next((len(s) for s in shapes if s is not None), None)
    if rank is None:
        return [None]
    if axis is None:
        return [(None,) * rank]
    if any(s is not None and len(s) != rank for s in shapes):
        other = next(len(s) for s in shapes if s is not None and len(s) != rank)
        raise Mismatch(f"Shape must be rank {rank} but is rank {other}")
    if not -rank <= axis < rank:
        raise Mismatch(f"Shape must be at least rank {axis + 1 if axis >= 0 else -axis} but is rank {rank}")
    axis %= rank
    result: list[int | None] = [None] * rank
    for i in range(rank):
        sizes = [None if s is None else s[i] for s in shapes]
        if i == axis:
            result[i] = None if None in sizes else sum(s for s in sizes if s is not None)
            continue
        seen = [s for s in sizes if s is not None]
        if any(s != seen[0] for s in seen):
            other = next(s for s in seen if s != seen[0])
            at = i if i < axis else i - axis - 1
            first = next(s for s in shapes if s is not None and s[i] == seen[0])
            last = next(s for s in shapes if s is not None and s[i] == other)
            a, b = (first[:axis], last[:axis]) if i < axis else (first[axis + 1 :], last[axis + 1 :])
            raise Mismatch(
                f"Dimension {at} in both shapes must be equal, but are {seen[0]} and {other}. "
                f"Shapes are {listed(a)} and {listed(b)}."
            )
        result[i] = seen[0] if seen else None
    return [tuple(result)]


@shape_of_op("Pack")
def pack(c: Call) -> Sequence[Any] | None:
    """All of one shape, along a new axis."""
    shapes, axis = c.list_dims("values"), c.attr("axis", 0)
    if shapes is None:
        return None
    first: Shape = None
    for i, shape in reversed(list(enumerate(shapes))):
        try:
            first = merge(shape, first)
        except Mismatch as problem:
            raise Mismatch(f"{problem}\n\tFrom merging shape {i} with other shapes.") from None
    if first is None:
        return [None]
    at = axis if axis >= 0 else axis + len(first) + 1
    return [(*first[:at], len(shapes), *first[at:])]


@shape_of_op("Unpack")
def unpack(c: Call) -> Sequence[Any]:
    """One axis taken away from each."""
    shape, axis, count = c.dims("value"), c.attr("axis", 0), c.attr("num", 1)
    if shape is None:
        return [None] * count
    at = axis % len(shape) if shape else 0
    if shape and shape[at] is not None and shape[at] != count:
        raise Mismatch(f"Dimension must be {count} but is {shape[at]}")
    return [shape[:at] + shape[at + 1 :]] * count


@shape_of_op("Split")
def split(c: Call) -> Sequence[Any]:
    """Equal parts along an axis."""
    shape, axis, count = c.dims("value"), c.scalar("split_dim"), c.attr("num_split", 1)
    if shape is None:
        return [None] * count
    if axis is None or not -len(shape) <= axis < len(shape):
        return [(None,) * len(shape)] * count
    size = shape[axis]
    if size is not None and size % count:
        raise Mismatch(f"Dimension size must be evenly divisible by {count} but is {size}")
    axis %= len(shape)
    return [(*shape[:axis], size if size is None else size // count, *shape[axis + 1 :])] * count


@shape_of_op("SplitV")
def split_sizes(c: Call) -> Sequence[Any] | None:
    """Parts of given sizes along an axis."""
    shape, axis, sizes = c.dims("value"), c.scalar("split_dim"), c.values("size_splits")
    if sizes is None:
        return None
    if shape is None or axis is None or not -len(shape) <= axis < len(shape):
        return [None if shape is None else (None,) * len(shape)] * len(sizes)
    axis %= len(shape)
    whole = shape[axis]
    if sizes.count(-1) == 1:
        # Only from 1.13 the rest is worked out.
        early = c.vm.version in ("1.0", "1.4", "1.8")
        rest = None if whole is None or early else whole - sum(s for s in sizes if s is not None and s >= 0)
        sizes = [rest if s == -1 else s for s in sizes]
    return [(*shape[:axis], s, *shape[axis + 1 :]) for s in sizes]


@shape_of_op("Slice")
def slice_(c: Call) -> Sequence[Any]:
    """A box cut out."""
    shape, begin, size = c.dims("input"), c.values("begin"), c.values("size")
    if size is None or begin is None or (shape is not None and len(shape) != len(size)):
        return [shape and (None,) * len(shape)]
    if None in size and c.vm.version in ("0.12", "1.0", "1.4"):
        return [(None,) * len(size)]
    result: list[int | None] = []
    for i, (start, count) in enumerate(zip(begin, size, strict=False)):
        whole = None if shape is None else shape[i]
        if count == -1:
            result.append(None if whole is None or start is None else whole - start)
        else:
            result.append(count)
    return [tuple(result)]


@shape_of_op("Tile")
def tile(c: Call) -> Sequence[Any]:
    """Each dimension repeated."""
    shape, times = c.dims("input"), c.values("multiples")
    if shape is None or times is None:
        known = shape if shape is not None else times
        return [None if known is None else (None,) * len(known)]
    return [tuple(None if d is None or t is None else d * t for d, t in zip(shape, times, strict=False))]


@shape_of_op("Pad PadV2 MirrorPad")
def pad(c: Call) -> Sequence[Any]:
    """Each dimension widened on both sides."""
    shape, more = c.dims("input"), getattr(c.inputs.get("paddings"), "value", None)
    if type(more) is not list or shape is None or len(more) != len(shape):
        c.values("paddings")
        return [None if shape is None else (None,) * len(shape)]
    return [tuple(None if d is None or type(m) is not list else d + sum(m) for d, m in zip(shape, more, strict=True))]


@shape_of_op("ExpandDims")
def expand_dims(c: Call) -> Sequence[Any]:
    """A new dimension of one."""
    shape, axis = c.dims("input"), c.scalar("dim")
    if shape is None:
        return [None]
    if axis is None:
        return [None]
    if not -len(shape) - 1 <= axis <= len(shape):
        raise Mismatch(f"dim {axis} not in the interval [{-len(shape) - 1}, {len(shape)}].")
    at = axis if axis >= 0 else axis + len(shape) + 1
    return [(*shape[:at], 1, *shape[at:])]


@shape_of_op("Squeeze")
def squeeze(c: Call) -> Sequence[Any]:
    """Dimensions of one taken away."""
    shape, axes = c.dims("input"), c.attr("squeeze_dims", [])
    if shape is None:
        return [None]
    axes = [axes] if type(axes) is int else axes
    if not axes:
        return [None if None in shape else tuple(d for d in shape if d != 1)]
    gone = {a % len(shape) for a in axes if -len(shape) <= a < len(shape)}
    for at in gone:
        if shape[at] not in (None, 1):
            raise Mismatch(f"Can not squeeze dim[{at}], expected a dimension of 1, got {shape[at]}")
    return [tuple(d for i, d in enumerate(shape) if i not in gone)]


@shape_of_op("Gather GatherV2")
def gather(c: Call) -> Sequence[Any]:
    """The indices' shape in place of an axis."""
    shape, index = c.dims("params"), c.dims("indices")
    axis = 0 if c.type == "Gather" else c.scalar("axis")
    if shape is None or index is None:
        return [None]
    batch = c.attr("batch_dims", 0) if c.type == "GatherV2" else 0
    if batch and axis is not None and batch > 0:
        axis = max(axis % len(shape), batch)
        return [(*shape[:axis], *index[batch:], *shape[axis + 1 :])]
    if batch:
        c.hazy = True
        return [None]
    if axis is None:
        return [(None,) * (len(shape) + len(index) - 1)]
    axis %= max(len(shape), 1)
    return [(*shape[:axis], *index, *shape[axis + 1 :])]


@shape_of_op("ResourceGather")
def resource_gather(c: Call) -> Sequence[Any] | None:
    """Rows of a resource variable, whose shape the caller gives."""
    shape, index = c.attrs.get("variable_shape"), c.dims("indices")
    return [None if type(shape) is not tuple or index is None else (*index, *shape[1:])]


@shape_of_op("GatherNd")
def gather_nd(c: Call) -> Sequence[Any]:
    """The last dimension of the indices picks."""
    shape, index = c.dims("params"), c.dims("indices")
    if shape is None or index is None or not index or index[-1] is None:
        return [None]
    return [(*index[:-1], *shape[index[-1] :])]


@shape_of_op("ScatterNd")
def scatter_nd(c: Call) -> Sequence[Any]:
    """The shape asked for."""
    sizes = c.values("shape")
    return [None if sizes is None else tuple(sizes)]


@shape_of_op("SparseToDense")
def sparse_to_dense(c: Call) -> Sequence[Any]:
    """The shape asked for."""
    sizes = c.values("output_shape")
    return [None if sizes is None else tuple(sizes)]


@shape_of_op("ReverseSequence")
def reverse_sequence(c: Call) -> Sequence[Any]:
    """As the input, with as many rows as there are lengths."""
    shape, lengths, at = c.dims("input"), c.dims("seq_lengths"), c.attr("batch_dim", 0)
    if shape is None or lengths is None or len(lengths) != 1 or not 0 <= at < len(shape):
        return [shape]
    own, given = shape[at], lengths[0]
    if own is not None and given is not None and own != given:
        raise Mismatch(f"Dimensions must be equal, but are {own} and {given}")
    return [(*shape[:at], given if own is None else own, *shape[at + 1 :])]


@shape_of_op("Fill")
def fill(c: Call) -> Sequence[Any]:
    """The shape asked for."""
    sizes = c.values("dims")
    return [None if sizes is None else tuple(sizes)]


@shape_of_op("BroadcastTo")
def broadcast_to(c: Call) -> Sequence[Any]:
    """The shape asked for; a size that is not known is the input's where that is no 1."""
    sizes, shape = c.values("shape"), c.dims("input")
    if sizes is None or shape is None:
        return [None if sizes is None else tuple(sizes)]
    if c.vm.version == "1.13":
        return [tuple(sizes)]
    own = (None,) * (len(sizes) - len(shape)) + tuple(d if d != 1 else None for d in shape)
    return [tuple(o if s is None else s for s, o in zip(sizes, own, strict=False))]


@shape_of_op("OneHot")
def one_hot(c: Call) -> Sequence[Any]:
    """A new axis of the depth."""
    shape, depth, axis = c.dims("indices"), c.scalar("depth"), c.attr("axis", -1)
    if shape is None:
        return [None]
    at = len(shape) if axis == -1 else axis
    return [(*shape[:at], depth, *shape[at:])]


@shape_of_op("Shape")
def shape(c: Call) -> Sequence[Any]:
    """As many as the rank."""
    found = c.dims("input")
    return [(None if found is None else len(found),)]


@shape_of_op("Where")
def where(c: Call) -> Sequence[Any]:
    """A row for each true item."""
    found = c.dims("input") if "input" in c.inputs else c.dims_of(c.first())
    return [(None, None if found is None else len(found))]


@shape_of_op("Select SelectV2")
def select(c: Call) -> Sequence[Any]:
    """One of two."""
    names = list(c.inputs)
    a, b = c.dims(names[1]), c.dims(names[2])
    if c.type == "SelectV2":
        from scopelint.library.tensorflow.shapes import broadcast

        return [broadcast(broadcast(a, b), c.dims(names[0]))]
    return [merge(a, b)]
