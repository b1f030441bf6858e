"""Cells that read what layers of CuDNN have trained."""

from ..rnn._block_cells import LSTMBlockCell


class CudnnCompatibleLSTMCell(LSTMBlockCell):
    scope_name = "cudnn_compatible_lstm_cell"

    def __init__(self, num_units, reuse=None):
        super(CudnnCompatibleLSTMCell, self).__init__(num_units, reuse=reuse)
        self._name = self._base_name = self.scope_name
