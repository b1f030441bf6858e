"""Transformations that are applied to a dataset, as tf.data.experimental and tf.contrib.data give them."""

import tensorflow as tf
from _scopelint import at_least, convert, is_unknown, unknown

from .._dataset import Dataset, captured_of, element_of
from .._files import interleaved
from ..functions import call_traced, reduced, returned_dataset, returned_tensors
from ..making import dataset, experimental, fixed_size, flag, int64, seeds, unary, variant
from ..structure import Leaf, batched, common, components, flatten, leaf_of, map_structure, normalized, unbatched


def repeated_shuffle(given, buffer_size, count, seed):
    int64(buffer_size, "buffer_size")
    int64(-1 if count is None else count, "count")
    seeds(seed)
    return unary(given, "ShuffleAndRepeatDataset", shown="_ShuffleAndRepeatDataset")


def mapped_batch(given, map_func, batch_size, num_parallel_batches, drop_remainder, num_parallel_calls):
    traced = call_traced(map_func, given._element, returned_tensors)
    int64(batch_size, "batch_size")
    if at_least("1.13"):
        calls = num_parallel_calls
        if calls is None:
            calls = batch_size if num_parallel_batches is None else batch_size * num_parallel_batches
        int64(calls, "num_parallel_calls")
    else:
        int64(1 if num_parallel_batches is None else num_parallel_batches, "num_parallel_batches")
    flag(drop_remainder, "drop_remainder")
    size = fixed_size(batch_size, drop_remainder)
    element = batched(traced.element, size)
    return unary(given, experimental("MapAndBatchDataset"), element, traced.captured, shown="_MapAndBatchDataset")


def parallel(given, map_func, cycle_length, block_length, sloppy, buffer_output_elements, prefetch_input_elements):
    traced = call_traced(map_func, given._element, returned_dataset)
    return interleaved(given, cycle_length, block_length, sloppy, buffer_output_elements, prefetch_input_elements,
                       traced.element, traced.captured)


def without_batches(given):
    """Up to 1.8 by a map to slices; then an op of its own."""
    for leaf in flatten(given._element):
        if not is_unknown(leaf) and not is_unknown(leaf.shape) and leaf.shape.ndims == 0:
            if not at_least("1.13"):
                raise IndexError("list index out of range")
            raise ValueError("Cannot unbatch an input with scalar components.")
    element = unbatched(given._element)
    if not at_least("1.13"):
        return unary(given, "FlatMapDataset", element)
    return unary(unary(given, "MapDataset"), experimental("UnbatchDataset"), element)


def grouped(given, key_func, reduce_func, window_size, window_size_func):
    if (window_size is not None and window_size_func) or not (window_size is not None or window_size_func):
        raise ValueError("Must pass either window_size or window_size_func.")
    key = Leaf(tf.int64, tf.TensorShape([]))
    captured = list(call_traced(key_func, given._element, returned_tensors).captured)
    part = Leaf(tf.variant, tf.TensorShape([]), Dataset, given._element)
    made = call_traced(reduce_func, (key, part), returned_dataset)
    captured.extend(made.captured)
    if window_size_func:
        captured.extend(call_traced(window_size_func, key, returned_tensors).captured)
    kind = experimental("GroupByWindowDataset") if at_least("1.13") else "GroupByWindowDataset"
    return unary(given, kind, made.element, captured)


def scanned(given, initial_state, scan_func):
    if at_least("1.15"):
        state = normalized(initial_state)
    else:
        state = components(initial_state, "initial_state")
    found = []

    def pair(state, element):
        result = scan_func(state, element)
        if not is_unknown(result) and not (isinstance(result, tuple) and len(result) == 2):
            raise TypeError("The scan function must return a pair comprising the new state and the output value.")
        found.append(returned_tensors(result[1]).element)
        return result[0]

    _, captured = reduced(pair, map_structure(leaf_of, state), given._element)
    return unary(given, experimental("ScanDataset"), found[-1] if found else unknown("element"), captured,
                 shown="_ScanDataset")


def even_batches(made, batch_size):
    """Only full batches: those that are not are filtered out."""
    int64(batch_size, "batch_size")
    size = batch_size if isinstance(batch_size, int) else None
    element = map_structure(lambda leaf: sized(leaf, size), made._element)
    filtered = unary(made, "FilterDataset", element)
    return filtered


def sized(leaf, size):
    if is_unknown(leaf) or is_unknown(leaf.shape) or leaf.shape.ndims is None:
        return leaf
    return leaf.with_shape(tf.TensorShape([size]).concatenate(leaf.shape[1:]))


def on_device(given, prefetches, buffer_size):
    """Elements copied to a device: a dataset that a generator of the device gives."""
    if not at_least("1.13"):
        return unary(given, "_PrefetchToDeviceDataset")
    convert("/cpu:0", None, tf.string)

    def emit():
        if at_least("1.15"):
            variant("WrapDatasetVariant")
        return variant("GeneratorDataset")

    made = dataset("_CopyToDeviceDataset", given._element, given._captured, emit)
    # What is on the device already is not optimized.
    made._unoptimized = True
    if prefetches:
        int64(1 if buffer_size is None else buffer_size, "buffer_size")
        made = unary(made, "PrefetchDataset")
    return made


def mixed(selector, members, element):
    """One of several datasets at a time."""

    def emit():
        inputs = [] if selector is None else [selector._as_variant_tensor()]
        inputs.extend([member._as_variant_tensor() for member in members if not is_unknown(member)])
        return variant(experimental("DirectedInterleaveDataset"), inputs)

    captured = captured_of(members) + ([] if selector is None else selector._captured)
    return dataset("_DirectedInterleaveDataset", element, captured, emit)


def shared_element(members):
    elements = [element_of(member) for member in members]
    found = elements[0]
    for other in elements[1:]:
        found = common(found, other) if not is_unknown(found) and not is_unknown(other) else unknown("element")
    return found
