"""Partitioned variables (§8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scopelint.scoping.errors import ScopingError
from scopelint.scoping.initializers import (
    Convertible,
    Initializer,
    Partition,
    converted,
    default_initializer,
    made_constant,
)
from scopelint.scoping.name_scope import inside
from scopelint.scoping.shapes import Shape, as_shape, compatible, is_fully_defined, known, merged, same_dtype, show
from scopelint.scoping.single import get_single
from scopelint.scoping.variable_scope import AUTO_REUSE

if TYPE_CHECKING:
    from scopelint.scoping.engine import Engine
    from scopelint.scoping.request import Request
    from scopelint.scoping.store import VariableStore
    from scopelint.scoping.variable import Variable


class PartitionedVariable:
    """A variable in parts. Its own ``name`` has no ``:0``. It never changes; ``payload`` is free for the caller.

    Attributes:
      name: the full name it is stored under.
      shape, dtype: of the whole.
      parts: the variables ``name/part_0``, ... in order.
      partitions: how many parts along each axis.
    """

    __slots__ = ("dtype", "engine", "name", "partitions", "parts", "payload", "shape")

    def __init__(
        self,
        engine: Engine,
        name: str | None,
        shape: Shape,
        dtype: str,
        parts: Sequence[Variable],
        partitions: Sequence[int],
    ) -> None:
        self.engine = engine
        self.name = name
        self.shape = shape
        self.dtype = dtype
        self.parts = tuple(parts)
        self.partitions = tuple(partitions)
        self.payload: Any = None
        for part in self.parts:
            part.partition = self

    def as_tensor(self) -> Any:
        """The whole as a tensor, made anew at each use: ``F/ConcatPartitions/concat`` and an identity op ``F``
        (get_variable/partitioned_op_names), then ``concat_1`` and ``F_1``. A single part needs no concat."""
        rules = self.engine.rules
        graph = self.parts[0].graph
        if len(self.parts) > 1:
            with inside(graph, f"{self.name}/ConcatPartitions/"), inside(graph, "concat") as place:
                made_constant(self.engine, rules.concat_argument, (), "int32")
                graph.create_op(rules.concat_op, place.path, [(self.dtype, self.shape)])
        with inside(graph, None):
            return graph.create_op("Identity", self.name, [(self.dtype, self.shape)]).outputs[0]


def get_partitioned(store: VariableStore, request: Request) -> PartitionedVariable:
    """Give the partitioned variable of that name, or make it.

    Raises:
      ScopingError: in the order of §8.
    """
    rules = store.engine.rules
    name = request.name
    plain = store.variables.get(name)
    if plain is not None:
        text = (
            f"A partitioner was provided, but an unpartitioned version of the variable was found: {name}.  Perhaps a "
            "variable of the same name was already created without partitioning?"
        )
        raise store.error("ValueError", text, "TFS108", request, plain)
    shape = as_shape(request.shape)
    initializer = request.initializer
    if initializer is not None and not isinstance(initializer, Initializer | Convertible):
        shape = merged(shape, initializer.shape)
    skipped = request.reuse is True or (request.reuse and rules.partition_reuse_keeps == "any_true")
    partitions: list[int] | None = None
    if request.partitioner is not None or not skipped:
        partitions = _call_partitioner(store, request, shape)
    existing = store.partitioned.get(name)
    if existing is not None:
        return _existing(store, request, shape, existing, partitions)
    if request.reuse and request.reuse is not AUTO_REUSE:
        text = (
            f"PartitionedVariable {name} does not exist, or was not created with tf.get_variable(). Did you mean to "
            f"set {rules.partition_missing_text} in VarScope?"
        )
        error = store.error("ValueError", text, "TFS102", request)
        error.recovery = lambda: get_partitioned(store, replace(request, reuse=AUTO_REUSE))
        raise error
    assert partitions is not None
    axis, count = _axis(store, shape, partitions)
    _check_parts(store, request, count)
    variable = PartitionedVariable(
        store.engine, name, shape, request.dtype, _parts(store, request, shape, axis, count), partitions
    )
    if not store.engine.executing_eagerly() or store.keeps_eager:
        store.keep_partitioned(name, variable)
    return variable


def _call_partitioner(store: VariableStore, request: Request, shape: Shape) -> list[int]:
    """Call the partitioner (a host callable, by keyword) and check what it gives."""
    rules = store.engine.rules
    shown = show(shape)
    about = "" if rules.partition_checked_early else f" ({request.name})"

    def refuse(text: str, code: str = "TFS113") -> ScopingError:
        return ScopingError("ValueError", text, code, variable=request.name)

    if not is_fully_defined(shape):
        raise refuse(
            f"Shape of a new partitioned variable{about} must be fully defined, but instead was {shown}.", "TFS106"
        )
    sizes = known(shape)
    if not sizes:
        raise refuse(f"A partitioned Variable must have rank at least 1, shape: {shown}")
    given = request.partitioner(shape=shape, dtype=request.dtype)
    if not isinstance(given, list | tuple):
        raise refuse(f"Partitioner must return a sequence, but saw: {given}")
    if len(given) != len(sizes):
        raise refuse(
            f"Partitioner returned a partition list that does not match the Variable's rank: {given} vs. {shown}"
        )
    if any(count < 1 for count in given):
        raise refuse(f"Partitioner returned zero partitions for some axes: {given}")
    if rules.partition_checked_early and sum(count > 1 for count in given) > 1:
        raise refuse(f"Can only slice a variable along one dimension: shape: {shown}, partitioning: {given}")
    return list(given)


def _existing(
    store: VariableStore, request: Request, shape: Shape, existing: PartitionedVariable, partitions: list[int] | None
) -> PartitionedVariable:
    name, wanted = request.name, store.engine.rules.exists_text
    if request.reuse is not None and not request.reuse:
        text = f"Partitioned variable with name {name} already exists. Did you mean to set {wanted} in VarScope?"
        raise store.error("ValueError", text, "TFS101", request, existing)
    about = f"Trying to reuse partitioned variable {name}, but specified"
    if not compatible(shape, existing.shape):
        text = f"{about} shape {show(shape)} and found shape {show(existing.shape)}."
        raise store.error("ValueError", text, "TFS103", request, existing)
    if not same_dtype(request.dtype, existing.dtype):
        text = f"{about} dtype {request.dtype} and found dtype {existing.dtype}."
        raise store.error("ValueError", text, "TFS104", request, existing)
    if partitions is not None and tuple(partitions) != existing.partitions:
        text = f"{about} partitions {partitions} and found partitions {list(existing.partitions)}."
        raise store.error("ValueError", text, "TFS108", request, existing)
    return existing


def _axis(store: VariableStore, shape: Shape, partitions: list[int]) -> tuple[int, int]:
    """The axis that is cut and the number of parts; up to 1.8 wrong partitions are refused only here."""
    sizes = known(shape)
    cut = [axis for axis, count in enumerate(partitions) if count > 1]
    if not store.engine.rules.partition_checked_early:
        for axis, count in enumerate(partitions):
            if sizes[axis] < count:
                text = f"Cannot create {count} slices for size {sizes[axis]}. shape: {sizes}, slicing: {partitions}"
                raise ScopingError("ValueError", text, "TFS113")
            if count > 1 and axis != cut[0]:
                text = f"Can only slice a variable along one dimension: shape: {sizes}, slicing: {partitions}"
                raise ScopingError("ValueError", text, "TFS113")
    axis = cut[0] if cut else 0
    return axis, partitions[axis]


def _check_parts(store: VariableStore, request: Request, count: int) -> None:
    """Parts of that name may be stored already, made under their own names."""
    name = request.name
    if f"{name}/part_0" not in store.variables:
        return
    about = (
        "Partitioner returned a different partitioning than what was already found.  Partitioner returned "
        f"{count} shards, and shard {name}/part_0 was found, but"
    )
    if f"{name}/part_{count - 1}" not in store.variables:
        raise store.error("ValueError", f"{about} {name}/part_{count - 1} was not.", "TFS108", request)
    if f"{name}/part_{count}" in store.variables:
        raise store.error("ValueError", f"{about} so was the extra shard {name}/part_{count}.", "TFS108", request)


def _slices(sizes: list[int], axis: int, count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Offset and shape of each part; the remainder is spread over the first parts (get_variable/partitioned)."""
    least, excess = divmod(sizes[axis], count)
    at = 0
    for number in range(count):
        size = least + (number < excess)
        offset = [at if i == axis else 0 for i in range(len(sizes))]
        yield offset, [size if i == axis else whole for i, whole in enumerate(sizes)]
        at += size


def _parts(store: VariableStore, request: Request, shape: Shape, axis: int, count: int) -> list[Variable]:
    engine = store.engine
    graph = engine.default_graph()
    parts = []
    sizes = known(shape)
    dtype = request.dtype
    for number, (offset, size) in enumerate(_slices(sizes, axis, count)):
        if offset[axis] >= sizes[axis]:
            text = (
                f"Expected 0 <= offset < shape but found offset={offset[axis]}, shape={sizes[axis]} for "
                f"var_offset={offset}, full_shape={sizes}"
            )
            raise ScopingError("ValueError", text, "TFS113", variable=request.name)
        full = f"{request.name}/part_{number}"
        initializer: Any = request.initializer
        part_shape: list[int] | None = size
        with inside(graph, f"{full}/PartitionedInitializer"):
            if initializer is None:
                initializer = default_initializer(engine, request.name, shape, dtype)
            elif not isinstance(initializer, Initializer):
                whole = converted(engine, initializer, "Const", dtype)
                dtype = whole.dtype
                initializer = _slice(engine, whole, size)
            if not isinstance(initializer, Initializer):
                part_shape = None
        with inside(graph, None):
            part = replace(
                request,
                name=full,
                shape=part_shape,
                dtype=dtype,
                initializer=initializer,
                partitioner=None,
                partition=Partition(sizes, offset),
            )
            parts.append(get_single(store, part))
    return parts


def _slice(engine: Engine, whole: Any, size: list[int]) -> Any:
    """The ops of ``tf.slice``: a value given for the whole is cut for each part.

    Raises:
      ScopingError: ValueError when the value has another rank.
    """
    graph = engine.default_graph()
    rank = len(size)
    with inside(graph, "Slice") as place:
        begin = made_constant(engine, "begin", (rank,), "int32")
        sizes = made_constant(engine, "size", (rank,), "int32")
        if whole.shape is not None and len(whole.shape) != rank:
            name = place.stack
            op = f"'{name}' (op: 'Slice')"
            if engine.rules.long_name_errors:
                kind = _PROTO_TYPES.get(whole.dtype, whole.dtype.upper())
                inputs = ", ".join(tensor.op.name for tensor in (whole, begin, sizes))
                op = f"'{{{{node {name}}}}} = Slice[Index=DT_INT32, T=DT_{kind}]({inputs})'"
            shape = ",".join(map(str, whole.shape))
            text = (
                f"Shape must be rank {rank} but is rank {len(whole.shape)} for {op} with input shapes: "
                f"[{shape}], [{rank}], [{rank}]."
            )
            raise ScopingError("ValueError", text, "TFS113")
        return graph.create_op("Slice", place.path, [(whole.dtype, tuple(size))]).outputs[0]


_PROTO_TYPES = {"float16": "HALF", "float32": "FLOAT", "float64": "DOUBLE"}
