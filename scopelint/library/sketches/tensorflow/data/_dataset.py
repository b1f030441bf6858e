"""tf.data.Dataset: sources and transformations, with the structure of their elements and the ops they make."""

import tensorflow as tf
from _scopelint import at_least, convert, dataset_base, executing_eagerly, is_unknown, unknown

from .functions import call_traced, returned_condition, returned_dataset, returned_tensors
from .making import CLASSES, NAMES, dataset, flag, int64, seeds, set_up, unary, variant, variant_of
from .structure import (
    Described,
    Leaf,
    flatten,
    leaf_of,
    map_structure,
    normalized,
    rest_of,
    unbatched,
)
from .transforming import batch_of, concatenated, reduction, rewritten


class Dataset(Described, dataset_base()):
    _element = None
    _captured = ()
    _emit = None
    _variant = None
    _unoptimized = False

    def _as_variant_tensor(self):
        return self._emit() if self._variant is None else self._variant

    @property
    def _variant_tensor(self):
        return self._as_variant_tensor()

    def __repr__(self):
        if at_least("2.15"):
            return "<%s element_spec=%s>" % (type(self).__name__, unknown("element_spec"))
        shapes = str(map_structure(str, self.output_shapes)).replace("'", "")
        types = str(map_structure(repr, self.output_types)).replace("'", "")
        return "<%s shapes: %s, types: %s>" % (type(self).__name__, shapes, types)

    if at_least("1.8"):

        def __iter__(self):
            from ._iterator import elements_of

            if executing_eagerly():
                return elements_of(self._element)
            if at_least("2.15"):
                raise RuntimeError(
                    "`tf.data.Dataset` only supports Python-style iteration in eager mode or within tf.function.")
            raise RuntimeError(
                "__iter__() is only supported inside of tf.function or when eager execution is enabled."
                if at_least("1.15") else "dataset.__iter__() is only supported when eager execution is enabled.")

    if at_least("1.15"):

        @property
        def element_spec(self):
            return map_structure(
                lambda leaf: leaf if is_unknown(leaf) else tf.TensorSpec(leaf.shape, leaf.dtype), self._element)

        def enumerate(self, start=0, name=None):
            return self._enumerate(start)

        def unbatch(self, name=None):
            for leaf in flatten(self._element):
                if not is_unknown(leaf) and not is_unknown(leaf.shape) and leaf.shape.ndims == 0:
                    raise ValueError("Cannot unbatch an input with scalar components.")
            return unary(unary(self, "MapDataset"), "UnbatchDataset", unbatched(self._element))

    # Iterators

    def make_one_shot_iterator(self):
        from ._iterator import one_shot

        return one_shot(self)

    def make_initializable_iterator(self, shared_name=None):
        from ._iterator import initializable

        return initializable(self)

    # Sources

    @staticmethod
    def from_tensors(tensors, name=None):
        return source("TensorDataset", tensors, leaf_of)

    @staticmethod
    def from_tensor_slices(tensors, name=None):
        return source("TensorSliceDataset", tensors, slice_of)

    @staticmethod
    def from_generator(generator, output_types=None, output_shapes=None, args=None, output_signature=None, name=None):
        from ._generator import from_generator

        return from_generator(generator, output_types, output_shapes, args, output_signature)

    @staticmethod
    def range(*args, **kwargs):
        if not 1 <= len(args) <= 3:
            raise ValueError("Invalid arguments to RangeDataset: %s" % str(args))
        start = args[0] if len(args) > 1 else 0
        stop = args[1] if len(args) > 1 else args[0]
        step = args[2] if len(args) > 2 else 1
        kind = kwargs.get("output_type") or tf.int64
        return range_of(start, stop, step, len(args), kind)

    @staticmethod
    def zip(*args, **kwargs):
        datasets = kwargs["datasets"] if "datasets" in kwargs else args[0] if len(args) == 1 else tuple(args)
        members = flatten(datasets)
        for member in members:
            if not is_unknown(member) and not isinstance(member, Dataset):
                raise TypeError("The argument to `Dataset.zip()` must be a nested structure of `Dataset` objects."
                                + (" Nested structures do not support Python lists; please use a tuple instead."
                                   if isinstance(member, list) else ""))
        element = map_structure(element_of, datasets)

        def emit():
            return variant("ZipDataset", [d._as_variant_tensor() for d in members if not is_unknown(d)])

        return dataset("ZipDataset", element, captured_of(members), emit)

    @staticmethod
    def list_files(file_pattern, shuffle=None, seed=None, name=None):
        from ._files import list_files

        return list_files(file_pattern, shuffle, seed)

    # Transformations

    def concatenate(self, dataset, name=None):
        return concatenated(self, dataset)

    def prefetch(self, buffer_size, name=None):
        int64(-1 if buffer_size is None else buffer_size, "buffer_size" if at_least("1.8") else None)
        return unary(self, "PrefetchDataset")

    def repeat(self, count=None, name=None):
        int64(-1 if count is None else count, "count")
        return unary(self, "RepeatDataset")

    def _enumerate(self, start=0):
        numbers = range_of(start, 9223372036854775807, 1, 2)
        if at_least("2.15"):
            numbers = rewritten(numbers)
        return Dataset.zip((numbers, self))

    def shuffle(self, buffer_size, seed=None, reshuffle_each_iteration=None, name=None):
        int64(buffer_size, "buffer_size")
        seeds(seed)
        return unary(self, "ShuffleDataset")

    def cache(self, filename="", name=None):
        convert(filename, "filename", tf.string)
        return unary(self, "CacheDataset")

    def take(self, count, name=None):
        int64(count, "count")
        return unary(self, "TakeDataset")

    def skip(self, count, name=None):
        int64(count, "count")
        return unary(self, "SkipDataset")

    def shard(self, num_shards, index, name=None):
        shards = int64(num_shards, "num_shards")
        at = int64(index, "shard_index" if at_least("1.13") and not at_least("1.15") else "index")
        if at_least("1.15"):
            return unary(self, "ShardDataset")
        if isinstance(num_shards, int) and num_shards < 1:
            raise ValueError("num_shards must be >= 1; got: %s" % num_shards)
        if isinstance(index, int) and index < 0:
            raise ValueError("index must be >= 0; got: %s" % index)
        if isinstance(index, int) and isinstance(num_shards, int) and index >= num_shards:
            raise ValueError("index must be <= num_shards; %s is not < %s" % (index, num_shards))
        return self._enumerate().filter(lambda i, _: tf.equal(tf.mod(i, shards), at)).map(lambda _, elem: elem)

    if at_least("1.13"):

        def batch(self, batch_size, drop_remainder=False, num_parallel_calls=None, deterministic=None, name=None):
            return batch_of(self, batch_size, drop_remainder, num_parallel_calls)

        def padded_batch(self, batch_size, padded_shapes=None, padding_values=None, drop_remainder=False, name=None):
            from ._padding import padded

            return padded(self, batch_size, padded_shapes, padding_values, drop_remainder)

        def window(self, size, shift=None, stride=1, drop_remainder=False, name=None):
            int64(size, "size")
            int64(size if shift is None else shift, "shift")
            int64(stride, "stride")
            flag(drop_remainder, "drop_remainder")
            element = map_structure(
                lambda leaf: Leaf(tf.variant, tf.TensorShape([]), Dataset, leaf), self._element)
            return unary(self, "WindowDataset", element)

        def reduce(self, initial_state, reduce_func, name=None):
            return reduction(self, initial_state, reduce_func)

        def with_options(self, options, name=None):
            return unary(self, "OptionsDataset") if at_least("2.15") else self

        def options(self):
            return tf.data.Options()

    else:

        def batch(self, batch_size):
            return batch_of(self, batch_size, None, None)

        def padded_batch(self, batch_size, padded_shapes, padding_values=None):
            from ._padding import padded

            return padded(self, batch_size, padded_shapes, padding_values, None)

    def map(self, map_func, num_parallel_calls=None, deterministic=None, name=None, **kwargs):
        traced = call_traced(map_func, self._element, returned_tensors)
        kind = "MapDataset"
        if num_parallel_calls is not None:
            convert(num_parallel_calls, "num_parallel_calls", tf.int64 if at_least("2.15") else tf.int32)
            kind = "ParallelMapDatasetV2" if at_least("2.15") else "ParallelMapDataset"
        return unary(self, kind, traced.element, traced.captured)

    map_with_legacy_function = map

    def flat_map(self, map_func, name=None):
        traced = call_traced(map_func, self._element, returned_dataset)
        return unary(self, "FlatMapDataset", traced.element, traced.captured)

    def interleave(self, map_func, cycle_length=None, block_length=1, num_parallel_calls=None, deterministic=None,
                   name=None):
        traced = call_traced(map_func, self._element, returned_dataset)
        int64(-1 if cycle_length is None else cycle_length, "cycle_length" if at_least("1.8") else None)
        int64(1 if block_length is None else block_length, "block_length" if at_least("1.8") else None)
        kind = "InterleaveDataset"
        if num_parallel_calls is not None:
            if at_least("2.15"):
                int64(-1, "buffer_output_elements")
                int64(-1, "prefetch_input_elements")
            int64(num_parallel_calls, "num_parallel_calls")
            kind = "ParallelInterleaveDatasetV4" if at_least("2.15") else "ParallelInterleaveDatasetV2"
        return unary(self, kind, traced.element, traced.captured)

    def filter(self, predicate, name=None):
        traced = call_traced(predicate, self._element, returned_condition)
        return unary(self, "FilterDataset", None, traced.captured)

    def apply(self, transformation_func):
        made = transformation_func(self)
        if is_unknown(made):
            return made
        if not isinstance(made, Dataset):
            raise TypeError("`transformation_func` must return a Dataset."
                            + (" Got %s." % (made,) if at_least("1.15") else ""))
        return made


for class_name in NAMES[:1] if at_least("1.13") else NAMES[1:]:
    CLASSES[class_name] = type(class_name, (Dataset,), {})


def source(kind, tensors, leaf):
    """A dataset of tensors."""
    tensors = normalized(tensors)
    element = map_structure(leaf, tensors)
    given = [t for t in flatten(tensors) if not is_unknown(t)]
    if kind == "TensorSliceDataset":
        check_first(given)
    dense = [t for t in given if not isinstance(t, tf.SparseTensor)]
    return dataset(kind, element, dense, lambda: variant(kind, dense))


def slice_of(tensor):
    leaf = leaf_of(tensor)
    if is_unknown(leaf):
        return leaf
    if not is_unknown(leaf.shape) and leaf.shape.ndims == 0:
        if at_least("1.13"):
            raise ValueError("Unbatching a tensor is only supported for rank >= 1")
        raise IndexError("list index out of range")
    return leaf.with_shape(rest_of(leaf.shape))


def check_first(tensors):
    """All first dimensions must fit."""
    sizes = []
    for tensor in tensors:
        shape = tensor.get_shape()
        if not is_unknown(shape) and shape.ndims:
            size = shape.as_list()[0]
            if isinstance(size, int):
                sizes.append(size)
    for size in sizes:
        if size != sizes[0]:
            raise ValueError("Dimensions %s and %s are not compatible" % (sizes[0], size))


def range_of(start, stop, step, count, kind=tf.int64):
    element = Leaf(kind, tf.TensorShape([]))
    if at_least("1.8"):
        for value, name in ((start, "start"), (stop, "stop"), (step, "step")):
            int64(value, name)
        return dataset("RangeDataset", element, [], lambda: variant("RangeDataset"))
    # 1.4 keeps what it is given, and makes constants of it with the op.
    given = [(name, value) for name, value in (("start", start), ("stop", stop), ("step", step))]
    if count == 1:
        int64(0, "start")
        given = given[1:]
    if count < 3:
        int64(1, "step")
        given = given[:-1]
    return dataset("RangeDataset", element, [], lambda: variant_of("RangeDataset", given))


def element_of(member):
    return unknown("component") if is_unknown(member) else member._element


def captured_of(members):
    found = []
    for member in members:
        if not is_unknown(member):
            found.extend(member._captured)
    return found


def from_variant(element, tensor):
    """The dataset that a tensor stands for."""
    return set_up(dataset("_VariantDataset", element, [], lambda: tensor), element, [], lambda: tensor)
