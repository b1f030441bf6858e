"""Transforms of real signals: the length is a constant where the signal's is known."""

import tensorflow as tf
from _scopelint import op


def lengths(value, count, doubled):
    """The lengths of the last dimensions; of the last one twice, less two, for the way back."""
    known = value.get_shape().as_list()[-count:]
    if None in known:
        sizes = tf.shape(value)[-count:]
        if not doubled:
            return sizes
        return tf.concat([sizes[:-1], tf.maximum(0, 2 * (sizes[-1:] - 1))], 0)
    if doubled:
        known[-1] = max(0, 2 * (known[-1] - 1))
    return tf.constant(known, tf.int32, name="Const")


def transformed(kind, title, value, fft_length, count, inward, name):
    with tf.name_scope(name, title, [value, fft_length]) as name:
        value = tf.convert_to_tensor(value, tf.complex64 if not inward else tf.float32)
        if fft_length is None:
            fft_length = lengths(value, count, not inward)
        else:
            fft_length = tf.convert_to_tensor(fft_length, tf.int32)
        return op(kind, name=name, input=value, fft_length=fft_length)


def rfft(input_tensor, fft_length=None, name=None):
    return transformed("RFFT", "rfft", input_tensor, fft_length, 1, True, name)


def irfft(input_tensor, fft_length=None, name=None):
    return transformed("IRFFT", "irfft", input_tensor, fft_length, 1, False, name)


def rfft2d(input_tensor, fft_length=None, name=None):
    return transformed("RFFT2D", "rfft2d", input_tensor, fft_length, 2, True, name)


def irfft2d(input_tensor, fft_length=None, name=None):
    return transformed("IRFFT2D", "irfft2d", input_tensor, fft_length, 2, False, name)
