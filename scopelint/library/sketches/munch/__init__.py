"""munch: a dict whose items are attributes too."""


class Munch(dict):
    def __init__(self, *args, **kwargs):
        self.update(*args, **kwargs)

    def __getattr__(self, k):
        try:
            return self[k]
        except KeyError:
            raise AttributeError(k)

    def __setattr__(self, k, v):
        self[k] = v

    def __delattr__(self, k):
        try:
            del self[k]
        except KeyError:
            raise AttributeError(k)

    def __repr__(self):
        return "%s(%s)" % (self.__class__.__name__, dict.__repr__(self))

    def __dir__(self):
        return list(self.keys())

    def update(self, *args, **kwargs):
        for name, value in dict(*args, **kwargs).items():
            self[name] = value

    def copy(self):
        return type(self).fromDict(self)

    def toDict(self):
        return unmunchify(self)

    @property
    def __dict__(self):
        return self.toDict()

    @classmethod
    def fromDict(cls, d):
        return munchify(d, cls)

    def get(self, k, d=None):
        return self[k] if k in self else d

    def setdefault(self, k, d=None):
        if k not in self:
            self[k] = d
        return self[k]


AutoMunch = Munch


class DefaultMunch(Munch):
    def __init__(self, *args, **kwargs):
        object.__setattr__(self, "__default__", args[0] if args else None)
        Munch.__init__(self, *args[1:], **kwargs)

    def __getattr__(self, k):
        return self[k] if k in self else object.__getattribute__(self, "__default__")

    def __getitem__(self, k):
        return dict.__getitem__(self, k) if k in self else object.__getattribute__(self, "__default__")

    @classmethod
    def fromDict(cls, d, default=None):
        return munchify(d, lambda: cls(default))


class DefaultFactoryMunch(Munch):
    def __init__(self, default_factory, *args, **kwargs):
        object.__setattr__(self, "default_factory", default_factory)
        Munch.__init__(self, *args, **kwargs)

    def __missing__(self, k):
        self[k] = self.default_factory()
        return self[k]


def munchify(x, factory=Munch):
    if isinstance(x, dict):
        made = factory()
        for key in x:
            made[key] = munchify(x[key], factory)
        return made
    if isinstance(x, list):
        return [munchify(v, factory) for v in x]
    if isinstance(x, tuple):
        items = [munchify(v, factory) for v in x]
        return type(x)(*items) if hasattr(x, "_fields") else type(x)(items)
    return x


def unmunchify(x):
    if isinstance(x, dict):
        return {key: unmunchify(x[key]) for key in x}
    if isinstance(x, list):
        return [unmunchify(v) for v in x]
    if isinstance(x, tuple):
        items = [unmunchify(v) for v in x]
        return type(x)(*items) if hasattr(x, "_fields") else type(x)(items)
    return x
