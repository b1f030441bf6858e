"""atexit: what is registered runs when the program has ended."""


def register(func, *args, **kwargs):
    return func


def unregister(func):
    pass
