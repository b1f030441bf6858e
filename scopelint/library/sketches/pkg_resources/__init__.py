"""pkg_resources: versions compare; what is installed is not known."""

from packaging.version import parse as parse_version

class ResolutionError(Exception):
    pass


class VersionConflict(ResolutionError):
    pass


class DistributionNotFound(ResolutionError):
    pass


def declare_namespace(packageName):
    pass
