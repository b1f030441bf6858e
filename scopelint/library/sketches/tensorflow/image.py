"""Image ops: exact in the names they leave in the caller's scope; inner ops are not listed one by one (SPEC 10)."""

import tensorflow as tf
from _scopelint import approximate, at_least, constant_value, convert, current_name_scope, dtype_of, op, raw_op


def opened(name, title, values):
    """A name scope from the version on that opens one."""
    return tf.name_scope(name, title, values)


def static(image):
    shape = convert(image).get_shape()
    return shape.as_list() if shape.ndims is not None else None


def flip(image, axis, title):
    approximate()
    if at_least("1.8"):
        with tf.name_scope(None, title, [image]):
            return like(tf.reverse(convert(image, "image"), [axis]), image)
    image = convert(image, "image")
    if at_least("1.4"):
        return like(tf.reverse(image, [axis]), image)
    if at_least("1.0"):
        made = raw_op("StridedSlice", "strided_slice", [(dtype_of(image), image.get_shape())], [image])[0]
        return made
    return like(op("Reverse", tensor=image, dims=[i == axis for i in (0, 1, 2)]), image)


def like(tensor, image):
    tensor.set_shape(convert(image).get_shape())
    return tensor


def flip_left_right(image):
    return flip(image, 1, "flip_left_right")


def flip_up_down(image):
    return flip(image, 0, "flip_up_down")


def random_flip(image, axis, title):
    approximate()
    if at_least("1.8"):
        with tf.name_scope(None, title, [image]):
            image = convert(image, "image")
            mirror = tf.less(tf.random_uniform([], 0, 1.0), 0.5)
            made = tf.cond(mirror, lambda: tf.reverse(image, [axis]), lambda: image, name=current_name_scope() + "/")
            return like(made, image)
    image = convert(image, "image")
    uniform = tf.random_uniform([], 0, 1.0)
    if at_least("1.4"):
        return like(tf.cond(tf.less(uniform, 0.5), lambda: tf.reverse(image, [axis]), lambda: image), image)
    mirror = tf.less(tf.stack([1.0, uniform, 1.0]), 0.5)
    if at_least("1.0"):
        return raw_op("StridedSlice", "strided_slice", [(dtype_of(image), image.get_shape())], [image])[0]
    return like(op("Reverse", tensor=image, dims=mirror), image)


def random_flip_left_right(image, seed=None):
    return random_flip(image, 1, "random_flip_left_right")


def random_flip_up_down(image, seed=None):
    return random_flip(image, 0, "random_flip_up_down")


def adjusted(image, title, name=None):
    approximate()
    with tf.name_scope(name, title, [image]):
        image = convert(image, "image")
        first = tf.identity(image)
        return first if at_least("1.15") else tf.identity(image)


def adjust_brightness(image, delta):
    return adjusted(image, "adjust_brightness")


def random_brightness(image, max_delta, seed=None):
    tf.random_uniform([], -max_delta, max_delta)
    return adjust_brightness(image, 0.0)


def adjust_contrast(images, contrast_factor):
    return adjusted(images, "adjust_contrast")


def random_contrast(image, lower, upper, seed=None):
    tf.random_uniform([], lower, upper)
    return adjust_contrast(image, 1.0)


def adjust_hue(image, delta, name=None):
    approximate()
    with tf.name_scope(name, "adjust_hue", [image]):
        image = convert(image, "image")
        return like(tf.identity(image), image)


def adjust_saturation(image, saturation_factor, name=None):
    approximate()
    with tf.name_scope(name, "adjust_saturation", [image]):
        image = convert(image, "image")
        return like(tf.identity(image), image)


def random_hue(image, max_delta, seed=None):
    tf.random_uniform([], -max_delta, max_delta)
    return adjust_hue(image, 0.0)


def random_saturation(image, lower, upper, seed=None):
    tf.random_uniform([], lower, upper)
    return adjust_saturation(image, 1.0)


def adjust_gamma(image, gamma=1, gain=1):
    approximate()
    with tf.name_scope(None, "adjust_gamma", [image, gamma, gain]):
        return convert(image, "image") ** gamma * gain


def per_image_standardization(image):
    approximate()
    if at_least("1.8"):
        with tf.name_scope(None, "per_image_standardization", [image]) as scope:
            image = convert(image, "image")
            value = tf.cast(image, tf.float32)
            if at_least("1.15") and not at_least("2.15"):
                return raw_op("Identity", "Identity", [(tf.float32, image.get_shape())], [value])[0]
            return raw_op("RealDiv", scope, [(tf.float32, image.get_shape())], [value])[0]
    image = convert(image, "image")
    count = tf.reduce_prod(tf.shape(image))
    image = tf.cast(image, tf.float32)
    mean = tf.reduce_mean(image)
    variance = tf.reduce_mean(tf.square(image)) - tf.square(mean)
    variance = tf.nn.relu(variance)
    deviation = tf.sqrt(variance)
    adjusted_ = tf.maximum(deviation, tf.rsqrt(tf.cast(count, tf.float32)))
    image = tf.subtract(image, mean) if at_least("1.0") else tf.sub(image, mean)
    return tf.div(image, adjusted_)


def rgb_to_grayscale(images, name=None):
    approximate()
    with tf.name_scope(name, "rgb_to_grayscale", [images]) as name:
        images = convert(images, "images")
        dims = static(images)
        return raw_op("Mul", name, [(dtype_of(images), dims[:-1] + [1] if dims is not None else None)], [images])[0]


def grayscale_to_rgb(images, name=None):
    approximate()
    with tf.name_scope(name, "grayscale_to_rgb", [images]) as name:
        images = convert(images, "images")
        dims = static(images)
        return raw_op("Tile", name, [(dtype_of(images), dims[:-1] + [3] if dims is not None else None)], [images])[0]


def convert_image_dtype(image, dtype, saturate=False, name=None):
    image = convert(image, "image")
    dtype = tf.as_dtype(dtype)
    if dtype_of(image) == dtype:
        return tf.identity(image, name=name)
    approximate()
    with tf.name_scope(name, "convert_image", [image]) as name:
        return raw_op("Cast", name, [(dtype, image.get_shape())], [image])[0]


def central_crop(image, central_fraction):
    approximate()
    if at_least("1.8"):
        with tf.name_scope(None, "central_crop", [image]):
            return cropped(image, central_fraction)
    return cropped(image, central_fraction)


def cropped(image, fraction):
    image = convert(image, "image")
    dims = static(image)
    if dims is None or None in dims:
        return raw_op("Slice", "Slice", [(dtype_of(image), [None] * 3)], [image])[0]
    at = len(dims) - 3
    sizes = []
    for i, d in enumerate(dims):
        start = int((d - d * fraction) / 2)
        sizes.append(d - 2 * start if i in (at, at + 1) else d)
    return raw_op("Slice", "Slice", [(dtype_of(image), sizes)], [image])[0]


def crop_to_bounding_box(image, offset_height, offset_width, target_height, target_width):
    return boxed(image, target_height, target_width, "crop_to_bounding_box")


def pad_to_bounding_box(image, offset_height, offset_width, target_height, target_width):
    return boxed(image, target_height, target_width, "pad_to_bounding_box")


def resize_image_with_crop_or_pad(image, target_height, target_width):
    return boxed(image, target_height, target_width, "resize_image_with_crop_or_pad")


resize_with_crop_or_pad = resize_image_with_crop_or_pad


def boxed(image, height, width, title):
    approximate()
    image = convert(image, "image")
    dims = static(image)
    height = height if isinstance(height, int) else None
    width = width if isinstance(width, int) else None
    shape = None
    if dims is not None:
        shape = dims[:-3] + [height, width, dims[-1]]
    last = "Squeeze" if dims is not None and len(dims) == 3 else "Slice"
    if at_least("1.8"):
        with tf.name_scope(None, title, [image]):
            return raw_op("Squeeze", last, [(dtype_of(image), shape)], [image])[0]
    if at_least("1.4"):
        return raw_op("Squeeze", last, [(dtype_of(image), shape)], [image])[0]
    return raw_op("Identity", "control_dependency_3", [(dtype_of(image), shape)], [image])[0]


class ResizeMethod(object):
    BILINEAR = 0
    NEAREST_NEIGHBOR = 1
    BICUBIC = 2
    AREA = 3


KINDS = ["ResizeBilinear", "ResizeNearestNeighbor", "ResizeBicubic", "ResizeArea"]


def resize_images(images, size, method=0, align_corners=False, preserve_aspect_ratio=False, name=None):
    if at_least("1.8"):
        title = "resize" if at_least("1.13") else "resize_images"
        with tf.name_scope(name, title, [images, size]):
            return resized(images, size, method)
    return resized(images, size, method)


resize = resize_images


def resized(images, size, method):
    images = convert(images, "images")
    dims = static(images)
    single = dims is not None and len(dims) == 3
    if single:
        images = tf.expand_dims(images, 0)
    size = convert(size, "size", tf.int32)
    if dims is not None and constant_value(size) is not None and constant_value(size) == dims[-3:-1]:
        # An image of that size already is given back.
        return tf.squeeze(images, [0]) if single else images
    made = op(KINDS[method] if isinstance(method, int) else "ResizeBilinear", images=images, size=size)
    return tf.squeeze(made, [0]) if single else made


def resize_bilinear(images, size, align_corners=False, name=None, half_pixel_centers=False):
    return op("ResizeBilinear", name=name, images=images, size=size)


def resize_nearest_neighbor(images, size, align_corners=False, name=None, half_pixel_centers=False):
    return op("ResizeNearestNeighbor", name=name, images=images, size=size)


def resize_bicubic(images, size, align_corners=False, name=None, half_pixel_centers=False):
    return op("ResizeBicubic", name=name, images=images, size=size)


def resize_area(images, size, align_corners=False, name=None):
    return op("ResizeArea", name=name, images=images, size=size)


def crop_and_resize(image, boxes, box_ind=None, crop_size=None, method="bilinear", extrapolation_value=0, name=None,
                    box_indices=None):
    return op("CropAndResize", name=name, image=image, boxes=boxes, box_ind=box_ind if box_ind is not None else box_indices,
              crop_size=crop_size)


def non_max_suppression(boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=None, name=None):
    if not at_least("1.4"):
        return raw_op("NonMaxSuppression", name or "NonMaxSuppression", [(tf.int32, [None])])[0]
    with tf.name_scope(name, "non_max_suppression"):
        kind = "NonMaxSuppressionV3" if at_least("1.13") else "NonMaxSuppressionV2"
        return raw_op(kind, kind, [(tf.int32, [None])])[0]


def draw_bounding_boxes(images, boxes, name=None, colors=None):
    return op("DrawBoundingBoxes", name=name, images=images, boxes=boxes)


def decode_image(contents, channels=None, dtype=tf.uint8, name=None, expand_animations=True):
    approximate()
    with tf.name_scope(name, "decode_image"):
        return raw_op("Merge", "cond_jpeg/Merge", [(dtype, None)])[0]


def transpose_image(image):
    approximate()
    with tf.name_scope(None, "transpose_image", [image]):
        return tf.transpose(convert(image), [1, 0, 2])


def rot90(image, k=1, name=None):
    approximate()
    with tf.name_scope(name, "rot90", [image, k]):
        dims = static(image)
        return raw_op("Merge", "Merge", [(dtype_of(image), [None] * len(dims) if dims is not None else None)], [image])[0]


def total_variation(images, name=None):
    approximate()
    with tf.name_scope(name, "total_variation"):
        dims = static(images)
        batch = [] if dims is None or len(dims) == 3 else [dims[0]]
        return raw_op("Add", "add", [(dtype_of(images), batch)], [images])[0]


def extract_glimpse(input, size, offsets, centered=True, normalized=True, uniform_noise=True, name=None):
    return op("ExtractGlimpse", name=name, input=input, size=size, offsets=offsets)
