"""Counting values in bins."""

import tensorflow as tf
from _scopelint import approximate, at_least, raw_op


def histogram_fixed_width(values, value_range, nbins=100, dtype=tf.int32, name=None):
    # Made of many ops until 1.4, of one after: the last has the scope's name in all.
    if not at_least("1.4"):
        approximate()
    with tf.name_scope(name, "histogram_fixed_width", [values, value_range, nbins]) as name:
        count = nbins if isinstance(nbins, int) else None
        return raw_op("HistogramFixedWidth", name, [(dtype, [count])], [values])[0]
