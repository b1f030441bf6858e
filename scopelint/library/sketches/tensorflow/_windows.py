"""Windows of images."""

from _scopelint import op


def extract_image_patches(images, ksizes=None, strides=None, rates=None, padding=None, name=None, sizes=None):
    return op("ExtractImagePatches", name=name, images=images, ksizes=ksizes if ksizes is not None else sizes,
              strides=strides, rates=rates, padding=padding)
