"""Pools and convolutions over volumes, and the parts of gradients that programs use by name."""

from _scopelint import op


def max_pool3d(input, ksize, strides, padding, data_format="NDHWC", name=None):
    return op("MaxPool3D", name=name, input=input, ksize=ksize, strides=strides, padding=padding,
              data_format=data_format)


def avg_pool3d(input, ksize, strides, padding, data_format="NDHWC", name=None):
    return op("AvgPool3D", name=name, input=input, ksize=ksize, strides=strides, padding=padding,
              data_format=data_format)


def max_pool_with_argmax(input, ksize, strides, padding, data_format="NHWC", Targmax=None, name=None,
                         output_dtype=None, include_batch_in_index=False):
    made = op("MaxPoolWithArgmax", name=name, input=input, ksize=ksize, strides=strides, padding=padding)
    return made[0], made[1]


def conv2d_backprop_filter(input, filter_sizes, out_backprop, strides, padding, use_cudnn_on_gpu=True,
                           data_format="NHWC", dilations=None, name=None):
    return op("Conv2DBackpropFilter", name=name, input=input, filter_sizes=filter_sizes, out_backprop=out_backprop,
              strides=strides, padding=padding, data_format=data_format)


def conv2d_backprop_input(input_sizes=None, filter=None, out_backprop=None, strides=None, padding=None,
                          use_cudnn_on_gpu=True, data_format="NHWC", dilations=None, name=None, filters=None):
    filter = filter if filter is not None else filters
    return op("Conv2DBackpropInput", name=name, input_sizes=input_sizes, filter=filter, out_backprop=out_backprop,
              strides=strides, padding=padding, data_format=data_format)


def depthwise_conv2d_native(input, filter, strides, padding, data_format="NHWC", dilations=None, name=None):
    return op("DepthwiseConv2dNative", name=name, input=input, filter=filter, strides=strides, padding=padding,
              data_format=data_format)
