"""Decorators that give things public names; programs that use them keep what they decorate."""


class api_export(object):
    """``tf_export("a.b")(thing)`` is the thing."""

    def __init__(self, *args, **kwargs):
        self._names = args

    def __call__(self, func):
        return func

    def export_constant(self, module_name, name):
        return None


def tf_export(*args, **kwargs):
    return api_export(*args)


def kwarg_only(f):
    def wrapper(*args, **kwargs):
        if args:
            raise TypeError("%s only takes keyword args." % f.__name__)
        return f(**kwargs)

    wrapper.__name__ = f.__name__
    return wrapper
