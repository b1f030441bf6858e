"""enum."""


class auto(object):
    value = None


def _is_descriptor(obj):
    return hasattr(type(obj), "__get__") or callable(obj) or isinstance(obj, (property, staticmethod, classmethod))


class EnumMeta(type):
    def __new__(metacls, name, bases, classdict):
        if not any(isinstance(base, EnumMeta) for base in bases):
            return type.__new__(metacls, name, bases, classdict)
        ignored = ("__module__", "__qualname__", "__doc__", "_generate_next_value_", "_order_", "_ignore_", "__order__")
        members = {}
        namespace = {}
        for key, value in classdict.items():
            private = key.startswith("__") and key.endswith("__")
            if private or key in ignored or key == "_missing_" or _is_descriptor(value):
                namespace[key] = value
            else:
                members[key] = value
        cls = type.__new__(metacls, name, bases, namespace)
        cls._member_names_ = []
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        generate = cls._generate_next_value_
        mixin = None
        for base in cls.__mro__[1:]:
            if base in (int, str, float, tuple, bytes):
                mixin = base
                break
        custom = None
        for base in cls.__mro__:
            if "__new__" in vars(base) and base is not object and not isinstance(base, EnumMeta) is False:
                custom = vars(base)["__new__"]
                break
        for key, value in members.items():
            if isinstance(value, auto):
                values = [m._value_ for m in cls._member_map_.values()]
                value = generate(key, 1, len(values), values)
            args = value if isinstance(value, tuple) else (value,)
            found = None
            for other in cls._member_map_.values():
                if other._value_ == value:
                    found = other
            if found is not None:
                cls._member_map_[key] = found
                continue
            if "__new__" in namespace:
                member = namespace["__new__"](cls, *args)
                if not hasattr(member, "_value_"):
                    member._value_ = value
            elif mixin is not None:
                member = mixin.__new__(cls, value) if mixin is tuple else mixin.__new__(cls, *args)
                member._value_ = mixin(*args) if mixin is not tuple else value
            else:
                member = object.__new__(cls)
                member._value_ = value
            member._name_ = key
            member.__objclass__ = cls
            if "__init__" in namespace or any("__init__" in vars(b) for b in bases if isinstance(b, EnumMeta) and b is not Enum):
                member.__init__(*args)
            cls._member_names_.append(key)
            cls._member_map_[key] = member
            try:
                cls._value2member_map_[member._value_] = member
            except TypeError:
                pass
        return cls

    def __call__(cls, value, names=None, module=None, qualname=None, type=None, start=1):
        if names is None:
            return cls._lookup(value)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        pairs = {}
        for at, item in enumerate(names):
            if isinstance(item, str):
                pairs[item] = at + start
            else:
                pairs[item[0]] = item[1]
        return EnumMeta.__new__(EnumMeta, value, (cls,), pairs)

    def _lookup(cls, value):
        if isinstance(value, cls):
            return value
        for member in cls._member_map_.values():
            if member._value_ == value:
                return member
        found = cls._missing_(value)
        if found is not None:
            return found
        raise ValueError("%r is not a valid %s" % (value, cls.__qualname__ if _NEW else cls.__name__))

    def __getattr__(cls, name):
        members = cls.__dict__.get("_member_map_") or {}
        if name in members:
            return members[name]
        raise AttributeError(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, member):
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __repr__(cls):
        return "<enum %r>" % cls.__name__

    @property
    def __members__(cls):
        return dict(cls._member_map_)


EnumType = EnumMeta


class Enum(metaclass=EnumMeta):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return last_values[-1] + 1 if last_values else start

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return "<%s.%s: %r>" % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __hash__(self):
        return hash(self._name_)

    def __format__(self, spec):
        return format(str(self), spec)

    def __reduce_ex__(self, proto):
        return (self.__class__, (self._value_,))

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


class IntEnum(int, Enum):
    def __str__(self):
        return str(self._value_) if _NEW else "%s.%s" % (self.__class__.__name__, self._name_)

    def __format__(self, spec):
        return format(self._value_, spec)


class StrEnum(str, Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return 1 if not last_values else 2 * max(last_values)

    @classmethod
    def _missing_(cls, value):
        made = object.__new__(cls)
        made._value_ = value
        names = [m._name_ for m in cls if m._value_ & value]
        made._name_ = "|".join(names) if names else None
        return made

    def __or__(self, other):
        return self.__class__(self._value_ | other._value_)

    def __and__(self, other):
        return self.__class__(self._value_ & other._value_)

    def __xor__(self, other):
        return self.__class__(self._value_ ^ other._value_)

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)


class IntFlag(int, Flag):
    pass


def unique(enumeration):
    duplicates = [(k, m.name) for k, m in enumeration.__members__.items() if k != m.name]
    if duplicates:
        details = ", ".join(["%s -> %s" % pair for pair in duplicates])
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


import sys as _sys

_NEW = _sys.version_info >= (3, 11)
