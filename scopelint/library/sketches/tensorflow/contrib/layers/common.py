"""What contrib's layers share: renamed variables of core layers, collections of variables and of outputs."""

import functools

import tensorflow as tf
from _scopelint import at_least

from ..framework._variables import model_variable


def variable_getter(rename=None):
    """A custom getter that turns a core layer's variables into model variables of contrib's names."""
    # Where scopes replace the getter they are in, this one keeps it (contrib_layers/custom_getters).
    outer = None if at_least("1.4") else tf.get_variable_scope().custom_getter

    def layer_variable_getter(
        getter, name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=True, collections=None,
        caching_device=None, partitioner=None, use_resource=None, **unused
    ):
        if outer is not None:
            getter = functools.partial(outer, getter)
        parts = name.split("/")
        if rename and parts[-1] in rename:
            parts[-1] = rename[parts[-1]]
            name = "/".join(parts)
        return model_variable(
            name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer, collections=collections,
            trainable=trainable, caching_device=caching_device, partitioner=partitioner, custom_getter=getter,
            use_resource=use_resource
        )

    return layer_variable_getter


def collections_of(variables_collections, name):
    if isinstance(variables_collections, dict):
        return variables_collections.get(name, None)
    return variables_collections


def collect_variable(variable, variables_collections, name):
    """Add a core layer's variable to the collections asked for."""
    if variable is None:
        return
    for key in collections_of(variables_collections, name) or []:
        if not any(variable is other for other in tf.get_collection(key)):
            tf.add_to_collection(key, variable)


def collect_output(collections, alias, outputs):
    """Tag the output with its scope and add it to collections."""
    if collections:
        name = alias[:-1] if alias[-1] == "/" else alias
        outputs.aliases = getattr(outputs, "aliases", []) + [name]
        if isinstance(collections, str):
            collections = [collections]
        for key in collections:
            tf.add_to_collection(key, outputs)
    return outputs


def finished(outputs, normalizer_fn, normalizer_params, activation_fn, collections, scope):
    """Normalize, activate, collect."""
    if normalizer_fn is not None:
        outputs = normalizer_fn(outputs, **(normalizer_params or {}))
    if activation_fn is not None:
        outputs = activation_fn(outputs)
    return collect_output(collections, scope, outputs)


def check_format(data_format, rank=2, may_be_none=False):
    """The two letter orders that most layers take."""
    allowed = ("NCHW", "NHWC") if rank == 2 else ("NCDHW", "NDHWC")
    if data_format not in allowed and not (may_be_none and data_format is None):
        raise ValueError("data_format has to be either %s or %s." % allowed)


def channel_format(data_format):
    return "channels_first" if data_format and data_format.startswith("NC") else "channels_last"
