"""Input pipelines of queues: producers and batches (SPEC 10)."""

import tensorflow as tf
from _scopelint import approximate, convert, current_name_scope, dtype_of, nest_flatten, nest_pack, raw_op


def queue(kind, title, dtypes, shapes):
    if kind == "random_shuffle":
        return tf.RandomShuffleQueue(10, 1, dtypes=dtypes, shapes=shapes, name=title)
    return tf.FIFOQueue(10, dtypes=dtypes, shapes=shapes, name=title)


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


def batched(tensors, size, title, name, kind, smaller, many):
    approximate()
    flat = nest_flatten(tensors)
    with tf.name_scope(name, title, flat) as name:
        flat = [convert(t) for t in flat]
        queue(kind, None if False else ("random_shuffle_queue" if kind == "random_shuffle" else "fifo_queue"), [dtype_of(t) for t in flat], None)
        outputs = []
        for t in flat:
            dims = t.get_shape().as_list() if t.get_shape().ndims is not None else None
            if dims is not None and many:
                dims = dims[1:]
            first = size if isinstance(size, int) and not smaller else None
            outputs.append((dtype_of(t), None if dims is None else [first] + dims))
        made = raw_op("QueueDequeueMany", name, outputs, flat)
        if isinstance(tensors, (list, tuple)) and len(flat) == 1:
            return made[0]
        return nest_pack(tensors, made) if isinstance(tensors, (list, tuple, dict)) else made[0]


def batch(tensors, batch_size, num_threads=1, capacity=32, enqueue_many=False, shapes=None, dynamic_pad=False,
          allow_smaller_final_batch=False, shared_name=None, name=None):
    return batched(tensors, batch_size, "batch", name, "fifo", allow_smaller_final_batch, enqueue_many)


def shuffle_batch(tensors, batch_size, capacity, min_after_dequeue, num_threads=1, seed=None, enqueue_many=False,
                  shapes=None, allow_smaller_final_batch=False, shared_name=None, name=None):
    return batched(tensors, batch_size, "shuffle_batch", name, "random_shuffle", allow_smaller_final_batch, enqueue_many)


def maybe_batch(tensors, keep_input, batch_size, num_threads=1, capacity=32, enqueue_many=False, shapes=None,
                dynamic_pad=False, allow_smaller_final_batch=False, shared_name=None, name=None):
    return batched(tensors, batch_size, "maybe_batch", name, "fifo", allow_smaller_final_batch, enqueue_many)


def batch_join(tensors_list, batch_size, capacity=32, enqueue_many=False, shapes=None, dynamic_pad=False,
               allow_smaller_final_batch=False, shared_name=None, name=None):
    return batched(tensors_list[0], batch_size, "batch_join", name, "fifo", allow_smaller_final_batch, enqueue_many)


def shuffle_batch_join(tensors_list, batch_size, capacity, min_after_dequeue, seed=None, enqueue_many=False, shapes=None,
                       allow_smaller_final_batch=False, shared_name=None, name=None):
    return batched(tensors_list[0], batch_size, "shuffle_batch_join", name, "random_shuffle", allow_smaller_final_batch, enqueue_many)
