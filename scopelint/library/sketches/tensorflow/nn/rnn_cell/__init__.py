"""tf.nn.rnn_cell, and the core cells of tf.contrib.rnn."""

from .base import LayerRNNCell, LSTMStateTuple, RNNCell
from .cells import BasicLSTMCell, BasicRNNCell, GRUCell
from .lstm import LSTMCell
from .projection import EmbeddingWrapper, InputProjectionWrapper, OutputProjectionWrapper
from .wrappers import DeviceWrapper, DropoutWrapper, MultiRNNCell, ResidualWrapper
