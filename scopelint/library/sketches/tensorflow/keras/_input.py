"""tf.keras.Input: a placeholder that models start from."""

from _scopelint import at_least

from .layers._input import InputLayer


def Input(shape=None, batch_size=None, name=None, dtype=None, sparse=False, tensor=None, batch_shape=None, **kwargs):
    sizes = batch_shape
    if sizes is None:
        sizes = kwargs.get("batch_input_shape")
    if sizes is None and shape is not None:
        sizes = (batch_size,) + tuple(shape)
    if tensor is None and (sizes is None or not at_least("1.13") and not shape and batch_shape is None):
        raise ValueError(
            "Please provide to Input either a `shape` or a `tensor` argument. Note that `shape` does not include the "
            "batch dimension."
        )
    return InputLayer(batch_input_shape=sizes, dtype=dtype, input_tensor=tensor, sparse=sparse, name=name).output
