"""Blocks of the batch back into space."""

from _scopelint import op


def batch_to_space(input, crops, block_size=None, name=None, block_shape=None):
    size = block_size if block_size is not None else block_shape
    shape = [size, size] if isinstance(size, int) else size
    return op("BatchToSpaceND", name=name, input=input, block_shape=shape, crops=crops)
