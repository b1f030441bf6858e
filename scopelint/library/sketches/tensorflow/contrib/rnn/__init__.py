"""tf.contrib.rnn: the wrappers that core does not have, and further cells."""

from ...nn.rnn_cell import EmbeddingWrapper, InputProjectionWrapper, LayerRNNCell, OutputProjectionWrapper
