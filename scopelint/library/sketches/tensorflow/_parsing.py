"""Parsing examples, sparse tensors, readers and queues (SPEC 10)."""

from collections import namedtuple

import tensorflow as tf
from _scopelint import approximate, at_least, convert, dtype_of, op, raw_op, unknown


class FixedLenFeature(namedtuple("FixedLenFeature", ["shape", "dtype", "default_value"])):
    def __new__(cls, shape, dtype, default_value=None):
        return super(FixedLenFeature, cls).__new__(cls, shape, dtype, default_value)


class VarLenFeature(namedtuple("VarLenFeature", ["dtype"])):
    pass


class FixedLenSequenceFeature(namedtuple("FixedLenSequenceFeature", ["shape", "dtype", "allow_missing", "default_value"])):
    def __new__(cls, shape, dtype, allow_missing=False, default_value=None):
        return super(FixedLenSequenceFeature, cls).__new__(cls, shape, dtype, allow_missing, default_value)


class SparseFeature(namedtuple("SparseFeature", ["index_key", "value_key", "dtype", "size", "already_sorted"])):
    def __new__(cls, index_key, value_key, dtype, size, already_sorted=False):
        return super(SparseFeature, cls).__new__(cls, index_key, value_key, dtype, size, already_sorted)


def example_outputs(features, batch):
    keys = sorted(k for k in features if not isinstance(features[k], SparseFeature))
    outputs = []
    sparse = [k for k in keys if isinstance(features[k], VarLenFeature)]
    rank = len(batch) + 1
    for k in sparse:
        outputs.append((tf.int64, [None, rank]))
    for k in sparse:
        outputs.append((features[k].dtype, [None]))
    for k in sparse:
        outputs.append((tf.int64, [rank]))
    rest = [k for k in keys if not isinstance(features[k], VarLenFeature)]
    for k in rest:
        shape = features[k].shape
        if isinstance(features[k], FixedLenSequenceFeature):
            outputs.append((features[k].dtype, batch + [None] + list(shape)))
        else:
            outputs.append((features[k].dtype, batch + list(shape)))
    return sparse, rest, outputs


def gathered(sparse, rest, made):
    found = {}
    count = len(sparse)
    for i, k in enumerate(sparse):
        found[k] = tf.SparseTensor(made[i], made[count + i], made[2 * count + i])
    for i, k in enumerate(rest):
        found[k] = made[3 * count + i]
    return found


def parse_example(serialized, features, name=None, example_names=None):
    if not features:
        raise ValueError("Missing: features was %s." % features)
    approximate()
    with tf.name_scope(name, "ParseExample", [serialized]):
        serialized = convert(serialized, "serialized")
        dims = serialized.get_shape().as_list() if serialized.get_shape().ndims is not None else [None]
        sparse, rest, outputs = example_outputs(features, dims[:1])
        made = raw_op("ParseExample", "ParseExampleV2" if at_least("2.15") else name or "ParseExample", outputs)
        found = gathered(sparse, rest, made)
    return with_pairs(found, features, dims[:1])


def with_pairs(found, features, batch):
    """What is kept as indices and values under two keys is put together."""
    for k in sorted(features):
        if isinstance(features[k], SparseFeature):
            rank = len(batch) + 1
            with tf.name_scope("SparseMerge"):
                made = raw_op("SparseReorder", "SparseReorder", [(tf.int64, [None, rank]), (features[k].dtype, [None])])
                shape = raw_op("ConcatV2", "concat_1" if at_least("1.8") else "Identity", [(tf.int64, [rank])])[0]
                found[k] = tf.SparseTensor(made[0], made[1], shape)
    return found


def parse_single_example(serialized, features, name=None, example_names=None):
    if not features:
        raise ValueError("Missing features.")
    approximate()
    with tf.name_scope(name, "ParseSingleExample", [serialized]):
        sparse, rest, outputs = example_outputs(features, [])
        if at_least("2.15"):
            return gathered(sparse, rest, raw_op("ParseExample", "ParseExample/ParseExampleV2", outputs))
        if at_least("1.8"):
            return gathered(sparse, rest, raw_op("ParseSingleExample", name or "ParseSingleExample", outputs))
        found = {}
        title = name or "ParseExample"
        made = raw_op("ParseExample", title + "/" + title, example_outputs(features, [1])[2])
        for at, k in enumerate(sparse):
            found[k] = tf.SparseTensor(
                raw_op("Slice", "Slice_Indices_" + k, [(tf.int64, [None, 1])])[0], made[len(sparse) + at],
                raw_op("Slice", "Slice_Shape_" + k, [(tf.int64, [1])])[0])
        for k in rest:
            several = [None] if isinstance(features[k], FixedLenSequenceFeature) else []
            found[k] = raw_op("Squeeze", "Squeeze_" + k, [(features[k].dtype, several + list(features[k].shape))])[0]
        return found


def sparse_tensor_to_dense(sp_input, default_value=None, validate_indices=True, name=None):
    if default_value is None:
        default_value = tf.zeros([], dtype=dtype_of(sp_input.values)) if at_least("1.15") else 0
    sizes = sp_input.dense_shape if at_least("1.0") else sp_input.shape
    return op("SparseToDense", name=name, sparse_indices=sp_input.indices, output_shape=sizes,
              sparse_values=sp_input.values, default_value=default_value)


def sparse_to_dense(sparse_indices, output_shape, sparse_values, default_value=0, validate_indices=True, name=None):
    return op("SparseToDense", name=name, sparse_indices=sparse_indices, output_shape=output_shape,
              sparse_values=sparse_values, default_value=default_value)


def sparse_tensor_dense_matmul(sp_a, b, adjoint_a=False, adjoint_b=False, name=None):
    with tf.name_scope(name, "SparseTensorDenseMatMul", [sp_a.values, b]):
        return op("SparseTensorDenseMatMul", a_indices=sp_a.indices, a_values=sp_a.values,
                  a_shape=sp_a.dense_shape if at_least("1.0") else sp_a.shape, b=b, adjoint_a=adjoint_a, adjoint_b=adjoint_b)


def range_of(count):
    found = []
    while len(found) < count:
        found.append(len(found))
    return found


def sparse_reduce(kind, sp_input, axis, keep):
    if axis is None:
        count = sp_input.get_shape().ndims
        # All axes are a constant where the rank is known.
        axis = tf.constant(range_of(count)) if count is not None else tf.range(0, tf.rank(sp_input))
    return op(kind, input_indices=sp_input.indices, input_values=sp_input.values,
              input_shape=sp_input.dense_shape if at_least("1.0") else sp_input.shape, reduction_axes=axis,
              keep_dims=bool(keep))


def sparse_reduce_sum(sp_input, axis=None, keepdims=None, reduction_axes=None, keep_dims=None):
    return sparse_reduce("SparseReduceSum", sp_input, axis if axis is not None else reduction_axes,
                         keepdims or keep_dims)


def sparse_reduce_max(sp_input, axis=None, keepdims=None, reduction_axes=None, keep_dims=None):
    return sparse_reduce("SparseReduceMax", sp_input, axis if axis is not None else reduction_axes,
                         keepdims or keep_dims)



def sparse_reorder(sp_input, name=None):
    sizes = sp_input.dense_shape if at_least("1.0") else sp_input.shape
    made = op("SparseReorder", name=name, input_indices=sp_input.indices, input_values=sp_input.values, input_shape=sizes)
    return tf.SparseTensor(made[0], made[1], tf.identity(sizes) if not at_least("1.15") else sizes)


class QueueBase(object):
    def __init__(self, kind, dtypes, shapes, title, shared_name=None, name=None):
        self._dtypes = list(dtypes) if isinstance(dtypes, (list, tuple)) else [dtypes]
        self._shapes = None if shapes is None else each_shape(shapes)
        made = raw_op(kind if not at_least("1.0") else kind + "V2", name or title, [(tf.string if not at_least("1.0") else tf.resource, [])])[0]
        self._queue_ref = made
        self._name = made.op.name.split("/")[-1]

    @property
    def name(self):
        return self._queue_ref.op.name if at_least("1.0") or True else self._name

    @property
    def queue_ref(self):
        return self._queue_ref

    @property
    def dtypes(self):
        return self._dtypes

    @property
    def shapes(self):
        return self._shapes

    def title(self, name, what):
        return name or "%s_%s" % (self._name, what)

    def made(self, kind, name, outputs):
        return raw_op(kind + ("V2" if at_least("1.0") else ""), name, outputs)

    def enqueue(self, vals, name=None):
        with tf.name_scope(name, "%s_enqueue" % self._name, [v for v in flat(vals)]) as scope:
            for i, v in enumerate(flat(vals)):
                convert(v, "component_%d" % i)
            return self.made("QueueEnqueue", scope, [])

    def enqueue_many(self, vals, name=None):
        with tf.name_scope(name, "%s_EnqueueMany" % self._name, [v for v in flat(vals)]) as scope:
            for i, v in enumerate(flat(vals)):
                convert(v, "component_%d" % i)
            return self.made("QueueEnqueueMany", scope, [])

    def results(self, batch):
        return [(t, (batch + self._shapes[i]) if self._shapes is not None else None) for i, t in enumerate(self._dtypes)]

    def dequeue(self, name=None):
        found = self.made("QueueDequeue", self.title(name, "Dequeue"), self.results([]))
        return found[0] if len(found) == 1 else found

    def dequeue_many(self, n, name=None):
        title = self.title(name, "DequeueMany")
        if isinstance(n, int):
            tf.constant(n, name=title + "/n")
        found = self.made("QueueDequeueMany", title, self.results([n if isinstance(n, int) else None]))
        return found[0] if len(found) == 1 else found

    def dequeue_up_to(self, n, name=None):
        title = self.title(name, "DequeueUpTo")
        if isinstance(n, int):
            tf.constant(n, name=title + "/n")
        found = self.made("QueueDequeueUpTo", title, self.results([None]))
        return found[0] if len(found) == 1 else found

    @staticmethod
    def from_list(index, queues):
        return queues[index] if isinstance(index, int) else unknown("queue of a list")

    def close(self, cancel_pending_enqueues=False, name=None):
        return self.made("QueueClose", self.title(name, "Close"), [])

    def size(self, name=None):
        return self.made("QueueSize", self.title(name, "Size"), [(tf.int32, [])])[0]


def each_shape(shapes):
    """The shape of each component; a single component's may stand alone."""
    if isinstance(shapes, tf.TensorShape):
        shapes = [shapes]
    if not isinstance(shapes, (tuple, list)):
        raise TypeError("shapes must be a TensorShape or a list or tuple of TensorShapes.")
    if all(size is None or isinstance(size, int) for size in shapes):
        shapes = [shapes]
    return [tf.TensorShape(shape).as_list() for shape in shapes]


def flat(vals):
    if isinstance(vals, dict):
        return [vals[k] for k in sorted(vals)]
    return list(vals) if isinstance(vals, (list, tuple)) else [vals]


class FIFOQueue(QueueBase):
    def __init__(self, capacity, dtypes, shapes=None, names=None, shared_name=None, name="fifo_queue"):
        super(FIFOQueue, self).__init__("FIFOQueue", dtypes, shapes, "fifo_queue", shared_name, name)


class PaddingFIFOQueue(QueueBase):
    def __init__(self, capacity, dtypes, shapes, names=None, shared_name=None, name="padding_fifo_queue"):
        super(PaddingFIFOQueue, self).__init__("PaddingFIFOQueue", dtypes, shapes, "padding_fifo_queue", shared_name, name)


class RandomShuffleQueue(QueueBase):
    def __init__(self, capacity, min_after_dequeue, dtypes, shapes=None, names=None, seed=None, shared_name=None,
                 name="random_shuffle_queue"):
        super(RandomShuffleQueue, self).__init__("RandomShuffleQueue", dtypes, shapes, "random_shuffle_queue", shared_name, name)


class PriorityQueue(QueueBase):
    def __init__(self, capacity, types, shapes=None, names=None, shared_name=None, name="priority_queue"):
        kinds = [tf.int64] + (list(types) if isinstance(types, (list, tuple)) else [types])
        shapes = None if shapes is None else [[]] + each_shape(shapes)
        super(PriorityQueue, self).__init__("PriorityQueue", kinds, shapes, "priority_queue", shared_name, name)


class ReaderBase(object):
    def __init__(self, kind, name=None):
        made = raw_op(kind + ("V2" if at_least("1.0") else ""), name or kind + ("V2" if at_least("1.0") else ""), [(tf.string, [])])
        self._reader_ref = made[0]

    def read(self, queue, name=None):
        return tuple(raw_op("ReaderRead", name or ("ReaderReadV2" if at_least("1.0") else "ReaderRead"), [(tf.string, []), (tf.string, [])]))

    def read_up_to(self, queue, num_records, name=None):
        return tuple(raw_op("ReaderReadUpTo", name or ("ReaderReadUpToV2" if at_least("1.0") else "ReaderReadUpTo"), [(tf.string, [None]), (tf.string, [None])]))


class TFRecordReader(ReaderBase):
    def __init__(self, name=None, options=None):
        super(TFRecordReader, self).__init__("TFRecordReader", name)


class TextLineReader(ReaderBase):
    def __init__(self, skip_header_lines=None, name=None):
        super(TextLineReader, self).__init__("TextLineReader", name)


class WholeFileReader(ReaderBase):
    def __init__(self, name=None):
        super(WholeFileReader, self).__init__("WholeFileReader", name)


class FixedLengthRecordReader(ReaderBase):
    def __init__(self, record_bytes, header_bytes=None, footer_bytes=None, hop_bytes=None, name=None, encoding=None):
        super(FixedLengthRecordReader, self).__init__("FixedLengthRecordReader", name)
