"""Bidirectional layers upon each other."""

import tensorflow as tf

from ...nn._rnn import bidirectional_dynamic_rnn, static_bidirectional_rnn


def states(given, at):
    return None if given is None else given[at]


def stack_bidirectional_dynamic_rnn(
    cells_fw, cells_bw, inputs, initial_states_fw=None, initial_states_bw=None, dtype=None, sequence_length=None,
    parallel_iterations=None, time_major=False, scope=None, swap_memory=False
):
    check(cells_fw, cells_bw)
    states_fw, states_bw, layer = [], [], inputs
    with tf.variable_scope(scope or "stack_bidirectional_rnn"):
        for i in range(len(cells_fw)):
            with tf.variable_scope("cell_%d" % i):
                outputs, (state_fw, state_bw) = bidirectional_dynamic_rnn(
                    cells_fw[i], cells_bw[i], layer, sequence_length=sequence_length,
                    initial_state_fw=states(initial_states_fw, i), initial_state_bw=states(initial_states_bw, i),
                    dtype=dtype, parallel_iterations=parallel_iterations, swap_memory=swap_memory,
                    time_major=time_major
                )
                layer = tf.concat(outputs, 2)
            states_fw.append(state_fw)
            states_bw.append(state_bw)
    return layer, tuple(states_fw), tuple(states_bw)


def stack_bidirectional_rnn(
    cells_fw, cells_bw, inputs, initial_states_fw=None, initial_states_bw=None, dtype=None, sequence_length=None,
    scope=None
):
    check(cells_fw, cells_bw)
    states_fw, states_bw, layer = [], [], inputs
    with tf.variable_scope(scope or "stack_bidirectional_rnn"):
        for i in range(len(cells_fw)):
            with tf.variable_scope("cell_%d" % i) as cell_scope:
                layer, state_fw, state_bw = static_bidirectional_rnn(
                    cells_fw[i], cells_bw[i], layer, initial_state_fw=states(initial_states_fw, i),
                    initial_state_bw=states(initial_states_bw, i), sequence_length=sequence_length, dtype=dtype,
                    scope=cell_scope
                )
            states_fw.append(state_fw)
            states_bw.append(state_bw)
    return layer, tuple(states_fw), tuple(states_bw)


def check(cells_fw, cells_bw):
    if not cells_fw:
        raise ValueError("Must specify at least one fw cell for BidirectionalRNN.")
    if not cells_bw:
        raise ValueError("Must specify at least one bw cell for BidirectionalRNN.")
    if len(cells_fw) != len(cells_bw):
        raise ValueError("Forward and Backward cells must have the same depth.")
