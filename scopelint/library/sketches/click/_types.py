"""click's types of parameters, and its errors."""

import sys

from _scopelint_run import is_unknown, outside

_NEWER = sys.version_info >= (3, 8)


class ClickException(Exception):
    exit_code = 1

    def __init__(self, message):
        Exception.__init__(self, message)
        self.message = message

    def show(self, file=None):
        pass

    def format_message(self):
        return self.message


class UsageError(ClickException):
    exit_code = 2

    def __init__(self, message, ctx=None):
        ClickException.__init__(self, message)
        self.ctx = ctx


class BadParameter(UsageError):
    def __init__(self, message, ctx=None, param=None, param_hint=None, param_type=None):
        UsageError.__init__(self, message, ctx)
        self.param = param
        self.param_hint = param_hint


class FileError(ClickException):
    def __init__(self, filename, hint=None):
        ClickException.__init__(self, hint or "unknown error")
        self.filename = filename


class ParamType(object):
    is_composite = False
    name = None

    def __call__(self, value, param=None, ctx=None):
        if is_unknown(value) or value is None:
            return value
        return self.convert(value, param, ctx)

    def convert(self, value, param, ctx):
        return value

    def fail(self, message, param=None, ctx=None):
        raise BadParameter(message, ctx=ctx, param=param)

    def get_metavar(self, param):
        pass

    get_missing_message = get_metavar

    def split_envvar_value(self, rv):
        return (rv or "").split()


class _Text(ParamType):
    name = "text"

    def convert(self, value, param, ctx):
        if isinstance(value, bytes):
            return value.decode("utf-8")
        return str(value) if _NEWER else value


class _Unprocessed(ParamType):
    name = "text"


class _Number(ParamType):
    def __init__(self, number, name):
        self._number = number
        self.name = name

    def convert(self, value, param, ctx):
        try:
            return self._number(value)
        except ValueError:
            self.fail("%s is not a valid %s" % (value, self.name), param, ctx)


class _Range(_Number):
    def __init__(self, min=None, max=None, min_open=False, max_open=False, clamp=False):
        self.min = min
        self.max = max
        self.min_open = min_open
        self.max_open = max_open
        self.clamp = clamp

    def convert(self, value, param, ctx):
        found = _Number.convert(self, value, param, ctx)
        low = self.min is not None and (found <= self.min if self.min_open else found < self.min)
        high = self.max is not None and (found >= self.max if self.max_open else found > self.max)
        if not low and not high:
            return found
        if not self.clamp:
            self.fail("%s is not in the valid range." % found, param, ctx)
        edge = self.min if low else self.max
        if not (self.min_open if low else self.max_open):
            return edge
        return edge + 1 if low else edge - 1


class IntRange(_Range):
    name = "integer range"
    _number = int


class FloatRange(_Range):
    name = "float range"
    _number = float


class _Bool(ParamType):
    name = "boolean"

    def convert(self, value, param, ctx):
        if isinstance(value, bool):
            return value
        word = str(value).strip().lower()
        if word in ("true", "t", "1", "yes", "y", "on"):
            return True
        if word in ("false", "f", "0", "no", "n", "off"):
            return False
        self.fail("%s is not a valid boolean" % value, param, ctx)


class Choice(ParamType):
    name = "choice"

    def __init__(self, choices, case_sensitive=True):
        self.choices = choices
        self.case_sensitive = case_sensitive

    def convert(self, value, param, ctx):
        for choice in self.choices:
            if value == choice or not self.case_sensitive and value.lower() == choice.lower():
                return choice
        self.fail("invalid choice: %s. (choose from %s)" % (value, ", ".join([str(c) for c in self.choices])), param, ctx)


class Path(ParamType):
    """A path as it was given; whether there is such a file is not known, and taken to be as it should."""

    name = "path"

    def __init__(self, exists=False, file_okay=True, dir_okay=True, writable=False, readable=True, resolve_path=False,
                 allow_dash=False, path_type=None, executable=False):
        self.exists = exists
        self.resolve_path = resolve_path
        self.type = path_type

    def convert(self, value, param, ctx):
        if self.resolve_path:
            value = outside("resolved path")
        return value if self.type is None else self.type(value)


class File(ParamType):
    name = "filename"

    def __init__(self, mode="r", encoding=None, errors="strict", lazy=None, atomic=False):
        self.mode = mode

    def convert(self, value, param, ctx):
        if hasattr(value, "read") or hasattr(value, "write"):
            return value
        return outside("file " + value)


class DateTime(ParamType):
    name = "datetime"

    def __init__(self, formats=None):
        self.formats = formats

    def convert(self, value, param, ctx):
        return outside("date")


class Tuple(ParamType):
    is_composite = True
    name = "tuple"

    def __init__(self, types):
        self.types = [_as_type(each) for each in types]

    @property
    def arity(self):
        return len(self.types)

    def convert(self, value, param, ctx):
        if len(value) != len(self.types):
            self.fail("It would appear that nargs is set to conflict with the composite type arity.", param, ctx)
        return tuple([each(item, param, ctx) for each, item in zip(self.types, value)])


class _Function(ParamType):
    def __init__(self, func):
        self.func = func
        self.name = getattr(func, "__name__", "function")

    def convert(self, value, param, ctx):
        try:
            return self.func(value)
        except ValueError:
            self.fail(str(value), param, ctx)


class UUIDParameterType(ParamType):
    name = "uuid"

    def convert(self, value, param, ctx):
        return outside("uuid")


STRING = _Text()
INT = _Number(int, "integer")
FLOAT = _Number(float, "float")
BOOL = _Bool()
UUID = UUIDParameterType()
UNPROCESSED = _Unprocessed()


def _as_type(given):
    if given is None or given is str:
        return STRING
    if given is int:
        return INT
    if given is float:
        return FLOAT
    if given is bool:
        return BOOL
    if isinstance(given, tuple):
        return Tuple(given)
    if isinstance(given, ParamType):
        return given
    if isinstance(given, type) and issubclass(given, ParamType):
        return given()
    return _Function(given)


def _inferred(default, several):
    """The type that a default means."""
    if is_unknown(default):
        return UNPROCESSED
    if several:
        items = list(default)
        if not items:
            return None
        default = items[0]
        if isinstance(default, (tuple, list)):
            return tuple([_inferred(item, False) for item in default])
    if isinstance(default, bool):
        # Before release 8 only that of flags means one.
        return bool if _NEWER else str
    return int if isinstance(default, int) else float if isinstance(default, float) else None
