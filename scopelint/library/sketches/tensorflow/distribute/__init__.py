"""Strategies: outside of any, all is one replica."""

import contextlib

from _scopelint import at_least, convert, nest_flatten, nest_pack, op, unknown


class _DefaultDistributionStrategy(object):
    """What is in force when no other strategy is: it changes nothing."""

    num_replicas_in_sync = 1
    extended = unknown("strategy.extended")

    @contextlib.contextmanager
    def scope(self):
        yield self

    def experimental_run_v2(self, fn, args=(), kwargs=None):
        return fn(*args, **(kwargs or {}))

    run = experimental_run_v2

    def reduce(self, reduce_op, value, axis=None):
        return value

    def experimental_local_results(self, value):
        return (value,)

    unwrap = experimental_local_results

    def make_dataset_iterator(self, dataset):
        return dataset.make_initializable_iterator()

    def experimental_distribute_dataset(self, dataset):
        return dataset


class ReplicaContext(object):
    num_replicas_in_sync = 1
    replica_id_in_sync_group = 0
    devices = ("",)

    @property
    def strategy(self):
        return DEFAULT

    @property
    def distribution_strategy(self):
        return DEFAULT

    def merge_call(self, merge_fn, args=(), kwargs=None):
        return merge_fn(DEFAULT, *args, **(kwargs or {}))

    def all_reduce(self, reduce_op, value):
        flat = [convert(one) for one in nest_flatten(value)]
        return nest_pack(value, op("IdentityN", input=flat)[:len(flat)])

    def __enter__(self):
        return None

    def __exit__(self, *error):
        return False


if at_least("2.15"):
    _DefaultDistributionStrategy.__name__ = "_DefaultDistributionStrategyV1"
DEFAULT = _DefaultDistributionStrategy()
CONTEXT = ReplicaContext()


def has_strategy():
    return False


def in_cross_replica_context():
    return False


def get_strategy():
    return DEFAULT


def get_replica_context():
    return CONTEXT


class ReduceOp(object):
    SUM = "SUM"
    MEAN = "MEAN"
