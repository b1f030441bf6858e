"""gym.spaces: the shapes and types of what goes into an environment and comes out of it."""

import numpy as np
from collections import OrderedDict
from six import _unknown


class Space(object):
    def __init__(self, shape=None, dtype=None):
        self.shape = None if shape is None else tuple(shape)
        self.dtype = None if dtype is None else np.dtype(dtype)

    def sample(self):
        return _unknown("space.sample()")

    def seed(self, seed=None):
        return None

    def contains(self, x):
        return _unknown("space.contains()")

    def __contains__(self, x):
        return self.contains(x)


class Box(Space):
    def __init__(self, low=None, high=None, shape=None, dtype=np.float32):
        if shape is None:
            shape = np.shape(low)
            if shape == ():
                shape = np.shape(high)
        else:
            shape = tuple(shape)
        self.low = low if np.shape(low) == shape else np.zeros(shape) + low
        self.high = high if np.shape(high) == shape else np.zeros(shape) + high
        super(Box, self).__init__(shape, dtype)

    def __eq__(self, other):
        return isinstance(other, Box) and self.shape == other.shape and _unknown("bounds")


class Discrete(Space):
    def __init__(self, n):
        self.n = n
        super(Discrete, self).__init__((), np.int64)

    def __eq__(self, other):
        return isinstance(other, Discrete) and self.n == other.n

    def __repr__(self):
        return "Discrete(%d)" % self.n


class MultiDiscrete(Space):
    def __init__(self, nvec):
        self.nvec = np.asarray(nvec, dtype=np.int64)
        super(MultiDiscrete, self).__init__(self.nvec.shape, np.int64)


class MultiBinary(Space):
    def __init__(self, n):
        self.n = n
        super(MultiBinary, self).__init__((n,), np.int8)


class Tuple(Space):
    def __init__(self, spaces):
        self.spaces = spaces
        super(Tuple, self).__init__(None, None)

    def __getitem__(self, index):
        return self.spaces[index]

    def __len__(self):
        return len(self.spaces)

    def __iter__(self):
        return iter(self.spaces)


class Dict(Space):
    def __init__(self, spaces=None, **spaces_kwargs):
        spaces = spaces_kwargs if spaces is None else spaces
        if isinstance(spaces, dict) and not isinstance(spaces, OrderedDict):
            spaces = OrderedDict(sorted(list(spaces.items())))
        if isinstance(spaces, list):
            spaces = OrderedDict(spaces)
        self.spaces = spaces
        super(Dict, self).__init__(None, None)

    def __getitem__(self, key):
        return self.spaces[key]

    def __iter__(self):
        return iter(self.spaces)

    def __len__(self):
        return len(self.spaces)

    def keys(self):
        return self.spaces.keys()

    def values(self):
        return self.spaces.values()

    def items(self):
        return self.spaces.items()
