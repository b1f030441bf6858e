"""pydoc: objects by their dotted paths. It shows nothing."""

import builtins

from _scopelint_run import is_module, is_unknown
from importlib import import_module


class ErrorDuringImport(Exception):
    pass


def locate(path, forceload=0):
    if is_unknown(path):
        return import_module(path)
    parts = [part for part in path.split(".") if part]
    if len(parts) == 1 and hasattr(builtins, parts[0]):
        return getattr(builtins, parts[0])
    if len(parts) == 1 and not is_module(parts[0]):  # who looks for a class asks for its bare name first
        return None
    try:
        found = import_module(parts[0])
    except ImportError:
        return None
    path = parts[0]
    for part in parts[1:]:
        path = path + "." + part
        if not hasattr(found, part):
            try:
                import_module(path)
            except ImportError:
                return None
        if not hasattr(found, part):
            return None
        found = getattr(found, part)
    return found


def resolve(thing, forceload=0):
    found = locate(thing, forceload) if isinstance(thing, str) else thing
    if isinstance(thing, str) and found is None:
        raise ImportError("No Python documentation found for %r." % thing)
    return found, thing if isinstance(thing, str) else getattr(thing, "__name__", None)


def safeimport(path, forceload=0, cache={}):
    try:
        return import_module(path)
    except ImportError:
        return None
