"""tf_inspect: inspect, but TensorFlow's decorators are looked through."""

import functools
import inspect

from .tf_decorator import unwrap

ArgSpec = inspect.ArgSpec
FullArgSpec = inspect.FullArgSpec


def target_of(obj):
    return unwrap(obj)[1]


def told(obj):
    """The signature that a decorator tells, or None."""
    for decorator in unwrap(obj)[0]:
        if decorator.decorator_argspec is not None:
            return decorator.decorator_argspec
    return None


def getfullargspec(obj):
    spec = told(obj)
    if spec is None:
        return inspect.getfullargspec(target_of(obj))
    if isinstance(spec, FullArgSpec):
        return spec
    return FullArgSpec(spec.args, spec.varargs, spec.keywords, spec.defaults, [], None, {})


def getargspec(obj):
    if isinstance(obj, functools.partial):
        return of_partial(obj)
    spec = told(obj)
    if spec is not None:
        return spec
    target = target_of(obj)
    if not (inspect.isfunction(target) or inspect.ismethod(target) or inspect.isclass(target)):
        target = getattr(target, "__call__", target)
    full = inspect.getfullargspec(target)
    args = full.args
    if inspect.isclass(target):
        args = ["self"] + [name for name in args if name != "self"]
    return ArgSpec(args, full.varargs, full.varkw, full.defaults)


def of_partial(obj):
    """What is left of a function's arguments; a keyword given becomes a default."""
    args, varargs, keywords, defaults = getargspec(obj.func)
    args = args[len(obj.args):]
    defaults = list(defaults or ())[-len(args):] if args else []
    known = dict(zip(args[len(args) - len(defaults):], defaults))
    known.update({name: value for name, value in (obj.keywords or {}).items() if name in args})
    first = next((i for i, name in enumerate(args) if name in known), len(args))
    if any(name not in known for name in args[first:]):
        raise ValueError("Some arguments do not have default value, but they are positioned after those with default "
                         "values. This can not be expressed with ArgSpec.")
    return ArgSpec(args, varargs, keywords, tuple(known[name] for name in args[first:]) or None)


def signature(obj, **options):
    return inspect.signature(target_of(obj), **options)


def getcallargs(*func_and_positional, **named):
    func = func_and_positional[0]
    given = list(func_and_positional[1:])
    spec = getfullargspec(func)
    found = dict(named)
    if inspect.ismethod(func):
        given.insert(0, func.__self__)
    found.update(zip([name for name in spec.args if name not in found], given))
    for name, value in zip(spec.args[-len(spec.defaults or ()):], spec.defaults or ()):
        found.setdefault(name, value)
    for name, value in (spec.kwonlydefaults or {}).items():
        found.setdefault(name, value)
    return found


def isanytargetmethod(fn):
    decorators, target = unwrap(fn)
    return any(inspect.ismethod(d.decorated_target) for d in decorators) or inspect.ismethod(target)


def isbuiltin(object):
    return inspect.isbuiltin(target_of(object))


def isclass(object):
    return inspect.isclass(target_of(object))


def isfunction(object):
    return inspect.isfunction(target_of(object))


def isgenerator(object):
    return inspect.isgenerator(target_of(object))


def isgeneratorfunction(object):
    return inspect.isgeneratorfunction(target_of(object))


def ismethod(object):
    return inspect.ismethod(target_of(object))


def ismodule(object):
    return inspect.ismodule(target_of(object))


def isroutine(object):
    return inspect.isroutine(target_of(object))


def getdoc(object):
    return inspect.getdoc(object)


def getmembers(object, predicate=None):
    return inspect.getmembers(object, predicate)


def getmodule(object):
    return inspect.getmodule(object)


def getmro(cls):
    return inspect.getmro(cls)


def getfile(object):
    return inspect.getfile(target_of(object))


def getsource(object):
    return inspect.getsource(target_of(object))


def getsourcefile(object):
    return inspect.getsourcefile(target_of(object))


def getsourcelines(object):
    return inspect.getsourcelines(target_of(object))


def stack(context=1):
    return inspect.stack()


def currentframe():
    return inspect.currentframe()


def getframeinfo(*args, **kwargs):
    return inspect.getframeinfo(*args, **kwargs)
