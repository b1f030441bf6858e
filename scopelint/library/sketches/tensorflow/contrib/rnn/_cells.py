"""Further cells of contrib (SPEC 15)."""

import tensorflow as tf
from _scopelint import at_least

from ...nn.rnn_cell.base import LayerRNNCell, LSTMSizes, LSTMStateTuple, OneState, RNNCell, state_halves
from ...nn.rnn_cell.cells import split
from ...nn.rnn_cell.linear import BIAS, WEIGHT, Linear, joined, linear
from ...nn.rnn_cell.structures import flatten
from ...nn.rnn_cell.wrappers import Wrapper

ZEROS = tf.zeros_initializer() if at_least("1.0") else tf.zeros_initializer


class Plain(OneState, RNNCell):
    """A cell that asks for its variables while it is called."""

    scope_name = "cell"

    def __init__(self, reuse=None, name=None):
        if at_least("1.4"):
            super(Plain, self).__init__(_reuse=reuse, name=name)
        self._reuse = reuse
        self._maps = {}

    if not at_least("1.4"):
        def __call__(self, inputs, state, scope=None):
            given = {"reuse": self._reuse} if at_least("1.0") else {}
            with tf.variable_scope(scope or (self.scope_name if at_least("1.0") else type(self).__name__), **given):
                return self.call(inputs, state)

    def _map(self, key, parts, size, bias=True):
        """From 1.4 an affine map keeps the variables of its first call."""
        if not at_least("1.4"):
            return linear(parts, size, bias)
        if key not in self._maps:
            self._maps[key] = Linear(parts, size, bias)
        return self._maps[key](parts)


def depth_of(inputs):
    depth = inputs.get_shape().as_list()[1]
    if depth is None:
        raise ValueError("Could not infer input size from inputs.get_shape()[-1]")
    return depth


def normed(value, gain, shift, scope, dtype=tf.float32):
    """Layer normalization whose two variables are made before the layer gets them."""
    size = value.get_shape().as_list()[-1:]
    with tf.variable_scope(scope):
        tf.get_variable("gamma", shape=size, initializer=tf.constant_initializer(gain), dtype=dtype)
        tf.get_variable("beta", shape=size, initializer=tf.constant_initializer(shift), dtype=dtype)
    return tf.contrib.layers.layer_norm(value, reuse=True, scope=scope)


class LayerNormBasicLSTMCell(LSTMSizes, Plain):
    scope_name = "layer_norm_basic_lstm_cell"

    def __init__(
        self, num_units, forget_bias=1.0, input_size=None, activation=tf.tanh, layer_norm=True, norm_gain=1.0,
        norm_shift=0.0, dropout_keep_prob=1.0, dropout_prob_seed=None, reuse=None
    ):
        super(LayerNormBasicLSTMCell, self).__init__(reuse)
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._activation = activation
        self._layer_norm = layer_norm
        self._gain = norm_gain
        self._shift = norm_shift
        self._keep_prob = dropout_keep_prob
        self._seed = dropout_prob_seed

    def _affine(self, args):
        width, size = args.get_shape().as_list()[-1], 4 * self._num_units
        if not at_least("1.0"):
            with tf.variable_scope("linear"):
                return self._product(args, "weights", "b", width, size)
        return self._product(args, WEIGHT, BIAS, width, size)

    def _product(self, args, weight, bias, width, size):
        out = tf.matmul(args, tf.get_variable(weight, [width, size]))
        return out if self._layer_norm else tf.nn.bias_add(out, tf.get_variable(bias, [size]))

    def call(self, inputs, state):
        c, h = state
        parts = split(self._affine(joined([inputs, h])), 4)
        if self._layer_norm:
            names = ("input", "transform", "forget", "output")
            parts = [normed(part, self._gain, self._shift, name) for part, name in zip(parts, names)]
        i, j, f, o = parts
        g = self._activation(j)
        if not isinstance(self._keep_prob, float) or self._keep_prob < 1:
            g = tf.nn.dropout(g, self._keep_prob, seed=self._seed)
        new_c = c * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * g
        if self._layer_norm:
            new_c = normed(new_c, self._gain, self._shift, "state")
        new_h = self._activation(new_c) * tf.sigmoid(o)
        return new_h, LSTMStateTuple(new_c, new_h)


class CoupledInputForgetGateLSTMCell(Plain):
    scope_name = "coupled_input_forget_gate_lstm_cell"

    def __init__(
        self, num_units, use_peepholes=False, initializer=None, num_proj=None, proj_clip=None, num_unit_shards=1,
        num_proj_shards=1, forget_bias=1.0, state_is_tuple=None, activation=tf.tanh, reuse=None, layer_norm=False,
        norm_gain=1.0, norm_shift=0.0
    ):
        super(CoupledInputForgetGateLSTMCell, self).__init__(reuse)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._num_proj = num_proj
        self._shards = (num_unit_shards, num_proj_shards)
        self._forget_bias = forget_bias
        self._is_tuple = at_least("1.0") if state_is_tuple is None else state_is_tuple
        self._activation = activation
        self._layer_norm = layer_norm
        self._norm = (norm_gain, norm_shift)

    @property
    def state_size(self):
        width = self._num_proj or self._num_units
        return LSTMStateTuple(self._num_units, width) if self._is_tuple else self._num_units + width

    @property
    def output_size(self):
        return self._num_proj or self._num_units

    def call(self, inputs, state):
        c_prev, m_prev = state_halves(state, self._num_units, self._is_tuple)
        width, units = self._num_proj or self._num_units, self._num_units
        weight = shards("W", [depth_of(inputs) + width, 3 * units], inputs.dtype, self._shards[0])
        bias = tf.get_variable("B", shape=[3 * units], initializer=ZEROS, dtype=inputs.dtype)
        product = tf.matmul(joined([inputs, m_prev]), weight)
        parts = split(product if self._layer_norm else tf.nn.bias_add(product, bias), 3)
        if self._layer_norm:
            parts = [normed(part, self._norm[0], self._norm[1], name)
                     for part, name in zip(parts, ("transform", "forget", "output"))]
        j, f, o = parts
        if self._use_peepholes:
            forget = tf.get_variable("W_F_diag", shape=[units], dtype=inputs.dtype)
            out = tf.get_variable("W_O_diag", shape=[units], dtype=inputs.dtype)
            gate = tf.sigmoid(f + self._forget_bias + forget * c_prev)
        else:
            gate = tf.sigmoid(f + self._forget_bias)
        c = gate * c_prev + (1 - gate) * self._activation(j)
        if self._layer_norm:
            c = normed(c, self._norm[0], self._norm[1], "state")
        m = tf.sigmoid(o + out * c if self._use_peepholes else o) * self._activation(c)
        if self._num_proj is not None:
            m = tf.matmul(m, shards("W_P", [units, self._num_proj], inputs.dtype, self._shards[1]))
        return m, LSTMStateTuple(c, m) if self._is_tuple else joined([c, m])


def shards(name, shape, dtype, count):
    """A weight in numbered parts."""
    size, rest = shape[0] // count, shape[0] % count
    parts = [
        tf.get_variable(name + "_%d" % i, [size + 1 if i < rest else size] + shape[1:], dtype=dtype)
        for i in range(count)
    ]
    if len(parts) == 1:
        return parts[0]
    concat = name + "/concat"
    return tf.concat(parts, 0, name=concat) if at_least("1.0") else tf.concat(0, parts, name=concat)


class AttentionCellWrapper(Plain):
    scope_name = "attention_cell_wrapper"

    def __init__(
        self, cell, attn_length, attn_size=None, attn_vec_size=None, input_size=None, state_is_tuple=None, reuse=None
    ):
        super(AttentionCellWrapper, self).__init__(reuse)
        if attn_length <= 0:
            raise ValueError("attn_length should be greater than zero, got %s" % str(attn_length))
        self._cell = cell
        self._length = attn_length
        self._size = attn_size if attn_size is not None else cell.output_size
        self._vector = attn_vec_size if attn_vec_size is not None else self._size
        self._input_size = input_size
        self._is_tuple = at_least("1.0") if state_is_tuple is None else state_is_tuple

    @property
    def state_size(self):
        sizes = (self._cell.state_size, self._size, self._size * self._length)
        return sizes if self._is_tuple else sum(list(sizes))

    @property
    def output_size(self):
        return self._size

    def call(self, inputs, state):
        if self._is_tuple:
            state, attns, kept = state
        else:
            whole, size = state, self._cell.state_size
            state = tf.slice(whole, [0, 0], [-1, size])
            attns = tf.slice(whole, [0, size], [-1, self._size])
            kept = tf.slice(whole, [0, size + self._size], [-1, self._size * self._length])
        kept = tf.reshape(kept, [-1, self._length, self._size])
        size = self._input_size if self._input_size is not None else inputs.get_shape().as_list()[1]
        inputs = self._map("inputs", [inputs, attns], size)
        output, state = self._cell(inputs, state)
        attns, kept = self._attend(joined(flatten(state)) if self._is_tuple else state, kept)
        with tf.variable_scope("attn_output_projection" if at_least("1.0") else "AttnOutputProjection"):
            output = self._map("output", [output, attns], self._size)
        kept = joined([kept, tf.expand_dims(output, 1)])
        kept = tf.reshape(kept, [-1, self._length * self._size])
        new = (state, attns, kept)
        return output, new if self._is_tuple else joined(list(new))

    def _attend(self, query, kept):
        size, vector = self._size, self._vector
        with tf.variable_scope("attention" if at_least("1.0") else "Attention"):
            k = tf.get_variable("attn_w" if at_least("1.0") else "AttnW", [1, 1, size, vector])
            v = tf.get_variable("attn_v" if at_least("1.0") else "AttnV", [vector])
            hidden = tf.reshape(kept, [-1, self._length, 1, size])
            features = tf.nn.conv2d(hidden, k, [1, 1, 1, 1], "SAME")
            y = tf.reshape(self._map("attention", [query], vector), [-1, 1, 1, vector])
            weights = tf.nn.softmax(tf.reduce_sum(v * tf.tanh(features + y), [2, 3]))
            d = tf.reduce_sum(tf.reshape(weights, [-1, self._length, 1, 1]) * hidden, [1, 2])
            return tf.reshape(d, [-1, size]), tf.slice(kept, [0, 1, 0], [-1, -1, -1])


class HighwayWrapper(Wrapper):
    def __init__(self, cell, couple_carry_transform_gates=True, carry_bias_init=1.0):
        super(HighwayWrapper, self).__init__(cell)
        self._coupled = couple_carry_transform_gates
        self._start = carry_bias_init

    def __call__(self, inputs, state, scope=None):
        outputs, new_state = self._inner(inputs, state, scope)
        size = inputs.get_shape().as_list()[1]
        carry = self._gate(inputs, "carry", size, self._start)
        transform = 1 - carry if self._coupled else self._gate(inputs, "transform", size, -self._start)
        return inputs * carry + outputs * transform, new_state

    def _gate(self, inputs, word, size, start):
        weight = tf.get_variable(word + "_w", [size, size])
        bias = tf.get_variable(word + "_b", [size], initializer=tf.constant_initializer(start))
        return tf.sigmoid(tf.nn.xw_plus_b(inputs, weight, bias))


class CompiledWrapper(Wrapper):
    """The cell's step is compiled; its names are its own."""

    def __init__(self, cell, compile_stateful=False):
        super(CompiledWrapper, self).__init__(cell)

    def __call__(self, inputs, state, scope=None):
        return self._cell(inputs, state, scope=scope)


class UGRNNCell(Plain):
    scope_name = "ugrnn_cell"

    def __init__(self, num_units, initializer=None, forget_bias=1.0, activation=tf.tanh, reuse=None):
        super(UGRNNCell, self).__init__(reuse)
        self._num_units = num_units
        self._initializer = initializer
        self._forget_bias = forget_bias
        self._activation = activation

    def call(self, inputs, state):
        depth_of(inputs)
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            gate, candidate = split(self._map("both", [joined([inputs, state])], 2 * self._num_units), 2)
            c = self._activation(candidate)
            g = tf.sigmoid(gate + self._forget_bias)
            new = g * state + (1.0 - g) * c
        return new, new


class IntersectionRNNCell(Plain):
    scope_name = "intersection_rnn_cell"

    def __init__(
        self, num_units, num_in_proj=None, initializer=None, forget_bias=1.0, y_activation=tf.nn.relu, reuse=None
    ):
        super(IntersectionRNNCell, self).__init__(reuse)
        self._num_units = num_units
        self._num_in_proj = num_in_proj
        self._initializer = initializer
        self._forget_bias = forget_bias
        self._y_activation = y_activation

    def call(self, inputs, state):
        units = self._num_units
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            if depth_of(inputs) != units:
                if not self._num_in_proj:
                    raise ValueError("Must have input size == output size for Intersection RNN. To fix, num_in_proj "
                                     "should be set to num_units at cell init.")
                with tf.variable_scope("in_projection"):
                    inputs = self._map("in", [inputs], units)
            whole = self._map("both", [joined([inputs, state])], 4 * units)
            gh, h, gy, y = [whole[:, i * units : (i + 1) * units] for i in range(4)]
            h, y = tf.tanh(h), self._y_activation(y)
            gh, gy = tf.sigmoid(gh + self._forget_bias), tf.sigmoid(gy + self._forget_bias)
            new = gh * state + (1.0 - gh) * h
            out = gy * inputs + (1.0 - gy) * y
        return out, new


class PhasedLSTMCell(LSTMSizes, Plain):
    scope_name = "phased_lstm_cell"

    def __init__(
        self, num_units, use_peepholes=False, leak=0.001, ratio_on=0.1, trainable_ratio_on=True, period_init_min=1.0,
        period_init_max=1000.0, reuse=None
    ):
        super(PhasedLSTMCell, self).__init__(reuse)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._ratio_on = ratio_on
        self._trainable = trainable_ratio_on
        self._leak = leak

    def call(self, inputs, state):
        c_prev, h_prev = state
        time, x = inputs
        units = self._num_units
        more = [c_prev] if self._use_peepholes else []
        with tf.variable_scope("mask_gates"):
            i, f = split(tf.sigmoid(self._map("mask", [x, h_prev] + more, 2 * units)), 2)
        with tf.variable_scope("new_input"):
            new = tf.tanh(self._map("new", [x, h_prev], units))
        new_c = c_prev * f + i * new
        more = [new_c] if self._use_peepholes else []
        with tf.variable_scope("output_gate"):
            gate = tf.sigmoid(self._map("out", [x, h_prev] + more, units))
        new_h = tf.tanh(new_c) * gate
        period = tf.get_variable("period", [units], initializer=tf.random_uniform_initializer(1.0, 1000.0))
        phase = tf.get_variable("phase", [units], initializer=tf.random_uniform_initializer(0.0, 1.0))
        ratio = tf.get_variable(
            "ratio_on", [units], initializer=tf.constant_initializer(self._ratio_on), trainable=self._trainable
        )
        shifted = tf.cast(time, tf.float32) - phase
        cycle = (tf.stop_gradient(tf.mod(shifted, period) - shifted) + shifted) / period
        up = 2 * cycle / ratio
        down = 2 - up
        k = tf.where(cycle < ratio, down, self._leak * cycle)
        k = tf.where(cycle < 0.5 * ratio, up, k)
        new_c = k * new_c + (1 - k) * c_prev
        new_h = k * new_h + (1 - k) * h_prev
        return new_h, LSTMStateTuple(new_c, new_h)


class GLSTMCell(LSTMSizes, Plain):
    scope_name = "glstm_cell"

    def __init__(
        self, num_units, initializer=None, num_proj=None, number_of_groups=1, forget_bias=1.0, activation=tf.tanh,
        reuse=None
    ):
        super(GLSTMCell, self).__init__(reuse)
        self._num_units = num_units
        self._initializer = initializer
        self._forget_bias = forget_bias
        self._activation = activation
        self._groups = number_of_groups
        self._num_proj = num_proj
        self._sizes = ((num_proj or num_units) // number_of_groups, num_units // number_of_groups)

    def call(self, inputs, state):
        c_prev, m_prev = state
        width = inputs.get_shape().as_list()[1] // self._groups
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            found = []
            for group in range(self._groups):
                with tf.variable_scope("group%d" % group):
                    size = self._sizes[0]
                    part = joined([inputs[:, group * width : (group + 1) * width],
                                   m_prev[:, group * size : (group + 1) * size]])
                    # 1.4 has one map for all groups.
                    key = group if at_least("1.8") else 0
                    found.append(split(self._map(key, [part], 4 * self._sizes[1], False), 4))
            biases = [
                tf.get_variable("bias_" + word, [self._num_units], initializer=tf.constant_initializer(0.0))
                for word in "ijfo"
            ]
            i, j, f, o = [
                tf.nn.bias_add(joined([parts[at] for parts in found]), biases[at]) for at in range(4)
            ]
        c = tf.sigmoid(f + self._forget_bias) * c_prev + tf.sigmoid(i) * tf.tanh(j)
        m = tf.sigmoid(o) * self._activation(c)
        if self._num_proj is not None:
            with tf.variable_scope("projection"):
                m = self._map("projection", [m], self._num_proj, False)
        return m, LSTMStateTuple(c, m)


class NASCell(LSTMSizes, LayerRNNCell if at_least("1.15") else Plain):
    scope_name = "nas_cell"

    if at_least("1.15"):
        def __init__(self, num_units, num_proj=None, use_bias=False, reuse=None, **kwargs):
            super(NASCell, self).__init__(_reuse=reuse, **kwargs)
            self._settle(num_units, num_proj, use_bias)
    else:
        def __init__(self, num_units, num_proj=None, use_biases=False, reuse=None):
            super(NASCell, self).__init__(reuse)
            self._settle(num_units, num_proj, use_biases)

    def _settle(self, num_units, num_proj, use_bias):
        self._num_units = num_units
        self._num_proj = num_proj
        self._use_bias = use_bias

    def build(self, inputs_shape):
        if at_least("1.15"):
            self._held = self._make(self.add_variable, tf.TensorShape(inputs_shape).as_list()[-1])
            self.built = True

    def _make(self, make, depth):
        units, width = self._num_units, self._num_proj or self._num_units
        held = {"m": make("recurrent_kernel", [width, 8 * units]), "x": make("kernel", [depth, 8 * units])}
        if self._use_bias:
            held["b"] = make("bias", shape=[8 * units], initializer=tf.zeros_initializer())
        if self._num_proj is not None:
            held["p"] = make("projection_weights", [units, self._num_proj])
        return held

    def call(self, inputs, state):
        c_prev, m_prev = state
        held = self._held if at_least("1.15") else self._make(tf.get_variable, inputs.get_shape().as_list()[1])
        m, x = tf.matmul(m_prev, held["m"]), tf.matmul(inputs, held["x"])
        if self._use_bias:
            m = tf.nn.bias_add(m, held["b"])
        m, x = split(m, 8), split(x, 8)
        first = [tf.sigmoid(x[0] + m[0]), tf.nn.relu(x[1] + m[1]), tf.sigmoid(x[2] + m[2]), tf.nn.relu(x[3] * m[3]),
                 tf.tanh(x[4] + m[4]), tf.sigmoid(x[5] + m[5]), tf.tanh(x[6] + m[6]), tf.sigmoid(x[7] + m[7])]
        second = [tf.tanh(first[0] * first[1]), tf.tanh(first[2] + first[3]), tf.tanh(first[4] * first[5]),
                  tf.sigmoid(first[6] + first[7])]
        second[0] = tf.tanh(second[0] + c_prev)
        new_c = second[0] * second[1]
        new_m = tf.tanh(new_c * tf.tanh(second[2] + second[3]))
        if self._num_proj is not None:
            new_m = tf.matmul(new_m, held["p"])
        return new_m, LSTMStateTuple(new_c, new_m)


def kept_name(cls, name):
    """1.4 calls the cells of a fixed rank what it calls the general one."""
    return "conv_lstm_cell" if cls is not ConvLSTMCell else name


class ConvLSTMCell(Plain):
    def __init__(
        self, conv_ndims, input_shape, output_channels, kernel_shape, use_bias=True, skip_connection=False,
        forget_bias=1.0, initializers=None, name="conv_lstm_cell"
    ):
        super(ConvLSTMCell, self).__init__(None, name if at_least("1.8") else kept_name(type(self), name))
        if conv_ndims != len(input_shape) - 1:
            raise ValueError("Invalid input_shape {} for conv_ndims={}.".format(input_shape, conv_ndims))
        self._places = list(input_shape[:-1])
        self._rank = conv_ndims
        self._channels = output_channels
        self._kernel = list(kernel_shape)
        self._use_bias = use_bias
        self._skip = skip_connection
        self._forget_bias = forget_bias
        self._total = output_channels + (input_shape[-1] if skip_connection else 0)

    @property
    def output_size(self):
        return tf.TensorShape(self._places + [self._total])

    @property
    def state_size(self):
        size = tf.TensorShape(self._places + [self._channels])
        return LSTMStateTuple(size, size)

    def call(self, inputs, state):
        cell, hidden = state
        depth = inputs.get_shape().as_list()[-1] + hidden.get_shape().as_list()[-1]
        kernel = tf.get_variable("kernel", self._kernel + [depth, 4 * self._channels], dtype=inputs.dtype)
        both = tf.concat([inputs, hidden], self._rank + 1)
        if self._rank == 1:
            new = tf.nn.conv1d(both, kernel, 1, padding="SAME")
        elif self._rank == 2:
            new = tf.nn.conv2d(both, kernel, [1, 1, 1, 1], padding="SAME")
        else:
            new = tf.nn.conv3d(both, kernel, [1, 1, 1, 1, 1], padding="SAME")
        if self._use_bias:
            new = new + tf.get_variable(
                "biases", [4 * self._channels], dtype=inputs.dtype,
                initializer=tf.constant_initializer(0.0, dtype=inputs.dtype)
            )
        i, j, f, o = tf.split(value=new, num_or_size_splits=4, axis=self._rank + 1)
        new_cell = tf.sigmoid(f + self._forget_bias) * cell
        new_cell += tf.sigmoid(i) * tf.tanh(j)
        output = tf.tanh(new_cell) * tf.sigmoid(o)
        if self._skip:
            output = tf.concat([output, inputs], axis=-1)
        return output, LSTMStateTuple(new_cell, output)


class Conv1DLSTMCell(ConvLSTMCell):
    def __init__(self, name="conv_1d_lstm_cell", **kwargs):
        super(Conv1DLSTMCell, self).__init__(conv_ndims=1, name=name, **kwargs)


class Conv2DLSTMCell(ConvLSTMCell):
    def __init__(self, name="conv_2d_lstm_cell", **kwargs):
        super(Conv2DLSTMCell, self).__init__(conv_ndims=2, name=name, **kwargs)


class Conv3DLSTMCell(ConvLSTMCell):
    def __init__(self, name="conv_3d_lstm_cell", **kwargs):
        super(Conv3DLSTMCell, self).__init__(conv_ndims=3, name=name, **kwargs)


class Independent(OneState, LayerRNNCell):
    """Cells of 1.13 that make their variables when they are built."""

    def __init__(self, num_units, activation=None, reuse=None, name=None, dtype=None, **kwargs):
        super(Independent, self).__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units
        self._activation = activation or tf.tanh

    def build(self, inputs_shape):
        self._add(tf.TensorShape(inputs_shape).as_list()[-1], self._num_units)
        self.built = True

    def _between(self, name, size):
        return self.add_variable(name, shape=[1, size], initializer=tf.random_uniform_initializer(-1, 1))


class SRUCell(Independent):
    def _add(self, depth, units):
        self._kernel = self.add_variable("kernel", shape=[depth, 4 * units])
        self._bias = self.add_variable("bias", shape=[2 * units], initializer=tf.zeros_initializer())

    def call(self, inputs, state):
        bar, f, r, x = split(tf.matmul(inputs, self._kernel), 4)
        f, r = split(tf.sigmoid(tf.nn.bias_add(joined([f, r]), self._bias)), 2)
        c = f * state + (1.0 - f) * bar
        return r * self._activation(c) + (1.0 - r) * x, c


class IndRNNCell(Independent):
    def _add(self, depth, units):
        self._w = self.add_variable("kernel_w", shape=[depth, units])
        self._u = self._between("kernel_u", units)
        self._b = self.add_variable("bias", shape=[units], initializer=tf.zeros_initializer())

    def call(self, inputs, state):
        mapped = tf.matmul(inputs, self._w) + state * self._u
        output = self._activation(tf.nn.bias_add(mapped, self._b))
        return output, output


class IndyGRUCell(Independent):
    def __init__(
        self, num_units, activation=None, reuse=None, kernel_initializer=None, bias_initializer=None, name=None,
        dtype=None
    ):
        super(IndyGRUCell, self).__init__(num_units, activation, reuse, name, dtype)
        self._kernel_initializer = kernel_initializer
        self._bias_initializer = bias_initializer

    def _add(self, depth, units):
        ones = self._bias_initializer or tf.constant_initializer(1.0)
        zeros = self._bias_initializer or tf.zeros_initializer()
        kernel = {"initializer": self._kernel_initializer}
        self._gate = (
            self.add_variable("gates/kernel_w", shape=[depth, 2 * units], **kernel),
            self._between("gates/kernel_u", 2 * units),
            self.add_variable("gates/bias", shape=[2 * units], initializer=ones),
        )
        self._other = (
            self.add_variable("candidate/kernel", shape=[depth, units], **kernel),
            self._between("candidate/kernel_u", units),
            self.add_variable("candidate/bias", shape=[units], initializer=zeros),
        )

    def call(self, inputs, state):
        w, u, b = self._gate
        mapped = tf.matmul(inputs, w) + tf.tile(state, [1, 2]) * u
        r, z = split(tf.sigmoid(tf.nn.bias_add(mapped, b)), 2)
        w, u, b = self._other
        mapped = tf.matmul(inputs, w) + r * state * u
        c = self._activation(tf.nn.bias_add(mapped, b))
        new = z * state + (1 - z) * c
        return new, new


class IndyLSTMCell(LSTMSizes, Independent):
    def __init__(
        self, num_units, forget_bias=1.0, activation=None, reuse=None, kernel_initializer=None, bias_initializer=None,
        name=None, dtype=None
    ):
        super(IndyLSTMCell, self).__init__(num_units, activation, reuse, name, dtype)
        self._kernel_initializer = kernel_initializer
        self._bias_initializer = bias_initializer
        self._forget_bias = forget_bias

    def _add(self, depth, units):
        self._w = self.add_variable("kernel_w", shape=[depth, 4 * units], initializer=self._kernel_initializer)
        self._u = self._between("kernel_u", 4 * units)
        zeros = self._bias_initializer or tf.zeros_initializer()
        self._b = self.add_variable("bias", shape=[4 * units], initializer=zeros)

    def call(self, inputs, state):
        c, h = state
        mapped = tf.matmul(inputs, self._w)
        mapped += tf.tile(h, [1, 4]) * self._u
        i, j, f, o = split(tf.nn.bias_add(mapped, self._b), 4)
        kept = tf.multiply(c, tf.sigmoid(tf.add(f, tf.constant(self._forget_bias))))
        new_c = tf.add(kept, tf.multiply(tf.sigmoid(i), self._activation(j)))
        new_h = tf.multiply(self._activation(new_c), tf.sigmoid(o))
        return new_h, LSTMStateTuple(new_c, new_h)
