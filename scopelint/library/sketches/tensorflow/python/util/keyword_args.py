"""Functions that take keywords only."""


def keyword_args_only(func):
    def new_func(*args, **kwargs):
        if args:
            raise ValueError("The function %s only accepts keyword arguments. Do not pass positional arguments. Received "
                             "the following positional arguments: %s" % (func.__name__, args))
        return func(**kwargs)

    new_func.__name__ = func.__name__
    return new_func
