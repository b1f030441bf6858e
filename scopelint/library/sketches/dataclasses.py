"""dataclasses."""


class _Missing(object):
    def __repr__(self):
        return "MISSING"


MISSING = _Missing()


class KW_ONLY(object):
    pass


class InitVar(object):
    def __init__(self, type=None):
        self.type = type

    def __class_getitem__(cls, item):
        return cls(item)


class FrozenInstanceError(AttributeError):
    pass


class Field(object):
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._init_only = False

    def _has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING


def field(default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=False):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_class_var(annotation):
    return "ClassVar" in (annotation if isinstance(annotation, str) else repr(annotation))


def _own_fields(cls, all_kw_only):
    found = {}
    kw_only = all_kw_only
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        shown = annotation if isinstance(annotation, str) else repr(annotation)
        if _is_class_var(annotation):
            continue
        if annotation is KW_ONLY or shown.endswith("KW_ONLY"):
            kw_only = True
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            made = default
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
        else:
            made = field(default=default)
            if isinstance(default, (list, dict, set)):
                raise ValueError("mutable default %s for field %s is not allowed: use default_factory"
                                 % (type(default), name))
        made.name = name
        made.type = annotation
        made.kw_only = made.kw_only or kw_only
        made._init_only = isinstance(annotation, InitVar) or "InitVar" in shown
        found[name] = made
    return found


def _missing_message(cls, names):
    quoted = ["'%s'" % n for n in names]
    if len(quoted) == 1:
        words = quoted[0]
    elif len(quoted) == 2:
        words = " and ".join(quoted)
    else:
        words = ", ".join(quoted[:-1]) + ", and " + quoted[-1]
    where = cls.__qualname__ + ".__init__" if _NEW else "__init__"
    return "%s() missing %d required positional argument%s: %s" % (where, len(names), "" if len(names) == 1 else "s", words)


def _make_init(cls, fields, frozen):
    positional = [f for f in fields if f.init and not f.kw_only]
    by_name = {f.name: f for f in fields if f.init}
    where = "__init__"

    def __init__(self, *args, **kwargs):
        if len(args) > len(positional):
            required = len([f for f in positional if not f._has_default()])
            total = len(positional) + 1
            takes = "from %d to %d" % (required + 1, total) if required + 1 != total else "%d" % total
            raise TypeError("%s() takes %s positional argument%s but %d were given" % (
                cls.__qualname__ + ".__init__" if _NEW else where, takes, "" if takes == "1" else "s", len(args) + 1))
        values = {}
        for f, value in zip(positional, args):
            values[f.name] = value
        for name, value in kwargs.items():
            if name not in by_name:
                raise TypeError("%s() got an unexpected keyword argument '%s'" % (
                    cls.__qualname__ + ".__init__" if _NEW else where, name))
            if name in values:
                raise TypeError("%s() got multiple values for argument '%s'" % (
                    cls.__qualname__ + ".__init__" if _NEW else where, name))
            values[name] = value
        missing = [f.name for f in fields if f.init and f.name not in values and not f._has_default()]
        if missing:
            raise TypeError(_missing_message(cls, missing))
        init_only = []
        for f in fields:
            if f.name in values:
                value = values[f.name]
            elif f.default_factory is not MISSING:
                value = f.default_factory()
            elif f.default is not MISSING:
                value = f.default
            else:
                continue
            if f._init_only:
                init_only.append(value)
            else:
                object.__setattr__(self, f.name, value)
        if hasattr(self, "__post_init__"):
            self.__post_init__(*init_only)

    return __init__


def _compared(self):
    return tuple(getattr(self, f.name) for f in fields(self) if f.compare)


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, kw_only):
    collected = {}
    for base in reversed(cls.__mro__[1:]):
        for f in getattr(base, "__dataclass_fields__", {}).values():
            collected[f.name] = f
    collected.update(_own_fields(cls, kw_only))
    cls.__dataclass_fields__ = collected
    ordered = list(collected.values())
    seen_default = False
    for f in ordered:
        if f.init and not f.kw_only:
            if f._has_default():
                seen_default = True
            elif seen_default:
                raise TypeError("non-default argument %r follows default argument" % f.name)
    own = cls.__dict__
    if init:
        cls.__init__ = _make_init(cls, ordered, frozen)
    if repr and "__repr__" not in own:
        def __repr__(self):
            shown = ", ".join("%s=%r" % (f.name, getattr(self, f.name)) for f in ordered if f.repr and not f._init_only)
            return "%s(%s)" % (self.__class__.__qualname__, shown)

        cls.__repr__ = __repr__
    if eq and "__eq__" not in own:
        def __eq__(self, other):
            if other.__class__ is self.__class__:
                return _compared(self) == _compared(other)
            return NotImplemented

        cls.__eq__ = __eq__
    if order:
        def compare(name, test):
            def method(self, other):
                if other.__class__ is self.__class__:
                    return test(_compared(self), _compared(other))
                return NotImplemented

            method.__name__ = name
            setattr(cls, name, method)

        compare("__lt__", lambda a, b: a < b)
        compare("__le__", lambda a, b: a <= b)
        compare("__gt__", lambda a, b: a > b)
        compare("__ge__", lambda a, b: a >= b)
    if frozen or unsafe_hash:
        if "__hash__" not in own:
            cls.__hash__ = lambda self: hash(_compared(self))
    elif eq and "__hash__" not in own:
        cls.__hash__ = None
    if frozen:
        def __setattr__(self, name, value):
            raise FrozenInstanceError("cannot assign to field %r" % name)

        def __delattr__(self, name):
            raise FrozenInstanceError("cannot delete field %r" % name)

        cls.__setattr__ = __setattr__
        cls.__delattr__ = __delattr__
    cls.__match_args__ = tuple(f.name for f in ordered if f.init and not f.kw_only)
    return cls


def dataclass(cls=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, kw_only)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(f for f in found.values() if not f._init_only)


def is_dataclass(obj):
    return hasattr(obj, "__dataclass_fields__")


def asdict(obj, dict_factory=dict):
    if is_dataclass(obj) and not isinstance(obj, type):
        return dict_factory([(f.name, asdict(getattr(obj, f.name), dict_factory)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[asdict(v, dict_factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([asdict(v, dict_factory) for v in obj])
    if isinstance(obj, dict):
        return type(obj)((asdict(k, dict_factory), asdict(v, dict_factory)) for k, v in obj.items())
    return obj


def astuple(obj, tuple_factory=tuple):
    if is_dataclass(obj) and not isinstance(obj, type):
        return tuple_factory([astuple(getattr(obj, f.name), tuple_factory) for f in fields(obj)])
    if isinstance(obj, (list, tuple)):
        return type(obj)([astuple(v, tuple_factory) for v in obj])
    return obj


def replace(obj, **changes):
    for f in fields(obj):
        if f.init and f.name not in changes:
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, bases=(), namespace=None, **options):
    names = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            annotations[item] = "typing.Any"
        else:
            annotations[item[0]] = item[1]
            if len(item) == 3:
                names[item[0]] = item[2]
    names["__annotations__"] = annotations
    return dataclass(type(cls_name, bases, names), **options)


import sys as _sys

_NEW = _sys.version_info >= (3, 10)
