"""Values as text: ``str``, ``repr``, ``format``, ``%``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scopelint.interp.attributes import name_of, origin
from scopelint.interp.iteration import View, known_items
from scopelint.interp.operators import bounded, payload
from scopelint.interp.raising import fail, type_name
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import Dict, List, Set
from scopelint.values.objects import ABSENT, BoundMethod, Class, Function, Instance, Module, Native, Range, Slice
from scopelint.values.unknown import Choice, Text, Unknown, raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NESTING = 40
"""Containers within containers that a repr writes out."""


def to_text(vm: Machine, value: Anything) -> str | Text:
    """``str(value)``; holes where it is unknown."""
    kind = type(value)
    if kind is str or kind is Text:
        return value  # type: ignore[no-any-return]
    if kind is Unknown or kind is Choice:
        return Text(hole(vm, value))
    if isinstance(value, Instance):
        from scopelint.interp.calls import call_method

        for name in ("__str__", "__repr__"):
            method = value.cls.lookup(name)
            if method is not ABSENT and not is_builtin(method, value):
                return as_text(vm, call_method(vm, value, name, []))
        if value.cls.is_subclass(vm.types["BaseException"]):
            return exception_text(vm, value)
        if value.payload is not None and type(value.payload) is not Set:
            return to_text(vm, value.payload)
    return to_repr(vm, value)


def is_builtin(method: Anything, value: Instance) -> bool:
    """Whether the method is a builtin type's own, which acts on what the object stands for."""
    return isinstance(method, Native) and method.module == "builtins" and value.payload is not None


def as_text(vm: Machine, value: Anything) -> str | Text:
    """The result of a ``__str__``: text, or what an unknown one would be."""
    value = payload(value)
    if type(value) is str or type(value) is Text:
        return value
    if type(value) in (Unknown, Choice):
        return Text(hole(vm, value))
    fail(vm, "TypeError", f"__str__ returned non-string (type {type_name(vm, value)})")


def hole(vm: Machine, value: Unknown | Choice) -> str:
    """The hole character for an unknown value."""
    if isinstance(value, Unknown):
        return vm.holes.of(value)
    return vm.holes.new(value.label)


def exception_text(vm: Machine, value: Instance) -> str | Text:
    args = value.attrs.get("args", ())
    if type(args) is not tuple:
        return Text(vm.holes.new("message"))
    if not args:
        return ""
    if len(args) == 1:
        if value.cls.is_subclass(vm.types["KeyError"]):
            return to_repr(vm, args[0])
        return to_text(vm, args[0])
    return to_repr(vm, args)


def to_repr(vm: Machine, value: Anything, depth: int = 0) -> str | Text:
    """``repr(value)``; holes where it is unknown."""
    if depth > NESTING:
        return Text(vm.holes.new("..."))
    kind = type(value)
    if kind in HOST_REPR:
        return host_repr(vm, value)
    if kind is Text:
        return Text("'" + value.raw + "'")
    if kind is Unknown or kind is Choice:
        return Text(hole(vm, value))
    if kind in (tuple, List, Dict, Set):
        return container_repr(vm, value, depth)
    if isinstance(value, Instance):
        from scopelint.interp.calls import call_method

        method = value.cls.lookup("__repr__")
        if method is not ABSENT and not is_builtin(method, value):
            return as_text(vm, call_method(vm, value, "__repr__", []))
        if value.cls.is_subclass(vm.types["BaseException"]):
            args = value.attrs.get("args", ())
            inner = raw_of(to_repr(vm, args, depth + 1))
            if len(args) == 1:
                inner = "(" + inner[1:-2] + ")" if vm.version == "2.15" or vm.version == "1.15" else inner
            return text(value.cls.name + inner)
        if type(value.payload) is Set:
            shown = raw_of(to_repr(vm, value.payload, depth))
            inner = "" if shown in ("set()", "frozenset()") else shown.removeprefix("frozenset(").rstrip(")")
            return text(f"{value.cls.name}({inner})")
        if value.payload is not None:
            return to_repr(vm, value.payload, depth)
        return text(f"<{qualified(vm, value.cls)} object at 0x>")
    if kind is Class and value.metaclass is not None:
        method = value.metaclass.lookup("__repr__")
        if type(method) is Function:
            from scopelint.interp.calls import call

            return as_text(vm, call(vm, method, [value], {}))
    if isinstance(value, View):
        return view_repr(vm, value)
    return text(object_repr(vm, value))


def view_repr(vm: Machine, view: View) -> str | Text:
    items = known_items(vm, view)
    if items is None:
        return Text(vm.holes.new("items"))
    return text(f"{view.type_name}({raw_of(to_repr(vm, List(items)))})")


HOST_REPR = frozenset({type(None), bool, int, float, complex, str, bytes, type(Ellipsis)})


def host_repr(vm: Machine, value: Anything) -> str | Text:
    if type(value) is int and value.bit_length() > 10_000:
        return Text(vm.holes.new("number"))
    if vm.version == "0.12" and type(value) is bytes:
        return repr(value)[1:]
    return repr(value)


def qualified(vm: Machine, cls: Class) -> str:
    """The class's name with the module's before it."""
    if cls.module == "builtins":
        return cls.qualname
    module, name = origin(vm, cls)
    return f"{raw_of(to_text(vm, module))}.{name or cls.qualname}"


def object_repr(vm: Machine, value: Anything) -> str:
    if isinstance(value, Class):
        return f"<class '{qualified(vm, value)}'>"
    if isinstance(value, Function):
        return f"<function {origin(vm, value)[1] or value.qualname} at 0x>"
    if isinstance(value, Native):
        name = name_of(vm, value)
        return f"<function {name} at 0x>" if value.is_python else f"<built-in function {name}>"
    if isinstance(value, BoundMethod):
        short = getattr(value.func, "qualname", None) or getattr(value.func, "name", "?")
        return f"<bound method {short}>"
    if isinstance(value, Module):
        return f"<module '{value.name}'>"
    if isinstance(value, Range):
        return repr(value.range)
    if isinstance(value, Slice):
        parts = (repr(p) if type(p) in HOST_REPR else "..." for p in (value.start, value.stop, value.step))
        return f"slice({', '.join(parts)})"
    return f"<{type(value).__name__.lower()} object at 0x>"


def container_repr(vm: Machine, value: Anything, depth: int) -> str | Text:
    kind = type(value)
    vm.budget.charge(1)

    def show(item: Anything) -> str:
        return raw_of(to_repr(vm, item, depth + 1))

    if kind is tuple:
        inner = ", ".join(show(v) for v in value)
        return text(f"({inner},)" if len(value) == 1 else f"({inner})")
    if value.open:
        return Text(vm.holes.new("items"))
    if kind is List:
        return text(bounded(vm, "[" + ", ".join(show(v) for v in value.items) + "]"))
    if kind is Dict:
        return text(bounded(vm, "{" + ", ".join(f"{show(k)}: {show(v)}" for k, v in value.items.items()) + "}"))
    if not value.items:
        return "frozenset()" if value.frozen else "set()"
    inner = ", ".join(show(v) for v in value.items)
    if len(value.items) > 1:
        # The order of a set of strings differs from run to run.
        return Text(vm.holes.new("set"))
    return text(f"frozenset({{{inner}}})" if value.frozen else f"{{{inner}}}")


SPEC = re.compile(r"(?:.?[<>=^])?[-+ ]?#?0?\d*[,_]?(?:\.\d+)?[bcdeEfFgGnosxX%]?", re.S)


def format_value(vm: Machine, value: Anything, spec: Anything) -> str | Text:
    """``format(value, spec)``."""
    if spec == "" and not (isinstance(value, Instance) and type(value.cls.lookup("__format__")) is Function):
        return to_text(vm, value)
    if type(spec) is not str:
        return Text(vm.holes.new("format"))
    value = payload(value)
    kind = type(value)
    if kind in (int, float, bool, str, complex):
        if not SPEC.fullmatch(spec) or spec_width(spec) > vm.limits.text:
            return Text(vm.holes.new("format"))
        try:
            return format(value, spec)
        except (ValueError, OverflowError) as error:
            fail(vm, "ValueError", str(error))
    if isinstance(value, Instance) and value.cls.lookup("__format__") is not ABSENT:
        from scopelint.interp.calls import call_method

        return as_text(vm, call_method(vm, value, "__format__", [spec]))
    if kind is Unknown or kind is Choice:
        return Text(hole(vm, value))
    if kind is Text:
        return value if spec == "s" else Text(vm.holes.new("format"))
    fail(vm, "TypeError", f"unsupported format string passed to {type_name(vm, value)}.__format__")


def spec_width(spec: str) -> int:
    if len(spec) >= 100:
        return 1 << 40
    return max((int(n) for n in re.findall(r"\d+", spec)), default=0)


def convert(vm: Machine, value: Anything, conversion: str | None) -> Anything:
    """What ``!r``, ``!s``, ``!a`` make of a value."""
    if conversion is None:
        return value
    return to_text(vm, value) if conversion == "s" else to_repr(vm, value)


PERCENT = re.compile(
    r"%(?:\((?P<key>[^)]*)\))?(?P<flags>[#0\- +]*)(?P<width>\*|\d*)(?:\.(?P<precision>\*|\d*))?[hlL]?(?P<type>.)?",
    re.S,
)


def percent(vm: Machine, template: str | Text, args: Anything) -> Anything:
    """``template % args``."""
    # The common case at once: numbers and text with nothing about them for us to decide.
    plain = type(template) is str and len(template) < 200 and "*" not in template
    if plain and (all(type(a) in SIMPLE for a in args) if type(args) is tuple else type(args) in SIMPLE):
        return percent_simple(vm, template, args)
    raw = raw_of(template)
    args = payload(args) if not (isinstance(args, Instance) and type(args.payload) is Dict) else args.payload
    if type(args) is Unknown and raw.count("%") - 2 * raw.count("%%") != 1:
        return Text(vm.holes.of(args)) if not raw else Text(vm.holes.new(args.label))
    items = list(args) if type(args) is tuple else [args]
    mapping = args if type(args) is Dict else None
    out: list[str] = []
    at = used = 0
    for match in PERCENT.finditer(raw):
        out.append(raw[at : match.start()])
        at = match.end()
        letter = match["type"]
        if letter == "%":
            out.append("%")
            continue
        if letter is None:
            fail(vm, "ValueError", "incomplete format")
        if match["key"] is not None:
            value = percent_key(vm, mapping, match["key"])
        else:
            width = match["width"]
            if width == "*" or match["precision"] == "*":
                return Text(vm.holes.new("format"))
            if used >= len(items):
                fail(vm, "TypeError", "not enough arguments for format string")
            value = items[used]
            used += 1
        out.append(percent_one(vm, match, letter, value))
    out.append(raw[at:])
    if mapping is None and used < len(items) and not (len(items) == 1 and type(args) in (List, Dict)):
        fail(vm, "TypeError", "not all arguments converted during string formatting")
    return text(bounded(vm, "".join(out)))


SIMPLE = frozenset({int, str, float})


def percent_simple(vm: Machine, template: Anything, args: Anything) -> Anything:
    """``%`` of plain numbers and text; the host's complaints are the program's, in the words of Python 3."""
    if WIDE.search(template):
        return Text(vm.holes.new("format"))
    try:
        return bounded(vm, template % args)
    except (TypeError, ValueError, OverflowError):
        return percent_slow(vm, template, args)


WIDE = re.compile(r"%[^a-zA-Z%]*\d{6}")


def percent_slow(vm: Machine, template: str, args: Anything) -> Anything:
    """The general way, which words complaints as the target's Python does."""
    return percent(vm, Text(template), args)


def percent_key(vm: Machine, mapping: Dict | None, key: str) -> Anything:
    from scopelint.interp.subscripts import get_item

    if mapping is None:
        fail(vm, "TypeError", "format requires a mapping")
    return get_item(vm, mapping, key)


def percent_one(vm: Machine, match: re.Match[str], letter: str, value: Anything) -> str:
    spec = "%" + match["flags"] + match["width"] + ("." + match["precision"] if match["precision"] is not None else "")
    if spec_width(spec) > vm.limits.text:
        return vm.holes.new("format")
    if letter in "sra":
        shown = raw_of(to_text(vm, value) if letter == "s" else to_repr(vm, value))
        return (spec + "s") % shown
    value = payload(value)
    if type(value) in (Unknown, Choice, Text):
        return hole(vm, value) if not isinstance(value, Text) else vm.holes.new("number")
    if type(value) in (int, float, bool) or (letter == "c" and type(value) is str):
        try:
            return (spec + letter) % (value,)
        except (ValueError, TypeError, OverflowError) as error:
            fail(vm, type(error).__name__, str(error))
    if isinstance(value, Instance):
        number = by_number_method(vm, value, letter)
        if number is not MISSING:
            return vm.holes.new("number") if number is None else percent_one(vm, match, letter, number)
    if letter in "dioxX":
        name = type_name(vm, value)
        if vm.version in ("0.12", "1.0", "1.4", "1.8", "1.13"):
            fail(vm, "TypeError", f"%{letter} format: a number is required, not {name}")
        wanted = "an integer" if letter not in "diu" else "a real number" if vm.version == "2.15" else "a number"
        fail(vm, "TypeError", f"%{letter} format: {wanted} is required, not {name}")
    fail(vm, "TypeError", f"must be real number, not {type_name(vm, value)}")


def by_number_method(vm: Machine, value: Instance, letter: str) -> Anything:
    """The number an object turns into; None when not known, MISSING when it does not."""
    from scopelint.interp.calls import call_method

    names = ("__float__", "__index__") if letter in "eEfFgG" else ("__int__", "__index__", "__float__")
    for name in names:
        if value.cls.lookup(name) is not ABSENT:
            result = call_method(vm, value, name, [])
            return result if type(result) in (int, float) else None
    return None if value.cls.open else MISSING


def print_text(vm: Machine, values: list[Anything], sep: Anything, end: Anything) -> str:
    """What ``print`` writes, with holes as characters."""
    glue = " " if sep is None else raw_of(sep) if type(sep) in (str, Text) else vm.holes.new("sep")
    stop = "\n" if end is None else raw_of(end) if type(end) in (str, Text) else vm.holes.new("end")
    return glue.join(raw_of(to_text(vm, v)) for v in values) + stop
