"""Decorators that keep what they wrap in sight."""


def make_decorator(target, decorator_func, decorator_name=None, decorator_doc="", decorator_argspec=None):
    decorator_func.__name__ = getattr(target, "__name__", "decorated")
    decorator_func.__wrapped__ = target
    return decorator_func


def unwrap(maybe_tf_decorator):
    found = []
    inner = maybe_tf_decorator
    while hasattr(inner, "__wrapped__"):
        found.append(inner)
        inner = inner.__wrapped__
    return found, inner
