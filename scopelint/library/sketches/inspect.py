"""inspect: signatures. The tests and look-ups are native."""

from collections import namedtuple

from six import _unknown

ArgSpec = namedtuple("ArgSpec", "args varargs keywords defaults")
FullArgSpec = namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")


class _empty(object):
    pass


class Parameter(object):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4
    empty = _empty

    def __init__(self, name, kind, default=_empty, annotation=_empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        return Parameter(changes.get("name", self.name), changes.get("kind", self.kind),
                         changes.get("default", self.default))

    def __str__(self):
        name = {2: "*", 4: "**"}.get(self.kind, "") + self.name
        return name if self.default is _empty else "%s=%r" % (name, self.default)

    def __repr__(self):
        return '<Parameter "%s">' % self


class BoundArguments(object):
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        found = []
        for name, param in self.signature.parameters.items():
            if param.kind in (0, 1):
                if name not in self.arguments:
                    break
                found.append(self.arguments[name])
            elif param.kind == 2:
                found.extend(self.arguments.get(name, ()))
        return tuple(found)

    @property
    def kwargs(self):
        found = {}
        for name, param in self.signature.parameters.items():
            if param.kind == 3 and name in self.arguments:
                found[name] = self.arguments[name]
            elif param.kind == 4:
                found.update(self.arguments.get(name, {}))
        return found

    def apply_defaults(self):
        arguments = {}
        for name, param in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif param.default is not _empty:
                arguments[name] = param.default
            elif param.kind == 2:
                arguments[name] = ()
            elif param.kind == 4:
                arguments[name] = {}
        self.arguments = arguments


class Signature(object):
    empty = _empty

    def __init__(self, parameters=None, return_annotation=_empty):
        self.parameters = {p.name: p for p in parameters or ()}
        self.return_annotation = return_annotation

    def bind(self, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        rest = list(args)
        named = dict(kwargs)
        for name, param in self.parameters.items():
            if param.kind in (0, 1):
                if rest:
                    if name in named:
                        raise TypeError("multiple values for argument %r" % name)
                    arguments[name] = rest.pop(0)
                elif name in named and param.kind == 1:
                    arguments[name] = named.pop(name)
                elif param.default is _empty and not partial:
                    raise TypeError("missing a required argument: %r" % name)
            elif param.kind == 2:
                if rest:
                    arguments[name] = tuple(rest)
                rest = []
            elif param.kind == 3:
                if name in named:
                    arguments[name] = named.pop(name)
                elif param.default is _empty and not partial:
                    raise TypeError("missing a required argument: %r" % name)
            elif named:
                arguments[name] = named
                named = {}
        if rest:
            raise TypeError("too many positional arguments")
        if named:
            raise TypeError("got an unexpected keyword argument %r" % next(iter(named)))
        return BoundArguments(self, arguments)

    def replace(self, **changes):
        return Signature(changes.get("parameters", self.parameters.values()))

    def __str__(self):
        return "(%s)" % ", ".join(str(p) for p in self.parameters.values())


def signature(obj, **options):
    found = _parameters(obj)
    if found is None:
        return _unknown("signature()")
    return Signature([Parameter(n, kind, default if has else _empty) for n, kind, default, has in found])


def getfullargspec(func):
    found = _parameters(func.__func__ if ismethod(func) else func, False)
    if found is None:
        return _unknown("getfullargspec()")
    args = [n for n, kind, _, _ in found if kind in (0, 1)]
    defaults = tuple(d for _, kind, d, has in found if has and kind in (0, 1))
    varargs = [n for n, kind, _, _ in found if kind == 2]
    varkw = [n for n, kind, _, _ in found if kind == 4]
    kwonly = [n for n, kind, _, _ in found if kind == 3]
    kwdefaults = {n: d for n, kind, d, has in found if kind == 3 and has}
    return FullArgSpec(args, varargs[0] if varargs else None, varkw[0] if varkw else None, defaults or None, kwonly,
                       kwdefaults or None, {})


def getargspec(func):
    full = getfullargspec(func)
    return ArgSpec(full.args, full.varargs, full.varkw, full.defaults)


def isgetsetdescriptor(obj):
    return False
