"""Options of datasets: they change no name and no shape."""

from .._asking import Group


class OptimizationOptions(Group):
    pass


class ThreadingOptions(Group):
    pass


class StatsOptions(Group):
    pass


class DistributeOptions(Group):
    pass


class MapVectorizationOptions(Group):
    pass


class AutotuneOptions(Group):
    pass


class StatsAggregator(Group):
    pass
