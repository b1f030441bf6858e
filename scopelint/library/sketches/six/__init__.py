"""six: one code base for Python 2 and 3. Metaclasses and moves are native."""

import functools
import itertools
import operator
import sys
import types

__version__ = "1.16.0"

PY2 = sys.version_info[0] == 2
PY3 = sys.version_info[0] == 3
PY34 = sys.version_info[0:2] >= (3, 4)
MAXSIZE = sys.maxsize

string_types = (str,)
integer_types = (int,)
class_types = (type,)
text_type = str
binary_type = str if PY2 else bytes


def iteritems(d, **kw):
    return iter(d.items(**kw))


def iterkeys(d, **kw):
    return iter(d.keys(**kw))


def itervalues(d, **kw):
    return iter(d.values(**kw))


def iterlists(d, **kw):
    return iter(d.lists(**kw))


def viewitems(d):
    return d.items()


def viewkeys(d):
    return d.keys()


def viewvalues(d):
    return d.values()


def next(it):
    return advance_iterator(it)


def advance_iterator(it):
    return it.__next__() if PY3 else it.next()


def u(s):
    return s


def b(s):
    return s if PY2 else s.encode("latin-1")


def ensure_str(s, encoding="utf-8", errors="strict"):
    if isinstance(s, str):
        return s
    if isinstance(s, bytes):
        return s.decode(encoding, errors)
    raise TypeError("not expecting type '%s'" % type(s))


ensure_text = ensure_str


def ensure_binary(s, encoding="utf-8", errors="strict"):
    if isinstance(s, str):
        return s.encode(encoding, errors)
    return s


def callable(obj):
    return hasattr(obj, "__call__")


def get_function_code(f):
    return f.__code__


def get_unbound_function(f):
    return f


def get_method_function(m):
    return m.__func__


def get_method_self(m):
    return m.__self__


def create_bound_method(func, obj):
    return types.MethodType(func, obj)


def create_unbound_method(func, cls):
    return func


def python_2_unicode_compatible(klass):
    return klass


def ensure_binary(s, encoding="utf-8", errors="strict"):
    return s.encode(encoding, errors) if isinstance(s, str) else s


def reraise(tp, value=None, tb=None):
    if value is None:
        value = tp()
    raise value


def raise_from(value, from_value):
    raise value


def print_(*args, **kwargs):
    print(*args, **kwargs)


def wraps(wrapped, assigned=None, updated=None):
    return functools.wraps(wrapped)


unichr = chr
int2byte = operator.methodcaller("to_bytes", 1, "big")
byte2int = operator.itemgetter(0)
indexbytes = operator.getitem
iterbytes = iter
Iterator = object
StringIO = _unknown("StringIO")
BytesIO = _unknown("BytesIO")
exec_ = _unknown("exec_")

from six import moves
