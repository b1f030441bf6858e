"""Variables of contrib: model variables, and lists of variables by prefix or suffix."""

import re

import tensorflow as tf
from _scopelint import at_least

from ...train.steps import create_global_step as core_create_step
from ...train.steps import get_global_step as core_get_step
from ...train.steps import get_or_create_global_step as core_get_or_create_step
from ._arg_scope import add_arg_scope


@add_arg_scope
def variable(
    name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=True, collections=None,
    caching_device=None, device=None, partitioner=None, custom_getter=None, use_resource=None, synchronization=None,
    aggregation=None
):
    keys = []
    for key in collections if collections is not None else [tf.GraphKeys.GLOBAL_VARIABLES]:
        if key not in keys:
            keys.append(key)
    given = {"shape": shape, "dtype": dtype, "initializer": initializer, "regularizer": regularizer,
             "trainable": trainable, "collections": keys, "caching_device": caching_device, "partitioner": partitioner}
    if at_least("1.4"):
        given["use_resource"] = use_resource
    if at_least("1.13"):
        # A custom getter sees them (contrib_layers/custom_getters).
        given["synchronization"] = synchronization or tf.VariableSynchronization.AUTO
        given["aggregation"] = aggregation or tf.VariableAggregation.NONE
    if custom_getter is None:
        return tf.get_variable(name, **given)
    if at_least("1.4"):
        # 1.0 forgets the reuse flag here, so its layers never check it (contrib_layers/same_scope_twice).
        given["reuse"] = tf.get_variable_scope().reuse
    return custom_getter(name, **given)


@add_arg_scope
def model_variable(
    name, shape=None, dtype=tf.float32, initializer=None, regularizer=None, trainable=True, collections=None,
    caching_device=None, device=None, partitioner=None, custom_getter=None, use_resource=None, synchronization=None,
    aggregation=None
):
    keys = list(collections or [])
    keys += [tf.GraphKeys.GLOBAL_VARIABLES, tf.GraphKeys.MODEL_VARIABLES]
    return variable(
        name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer, trainable=trainable,
        collections=keys, caching_device=caching_device, device=device, partitioner=partitioner,
        custom_getter=custom_getter, use_resource=use_resource
    )


def local_variable(initial_value, validate_shape=True, name=None, use_resource=None):
    return tf.Variable(
        initial_value, trainable=False, collections=[tf.GraphKeys.LOCAL_VARIABLES], validate_shape=validate_shape,
        name=name
    )


def global_variable(initial_value, validate_shape=True, name=None, use_resource=None):
    return tf.Variable(
        initial_value, trainable=False, collections=[tf.GraphKeys.GLOBAL_VARIABLES], validate_shape=validate_shape,
        name=name
    )


def add_model_variable(var):
    if not any(var is other for other in tf.get_collection(tf.GraphKeys.MODEL_VARIABLES)):
        tf.add_to_collection(tf.GraphKeys.MODEL_VARIABLES, var)


def get_variables(scope=None, suffix=None, collection=tf.GraphKeys.GLOBAL_VARIABLES):
    if isinstance(scope, tf.VariableScope):
        scope = scope.name
    if suffix is not None:
        if ":" not in suffix:
            suffix += ":"
        scope = (scope or "") + ".*" + suffix
    return tf.get_collection(collection, scope)


def get_model_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, tf.GraphKeys.MODEL_VARIABLES)


def get_local_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, tf.GraphKeys.LOCAL_VARIABLES)


def get_trainable_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, tf.GraphKeys.TRAINABLE_VARIABLES)


def get_variables_to_restore(include=None, exclude=None):
    if include is None:
        chosen = get_variables()
    else:
        if not isinstance(include, (list, tuple)):
            raise TypeError("include is provided but is not a list or a tuple.")
        chosen = []
        for scope in include:
            chosen += get_variables(scope)
    left_out = []
    if exclude is not None:
        if not isinstance(exclude, (list, tuple)):
            raise TypeError("exclude is provided but is not a list or a tuple.")
        for scope in exclude:
            left_out += get_variables(scope)
    return [v for v in chosen if not any(v is other for other in left_out)]


def get_variables_by_suffix(suffix, scope=None):
    return get_variables(scope=scope, suffix=suffix)


def get_variables_by_name(given_name, scope=None):
    return get_variables(scope=scope, suffix="/" + given_name + ":|^" + given_name + ":")


def get_unique_variable(var_op_name):
    found = get_variables(scope=var_op_name, suffix=None)
    if not found:
        raise ValueError("Variable %s does not uniquely identify a variable" % var_op_name)
    for candidate in found:
        if candidate.op.name == var_op_name:
            return candidate
    raise ValueError("Variable %s does not uniquely identify a variable" % var_op_name)


def get_variable_full_name(var):
    return var.op.name


def filter_variables(var_list, include_patterns=None, exclude_patterns=None, reg_search=True):
    test = re.search if reg_search else re.match
    if include_patterns is None:
        chosen = list(var_list)
    else:
        chosen = [v for v in var_list if any(test(pattern, v.name) for pattern in include_patterns)]
    if exclude_patterns is not None:
        chosen = [v for v in chosen if not any(test(pattern, v.name) for pattern in exclude_patterns)]
    return chosen


def get_global_step(graph=None):
    return core_get_step(graph)


def create_global_step(graph=None):
    return core_create_step(graph)


def get_or_create_global_step(graph=None):
    return core_get_or_create_step(graph)


def assert_global_step(global_step_tensor):
    pass


def assert_or_get_global_step(graph=None, global_step_tensor=None):
    return core_get_step(graph) if global_step_tensor is None else global_step_tensor


def assign_from_checkpoint_fn(model_path, var_list, ignore_missing_vars=False, reshape_variables=False):
    saver = tf.train.Saver(var_list)
    return lambda session: saver.restore(session, model_path)


def get_name_scope():
    return tf.get_default_graph().get_name_scope()
