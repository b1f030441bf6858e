"""Datasets of files: their names, lines and records."""

import tensorflow as tf
from _scopelint import at_least, convert, is_unknown, raw_op

from ._dataset import Dataset
from .making import experimental, flag, int64, optional, set_up, unary, variant
from .structure import Leaf

BUFFER = 256 * 1024


def list_files(file_pattern, shuffle, seed):
    shuffle = True if shuffle is None else shuffle
    if not at_least("1.8"):
        return Dataset.from_tensor_slices(matching(file_pattern))
    if not at_least("1.13"):
        return shuffled(matching(file_pattern), shuffle, seed)
    with tf.name_scope("list_files"):
        pattern = convert(file_pattern, "file_pattern", tf.string)
        files = raw_op("MatchingFiles", "MatchingFiles", [(tf.string, [None])], [pattern])[0]
        condition = tf.greater(tf.shape(files)[0], 0, name="match_not_empty")
        if at_least("1.15"):
            with tf.name_scope("ReduceJoin"):
                tf.constant([], tf.int32)
                raw_op("ReduceJoin", "ReduceJoin", [(tf.string, [])])
        else:
            tf.constant([], tf.int32)
            raw_op("ReduceJoin", "ReduceJoin", [(tf.string, [])])
        with tf.name_scope("message") as scope:
            tf.constant("No files matched pattern: ", name="x")
            message = raw_op("Add", scope, [(tf.string, [])])[0]
        tf.Assert(condition, [message], summarize=1, name="assert_not_empty")
        return shuffled(tf.identity(files), shuffle, seed)


def matching(file_pattern):
    with tf.name_scope(None, "MatchingFiles") as scope:
        pattern = convert(file_pattern, "pattern", tf.string)
        return raw_op("MatchingFiles", scope, [(tf.string, [None])], [pattern])[0]


def shuffled(files, shuffle, seed):
    found = Dataset.from_tensor_slices(files)
    if shuffle:
        count = tf.maximum(tf.shape(files, out_type=tf.int64)[0], 1)
        found = found.shuffle(count, seed=seed)
    return found


def records():
    return Leaf(tf.string, tf.TensorShape([]))


def read_files(made, filenames, num_parallel_reads, kind):
    """A dataset that reads each of the files in turn."""
    if not is_unknown(filenames) and isinstance(filenames, Dataset):
        files = filenames
    else:
        filenames = convert(filenames, None, tf.string)
        files = Dataset.from_tensor_slices(tf.reshape(filenames, [-1], name="flat_filenames"))
    if num_parallel_reads is None:
        last = unary(files, "FlatMapDataset", records())
    else:
        last = interleaved(files, num_parallel_reads, 1, False, None, None, records())
    return adopt(made, last)


def interleaved(files, cycle_length, block_length, sloppy, buffer_output_elements, prefetch_input_elements, element,
                captured=()):
    int64(cycle_length, "cycle_length")
    int64(block_length, "block_length")
    if not at_least("2.15"):
        flag(sloppy, "sloppy")
    optional("buffer_output_elements", buffer_output_elements, 2)
    optional("prefetch_input_elements", prefetch_input_elements, 2)
    kind = "LegacyParallelInterleaveDatasetV2" if at_least("2.15") else experimental("ParallelInterleaveDataset")
    return unary(files, kind, element, captured)


def adopt(made, last):
    """The dataset is another one's, under its own class."""
    made._element = last._element
    made._captured = last._captured
    made._emit = last._emit
    made._variant = last._variant
    return made


def read_by_op(made, kind):
    """A dataset whose op reads the files itself."""
    return set_up(made, records(), made._given, lambda: variant(kind, made._given))


def named(name):
    return name + "V1" if at_least("1.13") else name


class TextLineDataset(Dataset):
    def __init__(self, filenames, compression_type=None, buffer_size=None, num_parallel_reads=None, name=None):
        if at_least("1.15"):
            read_files(self, filenames, num_parallel_reads, "TextLineDataset")
            return
        self._given = [convert(filenames, "filenames", tf.string)]
        optional("compression_type", compression_type, "")
        optional("buffer_size", buffer_size, BUFFER)
        read_by_op(self, "TextLineDataset")


class TFRecordDataset(Dataset):
    def __init__(self, filenames, compression_type=None, buffer_size=None, num_parallel_reads=None, name=None):
        if at_least("1.8"):
            read_files(self, filenames, num_parallel_reads, "TFRecordDataset")
            return
        self._given = [convert(filenames, "filenames", tf.string)]
        optional("compression_type", compression_type, "")
        optional("buffer_size", buffer_size, BUFFER)
        read_by_op(self, "TFRecordDataset")


class FixedLengthRecordDataset(Dataset):
    def __init__(self, filenames, record_bytes, header_bytes=None, footer_bytes=None, buffer_size=None,
                 compression_type=None, num_parallel_reads=None, name=None):
        if at_least("1.15"):
            read_files(self, filenames, num_parallel_reads, "FixedLengthRecordDataset")
            return
        self._given = [convert(filenames, "filenames", tf.string)]
        int64(record_bytes, "record_bytes")
        optional("header_bytes", header_bytes, 0)
        optional("footer_bytes", footer_bytes, 0)
        optional("buffer_size", buffer_size, BUFFER)
        if at_least("1.13"):
            optional("compression_type", compression_type, "")
        read_by_op(self, "FixedLengthRecordDatasetV2" if at_least("1.13") else "FixedLengthRecordDataset")


if at_least("1.13"):
    for shown in (TextLineDataset, TFRecordDataset, FixedLengthRecordDataset):
        shown.__name__ = named(shown.__name__)
