"""Summaries: the tag is the name, made unique; a space becomes an underscore (SPEC 10)."""

import re

import tensorflow as tf
from _scopelint import at_least, op


def clean(name):
    if name is not None:
        new = re.sub("[^-/\\w\\.]", "_", name)
        return new.lstrip("/")
    return name


def collect(summary, collections, default):
    if collections is None:
        collections = default
    for key in collections:
        tf.add_to_collection(key, summary)


def place(name, values, family=None):
    return tf.name_scope(clean(name) if family is None else clean(family) + "/" + clean(name), values=values)


def scalar(name, tensor, collections=None, family=None):
    with place(name, [tensor], family) as scope:
        made = op("ScalarSummary", name=scope, tags=scope.rstrip("/"), values=tensor)
    collect(made, collections, ["summaries"])
    return made


def histogram(name, values, collections=None, family=None):
    with place(name, [values], family) as scope:
        made = op("HistogramSummary", name=scope, tag=scope.rstrip("/"), values=values)
    collect(made, collections, ["summaries"])
    return made


def image(name, tensor, max_outputs=3, collections=None, family=None):
    with place(name, [tensor], family) as scope:
        made = op("ImageSummary", name=scope, tag=scope.rstrip("/"), tensor=tensor, max_images=max_outputs)
    collect(made, collections, ["summaries"])
    return made


def audio(name, tensor, sample_rate, max_outputs=3, collections=None, family=None):
    with place(name, [tensor], family) as scope:
        rate = tf.convert_to_tensor(sample_rate, dtype=tf.float32, name="sample_rate")
        made = op("AudioSummaryV2", name=scope, tag=scope.rstrip("/"), tensor=tensor, sample_rate=rate, max_outputs=max_outputs)
    collect(made, collections, ["summaries"])
    return made


def text(name, tensor, collections=None):
    made = tensor_summary(name, tensor)
    collect(made, collections, ["summaries"])
    return made


def tensor_summary(name, tensor, summary_description=None, collections=None, summary_metadata=None, family=None,
                   display_name=None):
    if not at_least("1.4"):
        made = op("TensorSummary", name=name, tensor=tensor)
        collect(made, collections, ["summaries"])
        return made
    with place(name, [tensor], family) as scope:
        made = op("TensorSummaryV2", name=scope, tensor=tensor, tag=scope.rstrip("/"), serialized_summary_metadata="")
    collect(made, collections, [])
    return made


def merge(inputs, collections=None, name=None):
    with tf.name_scope(name, "Merge", inputs):
        made = op("MergeSummary", name=name, inputs=inputs)
    collect(made, collections, [])
    return made


def merge_all(key="summaries", scope=None, name=None):
    found = tf.get_collection(key, scope)
    if not found:
        return None
    return merge(found, name=name)
