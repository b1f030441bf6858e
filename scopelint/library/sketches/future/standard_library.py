"""future.standard_library."""


def install_aliases():
    pass


def install_hooks():
    pass
