"""Resizing by the names of the methods."""

import tensorflow as tf
from _scopelint import approximate, raw_op

METHODS = {"bilinear": 0, "nearest": 1, "bicubic": 2, "area": 3}


class ResizeMethod(object):
    BILINEAR = "bilinear"
    NEAREST_NEIGHBOR = "nearest"
    BICUBIC = "bicubic"
    AREA = "area"
    LANCZOS3 = "lanczos3"
    LANCZOS5 = "lanczos5"
    GAUSSIAN = "gaussian"
    MITCHELLCUBIC = "mitchellcubic"


def resize(images, size, method="bilinear", preserve_aspect_ratio=False, antialias=False, name=None):
    if method in METHODS and not (antialias and method in ("bilinear", "bicubic")):
        return tf.image.resize_images(images, size, METHODS[method], preserve_aspect_ratio=preserve_aspect_ratio,
                                      name=name)
    approximate()
    with tf.name_scope(name, "resize", [images, size]):
        known = images.get_shape().as_list()
        sizes = [None, None] if hasattr(size, "op") or preserve_aspect_ratio else list(size)
        shape = known[:-3] + sizes + known[-1:]
        return raw_op("ScaleAndTranslate", "ScaleAndTranslate", [(tf.float32, shape)], [images])[0]


def crop_and_resize(image, boxes, box_indices, crop_size, method="bilinear", extrapolation_value=0, name=None):
    return tf.image.crop_and_resize(image, boxes, box_indices, crop_size, method, extrapolation_value, name)


def draw_bounding_boxes(images, boxes, colors, name=None):
    return tf.image.draw_bounding_boxes(images, boxes, name=name, colors=colors)
