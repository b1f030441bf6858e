"""Decorators that keep what they wrap in sight, and looking through them; not through others' ``__wrapped__``."""


class TFDecorator(object):
    """What a decorated function remembers of the decorator and of what it wraps."""

    def __init__(self, decorator_name, target, decorator_doc="", decorator_argspec=None):
        self.decorated_target = target
        self.decorator_name = decorator_name
        self.decorator_doc = decorator_doc
        self.decorator_argspec = decorator_argspec
        self.__name__ = getattr(target, "__name__", decorator_name)

    def __call__(self, *args, **kwargs):
        return self.decorated_target(*args, **kwargs)


def make_decorator(target, decorator_func, decorator_name=None, decorator_doc="", decorator_argspec=None):
    decorator_func._tf_decorator = TFDecorator(decorator_name, target, decorator_doc, decorator_argspec)
    if hasattr(target, "__name__"):
        decorator_func.__name__ = target.__name__
    decorator_func.__wrapped__ = target
    return decorator_func


def rewrap(decorator_func, previous_target, new_target):
    inner, held = decorator_func, None
    while hasattr(inner, "_tf_decorator"):
        holder, held = inner, inner._tf_decorator
        if held.decorated_target is previous_target:
            break
        inner = held.decorated_target
    if held is None:
        return new_target
    held.decorated_target = new_target
    holder.__wrapped__ = new_target
    return decorator_func


def unwrap(maybe_tf_decorator):
    found = []
    inner = maybe_tf_decorator
    while True:
        if isinstance(inner, TFDecorator):
            held = inner
        elif hasattr(inner, "_tf_decorator"):
            held = inner._tf_decorator
        else:
            return found, inner
        found.append(held)
        inner = held.decorated_target
