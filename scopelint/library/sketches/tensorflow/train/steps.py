"""The global step (SPEC 16)."""

import tensorflow as tf
from _scopelint import at_least


def get_global_step(graph=None):
    graph = graph or tf.get_default_graph()
    found = graph.get_collection(tf.GraphKeys.GLOBAL_STEP)
    if len(found) == 1:
        return found[0]
    if not found:
        try:
            return graph.get_tensor_by_name("global_step:0")
        except KeyError:
            return None
    return None


def create_global_step(graph=None):
    """The step is a variable of the current variable scope."""
    graph = graph or tf.get_default_graph()
    if get_global_step(graph) is not None:
        raise ValueError('"global_step" already exists.')
    keys = [tf.GraphKeys.GLOBAL_VARIABLES, tf.GraphKeys.GLOBAL_STEP]
    with graph.as_default() as g:
        with g.name_scope(None):
            zeros = tf.zeros_initializer() if at_least("1.0") else tf.zeros_initializer
            return tf.get_variable(
                "global_step", shape=[], dtype=tf.int64, initializer=zeros, trainable=False,
                collections=keys
            )


def get_or_create_global_step(graph=None):
    graph = graph or tf.get_default_graph()
    found = get_global_step(graph)
    return create_global_step(graph) if found is None else found


def assert_global_step(global_step_tensor):
    pass


def global_step(sess, global_step_tensor):
    return sess.run(global_step_tensor)
