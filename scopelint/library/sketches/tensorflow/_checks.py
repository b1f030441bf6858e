"""assert_*: comparisons checked while building where values are known, else an Assert (SPEC 10)."""

import tensorflow as tf
from _scopelint import approximate, at_least, constant_value, convert, dtype_of, rank, raw_op, surely


def compared(name, title, x, y, function, data, message):
    approximate()
    with tf.name_scope(name, title, [x, y, data] if not at_least("1.15") else [x, y]):
        x, y = convert(x, "x"), convert(y, "y", dtype_of(x) if not hasattr(y, "dtype") else None)
        condition = tf.reduce_all(function(x, y))
        return tf.Assert(condition, [x, y] if data is None else data)


def assert_equal(x, y, data=None, summarize=None, message=None, name=None):
    if at_least("1.15"):
        with tf.name_scope(name, "assert_equal", [x, y]):
            if same_constants(x, y):
                return tf.no_op()
    return compared(name, "assert_equal", x, y, tf.equal, data, message)


def same_constants(x, y):
    if not hasattr(x, "op") and not hasattr(y, "op"):
        return surely(x == y)
    a, b = constant_value(x), constant_value(y)
    return a is not None and b is not None and surely(a == b)


def assert_less(x, y, data=None, summarize=None, message=None, name=None):
    return compared(name, "assert_less", x, y, tf.less, data, message)


def assert_less_equal(x, y, data=None, summarize=None, message=None, name=None):
    return compared(name, "assert_less_equal", x, y, tf.less_equal, data, message)


def assert_greater(x, y, data=None, summarize=None, message=None, name=None):
    return compared(name, "assert_greater", x, y, tf.greater, data, message)


def assert_greater_equal(x, y, data=None, summarize=None, message=None, name=None):
    return compared(name, "assert_greater_equal", x, y, tf.greater_equal, data, message)


def assert_none_equal(x, y, data=None, summarize=None, message=None, name=None):
    return compared(name, "assert_none_equal", x, y, tf.not_equal, data, message)


def assert_positive(x, data=None, summarize=None, message=None, name=None):
    with tf.name_scope(name, "assert_positive", [x, data]):
        x = convert(x, "x")
        return assert_less(tf.convert_to_tensor(0, dtype=dtype_of(x)), x, data=data)


def assert_negative(x, data=None, summarize=None, message=None, name=None):
    with tf.name_scope(name, "assert_negative", [x, data]):
        x = convert(x, "x")
        return assert_less(x, tf.convert_to_tensor(0, dtype=dtype_of(x)), data=data)


def assert_non_negative(x, data=None, summarize=None, message=None, name=None):
    with tf.name_scope(name, "assert_non_negative", [x, data]):
        x = convert(x, "x")
        return assert_less_equal(tf.convert_to_tensor(0, dtype=dtype_of(x)), x, data=data)


def assert_non_positive(x, data=None, summarize=None, message=None, name=None):
    with tf.name_scope(name, "assert_non_positive", [x, data]):
        x = convert(x, "x")
        return assert_less_equal(x, tf.convert_to_tensor(0, dtype=dtype_of(x)), data=data)


def assert_rank(x, rank, data=None, summarize=None, message=None, name=None):
    return ranked(name, "assert_rank", x, rank, data, lambda found, wanted: found == wanted, "equal to", message)


def assert_rank_at_least(x, rank, data=None, summarize=None, message=None, name=None):
    return ranked(name, "assert_rank_at_least", x, rank, data, lambda found, wanted: found >= wanted, "at least", message)


def assert_rank_in(x, ranks, data=None, summarize=None, message=None, name=None):
    with tf.name_scope(name, "assert_rank_in", [x]):
        return tf.no_op(name="static_checks_determined_all_ok")


def ranked(name, title, x, wanted, data, holds, word, message):
    with tf.name_scope(name, title, [x]):
        x = convert(x, "x")
        size = convert(wanted, "rank")
        number = constant_value(size)
        found = rank(x)
        if number is not None and isinstance(found, int):
            if not surely(holds(found, number)):
                raise ValueError("%s.  Tensor %s must have rank %s %d.  Received rank %d, shape %s" % (
                    message or "", x.name, word, number, found, x.get_shape()))
            return tf.no_op(name="static_checks_determined_all_ok")
        approximate()
        return raw_op("Assert", "Assert/Assert", [])


def assert_type(tensor, tf_type, message=None, name=None):
    with tf.name_scope(name, "assert_type", [tensor]):
        tensor = convert(tensor, "tensor")
        if surely(dtype_of(tensor) != tf_type):
            raise TypeError("%s must be of type %s" % (tensor.name, tf_type))
        return tf.no_op("statically_determined_correct_type")


def assert_integer(x, message=None, name=None):
    with tf.name_scope(name, "assert_integer", [x]):
        x = convert(x, "x")
        if surely(dtype_of(x).is_floating):
            raise TypeError("Expected \"x\" to be integer type.  Found: %s" % dtype_of(x))
        return tf.no_op("statically_determined_was_integer")


def assert_scalar(tensor, name=None, message=None):
    with tf.name_scope(name, "assert_scalar", [tensor]):
        return convert(tensor)


def assert_proper_iterable(values):
    return None
