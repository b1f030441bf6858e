"""fire: the program's arguments choose what is called, and with what.

Where scopelint goes on after errors, a parameter that must be given but is not is of unknown value.
"""

import inspect
import sys

from _scopelint_run import goes_on, is_unknown, outside

__all__ = ["Fire"]


class FireError(Exception):
    pass


class FireExit(SystemExit):
    def __init__(self, code, component_trace=None):
        SystemExit.__init__(self, code)
        self.trace = component_trace


def Fire(component=None, command=None, name=None, serialize=None):
    if isinstance(command, str):
        args = command.split() if "'" not in command and '"' not in command else outside("command")
    elif command is None:
        args = sys.argv[1:]
    else:
        args = list(command)
    if component is None:
        component = vars(sys.modules["__main__"])
    flags = []
    if "--" in args:
        at = len(args) - 1 - list(reversed(args)).index("--")
        args, flags = args[:at], args[at + 1:]
    if flags:
        # Help, a trace, a completion script, or a shell in between.
        raise FireExit(0)
    try:
        result = _fire(component, args)
    except FireError:
        raise FireExit(2)
    _show(result if serialize is None else serialize(result))
    return result


def _fire(component, rest):
    while True:
        last, given = component, rest
        if is_unknown(component):
            break
        if rest and rest[0] in ("-h", "--help"):
            raise FireExit(0)
        saved = None
        if "-" in rest:
            at = rest.index("-")
            rest, saved = rest[:at], rest[at + 1:]
        handled = False
        error = None
        direct = inspect.isclass(component) or inspect.isroutine(component)
        if direct:
            try:
                component, rest = _called(component, rest)
                handled = True
            except FireError as e:
                error = e
        if not handled and rest:
            try:
                component = _member(component, rest[0])
                rest = rest[1:]
                handled = True
            except FireError as e:
                error = error or e
        if not handled and not direct and callable(component):
            try:
                component, rest = _called(component, rest)
                handled = True
            except FireError as e:
                error = error or e
        if not handled and error is not None:
            raise error
        if saved is not None:
            if rest:
                rest = rest + ["-"] + saved
            elif direct or component is last:
                rest = saved
            else:
                rest = ["-"] + saved
        if component is last and rest == given:
            break
    if rest:
        raise FireError("Could not consume arguments:", rest)
    return component


def _member(component, word):
    if isinstance(component, (list, tuple)):
        try:
            return component[int(word)]
        except (ValueError, IndexError):
            pass
    names = component._asdict() if hasattr(component, "_asdict") else component
    if isinstance(names, dict):
        for key in (word, word.replace("-", "_")):
            if key in names:
                return names[key]
        for key in names:
            if str(key) == word:
                return names[key]
    for key in (word, word.replace("-", "_")):
        if hasattr(component, key):
            return getattr(component, key)
    raise FireError("Could not consume arg:", word)


def _called(fn, args):
    names, defaults, extra, extra_named, named_only = _spec(fn)
    named, odd, rest = _named(args, names + named_only, extra_named)
    parse = getattr(fn, "_fire_parse", _plain)
    by_position = inspect.isroutine(fn)
    values = []
    for name in names:
        if name in named:
            values.append(parse(name, named.pop(name)))
        elif rest and by_position:
            values.append(parse(name, rest.pop(0)))
        elif name in defaults:
            values.append(defaults[name])
        elif goes_on(SystemExit):
            values.append(outside(name))
        else:
            raise FireError("The function received no value for the required argument:", name)
    for name in named_only:
        if name not in named and name not in defaults and not goes_on(SystemExit):
            raise FireError("Missing required flags:", name)
    keywords = {name: parse(name, named[name]) for name in named}
    if extra:
        values.extend([parse(None, word) for word in rest])
        rest = []
    return fn(*values, **keywords), rest + odd


def _spec(fn):
    if inspect.isclass(fn) and "__init__" not in dir(fn):
        return [], {}, False, False, []
    if not inspect.isclass(fn) and not inspect.isroutine(fn):
        fn = fn.__call__
    found = inspect.signature(fn)
    names = []
    defaults = {}
    named_only = []
    extra = extra_named = False
    if is_unknown(found):
        return names, defaults, extra, extra_named, named_only
    for name, param in found.parameters.items():
        if param.kind in (0, 1):
            names.append(name)
        elif param.kind == 2:
            extra = True
        elif param.kind == 3:
            named_only.append(name)
        else:
            extra_named = True
        if param.default is not inspect.Parameter.empty:
            defaults[name] = param.default
    return names, defaults, extra, extra_named, named_only


def _is_flag(word):
    return len(word) > 1 and (word[:2] == "--" or word[0] == "-" and word[1].isalpha() and word[2:3] in ("", "="))


def _named(args, known, any_name):
    """The arguments with names, those that nobody takes, and those without."""
    named = {}
    odd = []
    rest = []
    args = list(args)
    while args:
        word = args.pop(0)
        if not _is_flag(word):
            rest.append(word)
            continue
        key, equals, value = word.lstrip("-").partition("=")
        key = key.replace("-", "_")
        switch = not equals and (not args or _is_flag(args[0]))
        name = ""
        if key in known or switch and key[:2] == "no" and key[2:] in known or any_name:
            name = key
        elif len(key) == 1:
            alike = [each for each in known if each[0] == key]
            if len(alike) > 1:
                raise FireError("The argument '%s' is ambiguous" % word)
            name = alike[0] if alike else ""
        if switch:
            value = "True"
            if name and name not in known and name[:2] == "no":
                name, value = name[2:], "False"
        elif not equals:
            value = args.pop(0)
        if name:
            named[name] = value
        else:
            odd.append(word)
            if not equals and not switch:
                odd.append(value)
    return named, odd, rest


def _plain(name, text):
    return _value(text)


def _value(text):
    """A literal, in which words need no quotes; anything else is the text itself."""
    import ast
    import re

    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        pass
    if not re.search(r"[\[\](){},]", text):
        return text
    if "'" in text or '"' in text:
        return outside("argument")
    try:
        return ast.literal_eval(re.sub(r"(?<![\w.])(?!True\b|False\b|None\b)([^\W\d]\w*)", r"'\1'", text))
    except (ValueError, SyntaxError):
        return text


def _show(result):
    if is_unknown(result):
        print(result)
    elif isinstance(result, (list, set, frozenset)):
        for item in result:
            print(_line(item))
    elif isinstance(result, dict):
        if result:
            print(outside("result"))
        else:
            print("{}")
    elif isinstance(result, tuple) or hasattr(type(result), "__next__"):
        print(_line(result))
    elif result is not None:
        if isinstance(result, (str, bytes, int, float, bool)):
            print(result)
        else:
            print(outside("help"))


def _line(value):
    if isinstance(value, (str, int, float, bool)) or value is None:
        return str(value)
    return outside("result")
