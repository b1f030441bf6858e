"""tf.nn.seq2seq of 0.12, which became tf.contrib.legacy_seq2seq."""

from ..contrib.legacy_seq2seq._decoders import (
    attention_decoder,
    embedding_attention_decoder,
    embedding_rnn_decoder,
    rnn_decoder,
)
from ..contrib.legacy_seq2seq._models import (
    basic_rnn_seq2seq,
    embedding_attention_seq2seq,
    embedding_rnn_seq2seq,
    embedding_tied_rnn_seq2seq,
    model_with_buckets,
    one2many_rnn_seq2seq,
    sequence_loss,
    sequence_loss_by_example,
    tied_rnn_seq2seq,
)
from .rnn_cell.linear import linear
