"""tf.manip: rolling."""

from _scopelint import op


def roll(input, shift, axis, name=None):
    return op("Roll", name=name, input=input, shift=shift, axis=axis)
