"""The library in C++, under the name that some versions give it."""


def IsSequence(o):
    return isinstance(o, (list, tuple, dict))
