"""typing: annotations mean nothing at run time, but they have to be made."""

import collections as _collections
from collections import abc as _abc


class _Special(object):
    def __init__(self, name):
        self._name = name

    def __getitem__(self, item):
        return _Special("%s[...]" % self._name)

    def __call__(self, *args, **kwargs):
        return _Special(self._name)

    def __or__(self, other):
        return self

    __ror__ = __or__

    def __repr__(self):
        return "typing." + self._name


Any = _Special("Any")
Union = _Special("Union")
Optional = _Special("Optional")
ClassVar = _Special("ClassVar")
Final = _Special("Final")
Literal = _Special("Literal")
Annotated = _Special("Annotated")
NoReturn = _Special("NoReturn")
Never = _Special("Never")
Self = _Special("Self")
TypeAlias = _Special("TypeAlias")
Concatenate = _Special("Concatenate")
TypeGuard = _Special("TypeGuard")
Required = _Special("Required")
NotRequired = _Special("NotRequired")
LiteralString = _Special("LiteralString")
Unpack = _Special("Unpack")
Callable = _Special("Callable")

List = list
Dict = dict
Tuple = tuple
Set = set
FrozenSet = frozenset
Type = type
Text = str
AnyStr = _Special("AnyStr")
DefaultDict = _collections.defaultdict
OrderedDict = _collections.OrderedDict
Counter = _collections.Counter
Deque = _collections.deque
ChainMap = _collections.ChainMap


class _Generic(type):
    def __getitem__(cls, item):
        return cls


class Generic(object):
    def __class_getitem__(cls, item):
        return cls


class Protocol(Generic):
    pass


def _alias(cls):
    cls.__class_getitem__ = classmethod(lambda c, item: c)
    return cls


Iterable = _alias(_abc.Iterable)
Iterator = _alias(_abc.Iterator)
Generator = _alias(_abc.Generator)
Sequence = _alias(_abc.Sequence)
MutableSequence = _alias(_abc.MutableSequence)
Mapping = _alias(_abc.Mapping)
MutableMapping = _alias(_abc.MutableMapping)
AbstractSet = _alias(_abc.Set)
MutableSet = _alias(_abc.MutableSet)
Collection = _alias(_abc.Collection)
Container = _alias(_abc.Container)
Sized = _abc.Sized
Hashable = _abc.Hashable
Reversible = _alias(_abc.Reversible)
KeysView = _abc.KeysView
ValuesView = _abc.ValuesView
ItemsView = _abc.ItemsView
Awaitable = _alias(_abc.Awaitable)
Coroutine = _alias(_abc.Coroutine)
AsyncIterable = _alias(_abc.AsyncIterable)
AsyncIterator = _alias(_abc.AsyncIterator)
AsyncGenerator = _alias(_abc.AsyncGenerator)
ContextManager = _Special("ContextManager")
SupportsInt = _Special("SupportsInt")
SupportsFloat = _Special("SupportsFloat")
IO = _Special("IO")
TextIO = _Special("TextIO")
BinaryIO = _Special("BinaryIO")
Pattern = _Special("Pattern")
Match = _Special("Match")
Hashable = _abc.Hashable
TYPE_CHECKING = False


class TypeVar(object):
    def __init__(self, name, *constraints, **options):
        self.__name__ = name

    def __repr__(self):
        return "~" + self.__name__

    def __or__(self, other):
        return self

    __ror__ = __or__


ParamSpec = TypeVar
TypeVarTuple = TypeVar


def NewType(name, tp):
    return lambda x: x


def cast(typ, val):
    return val


def overload(func):
    return func


def final(func):
    return func


def no_type_check(func):
    return func


def runtime_checkable(cls):
    return cls


def override(func):
    return func


def get_type_hints(obj, *args, **kwargs):
    return dict(getattr(obj, "__annotations__", {}))


def get_origin(tp):
    return None


def get_args(tp):
    return ()


class _NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        if namespace.get("_root", False):
            return type.__new__(metacls, name, bases, namespace)
        fields = list(namespace.get("__annotations__", {}))
        defaults = [namespace[f] for f in fields if f in namespace]
        made = _collections.namedtuple(name, fields, defaults=defaults, module=namespace.get("__module__"))
        for key, value in namespace.items():
            if key not in fields and key not in ("__module__", "__qualname__", "__doc__"):
                setattr(made, key, value)
        return made


class NamedTuple(metaclass=_NamedTupleMeta):
    _root = True

    def __new__(cls, typename, fields=None, **kwargs):
        if fields is None:
            fields = list(kwargs.items())
        return _collections.namedtuple(typename, [f[0] for f in fields])


class _TypedDictMeta(type):
    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


class TypedDict(metaclass=_TypedDictMeta):
    pass
