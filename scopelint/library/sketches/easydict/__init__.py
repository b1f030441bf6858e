"""easydict: a dict whose items are attributes too, dicts within it as well."""


class EasyDict(dict):
    def __init__(self, d=None, **kwargs):
        if d is None:
            d = {}
        else:
            d = dict(d)
        if kwargs:
            d.update(**kwargs)
        for name, value in d.items():
            setattr(self, name, value)
        for name in self.__class__.__dict__:
            if not (name.startswith("__") and name.endswith("__")) and name not in ("update", "pop"):
                setattr(self, name, getattr(self, name))

    def __setattr__(self, name, value):
        if isinstance(value, (list, tuple)):
            value = type(value)([self.__class__(x) if isinstance(x, dict) else x for x in value])
        elif isinstance(value, dict) and not isinstance(value, EasyDict):
            value = EasyDict(value)
        object.__setattr__(self, name, value)
        dict.__setitem__(self, name, value)

    __setitem__ = __setattr__

    def update(self, e=None, **f):
        d = dict(e) if e else {}
        d.update(f)
        for name in d:
            setattr(self, name, d[name])

    def pop(self, k, *args):
        if hasattr(self, k):
            object.__delattr__(self, k)
        return dict.pop(self, k, *args)
