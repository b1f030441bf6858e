"""Networks' functions in TensorFlow 2's order of arguments."""

import tensorflow as tf
from _scopelint import op

from ....nn._layers import four


def conv1d(input, filters, stride, padding, data_format="NWC", dilations=None, name=None):
    return tf.nn.conv1d(input, filters, stride, padding, data_format=data_format, name=name)


def conv2d(input, filters, strides, padding, data_format="NHWC", dilations=None, name=None):
    return tf.nn.conv2d(input, filters, strides, padding, data_format=data_format,
                        dilations=[1, 1, 1, 1] if dilations is None else dilations, name=name)


def conv3d(input, filters, strides, padding, data_format="NDHWC", dilations=None, name=None):
    return tf.nn.conv3d(input, filters, strides, padding, data_format=data_format,
                        dilations=[1, 1, 1, 1, 1] if dilations is None else dilations, name=name)


def convolution(input, filters, strides=None, padding="VALID", data_format=None, dilations=None, name=None):
    return tf.nn.convolution(input, filters, padding, strides=strides, dilation_rate=dilations, name=name,
                             data_format=data_format)


def conv2d_transpose(input, filters, output_shape, strides, padding="SAME", data_format="NHWC", dilations=None,
                     name=None):
    return tf.nn.conv2d_transpose(input, filters, output_shape, strides, padding=padding, data_format=data_format,
                                  name=name)


def conv3d_transpose(input, filters, output_shape, strides, padding="SAME", data_format="NDHWC", dilations=None,
                     name=None):
    return tf.nn.conv3d_transpose(input, filters, output_shape, strides, padding=padding, data_format=data_format,
                                  name=name)


def depthwise_conv2d(input, filter, strides, padding, data_format=None, dilations=None, name=None):
    return tf.nn.depthwise_conv2d(input, filter, strides, padding, rate=dilations, name=name, data_format=data_format)


def separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding, data_format=None, dilations=None,
                     name=None):
    return tf.nn.separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding, rate=dilations, name=name,
                                  data_format=data_format)


def pool(input, window_shape, pooling_type, strides=None, padding="VALID", data_format=None, dilations=None, name=None):
    return tf.nn.pool(input, window_shape, pooling_type, padding, strides=strides, name=name, data_format=data_format)


def avg_pool2d(input, ksize, strides, padding, data_format="NHWC", name=None):
    with tf.name_scope(name, "AvgPool2D", [input]) as name:
        data_format = "NHWC" if data_format is None else data_format
        return op("AvgPool", name=name, value=input, ksize=four(ksize, data_format), strides=four(strides, data_format),
                  padding=padding, data_format=data_format)


def max_pool_with_argmax(input, ksize, strides, padding, data_format="NHWC", output_dtype=tf.int64,
                         include_batch_in_index=False, name=None):
    return tf.nn.max_pool_with_argmax(input, ksize, strides, padding, name=name)


def depth_to_space(input, block_size, data_format="NHWC", name=None):
    return tf.depth_to_space(input, block_size, name=name, data_format=data_format)


def space_to_depth(input, block_size, data_format="NHWC", name=None):
    return tf.space_to_depth(input, block_size, name=name, data_format=data_format)


def dropout(x, rate, noise_shape=None, seed=None, name=None):
    return tf.nn.dropout(x, rate=rate, noise_shape=noise_shape, seed=seed, name=name)


def crelu(features, axis=-1, name=None):
    return tf.nn.crelu(features, name=name, axis=axis)


def softmax(logits, axis=None, name=None):
    return tf.nn.softmax(logits, -1 if axis is None else axis, name=name)


def log_softmax(logits, axis=None, name=None):
    return tf.nn.log_softmax(logits, -1 if axis is None else axis, name=name)


def l2_normalize(x, axis=None, epsilon=1e-12, name=None):
    return tf.nn.l2_normalize(x, axis, epsilon, name=name)


def moments(x, axes, shift=None, keepdims=False, name=None):
    return tf.nn.moments(x, axes, name=name, keep_dims=keepdims)


def weighted_moments(x, axes, frequency_weights, keepdims=False, name=None):
    return tf.nn.weighted_moments(x, axes, frequency_weights, name=name, keep_dims=keepdims)


def sufficient_statistics(x, axes, shift=None, keepdims=False, name=None):
    return tf.nn.sufficient_statistics(x, axes, shift=shift, keep_dims=keepdims, name=name)


def batch_norm_with_global_normalization(input, mean, variance, beta, gamma, variance_epsilon,
                                         scale_after_normalization, name=None):
    return tf.nn.batch_norm_with_global_normalization(input, mean, variance, beta, gamma, variance_epsilon,
                                                      scale_after_normalization, name)


def embedding_lookup(params, ids, max_norm=None, name=None):
    return tf.nn.embedding_lookup(params, ids, "div", name=name, max_norm=max_norm)


def embedding_lookup_sparse(params, sp_ids, sp_weights, combiner=None, max_norm=None, name=None):
    return tf.nn.embedding_lookup_sparse(params, sp_ids, sp_weights, "div", name=name, combiner=combiner,
                                         max_norm=max_norm)


def in_top_k(targets, predictions, k, name=None):
    return tf.nn.in_top_k(predictions, targets, k, name=name)


def softmax_cross_entropy_with_logits(labels, logits, axis=-1, name=None):
    return tf.nn.softmax_cross_entropy_with_logits_v2(labels=labels, logits=logits, axis=axis, name=name)


def sparse_softmax_cross_entropy_with_logits(labels, logits, name=None):
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name=name)


def sigmoid_cross_entropy_with_logits(labels=None, logits=None, name=None):
    return tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name=name)


def weighted_cross_entropy_with_logits(labels, logits, pos_weight, name=None):
    return tf.nn.weighted_cross_entropy_with_logits(labels, logits, pos_weight, name=name)


def nce_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None,
             remove_accidental_hits=False, name="nce_loss"):
    return tf.nn.nce_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=num_true,
                          sampled_values=sampled_values, remove_accidental_hits=remove_accidental_hits,
                          partition_strategy="div", name=name)


def sampled_softmax_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None,
                         remove_accidental_hits=True, seed=None, name="sampled_softmax_loss"):
    return tf.nn.sampled_softmax_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=num_true,
                                      sampled_values=sampled_values, remove_accidental_hits=remove_accidental_hits,
                                      partition_strategy="div", name=name, seed=seed)
