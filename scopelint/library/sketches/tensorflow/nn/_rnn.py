"""Functions that run cells over sequences (SPEC 15). A loop's body is followed once: its variables are made once."""

import tensorflow as tf
from _scopelint import at_least, is_tensor, is_unknown, raw_op

from .rnn_cell.structures import flatten, is_sequence, map_structure

SCOPE = "rnn" if at_least("1.0") else "RNN"


def transposed(value):
    """Batch and time swapped; the rest stays."""
    rank = value.get_shape().ndims
    if at_least("1.4") and rank is not None and not is_unknown(rank):
        turned = tf.transpose(value, tf.concat(([1, 0], tf.range(2, tf.rank(value))), axis=0))
        sizes = value.get_shape().as_list()
        turned.set_shape([sizes[1], sizes[0]] + sizes[2:])
        return turned
    order = [1, 0] + list(range(2, rank)) if rank is not None and not is_unknown(rank) else [1, 0, 2]
    return tf.transpose(value, order)


def dynamic_rnn(
    cell, inputs, sequence_length=None, initial_state=None, dtype=None, parallel_iterations=None, swap_memory=False,
    time_major=False, scope=None
):
    check_cell(cell)
    if not at_least("1.8"):
        inputs, sequence_length = prepared(inputs, sequence_length, time_major)
    with tf.variable_scope(scope or SCOPE) as varscope:
        if varscope.caching_device is None:
            varscope.set_caching_device("op.device")
        if at_least("1.8"):
            inputs, sequence_length = prepared(inputs, sequence_length, time_major)
        first = flatten(inputs)[0]
        known = first.get_shape().as_list()
        batch = known[1] if at_least("1.4") and known[1] is not None else None
        state = initial_state
        if state is None:
            if not dtype:
                if at_least("1.4") and getattr(cell, "dtype", None):
                    dtype = cell.dtype
                else:
                    raise ValueError("If there is no initial_state, you must give a dtype." if at_least("1.4") else
                                     "If no initial_state is provided, dtype must be.")
            state = cell.zero_state(batch if batch is not None else tf.shape(first)[1], dtype)
        check_state(state, dtype)
        outputs, final = loop(cell, inputs, state, sequence_length)
        if not time_major:
            outputs = map_structure(transposed, outputs)
    return outputs, final


def check_state(state, dtype):
    """Without a dtype, that of the state's tensors is taken: there must be just one."""
    if dtype or not is_sequence(state):
        return
    kinds = [getattr(value, "dtype", None) for value in flatten(state)]
    if any(is_unknown(kind) or kind is None for kind in kinds):
        return
    if any(kind.base_dtype != kinds[0].base_dtype for kind in kinds):
        raise ValueError("State has tensors of different inferred_dtypes. Unable to infer a single representative "
                         "dtype.")


def check_cell(cell):
    if not callable(cell):
        raise TypeError("cell must be an instance of RNNCell")


def prepared(inputs, sequence_length, time_major):
    """Inputs with time first, and the lengths as a tensor of that name."""
    if not time_major:
        inputs = map_structure(lambda value: transposed(tf.convert_to_tensor(value)), inputs)
    if sequence_length is not None:
        sequence_length = tf.identity(tf.to_int32(sequence_length), name="sequence_length")
    return inputs, sequence_length


def loop(cell, inputs, state, sequence_length):
    """What ``while_loop`` does for names: the body has a name scope, results leave it as numbered exits."""
    first = flatten(inputs)[0]
    steps, batch = first.get_shape().as_list()[0], first.get_shape().as_list()[1]
    with tf.name_scope("while"):
        step_inputs = map_structure(read_step, inputs)
        # The state inside the loop is another tensor: an initializer must not be mistaken for the outer one.
        output, new_state = cell(step_inputs, state)
    counted = 3 if at_least("1.13") or at_least("1.8") else 2
    exits = [counted]

    def left(value, inside):
        name = "while/Exit_%d" % exits[0]
        exits[0] += 1
        return raw_op("Exit", name, [(inside.dtype.base_dtype, inside.get_shape())])[0]

    final = map_structure(left, state, new_state)

    def gathered(value):
        shape = [steps, batch] + value.get_shape().as_list()[1:]
        return raw_op("TensorArrayGatherV3", "TensorArrayStack/TensorArrayGatherV3", [(value.dtype, shape)])[0]

    return map_structure(gathered, output), final


def read_step(value):
    shape = value.get_shape().as_list()[1:]
    return raw_op("TensorArrayReadV3", "TensorArrayReadV3", [(value.dtype, shape)])[0]


def bidirectional_dynamic_rnn(
    cell_fw, cell_bw, inputs, sequence_length=None, initial_state_fw=None, initial_state_bw=None, dtype=None,
    parallel_iterations=None, swap_memory=False, time_major=False, scope=None
):
    check_cell(cell_fw)
    check_cell(cell_bw)
    outer, forward, backward = ("bidirectional_rnn", "fw", "bw") if at_least("1.0") else ("BiRNN", "FW", "BW")
    options = {"dtype": dtype, "parallel_iterations": parallel_iterations, "swap_memory": swap_memory,
               "time_major": time_major, "sequence_length": sequence_length}

    def reversed_time(value):
        axis = 0 if time_major else 1
        if sequence_length is not None:
            return raw_op("ReverseSequence", "ReverseSequence", [(value.dtype, value.get_shape())])[0]
        made = raw_op("ReverseV2", "ReverseV2", [(value.dtype, value.get_shape())])[0]
        return made if axis is not None else value

    with tf.variable_scope(scope or outer):
        with tf.variable_scope(forward) as scope_fw:
            output_fw, state_fw = dynamic_rnn(
                cell_fw, inputs, initial_state=initial_state_fw, scope=scope_fw, **options
            )
        with tf.variable_scope(backward) as scope_bw:
            backwards = map_structure(reversed_time, inputs)
            output, state_bw = dynamic_rnn(
                cell_bw, backwards, initial_state=initial_state_bw, scope=scope_bw, **options
            )
    output_bw = map_structure(reversed_time, output)
    return (output_fw, output_bw), (state_fw, state_bw)


def static_rnn(cell, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
    check_cell(cell)
    if not is_sequence(inputs):
        raise TypeError("inputs must be a sequence")
    if not inputs:
        raise ValueError("inputs must not be empty")
    outputs = []
    with tf.variable_scope(scope or SCOPE) as varscope:
        if varscope.caching_device is None:
            varscope.set_caching_device("op.device")
        first = flatten(inputs[0])[0]
        known = first.get_shape().as_list()
        batch = known[0] if known[0] is not None else tf.shape(first)[0]
        if initial_state is not None:
            state = initial_state
        else:
            if not dtype:
                raise ValueError("If no initial_state is provided, dtype must be specified")
            state = cell.zero_state(batch, dtype)
        if sequence_length is not None:
            sequence_length = tf.to_int32(sequence_length)
        for time, step in enumerate(inputs):
            if time > 0:
                varscope.reuse_variables()
            output, state = cell(step, state)
            outputs.append(output)
    return outputs, state


rnn = static_rnn


def static_state_saving_rnn(cell, inputs, state_saver, state_name, sequence_length=None, scope=None):
    state = map_structure(state_saver.state, state_name)
    return static_rnn(cell, inputs, initial_state=state, sequence_length=sequence_length, scope=scope)


state_saving_rnn = static_state_saving_rnn


def static_bidirectional_rnn(
    cell_fw, cell_bw, inputs, initial_state_fw=None, initial_state_bw=None, dtype=None, sequence_length=None, scope=None
):
    outer, forward, backward = ("bidirectional_rnn", "fw", "bw") if at_least("1.0") else ("BiRNN", "FW", "BW")
    with tf.variable_scope(scope or outer):
        with tf.variable_scope(forward) as scope_fw:
            output_fw, state_fw = static_rnn(cell_fw, inputs, initial_state_fw, dtype, sequence_length, scope=scope_fw)
        with tf.variable_scope(backward) as scope_bw:
            output, state_bw = static_rnn(
                cell_bw, list(reversed(inputs)), initial_state_bw, dtype, sequence_length, scope=scope_bw
            )
    output_bw = list(reversed(output))
    outputs = []
    for i in range(len(output_fw)):
        pair = [output_fw[i], output_bw[i]]
        outputs.append(tf.concat(pair, 1) if at_least("1.0") else tf.concat(1, pair))
    return outputs, state_fw, state_bw


bidirectional_rnn = static_bidirectional_rnn


def raw_rnn(cell, loop_fn, parallel_iterations=None, swap_memory=False, scope=None):
    check_cell(cell)
    if not callable(loop_fn):
        raise TypeError("loop_fn must be a callable")
    with tf.variable_scope(scope or SCOPE) as varscope:
        if varscope.caching_device is None:
            varscope.set_caching_device("op.device")
        time = tf.constant(0, dtype=tf.int32)
        finished, step, state, emit, loop_state = loop_fn(time, None, None, None)
        with tf.name_scope("while"):
            output, new_state = cell(step, state)
            later = loop_fn(time + 1, output, new_state, loop_state)
        emitted = tf.TensorArray(dtype=tf.float32, size=0, dynamic_size=True)
        return emitted, later[2], later[4] if is_tensor(later[4]) or later[4] is not None else loop_state
