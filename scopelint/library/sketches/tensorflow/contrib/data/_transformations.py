"""tf.contrib.data: the transformations, which tf.data.experimental took over, and the few that stayed here."""

from _scopelint import at_least, is_unknown

from ...data.experimental._transformations import (
    Counter as counter,
)
from ...data.experimental._transformations import (
    RandomDataset as random_dataset,
)
from ...data.experimental._transformations import (
    Reducer as reducer,
)
from ...data.experimental._transformations import (
    bucket_by_sequence_length as bucket,
)
from ...data.experimental._transformations import (
    choose_from_datasets as choose,
)
from ...data.experimental._transformations import (
    copy_to_device as copy,
)
from ...data.experimental._transformations import (
    dense_to_sparse_batch as dense_to_sparse,
)
from ...data.experimental._transformations import (
    enumerate_dataset as enumerated,
)
from ...data.experimental._transformations import (
    get_single_element as single,
)
from ...data.experimental._transformations import (
    group_by_window as group,
)
from ...data.experimental._transformations import (
    ignore_errors as ignoring,
)
from ...data.experimental._transformations import (
    make_saveable_from_iterator as saveable,
)
from ...data.experimental._transformations import (
    map_and_batch as map_batch,
)
from ...data.experimental._transformations import (
    parallel_interleave as parallel,
)
from ...data.experimental._transformations import (
    prefetch_to_device as prefetch,
)
from ...data.experimental._transformations import (
    sample_from_datasets as sample,
)
from ...data.experimental._transformations import (
    scan as scanning,
)
from ...data.experimental._transformations import (
    shuffle_and_repeat as shuffle_repeat,
)
from ...data.experimental._transformations import (
    unbatch as unbatching,
)
from ...data.experimental._transformations import (
    unique as uniques,
)
from ...data.experimental.making import even_batches
from ...data.functions import call_traced, returned_dataset
from ...data.making import int64, unary
from ...data.structure import shape_of, up_to

Counter = counter
RandomDataset = random_dataset
Reducer = reducer
bucket_by_sequence_length = bucket
choose_from_datasets = choose
copy_to_device = copy
dense_to_sparse_batch = dense_to_sparse
enumerate_dataset = enumerated
get_single_element = single
group_by_window = group
ignore_errors = ignoring
make_saveable_from_iterator = saveable
map_and_batch = map_batch
parallel_interleave = parallel
prefetch_to_device = prefetch
sample_from_datasets = sample
scan = scanning
shuffle_and_repeat = shuffle_repeat
unbatch = unbatching
unique = uniques


def batch_and_drop_remainder(batch_size):
    if at_least("1.13"):
        return lambda given: given.batch(batch_size, drop_remainder=True)
    return lambda given: even(given.batch(batch_size), batch_size)


def padded_batch_and_drop_remainder(batch_size, padded_shapes, padding_values=None):
    if at_least("1.13"):
        return lambda given: given.padded_batch(batch_size, padded_shapes, padding_values, drop_remainder=True)
    return lambda given: even(given.padded_batch(batch_size, padded_shapes, padding_values), batch_size)


def even(made, batch_size):
    return even_batches(made, batch_size)


def sloppy_interleave(map_func, cycle_length, block_length=1):
    if at_least("1.8"):
        return parallel(map_func, cycle_length, block_length, sloppy=True)

    def grow(given):
        traced = call_traced(map_func, given._element, returned_dataset)
        int64(cycle_length, "cycle_length")
        int64(block_length, "block_length")
        return unary(given, "SloppyInterleaveDataset", traced.element, traced.captured)

    return grow


def assert_element_shape(expected_shapes):
    def grow(given):
        def one(leaf, shape):
            if is_unknown(leaf):
                return leaf
            expected = shape_of(shape)
            if is_unknown(expected) or is_unknown(leaf.shape):
                return leaf.with_shape(expected)
            return leaf.with_shape(leaf.shape.merge_with(expected))

        return unary(given, "MapDataset", up_to(one, given._element, expected_shapes))

    return grow
