"""gin: parameters that a configuration gives to functions and classes which are marked for it.

As long as nothing is configured, what is marked is as it was. Bindings in the program itself are followed; what a file
holds is not known, so after one was read a parameter that is not passed has an unknown value.
"""

from inspect import isclass, signature

from _scopelint_run import anything, goes_on, is_unknown, outside
from contextlib import contextmanager as _contextmanager


class _Required(object):
    def __repr__(self):
        return "gin.REQUIRED"


REQUIRED = _Required()


def _is_required(value):
    # Asked of an unknown value, identity would be another question that is not known.
    return not is_unknown(value) and value is REQUIRED


_bindings = {}
_macros = {}
_known = {}
_scopes = []
_state = {"read": False, "locked": False}


class _Reference(object):
    """What a configuration means by ``@name`` or ``@name()``."""

    def __init__(self, target, called):
        self.target = target
        self.called = called

    def value(self):
        return self.target() if self.called else self.target


def _find(selector):
    found = [name for name in _known if name == selector or name.endswith("." + selector)]
    return found[0] if len(found) == 1 else None


def _value(text):
    import ast

    text = text.strip()
    if text[:1] == "%":
        return _macros.get(text[1:], anything(text))
    if text[:1] == "@":
        called = text.endswith("()")
        name = _find(text[1:-2] if called else text[1:])
        return anything(text) if name is None or "/" in text else _Reference(_known[name], called)
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return anything(text)


def _bind(key, value):
    scope, _, rest = key.strip().rpartition("/")
    selector, _, param = rest.rpartition(".")
    if not selector:
        _macros[param] = value
        return
    _bindings[(scope, selector, param)] = value


def _given(name):
    """What is bound to the parameters of a configurable in the scopes that are open."""
    found = {}
    for depth in range(len(_scopes) + 1):
        scope = "/".join(_scopes[:depth])
        for where, selector, param in _bindings:
            if where == scope and (name == selector or name.endswith("." + selector)):
                value = _bindings[(where, selector, param)]
                found[param] = value.value() if isinstance(value, _Reference) else value
    return found


def _call(fn, name, args, kwargs, hidden, shown):
    """Call with what the configuration adds."""
    known = signature(shown)
    if is_unknown(known):
        return anything(name + "()") if _state["read"] or _given(name) else fn(*args, **kwargs)
    for param in known.parameters.values():
        if _is_required(param.default) and param.name not in kwargs:
            kwargs = dict(kwargs)
            kwargs[param.name] = REQUIRED
    names = [p.name for p in known.parameters.values() if p.kind in (0, 1)][hidden:]
    only = [p.name for p in known.parameters.values() if p.kind == 3]
    args = list(args)
    passed = names[:max(0, len(args) - hidden)]
    kwargs = {param: value for param, value in kwargs.items() if not _is_required(value) or param not in passed}
    bound = _given(name)
    if _state["read"]:
        for param in names + only:
            if param not in bound:
                bound[param] = anything(param)
    for at in range(len(passed)):
        if _is_required(args[at + hidden]) and passed[at] in bound:
            args[at + hidden] = bound[passed[at]]
    added = {param: value for param, value in bound.items() if param not in passed}
    for param in kwargs:
        if not _is_required(kwargs[param]) or param not in added:
            added[param] = kwargs[param]
    return _checked(fn, name, args, added)


def _checked(fn, name, args, kwargs):
    missing = [str(at) for at in range(len(args)) if _is_required(args[at])]
    missing += [param for param in kwargs if _is_required(kwargs[param])]
    if missing and goes_on(RuntimeError):
        args = [anything("parameter") if _is_required(value) else value for value in args]
        kwargs = {param: anything(param) if _is_required(value) else value for param, value in kwargs.items()}
    elif missing:
        raise RuntimeError("Required bindings for `%s` not provided in config: %s" % (name, missing))
    return fn(*args, **kwargs)


def _configured(target, name, in_place):
    if isclass(target):
        made = target.__init__

        def __init__(self, *args, **kwargs):
            return _call(made, name, (self,) + args, kwargs, 1, made)

        if in_place:
            __init__.__wrapped__ = made
            target.__init__ = __init__
            return target
        return type(target)(target.__name__, (target,), {"__init__": __init__, "__module__": target.__module__,
                                                         "__doc__": target.__doc__})

    def wrapper(*args, **kwargs):
        return _call(target, name, args, kwargs, 0, target)

    wrapper.__wrapped__ = target
    for special in ("__name__", "__qualname__", "__module__", "__doc__"):
        if hasattr(target, special):
            setattr(wrapper, special, getattr(target, special))
    return wrapper


def _registered(target, name, module, in_place=True, changed=True):
    word = name or target.__name__
    if module is None:
        module = "" if "." in word else target.__module__
    full = module + "." + word if module else word
    made = _configured(target, full, in_place)
    _known[full] = made
    return made if changed else target


def configurable(name_or_fn=None, module=None, allowlist=None, denylist=None, whitelist=None, blacklist=None, **kwargs):
    if callable(name_or_fn):
        return _registered(name_or_fn, None, module)
    return lambda target: _registered(target, name_or_fn, module)


def register(name_or_fn=None, module=None, allowlist=None, denylist=None, whitelist=None, blacklist=None):
    if callable(name_or_fn):
        return _registered(name_or_fn, None, module, False, False)
    return lambda target: _registered(target, name_or_fn, module, False, False)


def external_configurable(fn_or_cls, name=None, module=None, allowlist=None, denylist=None, whitelist=None,
                          blacklist=None):
    return _registered(fn_or_cls, name, module, False)


def constant(name, value):
    _macros[name] = value
    _macros[name.rpartition(".")[2]] = value


def constants_from_enum(cls=None, module=None):
    def note(found):
        for member in found:
            constant("%s.%s" % (found.__name__, member.name), member)
        return found

    return note if cls is None else note(cls)


def parse_config(bindings, skip_unknown=False):
    if is_unknown(bindings):
        _state["read"] = True
        return
    if isinstance(bindings, (list, tuple)):
        lines = [line for text in bindings for line in _lines(text)]
    else:
        lines = _lines(bindings)
    for line in lines:
        if is_unknown(line):
            _state["read"] = True
            continue
        key, equals, value = line.partition("=")
        if equals:
            _bind(key, _value(value))
        elif line.split(" ")[0] == "include":
            _state["read"] = True


def _lines(text):
    """The statements of a configuration: one a line, but where brackets are open or a line ends in a backslash."""
    if is_unknown(text):
        return [text]
    found = []
    kept = ""
    for line in text.split("\n"):
        bare = line.partition("#")[0].strip()
        if not bare or (not kept and bare.split(" ")[0] in ("import", "from")):
            continue
        kept = kept + " " + bare.rstrip("\\") if kept else bare.rstrip("\\")
        depth = sum([kept.count(c) for c in "([{"]) - sum([kept.count(c) for c in ")]}"])
        if depth <= 0 and bare[-1] not in "\\=":
            found.append(kept)
            kept = ""
    return found


def parse_config_file(config_file, skip_unknown=False, print_includes_and_imports=False):
    _state["read"] = True


def parse_config_files_and_bindings(config_files=None, bindings=None, finalize_config=True, skip_unknown=False,
                                    print_includes_and_imports=False):
    if is_unknown(config_files) or config_files:
        _state["read"] = True
    if is_unknown(bindings) or bindings:
        parse_config(bindings, skip_unknown)


def bind_parameter(binding_key, value):
    if isinstance(binding_key, tuple):
        scope, selector, param = binding_key
        binding_key = (scope + "/" if scope else "") + selector + "." + param
    _bind(binding_key, value)


def query_parameter(binding_key):
    scope, _, rest = binding_key.rpartition("/")
    selector, _, param = rest.rpartition(".")
    for where, known, name in _bindings:
        if where == scope and name == param and (known == selector or known.endswith("." + selector)
                                                 or selector.endswith("." + known)):
            return _bindings[(where, known, name)]
    if _state["read"]:
        return anything(binding_key)
    raise ValueError("Parameter '%s' was not configured." % binding_key)


def get_configurable(fn_or_cls):
    if isinstance(fn_or_cls, str):
        name = _find(fn_or_cls)
        if name is None:
            raise ValueError("No configurable matching '%s'." % fn_or_cls)
        return _known[name]
    return fn_or_cls


def clear_config(clear_constants=False):
    _bindings.clear()
    _macros.clear()
    _state["read"] = _state["locked"] = False


@_contextmanager
def config_scope(name_or_scope):
    before = list(_scopes)
    if name_or_scope is None or name_or_scope == "":
        new = []
    elif isinstance(name_or_scope, (list, tuple)):
        new = list(name_or_scope)
    else:
        new = before + name_or_scope.split("/")
    _scopes[:] = new
    try:
        yield list(new)
    finally:
        _scopes[:] = before


def current_scope():
    return list(_scopes)


def current_scope_str():
    return "/".join(_scopes)


@_contextmanager
def unlock_config():
    yield


@_contextmanager
def interactive_mode():
    yield


def finalize():
    _state["locked"] = True


def config_is_locked():
    return _state["locked"]


def operative_config_str(*args, **kwargs):
    return outside("operative_config_str()")


config_str = markdown = operative_config_str


def add_config_file_search_path(location_prefix):
    pass


enter_interactive_mode = exit_interactive_mode = register_finalize_hook = lambda *args: None
