"""functools: caches, ordering and dispatch. partial, wraps and reduce are native."""

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__")
WRAPPER_UPDATES = ("__dict__",)


class _Info(tuple):
    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % tuple(self)

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])


class _Bound(object):
    def __init__(self, cached, obj):
        self._cached = cached
        self._obj = obj
        self.__wrapped__ = cached.__wrapped__

    def __call__(self, *args, **kwargs):
        return self._cached(self._obj, *args, **kwargs)

    def __getattr__(self, name):
        return getattr(self._cached, name)


class _Cached(object):
    def __init__(self, fn, maxsize):
        self._cache = {}
        self._maxsize = maxsize
        self._hits = 0
        self._misses = 0
        update_wrapper(self, fn)

    def __call__(self, *args, **kwargs):
        key = (args, tuple(kwargs.items()))
        cache = self._cache
        if key in cache:
            self._hits += 1
            value = cache.pop(key)
            cache[key] = value
            return value
        self._misses += 1
        value = self.__wrapped__(*args, **kwargs)
        if self._maxsize is None or self._maxsize > 0:
            cache[key] = value
            if self._maxsize is not None and len(cache) > self._maxsize:
                del cache[next(iter(cache))]
        return value

    def __get__(self, obj, owner=None):
        return self if obj is None else _Bound(self, obj)

    def cache_clear(self):
        self._cache.clear()
        self._hits = self._misses = 0

    def cache_info(self):
        return _Info((self._hits, self._misses, self._maxsize, len(self._cache)))


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _Cached(maxsize, 128)
    return lambda fn: _Cached(fn, maxsize)


def cache(fn):
    return _Cached(fn, None)


class cached_property(object):
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.func(instance)
        instance.__dict__[self.attrname] = value
        return value


class partialmethod(object):
    def __init__(self, func, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        func = self.func
        if hasattr(func, "__get__"):
            func = func.__get__(obj, cls)
        return partial(func, *self.args, **self.keywords)


def total_ordering(cls):
    def has(name):
        return name in vars(cls) or any(name in vars(base) for base in cls.__mro__[:-1])

    def define(name, fn):
        if not has(name):
            fn.__name__ = name
            setattr(cls, name, fn)

    if has("__lt__"):
        define("__gt__", lambda self, other: not (self < other or self == other))
        define("__le__", lambda self, other: self < other or self == other)
        define("__ge__", lambda self, other: not self < other)
    elif has("__le__"):
        define("__ge__", lambda self, other: not self <= other or self == other)
        define("__lt__", lambda self, other: self <= other and not self == other)
        define("__gt__", lambda self, other: not self <= other)
    elif has("__gt__"):
        define("__lt__", lambda self, other: not (self > other or self == other))
        define("__ge__", lambda self, other: self > other or self == other)
        define("__le__", lambda self, other: not self > other)
    elif has("__ge__"):
        define("__le__", lambda self, other: not self >= other or self == other)
        define("__gt__", lambda self, other: self >= other and not self == other)
        define("__lt__", lambda self, other: not self >= other)
    else:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    return cls


def cmp_to_key(mycmp):
    class K(object):
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


class _Dispatcher(object):
    def __init__(self, func):
        self._default = func
        self.registry = {object: func}
        update_wrapper(self, func)

    def register(self, cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda f: self.register(cls, f)
            func = cls
            cls = next(iter(func.__annotations__.values()))
        self.registry[cls] = func
        return func

    def dispatch(self, cls):
        for base in cls.__mro__:
            if base in self.registry:
                return self.registry[base]
        return self._default

    def __call__(self, *args, **kwargs):
        return self.dispatch(type(args[0]))(*args, **kwargs)


def singledispatch(func):
    return _Dispatcher(func)
