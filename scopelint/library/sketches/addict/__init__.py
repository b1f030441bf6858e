"""addict: a dict whose items are attributes too, and which grows dicts where something is stored below a name it
lacks."""


class Dict(dict):
    def __init__(self, *args, **kwargs):
        own = object.__setattr__
        own(self, "__parent", kwargs.pop("__parent", None))
        own(self, "__key", kwargs.pop("__key", None))
        own(self, "__frozen", False)
        for arg in args:
            if not arg:
                continue
            if isinstance(arg, dict):
                for key in arg:
                    self[key] = self._hook(arg[key])
            elif isinstance(arg, tuple) and not isinstance(arg[0], tuple):
                self[arg[0]] = self._hook(arg[1])
            else:
                for key, value in iter(arg):
                    self[key] = self._hook(value)
        for key in kwargs:
            self[key] = self._hook(kwargs[key])

    @classmethod
    def _hook(cls, item):
        if isinstance(item, dict):
            return cls(item)
        if isinstance(item, (list, tuple)):
            return type(item)([cls._hook(each) for each in item])
        return item

    def __setattr__(self, name, value):
        if hasattr(self.__class__, name):
            raise AttributeError("'Dict' object attribute '%s' is read-only" % name)
        self[name] = value

    def __setitem__(self, name, value):
        frozen = object.__getattribute__(self, "__frozen")
        if frozen and name not in self:
            raise KeyError(name)
        dict.__setitem__(self, name, value)
        parent = object.__getattribute__(self, "__parent")
        if parent is not None:
            key = object.__getattribute__(self, "__key")
            object.__setattr__(self, "__parent", None)
            parent[key] = self

    def __getattr__(self, item):
        return self[item]

    def __missing__(self, name):
        if object.__getattribute__(self, "__frozen"):
            raise KeyError(name)
        return self.__class__(__parent=self, __key=name)

    def __delattr__(self, name):
        del self[name]

    def __add__(self, other):
        return other if not self.keys() else dict(self) + other

    def to_dict(self):
        return {key: self._bare(self[key]) for key in self}

    @classmethod
    def _bare(cls, value):
        if isinstance(value, Dict):
            return value.to_dict()
        if isinstance(value, (list, tuple)):
            return type(value)([each.to_dict() if isinstance(each, Dict) else each for each in value])
        return value

    def copy(self):
        return self.__class__(self)

    def deepcopy(self):
        return self.__class__(self.to_dict())

    def update(self, *args, **kwargs):
        other = {}
        if args:
            other.update(args[0])
        other.update(kwargs)
        for key in other:
            value = other[key]
            if key in self and isinstance(self[key], dict) and isinstance(value, dict):
                self[key].update(value)
            else:
                self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def freeze(self, shouldFreeze=True):
        object.__setattr__(self, "__frozen", shouldFreeze)
        for key in self:
            if isinstance(self[key], Dict):
                self[key].freeze(shouldFreeze)

    def unfreeze(self):
        self.freeze(False)
