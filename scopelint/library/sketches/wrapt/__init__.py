"""wrapt: wrappers that are told what they wrap and on which instance: ``wrapper(wrapped, instance, args, kwargs)``."""

from inspect import isclass as _isclass


class ObjectProxy(object):
    """Stands for another object: only what starts with ``_self_`` is its own."""

    def __init__(self, wrapped):
        own = object.__setattr__
        own(self, "__wrapped__", wrapped)
        for name in ("__name__", "__qualname__", "__doc__", "__module__"):
            if hasattr(wrapped, name):
                own(self, name, getattr(wrapped, name))

    def __getattr__(self, name):
        if name == "__wrapped__":
            raise ValueError("wrapper has not been initialized")
        return getattr(self.__wrapped__, name)

    def __setattr__(self, name, value):
        if name == "__wrapped__" or name.startswith("_self_"):
            object.__setattr__(self, name, value)
        elif hasattr(type(self), name):
            object.__setattr__(self, name, value)
        else:
            setattr(self.__wrapped__, name, value)

    def __delattr__(self, name):
        if name.startswith("_self_") or hasattr(type(self), name):
            object.__delattr__(self, name)
        else:
            delattr(self.__wrapped__, name)

    @property
    def __class__(self):
        return self.__wrapped__.__class__

    def __dir__(self):
        return dir(self.__wrapped__)

    def __str__(self):
        return str(self.__wrapped__)

    def __hash__(self):
        return hash(self.__wrapped__)

    def __bool__(self):
        return bool(self.__wrapped__)

    __nonzero__ = __bool__

    def __eq__(self, other):
        return self.__wrapped__ == other

    def __ne__(self, other):
        return self.__wrapped__ != other

    def __lt__(self, other):
        return self.__wrapped__ < other

    def __le__(self, other):
        return self.__wrapped__ <= other

    def __gt__(self, other):
        return self.__wrapped__ > other

    def __ge__(self, other):
        return self.__wrapped__ >= other

    def __add__(self, other):
        return self.__wrapped__ + other

    def __radd__(self, other):
        return other + self.__wrapped__

    def __sub__(self, other):
        return self.__wrapped__ - other

    def __rsub__(self, other):
        return other - self.__wrapped__

    def __mul__(self, other):
        return self.__wrapped__ * other

    def __rmul__(self, other):
        return other * self.__wrapped__

    def __truediv__(self, other):
        return self.__wrapped__ / other

    def __rtruediv__(self, other):
        return other / self.__wrapped__

    def __floordiv__(self, other):
        return self.__wrapped__ // other

    def __mod__(self, other):
        return self.__wrapped__ % other

    def __pow__(self, other):
        return self.__wrapped__ ** other

    def __matmul__(self, other):
        return self.__wrapped__ @ other

    def __neg__(self):
        return -self.__wrapped__

    def __abs__(self):
        return abs(self.__wrapped__)

    def __int__(self):
        return int(self.__wrapped__)

    def __float__(self):
        return float(self.__wrapped__)

    def __index__(self):
        return self.__wrapped__.__index__()

    def __len__(self):
        return len(self.__wrapped__)

    def __contains__(self, value):
        return value in self.__wrapped__

    def __getitem__(self, key):
        return self.__wrapped__[key]

    def __setitem__(self, key, value):
        self.__wrapped__[key] = value

    def __delitem__(self, key):
        del self.__wrapped__[key]

    def __iter__(self):
        return iter(self.__wrapped__)

    def __enter__(self):
        return self.__wrapped__.__enter__()

    def __exit__(self, *args):
        return self.__wrapped__.__exit__(*args)


BaseObjectProxy = ObjectProxy


class CallableObjectProxy(ObjectProxy):
    def __call__(self, *args, **kwargs):
        return self.__wrapped__(*args, **kwargs)


class PartialCallableObjectProxy(ObjectProxy):
    def __init__(self, wrapped, *args, **kwargs):
        ObjectProxy.__init__(self, wrapped)
        self._self_args = args
        self._self_kwargs = kwargs

    def __call__(self, *args, **kwargs):
        return self.__wrapped__(*(self._self_args + args), **dict(self._self_kwargs, **kwargs))


partial = PartialCallableObjectProxy


def _binding(wrapped):
    if isinstance(wrapped, classmethod):
        return "classmethod"
    if isinstance(wrapped, staticmethod):
        return "staticmethod"
    return "class" if _isclass(wrapped) else "function"


class _FunctionWrapperBase(ObjectProxy):
    def __init__(self, wrapped, instance, wrapper, enabled=None, binding="function", parent=None):
        ObjectProxy.__init__(self, wrapped)
        self._self_instance = instance
        self._self_wrapper = wrapper
        self._self_enabled = enabled
        self._self_binding = binding
        self._self_parent = parent

    def _enabled(self):
        enabled = self._self_enabled
        return enabled is None or bool(enabled() if callable(enabled) else enabled)

    def __get__(self, instance, owner=None):
        if self._self_binding == "class" or not hasattr(self.__wrapped__, "__get__"):
            return self
        if self._self_parent is not None:
            # Looked up on the class before: bound now, if it was not then.
            if self._self_instance is None and self._self_binding == "function":
                wrapped = self._self_parent.__wrapped__.__get__(instance, owner)
                return self._bound(wrapped, instance, self._self_parent)
            return self
        return self._bound(self.__wrapped__.__get__(instance, owner), instance, self)

    def _bound(self, wrapped, instance, parent):
        cls = parent.__bound_function_wrapper__
        return cls(wrapped, instance, self._self_wrapper, self._self_enabled, self._self_binding, parent)


class BoundFunctionWrapper(_FunctionWrapperBase):
    def __call__(self, *args, **kwargs):
        wrapped = self.__wrapped__
        if not self._enabled():
            return wrapped(*args, **kwargs)
        if self._self_binding == "function":
            instance = self._self_instance
            if instance is None:
                # Called through the class, with the instance before the arguments.
                if not args:
                    raise TypeError("missing 1 required positional argument")
                instance, args = args[0], args[1:]
                wrapped = PartialCallableObjectProxy(wrapped, instance)
            return self._self_wrapper(wrapped, instance, args, kwargs)
        return self._self_wrapper(wrapped, getattr(wrapped, "__self__", None), args, kwargs)


class FunctionWrapper(_FunctionWrapperBase):
    __bound_function_wrapper__ = BoundFunctionWrapper

    def __init__(self, wrapped, wrapper, enabled=None):
        _FunctionWrapperBase.__init__(self, wrapped, None, wrapper, enabled, _binding(wrapped))

    def __call__(self, *args, **kwargs):
        wrapped = self.__wrapped__
        if not self._enabled():
            return wrapped(*args, **kwargs)
        instance = None if self._self_binding == "class" else getattr(wrapped, "__self__", None)
        return self._self_wrapper(wrapped, instance, args, kwargs)


class _Decorator(object):
    def __init__(self, wrapper, enabled, proxy):
        self._wrapper = wrapper
        self._enabled = enabled
        self._proxy = proxy
        self.__name__ = getattr(wrapper, "__name__", "decorator")
        self.__wrapped__ = wrapper

    def __get__(self, instance, owner=None):
        return _Decorator(self._wrapper.__get__(instance, owner), self._enabled, self._proxy)

    def __call__(self, wrapped):
        if self._enabled is not None and not callable(self._enabled) and not self._enabled:
            return wrapped
        return self._proxy(wrapped, self._wrapper, self._enabled)


def decorator(wrapper=None, enabled=None, adapter=None, proxy=FunctionWrapper):
    if wrapper is None:
        return lambda fn: decorator(fn, enabled=enabled, adapter=adapter, proxy=proxy)
    return _Decorator(wrapper() if _isclass(wrapper) else wrapper, enabled, proxy)


def function_wrapper(wrapper):
    return _Decorator(wrapper, None, FunctionWrapper)


def resolve_path(module, name):
    from importlib import import_module

    parent = import_module(module) if isinstance(module, str) else module
    parts = name.split(".")
    original = getattr(parent, parts[0])
    for part in parts[1:]:
        parent = original
        original = vars(parent).get(part) or getattr(parent, part) if _isclass(parent) else getattr(parent, part)
    return parent, parts[-1], original


def apply_patch(parent, attribute, replacement):
    setattr(parent, attribute, replacement)


def wrap_object(module, name, factory, args=(), kwargs={}):
    parent, attribute, original = resolve_path(module, name)
    wrapper = factory(original, *args, **kwargs)
    setattr(parent, attribute, wrapper)
    return wrapper


def wrap_function_wrapper(module, name, wrapper):
    return wrap_object(module, name, FunctionWrapper, (wrapper,))


def patch_function_wrapper(module, name, enabled=None):
    return lambda wrapper: wrap_object(module, name, FunctionWrapper, (wrapper, enabled))


class _Synchronized(FunctionWrapper):
    def __enter__(self):
        pass

    def __exit__(self, *args):
        pass


def synchronized(wrapped):
    return _Synchronized(wrapped, lambda wrapped, instance, args, kwargs: wrapped(*args, **kwargs))
