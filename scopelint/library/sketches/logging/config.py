"""logging.config."""


def dictConfig(config):
    pass


def fileConfig(fname, *args, **kwargs):
    pass
