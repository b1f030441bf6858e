"""The affine map of cells, which moved here in 1.8."""

from .....python.ops.rnn_cell_impl import _linear as linear

_linear = linear
