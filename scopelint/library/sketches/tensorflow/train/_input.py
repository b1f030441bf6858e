"""Input pipelines of queues: producers and batches (SPEC 10)."""

import tensorflow as tf
from _scopelint import approximate, at_least, convert, current_name_scope, dtype_of, nest_flatten, nest_pack, raw_op


def run(made, enqueued, fraction, capacity, label=None):
    """The queue is filled by threads, and a summary tells how full it is."""
    tf.train.add_queue_runner(tf.train.QueueRunner(made, enqueued))
    size = tf.cast(made.size(), tf.float32) if at_least("1.15") else tf.to_float(made.size())
    full = size * (1.0 / capacity)
    tf.summary.scalar(fraction if at_least("1.0") else "queue/%s/%s" % (made.name if label is None else label, fraction), full)


def limit_epochs(tensor, num_epochs=None, name=None):
    if num_epochs is None:
        return tensor
    approximate()
    with tf.name_scope(name, "limit_epochs", [tensor]) as name:
        epochs = tf.Variable(tf.constant(0, dtype=tf.int64), name="epochs", trainable=False, collections=["local_variables"])
        epochs.count_up_to(num_epochs)
        return tf.identity(tensor, name=name)


def input_producer(input_tensor, element_shape=None, num_epochs=None, shuffle=True, seed=None, capacity=32,
                   shared_name=None, summary_name=None, name=None, cancel_op=None):
    approximate()
    with tf.name_scope(name, "input_producer", [input_tensor]):
        input_tensor = convert(input_tensor, "input_tensor")
        if shuffle:
            input_tensor = tf.random_shuffle(input_tensor)
        input_tensor = limit_epochs(input_tensor, num_epochs)
        shape = input_tensor.get_shape().as_list()[1:] if input_tensor.get_shape().ndims is not None else None
        made = tf.FIFOQueue(capacity, dtypes=[dtype_of(input_tensor)], shapes=None if shape is None else [shape],
                            name=current_name_scope() + "/")
        run(made, [made.enqueue_many([input_tensor])], "fraction_of_%d_full" % capacity, capacity)
        return made


def string_input_producer(string_tensor, num_epochs=None, shuffle=True, seed=None, capacity=32, shared_name=None,
                          name=None, cancel_op=None):
    with tf.name_scope(name, "input_producer", [string_tensor]) as name:
        string_tensor = convert(string_tensor, "string_tensor" if False else None, tf.string)
        return input_producer(string_tensor, [], num_epochs, shuffle, seed, capacity, name=name)


def range_input_producer(limit, num_epochs=None, shuffle=True, seed=None, capacity=32, shared_name=None, name=None):
    with tf.name_scope(name, "input_producer", [limit]) as name:
        return input_producer(tf.range(limit), [], num_epochs, shuffle, seed, capacity, name=name)


def slice_input_producer(tensor_list, num_epochs=None, shuffle=True, seed=None, capacity=32, shared_name=None, name=None):
    with tf.name_scope(name, "input_producer", tensor_list):
        tensors = [convert(t) for t in tensor_list]
        index = range_input_producer(tf.shape(tensors[0])[0], num_epochs, shuffle, seed, capacity).dequeue()
        return [tf.gather(t, index) for t in tensors]


def match_filenames_once(pattern, name=None):
    with tf.name_scope(name, "matching_filenames", [pattern]) as name:
        return tf.Variable(raw_op("MatchingFiles", "MatchingFiles", [(tf.string, [None])])[0], trainable=False, name=name,
                           validate_shape=False, collections=["local_variables"])


def batched(each, size, title, name, settings, smaller, many):
    """``each`` holds the tensors of one thread after another; ``settings`` are capacity, threads and least left."""
    approximate()
    tensors = each[0]
    capacity, threads, least = settings
    flat = nest_flatten(tensors)
    with tf.name_scope(name, title, flat) as name:
        flat = [t if is_sparse(t) else convert(t) for t in flat]
        kinds = [tf.int64 if is_sparse(t) else dtype_of(t) for t in flat]
        if least is None:
            made = tf.FIFOQueue(capacity, dtypes=kinds, shapes=None, name="fifo_queue")
            fraction = "fraction_of_%d_full" % capacity
        else:
            made = tf.RandomShuffleQueue(capacity, least, dtypes=kinds, shapes=None, name="random_shuffle_queue")
            fraction = "fraction_over_%d_of_%d_full" % (least, capacity - least)
        dense = [tf.zeros([1], tf.int64) if is_sparse(t) else t for t in flat]
        enqueued = [made.enqueue_many(dense) if many else made.enqueue(dense) for _ in each]
        run(made, enqueued if len(each) > 1 else enqueued * threads, fraction, capacity,
            None if least is None else name[:-1])
        first = size if isinstance(size, int) and not smaller else None
        outputs = []
        for t, kind in zip(flat, kinds):
            dims = t.get_shape().as_list() if t.get_shape().ndims is not None and not is_sparse(t) else None
            if dims is not None and many:
                dims = dims[1:]
            outputs.append((kind, None if dims is None else [first] + dims))
        taken = raw_op("QueueDequeueMany", name, outputs, dense)
        taken = [loosened(t, one, many) if is_sparse(t) else one for t, one in zip(flat, taken)]
        if isinstance(tensors, (list, tuple)) and len(flat) == 1:
            return taken[0]
        return nest_pack(tensors, taken) if isinstance(tensors, (list, tuple, dict)) else taken[0]


def is_sparse(value):
    return isinstance(value, tf.SparseTensor)


def loosened(sparse, taken, many):
    """The sparse tensors of a batch, as one of a rank more."""
    rank = sparse.get_shape().ndims
    rank = None if rank is None else rank if many else rank + 1
    made = raw_op("TakeManySparseFromTensorsMap", "TakeManySparseFromTensorsMap",
                  [(tf.int64, [None, rank]), (dtype_of(sparse.values), [None]), (tf.int64, [rank])], [taken])
    return tf.SparseTensor(made[0], made[1], made[2])


def batch(tensors, batch_size, num_threads=1, capacity=32, enqueue_many=False, shapes=None, dynamic_pad=False,
          allow_smaller_final_batch=False, shared_name=None, name=None):
    return batched([tensors], batch_size, "batch", name, (capacity, num_threads, None), allow_smaller_final_batch,
                   enqueue_many)


def shuffle_batch(tensors, batch_size, capacity, min_after_dequeue, num_threads=1, seed=None, enqueue_many=False,
                  shapes=None, allow_smaller_final_batch=False, shared_name=None, name=None):
    return batched([tensors], batch_size, "shuffle_batch", name, (capacity, num_threads, min_after_dequeue),
                   allow_smaller_final_batch, enqueue_many)


def maybe_batch(tensors, keep_input, batch_size, num_threads=1, capacity=32, enqueue_many=False, shapes=None,
                dynamic_pad=False, allow_smaller_final_batch=False, shared_name=None, name=None):
    return batched([tensors], batch_size, "batch", name, (capacity, num_threads, None), allow_smaller_final_batch,
                   enqueue_many)


def batch_join(tensors_list, batch_size, capacity=32, enqueue_many=False, shapes=None, dynamic_pad=False,
               allow_smaller_final_batch=False, shared_name=None, name=None):
    return batched(tensors_list, batch_size, "batch_join", name, (capacity, 1, None), allow_smaller_final_batch,
                   enqueue_many)


def shuffle_batch_join(tensors_list, batch_size, capacity, min_after_dequeue, seed=None, enqueue_many=False, shapes=None,
                       allow_smaller_final_batch=False, shared_name=None, name=None):
    return batched(tensors_list, batch_size, "shuffle_batch_join", name, (capacity, 1, min_after_dequeue),
                   allow_smaller_final_batch, enqueue_many)
