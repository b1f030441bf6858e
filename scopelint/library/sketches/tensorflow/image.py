"""Image ops. Up to 1.4 most of them open no name scope: what they make on the way takes names where they are called."""

import tensorflow as tf
from _scopelint import approximate, at_least, constant_value, convert, dtype_of, is_tensor, op, raw_op, settle, silent, surely

from ._control import with_dependencies


def opened(title, values, since="1.8"):
    """The name scope that the function opens from a version on."""
    return tf.name_scope(None, title, values) if at_least(since) else silent()


def dims_of(image):
    shape = image.get_shape()
    return shape.as_list() if shape.ndims is not None else None


def positive(image):
    """The run-time check that no dimension is 0, where the static shape does not say so."""
    if image.get_shape().is_fully_defined():
        return []
    return [tf.assert_positive(tf.shape(image), ["all dims of 'image.shape' must be > 0."])]


def checked(image):
    """The image after the check; up to 1.0 the check is made and then left alone."""
    check = positive(image)
    return with_dependencies(check, image) if at_least("1.4") else image


def three(image):
    if not at_least("1.8") and image.get_shape().ndims not in (None, 3):
        shown = " (shape %s)" % image.get_shape() if at_least("1.4") else ""
        raise ValueError("'image'" + shown + " must be three-dimensional.")
    return checked(image)


def required(holds, message):
    """An assertion: an op for a tensor, otherwise decided at once."""
    if is_tensor(holds):
        return [tf.Assert(holds, [message])]
    if surely(not holds):
        raise ValueError(message)
    return []


def like(result, image):
    ndims = image.get_shape().ndims
    result.set_shape([None, None, None] if ndims is None else image.get_shape())
    return settle(result, image)


def mirrored(image, axis):
    """A three-dimensional image the other way round."""
    if at_least("1.0"):
        return tf.reverse(image, [axis])
    return tf.reverse(image, [at == axis for at in (0, 1, 2)])


def flip(image, axis, title):
    with opened(title, [image]):
        image = three(convert(image, "image"))
        if image.get_shape().ndims == 4:
            return tf.reverse(image, [axis + 1])
        if axis == 1 and at_least("1.0") and not at_least("1.4"):
            return like(image[:, ::-1, :], image)
        made = mirrored(image, axis)
        if not at_least("1.0") and image.get_shape().ndims is None:
            made.set_shape([None, None, None])
        return like(made, image) if at_least("1.0") else made


def flip_left_right(image):
    return flip(image, 1, "flip_left_right")


def flip_up_down(image):
    return flip(image, 0, "flip_up_down")


def random_flip(image, axis, seed, title):
    with opened(title, [image]) as scope:
        image = three(convert(image, "image"))
        if image.get_shape().ndims == 4:
            if not at_least("1.13"):
                raise ValueError("'image' (shape %s) must be three-dimensional." % image.get_shape())
            batch = tf.shape(image)[0]
            flips = tf.round(tf.reshape(tf.random_uniform([batch], 0, 1.0, seed=seed), [batch, 1, 1, 1]))
            flips = tf.cast(flips, image.dtype)
            other = tf.reverse(image, [axis + 1])
            return flips * other + (1 - flips) * image
        chance = tf.random_uniform([], 0, 1.0, seed=seed)
        if not at_least("1.0"):
            packed = [1.0, 1.0, 1.0]
            packed[axis] = chance
            return tf.reverse(image, tf.less(tf.pack(packed), 0.5))
        turned = tf.less(chance, 0.5)
        if not at_least("1.4"):
            step = tf.where(turned, -1, 1)
            return like(image[:, ::step, :] if axis == 1 else image[::step, :, :], image)
        name = scope if at_least("1.8") else None
        return like(tf.cond(turned, lambda: mirrored(image, axis), lambda: image, name=name), image)


def random_flip_left_right(image, seed=None):
    return random_flip(image, 1, seed, "random_flip_left_right")


def random_flip_up_down(image, seed=None):
    return random_flip(image, 0, seed, "random_flip_up_down")


def turned(image, k, scope, first):
    """The image turned k times; `first` is the place of the height."""
    order = [1, 0, 2] if first == 0 else [0, 2, 1, 3]

    def back(x, both=False):
        if at_least("1.0"):
            return tf.reverse(x, [first, first + 1] if both else [first + 1])
        return tf.reverse(x, [both, True, False])

    cases = [
        (tf.equal(k, 1), lambda: tf.transpose(back(image), order)),
        (tf.equal(k, 2), lambda: back(image, both=True)),
        (tf.equal(k, 3), lambda: back(tf.transpose(image, order))),
    ]
    made = tf.case(cases, default=lambda: image, exclusive=True, name=scope)
    if first == 0:
        made.set_shape([None, None, image.get_shape()[2] if image.get_shape().ndims is not None else None])
    else:
        shape = made.get_shape()
        made.set_shape([shape[0], None, None, shape[3]] if shape.ndims is not None else None)
    return made


def rot90(image, k=1, name=None):
    with tf.name_scope(name, "rot90", [image, k]) as scope:
        image = three(convert(image, "image"))
        k = convert(k, "k", tf.int32)
        k = tf.mod(k, 4, name="mod") if at_least("2.15") else tf.mod(k, 4)
        return turned(image, k, scope, 1 if image.get_shape().ndims == 4 else 0)


def transposed(image, name):
    return tf.transpose(image, [0, 2, 1, 3] if image.get_shape().ndims == 4 else [1, 0, 2], name=name)


def transpose(image, name=None):
    with tf.name_scope(name, "transpose", [image]):
        return transposed(three(convert(image, "image")), name)


def transpose_image(image, name=None):
    if at_least("1.13"):
        return transpose(image, name)
    with opened("transpose_image", [image]):
        return transposed(three(convert(image, "image")), "transpose_image")


def central_crop(image, central_fraction):
    with opened("central_crop", [image]):
        image = convert(image, "image")
        if not at_least("1.4"):
            three(image)
        if not is_tensor(central_fraction):
            if central_fraction == 1.0:
                return image
            if surely(central_fraction <= 0.0 or central_fraction > 1.0):
                raise ValueError("central_fraction must be within (0, 1]")
        if at_least("1.13"):
            return cropped_by_rank(image, central_fraction)
        if at_least("1.4"):
            image = three(image)
        shape = tf.shape(image)
        if at_least("1.4"):
            height, width = tf.to_double(shape[0]), tf.to_double(shape[1])
            top = tf.to_int32((height - height * central_fraction) / 2)
            left = tf.to_int32((width - width * central_fraction) / 2)
        else:
            part = int(1 / ((1 - central_fraction) / 2.0))
            top, left = tf.div(shape[0], part), tf.div(shape[1], part)
        sizes = [shape[0] - top * 2, shape[1] - left * 2]
        begin = tf.stack([top, left, 0]) if at_least("1.0") else tf.pack([top, left, 0])
        size = tf.stack(sizes + [-1]) if at_least("1.0") else tf.pack(sizes + [-1])
        made = tf.slice(image, begin, size)
        made.set_shape([None, None, image.get_shape()[2]])
        return made


def cropped_by_rank(image, fraction):
    """From 1.13: batches too, and sizes that are known are computed at once."""
    if at_least("2.15") and is_tensor(fraction):
        image = with_dependencies(
            required(tf.logical_or(fraction > 0.0, fraction <= 1.0), "central_fraction must be within (0, 1]"), image)
    checked(image)
    dims = dims_of(image)
    if dims is None or len(dims) not in (3, 4):
        raise ValueError("`image` should either be a Tensor with rank = 3 or rank = 4. Had rank = %s."
                         % image.get_shape().ndims)
    first = len(dims) - 3
    sides = [size if size is not None else tf.shape(image)[first + i] for i, size in enumerate(dims[first:first + 2])]
    starts = []
    for side in sides:
        if is_tensor(side) or is_tensor(fraction):
            side = tf.cast(side, tf.float64)
            part = tf.cast(fraction, tf.float64) if at_least("2.15") else fraction
            starts.append(tf.cast((side - side * part) / 2, tf.int32))
        else:
            starts.append(int((float(side) - float(side) * fraction) / 2))
    sizes = [side - start * 2 for side, start in zip(sides, starts)]
    begin, size = tf.stack([0] * first + starts + [0]), tf.stack([-1] * first + sizes + [-1])
    made = tf.slice(image, begin, size)
    made.set_shape(dims[:first] + [None if is_tensor(s) else s for s in sizes] + [dims[-1]])
    return made


def as_batch(image):
    """The image with a batch dimension, and whether it had none; up to 1.0 it stays as it is."""
    image = convert(image, "image")
    ndims = image.get_shape().ndims
    if not at_least("1.4"):
        if ndims not in (None, 3):
            raise ValueError("'image' must be three-dimensional.")
        return image, False
    if ndims == 4:
        return image, False
    if ndims not in (None, 3):
        raise ValueError("'image' must have either 3 or 4 dimensions.")
    image = tf.expand_dims(image, 0)
    if ndims is None:
        image.set_shape([None] * 4)
    return image, True


def dimensions(image):
    """Each dimension, as a tensor where it is not static."""
    dims = dims_of(image)
    count = 4 if at_least("1.4") else 3
    if image.get_shape().is_fully_defined():
        return dims
    sizes = tf.unstack(tf.shape(image), count) if at_least("1.0") else tf.unpack(tf.shape(image), count)
    return [size if static is None else static for static, size in zip(dims or [None] * count, sizes)]


def packed(values):
    return tf.stack(values) if at_least("1.0") else tf.pack(values)


def known(sizes):
    return [None if is_tensor(size) else size for size in sizes]


def single(image, was_single):
    return tf.squeeze(image, [0]) if was_single else image


def pad_to_bounding_box(image, offset_height, offset_width, target_height, target_width):
    with opened("pad_to_bounding_box", [image]):
        image, was_single = as_batch(image)
        checks = positive(image) if not at_least("2.15") else []
        sizes = dimensions(image)
        height, width = sizes[-3], sizes[-2]
        right = target_width - offset_width - width
        bottom = target_height - offset_height - height
        if at_least("2.15"):
            checks = positive(image)
        checks += required(offset_height >= 0, "offset_height must be >= 0")
        checks += required(offset_width >= 0, "offset_width must be >= 0")
        checks += required(right >= 0, "width must be <= target - offset")
        checks += required(bottom >= 0, "height must be <= target - offset")
        image = with_dependencies(checks, image)
        pads = [offset_height, bottom, offset_width, right, 0, 0]
        pads = [0, 0] + pads if at_least("1.4") else pads
        made = tf.pad(image, tf.reshape(packed(pads), [4 if at_least("1.4") else 3, 2]))
        made.set_shape(known(sizes[:-3] + [target_height, target_width, sizes[-1]]))
        return single(made, was_single)


def crop_to_bounding_box(image, offset_height, offset_width, target_height, target_width):
    with opened("crop_to_bounding_box", [image]):
        image, was_single = as_batch(image)
        checks = positive(image)
        sizes = dimensions(image)
        checks += required(offset_width >= 0, "offset_width must be >= 0.")
        checks += required(offset_height >= 0, "offset_height must be >= 0.")
        checks += required(target_width > 0, "target_width must be > 0.")
        checks += required(target_height > 0, "target_height must be > 0.")
        checks += required(sizes[-2] >= (target_width + offset_width), "width must be >= target + offset.")
        checks += required(sizes[-3] >= (target_height + offset_height), "height must be >= target + offset.")
        image = with_dependencies(checks, image)
        batch = [0] if at_least("1.4") else []
        begin = packed(batch + [offset_height, offset_width, 0])
        if at_least("2.15"):
            size = packed([tf.shape(image)[0], target_height, target_width, tf.shape(image)[3]])
        else:
            size = packed(([-1] if batch else []) + [target_height, target_width, -1])
        made = tf.slice(image, begin, size)
        made.set_shape(known(sizes[:-3] + [target_height, target_width, sizes[-1]]))
        return single(made, was_single)


def larger(x, y):
    return tf.maximum(x, y) if is_tensor(x) or is_tensor(y) else max(x, y)


def smaller(x, y):
    return tf.minimum(x, y) if is_tensor(x) or is_tensor(y) else min(x, y)


def same(x, y):
    return tf.equal(x, y) if is_tensor(x) or is_tensor(y) else x == y


def resize_image_with_crop_or_pad(image, target_height, target_width):
    with opened("resize_image_with_crop_or_pad", [image]):
        image, was_single = as_batch(image)
        checks = positive(image)
        checks += required(target_width > 0, "target_width must be > 0.")
        checks += required(target_height > 0, "target_height must be > 0.")
        image = with_dependencies(checks, image)
        if is_tensor(target_height):
            target_height = with_dependencies(checks, target_height)
        if is_tensor(target_width):
            target_width = with_dependencies(checks, target_width)
        sizes = dimensions(image)
        height, width = sizes[-3], sizes[-2]
        wider = target_width - width
        crop_left = larger(-wider // 2, 0)
        pad_left = larger(wider // 2, 0)
        higher = target_height - height
        crop_top = larger(-higher // 2, 0)
        pad_top = larger(higher // 2, 0)
        made = crop_to_bounding_box(image, crop_top, crop_left, smaller(target_height, height),
                                    smaller(target_width, width))
        made = pad_to_bounding_box(made, pad_top, pad_left, target_height, target_width)
        sizes = dimensions(made)
        checks = required(same(sizes[-3], target_height), "resized height is not correct.")
        checks += required(same(sizes[-2], target_width), "resized width is not correct.")
        return single(with_dependencies(checks, made), was_single)


resize_with_crop_or_pad = resize_image_with_crop_or_pad


def resize_image_with_pad(image, target_height, target_width, method=0, align_corners=False):
    with tf.name_scope(None, "resize_image_with_pad", [image]):
        image, was_single = as_batch(image)
        checks = positive(image)
        checks += required(target_width > 0, "target_width must be > 0.")
        checks += required(target_height > 0, "target_height must be > 0.")
        image = with_dependencies(checks, image)
        sizes = dimensions(image)
        height, width = tf.cast(sizes[1], tf.float64), tf.cast(sizes[2], tf.float64)
        to_height, to_width = tf.cast(target_height, tf.float64), tf.cast(target_width, tf.float64)
        ratio = larger(width / to_width, height / to_height)
        new_height, new_width = height / ratio, width / ratio
        new = [tf.cast(tf.floor(new_height), tf.int32), tf.cast(tf.floor(new_width), tf.int32)]
        top, left = (to_height - new_height) / 2, (to_width - new_width) / 2
        top, left = tf.floor(top), tf.floor(left)
        top = larger(0, tf.cast(top, tf.int32))
        left = larger(0, tf.cast(left, tf.int32))
        made = pad_to_bounding_box(resize_images(image, new, method), top, left, target_height, target_width)
        dimensions(made)
        return single(made, was_single)


class ResizeMethod(object):
    BILINEAR = 0
    NEAREST_NEIGHBOR = 1
    BICUBIC = 2
    AREA = 3


KINDS = {
    0: "ResizeBilinear", 1: "ResizeNearestNeighbor", 2: "ResizeBicubic", 3: "ResizeArea", "bilinear": "ResizeBilinear",
    "nearest": "ResizeNearestNeighbor", "bicubic": "ResizeBicubic", "area": "ResizeArea",
}  # fmt: skip


def resize_images(images, size, method=0, align_corners=False, preserve_aspect_ratio=False, name=None):
    if not at_least("1.8"):
        return resized(images, size, method, False)
    with tf.name_scope(name, "resize" if at_least("1.13") else "resize_images", [images, size]):
        return resized(images, size, method, preserve_aspect_ratio)


resize = resize_images


def resized(images, size, method, keep_ratio):
    images = convert(images, "images")
    dims = dims_of(images)
    if dims is None:
        raise ValueError("'images' contains no shape.")
    if len(dims) not in (3, 4):
        raise ValueError("'images' must have either 3 or 4 dimensions.")
    was_single = len(dims) == 3
    if was_single:
        images = tf.expand_dims(images, 0)
    size = convert(size, "size", tf.int32)
    if not size.get_shape().is_compatible_with([2]):
        raise ValueError("'size' must be a 1-D Tensor of 2 elements: new_height, new_width")
    if keep_ratio:
        size = scaled(images, size)
    held = constant_value(size)
    if held is not None and held == dims[-3:-1]:
        # An image of that size already is given back.
        return single(images, was_single)
    made = op(KINDS[method] if method in KINDS else "ResizeBilinear", images=images, size=size)
    return single(made, was_single)


def scaled(images, size):
    """The size that keeps the ratio of the sides."""
    sizes = dimensions(images)
    given = [size[0], size[1]] if at_least("2.15") else constant_value(size) or [None, None]
    to_float = tf.cast if at_least("1.15") else lambda x, kind: tf.to_float(x)
    factors = [to_float(new, tf.float32) / to_float(old, tf.float32) for new, old in zip(given, sizes[1:3])]
    factor = tf.minimum(factors[0], factors[1])
    to_int = tf.cast if at_least("1.15") else lambda x, kind: tf.to_int32(x)
    sides = [to_int(tf.round(factor * to_float(old, tf.float32)), tf.int32) for old in sizes[1:3]]
    return convert(sides, "size", tf.int32)


def resize_bilinear(images, size, align_corners=False, name=None, half_pixel_centers=False):
    return op("ResizeBilinear", name=name, images=images, size=size)


def resize_nearest_neighbor(images, size, align_corners=False, name=None, half_pixel_centers=False):
    return op("ResizeNearestNeighbor", name=name, images=images, size=size)


def resize_bicubic(images, size, align_corners=False, name=None, half_pixel_centers=False):
    return op("ResizeBicubic", name=name, images=images, size=size)


def resize_area(images, size, align_corners=False, name=None):
    return op("ResizeArea", name=name, images=images, size=size)


def kept_float(images):
    """The images as floats: those that are stay as they are from 1.15."""
    if at_least("1.15") and dtype_of(images) in (tf.float16, tf.float32):
        return images
    return convert_image_dtype(images, tf.float32)


def adjust_brightness(image, delta):
    with tf.name_scope(None, "adjust_brightness", [image, delta]) as name:
        image = convert(image, "image")
        floats = kept_float(image)
        made = tf.add(floats, tf.cast(delta, floats.dtype), name=name)
        return convert_image_dtype(made, image.dtype, saturate=True)


def random_brightness(image, max_delta, seed=None):
    if surely(max_delta < 0):
        raise ValueError("max_delta must be non-negative.")
    return adjust_brightness(image, tf.random_uniform([], -max_delta, max_delta, seed=seed))


def adjust_contrast(images, contrast_factor):
    with tf.name_scope(None, "adjust_contrast", [images, contrast_factor]) as name:
        images = convert(images, "images")
        floats = kept_float(images)
        made = op("AdjustContrastv2", name=name, images=floats, contrast_factor=contrast_factor)
        return convert_image_dtype(made, images.dtype, saturate=True)


def random_contrast(image, lower, upper, seed=None):
    if surely(upper <= lower):
        raise ValueError("upper must be > lower.")
    if surely(lower < 0):
        raise ValueError("lower must be non-negative.")
    return adjust_contrast(image, tf.random_uniform([], lower, upper, seed=seed))


def slices(hsv):
    return [tf.slice(hsv, [0, 0, at], [-1, -1, 1]) for at in (0, 1, 2)]


def joined(parts):
    return tf.concat(parts, 2) if at_least("1.0") else tf.concat(2, parts)


def adjust_hue(image, delta, name=None):
    with tf.name_scope(name, "adjust_hue", [image]):
        image = convert(image, "image")
        floats = kept_float(image)
        if at_least("1.8"):
            made = op("AdjustHue", images=floats, delta=delta)
        else:
            hue, saturation, value = slices(tf.image.rgb_to_hsv(floats))
            hue = tf.mod(hue + (delta + 1.0), 1.0)
            made = tf.image.hsv_to_rgb(joined([hue, saturation, value]))
        return convert_image_dtype(made, image.dtype)


def random_hue(image, max_delta, seed=None):
    if surely(max_delta > 0.5):
        raise ValueError("max_delta must be <= 0.5.")
    if surely(max_delta < 0):
        raise ValueError("max_delta must be non-negative.")
    return adjust_hue(image, tf.random_uniform([], -max_delta, max_delta, seed=seed))


def adjust_saturation(image, saturation_factor, name=None):
    with tf.name_scope(name, "adjust_saturation", [image]):
        image = convert(image, "image")
        floats = kept_float(image)
        if at_least("1.8"):
            # Up to 1.13 the image is converted back, and what comes out is converted once more.
            made = op("AdjustSaturation", images=floats, scale=saturation_factor)
        else:
            hue, saturation, value = slices(tf.image.rgb_to_hsv(floats))
            saturation = tf.clip_by_value(saturation * saturation_factor, 0.0, 1.0)
            made = tf.image.hsv_to_rgb(joined([hue, saturation, value]))
        return convert_image_dtype(made, image.dtype)


def random_saturation(image, lower, upper, seed=None):
    if surely(upper <= lower):
        raise ValueError("upper must be > lower.")
    if surely(lower < 0):
        raise ValueError("lower must be non-negative.")
    return adjust_saturation(image, tf.random_uniform([], lower, upper, seed=seed))


def adjust_gamma(image, gamma=1, gain=1):
    with tf.name_scope(None, "adjust_gamma", [image, gamma, gain]):
        if at_least("1.15"):
            image = convert(image, "image")
            floats = kept_float(image)
            checks = required(gamma >= 0, "Gamma should be a non-negative real number.")
            if checks:
                gamma = with_dependencies(checks, gamma)
            return convert_image_dtype(gain * floats ** gamma, image.dtype, saturate=True)
        floats = convert(image, "img", tf.float32)
        image = convert(image, "image")
        checks = required(gamma >= 0, "Gamma should be a non-negative real number") if at_least("1.8") else []
        if not at_least("1.8") and gamma < 0:
            raise ValueError("Gamma should be a non-negative real number")
        if checks:
            gamma = with_dependencies(checks, gamma)
        limits = image.dtype.limits
        scale = tf.constant(limits[1] - limits[0], dtype=tf.float32)
        return (floats / scale) ** gamma * scale * gain


def adjust_jpeg_quality(image, jpeg_quality, name=None):
    with tf.name_scope(name, "adjust_jpeg_quality", [image]):
        image = convert(image, "image")
        bytes_ = convert_image_dtype(image, tf.uint8)
        approximate()
        if at_least("2.15"):
            if not is_tensor(jpeg_quality):
                jpeg_quality = convert(jpeg_quality, None, tf.int32)
            bytes_ = op("EncodeJpegVariableQuality", images=bytes_, quality=jpeg_quality)
        else:
            bytes_ = tf.image.encode_jpeg(bytes_, quality=jpeg_quality)
        made = tf.image.decode_jpeg(bytes_)
        return convert_image_dtype(made, image.dtype)


def per_image_standardization(image):
    with opened("per_image_standardization", [image]) as scope:
        image = three(convert(image, "image"))
        kind = dtype_of(image)
        if at_least("1.15") and not at_least("2.15"):
            if kind not in (tf.float16, tf.float32):
                image = convert_image_dtype(image, tf.float32)
        elif at_least("2.15"):
            image = tf.cast(image, tf.float32)
        if at_least("1.15"):
            count = tf.reduce_prod(tf.shape(image)[-3:])
            mean = tf.reduce_mean(image, axis=[-1, -2, -3], keepdims=True)
            deviation = tf.math.reduce_std(image, axis=[-1, -2, -3], keepdims=True)
            least = tf.rsqrt(tf.cast(count, image.dtype))
            deviation = tf.maximum(deviation, least)
            image = image - mean
            if at_least("2.15"):
                return tf.divide(image, deviation, name=scope)
            return convert_image_dtype(tf.div(image, deviation, name=scope), kind, saturate=True)
        axes = {}
        if at_least("1.13"):
            count = tf.reduce_prod(tf.shape(image)[-3:])
            axes = {"axis": [-1, -2, -3], "keepdims": True}
        else:
            count = tf.reduce_prod(tf.shape(image))
        image = tf.cast(image, tf.float32)
        mean = tf.reduce_mean(image, **axes)
        variance = tf.reduce_mean(tf.square(image), **axes) - tf.square(mean)
        deviation = tf.sqrt(tf.nn.relu(variance))
        least = tf.rsqrt(tf.cast(count, tf.float32))
        deviation = tf.maximum(deviation, least)
        image = tf.subtract(image, mean) if at_least("1.0") else tf.sub(image, mean)
        return tf.div(image, deviation, name=scope) if at_least("1.8") else tf.div(image, deviation)


per_image_whitening = per_image_standardization


def rgb_to_grayscale(images, name=None):
    with tf.name_scope(name, "rgb_to_grayscale", [images]) as name:
        images = convert(images, "images")
        floats = convert_image_dtype(images, tf.float32)
        weights = [0.2989, 0.5870, 0.1140]
        if at_least("1.13"):
            gray = tf.expand_dims(tf.tensordot(floats, weights, [-1, -1]), -1)
        else:
            last = tf.expand_dims(tf.rank(images) - 1, 0)
            gray = tf.reduce_sum(floats * weights, last, keep_dims=True)
            dims = dims_of(images)
            gray.set_shape(dims[:-1] + [1] if dims is not None else None)
            settle(gray, images)
        return convert_image_dtype(gray, images.dtype, name=name)


def grayscale_to_rgb(images, name=None):
    with tf.name_scope(name, "grayscale_to_rgb", [images]) as name:
        if at_least("1.15"):
            images = channel_checked(images)
        images = convert(images, "images")
        last = tf.expand_dims(tf.rank(images) - 1, 0)
        parts = [tf.ones(last, dtype=tf.int32), tf.expand_dims(3, 0)]
        made = tf.tile(images, tf.concat(parts, 0) if at_least("1.0") else tf.concat(0, parts), name=name)
        dims = dims_of(images)
        made.set_shape(dims[:-1] + [3] if dims is not None else None)
        return settle(made, images)


def channel_checked(images):
    """A grey image has one channel."""
    images = tf.convert_to_tensor(images)
    dims = dims_of(images)
    if dims is not None and dims[-1] is not None:
        if surely(dims[-1] != 1):
            raise ValueError("Last dimension of a grayscale image should be size 1.")
        checks = []
    else:
        approximate()
        checks = [tf.assert_equal(tf.shape(images)[-1], 1)]
    return with_dependencies(checks, images)


def convert_image_dtype(image, dtype, saturate=False, name=None):
    image = convert(image, "image")
    dtype = tf.as_dtype(dtype)
    kind = dtype_of(image)
    if kind == dtype:
        return tf.identity(image, name=name)
    with tf.name_scope(name, "convert_image", [image]) as name:
        cast = tf.saturate_cast if saturate else tf.cast
        if kind.is_integer and dtype.is_integer:
            if kind.max > dtype.max:
                return cast(tf.div(image, (kind.max + 1) // (dtype.max + 1)), dtype, name=name)
            return product(cast(image, dtype), (dtype.max + 1) // (kind.max + 1), name)
        if kind.is_floating and dtype.is_floating:
            return tf.cast(image, dtype, name=name)
        if kind.is_integer:
            return product(tf.cast(image, dtype), 1.0 / kind.max, name)
        return cast(product(image, dtype.max + 0.5, None), dtype, name=name)


def product(x, y, name):
    return tf.multiply(x, y, name=name) if at_least("1.0") else tf.mul(x, y, name=name)


def crop_and_resize(image, boxes, box_ind=None, crop_size=None, method="bilinear", extrapolation_value=0, name=None,
                    box_indices=None):
    return op("CropAndResize", name=name, image=image, boxes=boxes, box_ind=box_ind if box_ind is not None else box_indices,
              crop_size=crop_size)


def thresholds(iou, score):
    """The thresholds as tensors; without one for the score: minus infinity."""
    return (convert(iou, "iou_threshold"),
            convert(float("-inf") if score is None else score, "score_threshold"))


def non_max_suppression(boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=None, name=None):
    given = {"boxes": boxes, "scores": scores, "max_output_size": max_output_size}
    if not at_least("1.4"):
        return op("NonMaxSuppression", name=name, iou_threshold=iou_threshold, **given)
    with tf.name_scope(name, "non_max_suppression"):
        if not at_least("1.13"):
            return op("NonMaxSuppressionV2", iou_threshold=convert(iou_threshold, "iou_threshold"), **given)
        iou, score = thresholds(iou_threshold, score_threshold)
        return op("NonMaxSuppressionV3", iou_threshold=iou, score_threshold=score, **given)


def non_max_suppression_padded(boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=None,
                               pad_to_max_output_size=False, name=None, sorted_input=False,
                               canonicalized_coordinates=False, tile_size=512):
    with tf.name_scope(name, "non_max_suppression_padded"):
        iou, score = thresholds(iou_threshold, score_threshold)
        return op("NonMaxSuppressionV4", boxes=boxes, scores=scores, max_output_size=max_output_size, iou_threshold=iou,
                  score_threshold=score, pad_to_max_output_size=pad_to_max_output_size)


def non_max_suppression_with_scores(boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=None,
                                    soft_nms_sigma=0.0, name=None):
    with tf.name_scope(name, "non_max_suppression_with_scores"):
        iou, score = thresholds(iou_threshold, score_threshold)
        made = op("NonMaxSuppressionV5", boxes=boxes, scores=scores, max_output_size=max_output_size,
                  iou_threshold=iou, score_threshold=score, soft_nms_sigma=convert(soft_nms_sigma, "soft_nms_sigma"))
        return made[0], made[1]


def non_max_suppression_overlaps(overlaps, scores, max_output_size, overlap_threshold=0.5, score_threshold=None,
                                 name=None):
    with tf.name_scope(name, "non_max_suppression_overlaps"):
        overlap = convert(overlap_threshold, "overlap_threshold")
        return op("NonMaxSuppressionWithOverlaps", overlaps=overlaps, scores=scores, max_output_size=max_output_size,
                  overlap_threshold=overlap, score_threshold=float("-inf") if score_threshold is None else score_threshold)


def combined_non_max_suppression(boxes, scores, max_output_size_per_class, max_total_size, iou_threshold=0.5,
                                 score_threshold=None, pad_per_class=False, clip_boxes=True, name=None):
    with tf.name_scope(name, "combined_non_max_suppression"):
        iou = convert(iou_threshold, "iou_threshold", tf.float32)
        score = convert(float("-inf") if score_threshold is None else score_threshold, "score_threshold", tf.float32)
        approximate()
        return op("CombinedNonMaxSuppression", boxes=boxes, scores=scores,
                  max_output_size_per_class=max_output_size_per_class, max_total_size=max_total_size,
                  iou_threshold=iou, score_threshold=score)


def draw_bounding_boxes(images, boxes, name=None, colors=None):
    if colors is not None:
        return op("DrawBoundingBoxesV2", name=name, images=images, boxes=boxes, colors=colors)
    return op("DrawBoundingBoxes", name=name, images=images, boxes=boxes)


def sample_distorted_bounding_box(image_size, bounding_boxes, seed=None, seed2=None, min_object_covered=None,
                                  aspect_ratio_range=None, area_range=None, max_attempts=None,
                                  use_image_if_no_bounding_boxes=None, name=None):
    given = {"image_size": image_size, "bounding_boxes": bounding_boxes}
    if not at_least("1.4"):
        return op("SampleDistortedBoundingBox", name=name, **given)
    if min_object_covered is None and at_least("1.8"):
        min_object_covered = 0.1
    with tf.name_scope(name, "sample_distorted_bounding_box"):
        if min_object_covered is None:
            raise ValueError("Tried to convert 'min_object_covered' to a tensor and failed. Error: None values not "
                             "supported.")
        return op("SampleDistortedBoundingBoxV2", name=name, min_object_covered=min_object_covered, **given)


def decode_image(contents, channels=None, dtype=tf.uint8, name=None, expand_animations=True):
    approximate()
    with tf.name_scope(name, "decode_image"):
        if at_least("2.15"):
            dims = None if expand_animations else [None, None, channels or None]
            made = raw_op("DecodeImage", "DecodeImage", [(dtype, dims)])[0]
            return made
        return raw_op("Merge", "cond_jpeg/Merge", [(dtype, None)])[0]


def is_jpeg(contents, name=None):
    with tf.name_scope(name, "is_jpeg"):
        return tf.equal(tf.substr(contents, 0, 3), b"\xff\xd8\xff", name=name)


def total_variation(images, name=None):
    with tf.name_scope(name, "total_variation"):
        ndims = images.get_shape().ndims
        if ndims == 3:
            down = images[1:, :, :] - images[:-1, :, :]
            across = images[:, 1:, :] - images[:, :-1, :]
            axes = None
        elif ndims == 4:
            down = images[:, 1:, :, :] - images[:, :-1, :, :]
            across = images[:, :, 1:, :] - images[:, :, :-1, :]
            axes = [1, 2, 3]
        else:
            raise ValueError("'images' must be either 3 or 4-dimensional.")
        return tf.reduce_sum(tf.abs(down), axes) + tf.reduce_sum(tf.abs(across), axes)


def image_gradients(image):
    if image.get_shape().ndims != 4:
        raise ValueError("image_gradients expects a 4D tensor [batch_size, h, w, d], not %s." % image.get_shape())
    shape = tf.shape(image)
    batch, height, width, depth = tf.unstack(shape)
    down = image[:, 1:, :, :] - image[:, :-1, :, :]
    across = image[:, :, 1:, :] - image[:, :, :-1, :]
    zeros = tf.zeros(tf.stack([batch, 1, width, depth]), image.dtype)
    down = tf.reshape(tf.concat([down, zeros], 1), shape)
    zeros = tf.zeros(tf.stack([batch, height, 1, depth]), image.dtype)
    across = tf.reshape(tf.concat([across, zeros], 2), shape)
    return down, across


def sobel_edges(image):
    static = image.get_shape()
    shape = tf.shape(image)
    kernels = tf.constant(0.0, shape=[3, 3, 1, 2])
    kernels = tf.tile(kernels, [1, 1, shape[-1], 1], name="sobel_filters")
    padded = tf.pad(image, [[0, 0], [1, 1], [1, 1], [0, 0]], mode="REFLECT")
    made = tf.nn.depthwise_conv2d(padded, kernels, [1, 1, 1, 1], "VALID")
    made = tf.reshape(made, tf.concat([shape, [2]], 0))
    made.set_shape(static.concatenate([2]))
    return settle(made, image)


def weighted(images, title):
    images = convert(images, "images")
    weights = convert([[0.1] * 3] * 3, "kernel", dtype_of(images))
    ndims = images.get_shape().ndims
    return tf.tensordot(images, weights, axes=[[ndims - 1], [0]])


def rgb_to_yiq(images):
    return weighted(images, "rgb_to_yiq")


yiq_to_rgb = rgb_to_yuv = yuv_to_rgb = rgb_to_yiq


def compared(a, b):
    """The run-time check that two images have the same shape; gives its ops."""
    approximate()
    return []


def psnr(a, b, max_val, name=None):
    with tf.name_scope(name, "PSNR", [a, b]):
        max_val = tf.cast(max_val, a.dtype)
        convert_image_dtype(max_val, tf.float32)
        a = convert_image_dtype(convert(a), tf.float32)
        b = convert_image_dtype(convert(b), tf.float32)
        approximate()
        batch = dims_of(a)
        return raw_op("Identity", "Identity", [(tf.float32, batch[:-3] if batch is not None else None)], [a])[0]


def extract_glimpse(input, size, offsets, centered=True, normalized=True, uniform_noise=True, name=None):
    return op("ExtractGlimpse", name=name, input=input, size=size, offsets=offsets)
