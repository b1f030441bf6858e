"""How datasets come to be: their class, and the op that stands for each in a graph.

Up to 1.13 the ops of a dataset are made whenever an iterator asks for them, the whole chain anew; from 1.15 each one is
made with its dataset (data/when_ops_are_made).
"""

import tensorflow as tf
from _scopelint import at_least, convert, raw_op

NAMES = (
    "DatasetV1Adapter TensorDataset TensorSliceDataset RangeDataset ZipDataset ConcatenateDataset RepeatDataset "
    "ShuffleDataset CacheDataset TakeDataset SkipDataset BatchDataset PaddedBatchDataset MapDataset "
    "ParallelMapDataset FlatMapDataset InterleaveDataset FilterDataset PrefetchDataset GroupByWindowDataset "
    "SloppyInterleaveDataset ParallelInterleaveDataset IgnoreErrorsDataset _RestructuredDataset "
    "_ShuffleAndRepeatDataset _MapAndBatchDataset _ScanDataset _PrefetchToDeviceDataset DenseToSparseBatchDataset "
    "_VariantDataset"
).split()
"""The classes of datasets; from 1.13 a program sees the first one only."""

CLASSES = {}


def class_named(name):
    from ._dataset import Dataset

    return CLASSES.get(name, Dataset)


def dataset(kind, element, captured, emit, shown=None):
    """A dataset of these elements. ``emit()`` makes its op, and up to 1.13 those of its inputs before."""
    name = "DatasetV1Adapter" if at_least("1.13") else (shown or kind)
    return set_up(class_named(name)(), element, captured, emit)


def set_up(made, element, captured, emit):
    made._element = element
    made._captured = list(captured)
    made._emit = emit
    made._variant = emit() if at_least("1.15") else None
    return made


def variant(kind, inputs=()):
    """The op of a dataset, with the plain name of its type."""
    return raw_op(kind, kind, [(tf.variant, [])], inputs)[0]


def variant_of(kind, given):
    """The op of a dataset that takes Python numbers: constants below its name (1.4)."""
    with tf.name_scope(None, kind) as scope:
        for name, value in given:
            int64(value, name)
        return raw_op(kind, scope, [(tf.variant, [])])[0]


def unary(source, kind, element=None, captured=(), shown=None):
    """A dataset made of another one."""

    def emit():
        return variant(kind, [source._as_variant_tensor()])

    elements = source._element if element is None else element
    made = dataset(kind, elements, source._captured + list(captured), emit, shown)
    made._unoptimized = source._unoptimized
    return made


def experimental(kind):
    """1.13 calls the ops of what is experimental so."""
    return "Experimental" + kind if at_least("1.13") and not at_least("1.15") else kind


def int64(value, name):
    return convert(value, name, tf.int64)


def flag(value, name):
    return convert(value, name, tf.bool)


def optional(name, value, default):
    """A constant for an argument that may be left out."""
    return convert(default if value is None else value, name, tf.string if isinstance(default, str) else tf.int64)


def seeds(seed):
    """The two seeds of what shuffles."""
    if seed is None:
        int64(0, "seed")
        int64(0, "seed2")
        return
    if not at_least("1.8"):
        int64(seed, "seed")
        int64(seed, "seed2")
        return
    first = int64(87654321, "seed")
    with tf.name_scope("seed2") as scope:
        second = int64(seed, None)
        tf.logical_and(tf.equal(first, 0), tf.equal(second, 0))
        int64(2147483647, None)
        raw_op("SelectV2" if at_least("2.15") else "Select", scope, [(tf.int64, [])])


def fixed_size(size, drop_remainder):
    """The first dimension of a batch, where it is known."""
    return size if drop_remainder is True and isinstance(size, int) else None
