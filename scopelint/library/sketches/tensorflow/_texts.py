"""Functions on text that are more than one op's wrapper."""

import tensorflow as tf
from _scopelint import at_least, is_tensor, op


def string_split(source=None, delimiter=" ", skip_empty=True, sep=None, result_type="SparseTensor", name=None, input=None):
    source = source if source is not None else input
    if at_least("1.15"):
        with tf.name_scope(None, "StringSplit", [source]):
            return split_by(source, delimiter if sep is None else sep, skip_empty)
    return split_by(source, delimiter if sep is None else sep, skip_empty)


def split_by(source, delimiter, skip_empty):
    delimiter = tf.convert_to_tensor(delimiter, dtype=tf.string)
    source = tf.convert_to_tensor(source, dtype=tf.string)
    extra = {"skip_empty": skip_empty} if at_least("1.4") else {}
    made = op("StringSplit", input=source, delimiter=delimiter, **extra)
    for tensor, shape in zip((made[0], made[1], made[2]), ([None, 2], [None], [2])):
        tensor.set_shape(shape)
    return tf.SparseTensor(made[0], made[1], made[2])


def regex_replace(input=None, pattern=None, rewrite=None, replace_global=True, name=None, source=None):
    text = input if input is not None else source
    if not at_least("1.13") or is_tensor(pattern) or is_tensor(rewrite):
        return op("RegexReplace", name=name, input=text, pattern=pattern, rewrite=rewrite, replace_global=replace_global)
    return op("StaticRegexReplace", name=name, input=text, pattern=pattern, rewrite=rewrite,
              replace_global=replace_global)


def string_to_hash_bucket(string_tensor=None, num_buckets=None, name=None, input=None):
    text = string_tensor if string_tensor is not None else input
    return op("StringToHashBucket", name=name, string_tensor=text, num_buckets=num_buckets)


def substr(input, pos, len, name=None, unit="BYTE"):
    return op("Substr", name=name, input=input, pos=pos, len=len)


def string_join(inputs, separator="", name=None):
    return op("StringJoin", name=name, inputs=inputs, separator=separator)


def decode_csv(records, record_defaults, field_delim=",", use_quote_delim=True, name=None, na_value="",
               select_cols=None):
    kinds = [tf.convert_to_tensor(value).dtype for value in record_defaults] if any(
        is_tensor(value) for value in record_defaults) else [kind_of(value) for value in record_defaults]
    return op("DecodeCSV", name=name, records=records, record_defaults=record_defaults, OUT_TYPE=kinds)


def kind_of(default):
    """The type of a column, by its default."""
    first = default[0] if isinstance(default, (list, tuple)) and default else default
    if isinstance(first, str):
        return tf.string
    return tf.float32 if isinstance(first, float) else tf.int32
