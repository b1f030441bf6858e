"""tf.data.experimental: what ``Dataset.apply`` is given."""

import tensorflow as tf
from _scopelint import at_least, convert, is_unknown, raw_op, unknown

from .._dataset import Dataset
from ..functions import call_traced, returned_condition
from ..making import dataset, experimental, int64, seeds, unary, variant
from ..structure import Leaf, flatten, map_structure
from .making import (
    grouped,
    mapped_batch,
    mixed,
    on_device,
    parallel,
    repeated_shuffle,
    scanned,
    shared_element,
    without_batches,
)


def shuffle_and_repeat(buffer_size, count=None, seed=None):
    return lambda given: repeated_shuffle(given, buffer_size, count, seed)


def map_and_batch(map_func, batch_size, num_parallel_batches=None, drop_remainder=False, num_parallel_calls=None):
    if num_parallel_batches is not None and num_parallel_calls is not None:
        raise ValueError("The `num_parallel_batches` and `num_parallel_calls` arguments are mutually exclusive.")
    return lambda given: mapped_batch(given, map_func, batch_size, num_parallel_batches, drop_remainder,
                                      num_parallel_calls)


map_and_batch_with_legacy_function = map_and_batch


def parallel_interleave(map_func, cycle_length, block_length=1, sloppy=False, buffer_output_elements=None,
                        prefetch_input_elements=None):
    return lambda given: parallel(given, map_func, cycle_length, block_length, sloppy, buffer_output_elements,
                                  prefetch_input_elements)


def unbatch():
    return without_batches


def ignore_errors(log_warning=False):
    return lambda given: unary(given, experimental("IgnoreErrorsDataset"), shown="IgnoreErrorsDataset")


def enumerate_dataset(start=0):
    return lambda given: given._enumerate(start)


def prefetch_to_device(device, buffer_size=None):
    return lambda given: on_device(given, True, buffer_size)


def copy_to_device(target_device, source_device="/cpu:0"):
    return lambda given: on_device(given, False, None)


def group_by_window(key_func, reduce_func, window_size=None, window_size_func=None):
    return lambda given: grouped(given, key_func, reduce_func, window_size, window_size_func)


def bucket_by_sequence_length(element_length_func, bucket_boundaries, bucket_batch_sizes, padded_shapes=None,
                              padding_values=None, pad_to_bucket_boundary=False, no_padding=False,
                              drop_remainder=False):
    if len(bucket_batch_sizes) != len(bucket_boundaries) + 1:
        raise ValueError("len(bucket_batch_sizes) must equal len(bucket_boundaries) + 1")
    if not at_least("2.15"):
        with tf.name_scope("bucket_by_seq_length"):
            int64(list(bucket_batch_sizes), None)

    def bucket(*args):
        element_length_func(*args)
        return tf.constant(0, tf.int64)

    def batch(key, part):
        # The size of a batch is a tensor, so it is never static.
        size = tf.identity(tf.constant(1, tf.int64))
        if no_padding:
            return part.batch(size)
        shapes = part.output_shapes if padded_shapes is None else padded_shapes
        return part.padded_batch(size, shapes, padding_values)

    def grow(given):
        if at_least("2.15"):
            int64(list(bucket_batch_sizes), None)
        return grouped(given, bucket, batch, None, lambda key: key)

    return grow


def scan(initial_state, scan_func):
    return lambda given: scanned(given, initial_state, scan_func)


def take_while(predicate):
    def grow(given):
        traced = call_traced(predicate, given._element, returned_condition)
        return unary(given, "TakeWhileDataset", None, traced.captured)

    return grow


def unique():
    return lambda given: unary(given, experimental("UniqueDataset"), shown="_UniqueDataset")


def latency_stats(tag):
    def grow(given):
        convert(tag, None, tf.string)
        return unary(given, experimental("LatencyStatsDataset"))

    return grow


def dense_to_sparse_batch(batch_size, row_shape):
    def grow(given):
        leaf = given._element
        element = leaf if is_unknown(leaf) else Leaf(
            leaf.dtype, tf.TensorShape([None]).concatenate(tf.TensorShape(row_shape)), tf.SparseTensor)
        return unary(given, experimental("DenseToSparseBatchDataset"), element)

    return grow


def sample_from_datasets(datasets, weights=None, seed=None, stop_on_empty_dataset=False):
    if weights is not None and not isinstance(weights, Dataset):
        logits = tf.log(convert(weights, "weights"), name="logits")
        tf.expand_dims(logits, 0)
    seeds(seed)
    numbers = dataset("RandomDataset", Leaf(tf.int64, tf.TensorShape([])), [],
                      lambda: variant(experimental("RandomDataset")))
    pairs = numbers.batch(2)
    return mixed(unary(pairs, "MapDataset"), list(datasets), shared_element(datasets))


def choose_from_datasets(datasets, choice_dataset, stop_on_empty_dataset=False):
    if at_least("2.15"):
        from ..transforming import rewritten

        choice_dataset = rewritten(choice_dataset)
    return mixed(choice_dataset, list(datasets), shared_element(datasets))


def get_single_element(dataset):
    if is_unknown(dataset) or is_unknown(dataset._element):
        return unknown("element")
    dataset._as_variant_tensor()
    leaves = flatten(dataset._element)
    made = raw_op("DatasetToSingleElement", "DatasetToSingleElement",
                  [(tf.float32, None) if is_unknown(leaf) else (leaf.dtype, leaf.shape) for leaf in leaves])
    return map_structure(lambda leaf: made.pop(0), dataset._element)


def cardinality(dataset):
    dataset._as_variant_tensor()
    kind = "DatasetCardinality" if not at_least("1.13") or at_least("1.15") else "ExperimentalDatasetCardinality"
    return raw_op(kind, kind, [(tf.int64, [])])[0]


def Counter(start=0, step=1, dtype=tf.int64):
    with tf.name_scope("counter"):
        start = convert(start, "start", dtype)
        step = convert(step, "step", dtype)
        zeros = Dataset.from_tensors(0).repeat(None)
        return unary(zeros, experimental("ScanDataset"), Leaf(tf.as_dtype(dtype), tf.TensorShape([])))


class RandomDataset(Dataset):
    def __init__(self, seed=None):
        from ..making import set_up

        seeds(seed)
        set_up(self, Leaf(tf.int64, tf.TensorShape([])), [], lambda: variant(experimental("RandomDataset")))


class Reducer(object):
    def __init__(self, init_func, reduce_func, finalize_func):
        self.init_func = init_func
        self.reduce_func = reduce_func
        self.finalize_func = finalize_func


def make_saveable_from_iterator(iterator):
    raw_op("SerializeIterator", "SerializeIterator", [(tf.variant, [])])
    return unknown("saveable")
