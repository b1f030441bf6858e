"""Recurrent layers and cells of Keras: their variables, and the tensors they give."""

import tensorflow as tf
from _scopelint import at_least, raw_op

from ...layers.parts import sizes, window_size
from ..activations import get as get_activation
from ..backend import variable
from .base import Layer as BaseLayer


class Holder(BaseLayer):
    """A layer whose weights are those of the layers in it as well; from 1.13 all layers are so."""

    _built_in = True

    if not at_least("1.13"):
        def _held(self):
            return [value for value in self.__dict__.values() if isinstance(value, BaseLayer)]

        @property
        def trainable_weights(self):
            found = list(self._trainable_weights)
            for layer in self._held():
                found += layer.trainable_weights
            return found if self.trainable else []

        @property
        def non_trainable_weights(self):
            found = list(self._non_trainable_weights)
            for layer in self._held():
                found += layer.non_trainable_weights
            return found


class Cell(Holder):
    gates = 1

    def __init__(
        self, units, activation="tanh", use_bias=True, kernel_initializer="glorot_uniform",
        recurrent_initializer="orthogonal", bias_initializer="zeros", kernel_regularizer=None,
        recurrent_regularizer=None, bias_regularizer=None, **kwargs
    ):
        for option in ("recurrent_activation", "unit_forget_bias", "dropout", "recurrent_dropout", "implementation",
                       "kernel_constraint", "recurrent_constraint", "bias_constraint"):
            kwargs.pop(option, None)
        self.reset_after = kwargs.pop("reset_after", False)
        super(Cell, self).__init__(**kwargs)
        self.units = units
        self.activation = get_activation(activation)
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.recurrent_initializer = recurrent_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.recurrent_regularizer = recurrent_regularizer
        self.bias_regularizer = bias_regularizer

    @property
    def state_size(self):
        return [self.units, self.units] if self.gates == 4 else self.units

    @property
    def output_size(self):
        return self.units

    def build(self, input_shape):
        self.make(self, tf.TensorShape(input_shape).as_list()[-1])
        self.built = True

    def make(self, owner, depth):
        """The weights, which in 1.4 are the layer's own."""
        width = self.units * self.gates
        owner.kernel = owner.add_weight(
            name="kernel", shape=(depth, width), initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer
        )
        owner.recurrent_kernel = owner.add_weight(
            name="recurrent_kernel", shape=(self.units, width), initializer=self.recurrent_initializer,
            regularizer=self.recurrent_regularizer
        )
        if self.use_bias:
            shape = (2, width) if self.reset_after and self.gates == 3 else (width,)
            owner.bias = owner.add_weight(
                name="bias", shape=shape, initializer=self.bias_initializer, regularizer=self.bias_regularizer
            )

    def call(self, inputs, states, training=None):
        return stepped(self, inputs, [state_shape(inputs, size) for size in states_of(self)])


class SimpleRNNCell(Cell):
    pass


class GRUCell(Cell):
    gates = 3


class LSTMCell(Cell):
    gates = 4


def states_of(cell):
    sizes = cell.state_size
    return list(sizes) if isinstance(sizes, (list, tuple)) else [sizes]


def state_shape(inputs, size):
    return [inputs.get_shape().as_list()[0], size]


def stepped(cell, inputs, shapes):
    made = [raw_op("AddV2" if at_least("1.15") else "Add", "add", [(inputs.dtype, shape)])[0] for shape in shapes]
    return made[0], made


class StackedRNNCells(Holder):
    def __init__(self, cells, **kwargs):
        super(StackedRNNCells, self).__init__(**kwargs)
        self.cells = cells

    if not at_least("1.13"):
        def _held(self):
            return self.cells

    @property
    def state_size(self):
        found = []
        for cell in self.cells[::-1] if not at_least("1.13") else self.cells:
            found += states_of(cell)
        return found

    @property
    def output_size(self):
        return self.cells[-1].units

    def build(self, input_shape):
        depth = tf.TensorShape(input_shape).as_list()[-1]
        for cell in self.cells:
            build_cell(cell, tf.TensorShape([None, depth]))
            depth = cell.units
        self.built = True


def build_cell(cell, shape):
    """Until 1.8 a cell's scope is its own; then it has none; in 2.15 a name scope is opened for it."""
    if getattr(cell, "built", False):
        return
    build_inner(cell, shape, at_least("2.15"))


def build_inner(layer, shape, named):
    """Build a layer that another one holds, under a name scope of its own or not."""
    if named:
        with tf.name_scope(layer.name):
            layer.build(shape)
    else:
        layer.build(shape)
    layer.built = True


class RNN(Holder):
    def __init__(
        self, cell, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False,
        time_major=False, **kwargs
    ):
        if isinstance(cell, (list, tuple)):
            cell = StackedRNNCells(cell)
        super(RNN, self).__init__(**kwargs)
        self.cell = cell
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards
        self.stateful = stateful
        self.unroll = unroll

    def build(self, input_shape):
        shape = input_shape[0] if isinstance(input_shape, list) else input_shape
        known = tf.TensorShape(shape).as_list()
        self._build_cell(tf.TensorShape([known[0]] + known[2:]))
        self.built = True

    def _build_cell(self, shape):
        build_cell(self.cell, shape)

    def __call__(self, inputs, initial_state=None, constants=None, **kwargs):
        return super(RNN, self).__call__(inputs, **kwargs)

    def call(self, inputs, mask=None, training=None):
        if isinstance(inputs, (list, tuple)):
            inputs = inputs[0]
        known = inputs.get_shape().as_list()
        width = getattr(self.cell, "output_size", None)
        if width is None:
            width = states_of(self.cell)[0]
        time = known[1] if at_least("1.8") or self.unroll else None
        shape = [known[0], time, width] if self.return_sequences else [known[0], width]
        name = "transpose_1" if self.return_sequences else "strided_slice"
        output = raw_op("StridedSlice", name, [(inputs.dtype, shape)])[0]
        if not self.return_state:
            return output
        return [output] + [
            raw_op("Exit", "while/Exit", [(inputs.dtype, [known[0], size])])[0] for size in states_of(self.cell)
        ]


RNN_OPTIONS = ("return_sequences", "return_state", "go_backwards", "stateful", "unroll", "time_major")
LAYER_OPTIONS = ("name", "trainable", "dtype", "input_shape", "batch_input_shape", "batch_size", "input_dim",
                 "input_length", "weights", "activity_regularizer")


class Recurrent(RNN):
    """A recurrent layer with a cell of its own kind."""

    cell_class = SimpleRNNCell
    cell_name = "simple_rnn_cell"

    def __init__(self, units, *args, **kwargs):
        self._given = (units, args, dict(kwargs))
        own = {}
        for option in RNN_OPTIONS + LAYER_OPTIONS:
            if option in kwargs:
                own[option] = kwargs.pop(option)
        if "input_dim" in own or "input_length" in own:
            own["input_shape"] = (own.pop("input_length", None), own.pop("input_dim", None))
        if at_least("2.15"):
            kwargs["name"] = self.cell_name
        super(Recurrent, self).__init__(self.cell_class(units, *args, **kwargs), **own)
        self.units = units

    def cloned(self, name, go_backwards):
        units, args, kwargs = self._given
        given = dict(kwargs)
        given["name"] = name
        given["go_backwards"] = go_backwards
        return type(self)(units, *args, **given)

    def _build_cell(self, shape):
        if at_least("1.8"):
            build_cell(self.cell, shape)
        else:
            self.cell.make(self, shape.as_list()[-1])


class SimpleRNN(Recurrent):
    pass


class GRU(Recurrent):
    cell_class = GRUCell
    cell_name = "gru_cell"


class LSTM(Recurrent):
    cell_class = LSTMCell
    cell_name = "lstm_cell"


class FlatRecurrent(Recurrent):
    """The layers of CuDNN: the weights are the layer's own, and the biases two for each gate."""

    def _build_cell(self, shape):
        cell, depth = self.cell, shape.as_list()[-1]
        width = self.units * cell.gates
        self.kernel = self.add_weight(name="kernel", shape=(depth, width), initializer=cell.kernel_initializer)
        self.recurrent_kernel = self.add_weight(
            name="recurrent_kernel", shape=(self.units, width), initializer=cell.recurrent_initializer
        )
        self.bias = self.add_weight(name="bias", shape=(2 * width,), initializer=cell.bias_initializer)


class CuDNNGRU(FlatRecurrent):
    cell_class = GRUCell
    cell_name = "gru_cell"


class CuDNNLSTM(FlatRecurrent):
    cell_class = LSTMCell
    cell_name = "lstm_cell"


class ConvLSTM2DCell(Holder):
    gates = 4

    def __init__(
        self, filters, kernel_size, strides=(1, 1), padding="valid", data_format=None, dilation_rate=(1, 1),
        use_bias=True, kernel_initializer="glorot_uniform", recurrent_initializer="orthogonal",
        bias_initializer="zeros", **kwargs
    ):
        super(ConvLSTM2DCell, self).__init__(name=kwargs.get("name"))
        self.filters = self.units = filters
        self.kernel_size = sizes(kernel_size, 2, "kernel_size")
        self.strides = sizes(strides, 2, "strides")
        self.padding = padding
        self.first = data_format == "channels_first"
        self.dilation_rate = sizes(dilation_rate, 2, "dilation_rate")
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.recurrent_initializer = recurrent_initializer
        self.bias_initializer = bias_initializer

    @property
    def state_size(self):
        return [self.filters, self.filters]

    def build(self, input_shape):
        self.make(self, tf.TensorShape(input_shape).as_list()[1 if self.first else -1])
        self.built = True

    def make(self, owner, depth):
        width = 4 * self.filters
        owner.kernel = owner.add_weight(
            name="kernel", shape=self.kernel_size + (depth, width), initializer=self.kernel_initializer
        )
        owner.recurrent_kernel = owner.add_weight(
            name="recurrent_kernel", shape=self.kernel_size + (self.filters, width),
            initializer=self.recurrent_initializer
        )
        if self.use_bias:
            owner.bias = owner.add_weight(name="bias", shape=(width,), initializer=self.bias_initializer)


class ConvLSTM2D(Recurrent):
    cell_class = ConvLSTM2DCell
    cell_name = "conv_lstm2d_cell"
    _named_now = "ConvLstm2D"

    def _build_cell(self, shape):
        if at_least("1.8"):
            self.cell.build(shape)
        else:
            self.cell.make(self, shape.as_list()[1 if self.cell.first else -1])

    def call(self, inputs, mask=None, training=None):
        known, cell = inputs.get_shape().as_list(), self.cell
        at = 3 if cell.first else 2
        if not at_least("1.15"):
            # The zeros that states start from are a variable.
            variable(tf.zeros(cell.kernel_size + (known[2 if cell.first else -1], cell.filters)))
        places = [
            window_size(known[at + i], cell.kernel_size[i], cell.strides[i], cell.padding, cell.dilation_rate[i])
            for i in range(2)
        ]
        state = [known[0], cell.filters] + places if cell.first else [known[0]] + places + [cell.filters]
        time = known[1] if at_least("1.8") else None
        shape = [known[0], time] + state[1:] if self.return_sequences else state
        name = "transpose_1" if self.return_sequences else "strided_slice"
        output = raw_op("StridedSlice", name, [(inputs.dtype, shape)])[0]
        if not self.return_state:
            return output
        return [output] + [raw_op("Exit", "while/Exit", [(inputs.dtype, state)])[0] for _ in range(2)]
