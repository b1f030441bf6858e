"""past.utils."""


def old_div(a, b):
    if isinstance(a, int) and isinstance(b, int):
        return a // b
    return a / b
