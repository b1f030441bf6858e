"""Reading records."""

import tensorflow as tf


def decode_raw(input_bytes, out_type, little_endian=True, fixed_length=None, name=None):
    return tf.decode_raw(input_bytes, out_type, little_endian, name)


def decode_csv(records, record_defaults, field_delim=",", use_quote_delim=True, na_value="", select_cols=None, name=None):
    return tf.decode_csv(records, record_defaults, field_delim, use_quote_delim, name, na_value, select_cols)


def parse_example(serialized, features, example_names=None, name=None):
    return tf.parse_example(serialized, features, name, example_names)


def parse_single_example(serialized, features, example_names=None, name=None):
    return tf.parse_single_example(serialized, features, name, example_names)
