"""What 0.12 calls by older names."""

import tensorflow as tf
from _scopelint import collect_summary, op


def scalar_summary(tags, values, collections=None, name=None):
    made = op("ScalarSummary", name=name, tags=tags, values=values)
    return collect_summary(made, collections)


def histogram_summary(tag, values, collections=None, name=None):
    made = op("HistogramSummary", name=name or "HistogramSummary", tag=tag, values=values)
    return collect_summary(made, collections)


def image_summary(tag, tensor, max_images=3, collections=None, name=None):
    made = op("ImageSummary", name=name, tag=tag, tensor=tensor, max_images=max_images)
    return collect_summary(made, collections)


def merge_summary(inputs, collections=None, name=None):
    with tf.name_scope(name, "MergeSummary", inputs):
        return op("MergeSummary", inputs=inputs)


def merge_all_summaries(key="summaries"):
    found = tf.get_collection(key)
    if not found:
        return None
    return merge_summary(found)


def concat_v2(values, axis, name="concat_v2"):
    return tf.concat(axis, values, name) if len(values) == 1 else op("ConcatV2", name=name, values=values, axis=axis)


def select(condition, t, e, name=None):
    return op("Select", name=name, condition=condition, t=t, e=e)
