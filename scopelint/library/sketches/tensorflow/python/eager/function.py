"""defun: under eager execution the first call runs the function's body; later calls may run what was traced."""

from _scopelint import doubt, executing_eagerly, unknown


def defun(func=None, input_signature=None, autograph=True, experimental_autograph_options=None):
    if func is None:
        return lambda inner: defun(inner)
    calls = []

    def traced(*args, **kwargs):
        if not executing_eagerly():
            doubt("the body of " + func.__name__ + "(), traced into a graph of its own, is not followed")
            return unknown("defun")
        if calls:
            doubt("whether a later call of " + func.__name__ + "() runs its body again is not known")
        calls.append(True)
        return func(*args, **kwargs)

    traced.__name__ = func.__name__
    return traced
