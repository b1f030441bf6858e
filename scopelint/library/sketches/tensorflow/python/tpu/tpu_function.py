"""How many shards a computation on TPUs has: none, off them."""

import contextlib


class TpuContext(object):
    def __init__(self):
        self._number_of_shards = None

    @property
    def number_of_shards(self):
        return self._number_of_shards

    def set_number_of_shards(self, number_of_shards):
        self._number_of_shards = number_of_shards


CONTEXT = TpuContext()


@contextlib.contextmanager
def tpu_shard_context(number_of_shards):
    if CONTEXT.number_of_shards is not None:
        raise NotImplementedError("tpu_shard_context cannot be nested.")
    try:
        CONTEXT.set_number_of_shards(number_of_shards)
        yield
    finally:
        CONTEXT.set_number_of_shards(None)


def get_tpu_context():
    return CONTEXT
