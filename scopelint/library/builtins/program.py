"""Builtin functions that reach outside the program's values: output, files, code from text, imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.attributes import namespace
from scopelint.interp.calls import call_method
from scopelint.interp.imports import absolute, import_module
from scopelint.interp.raising import fail
from scopelint.interp.strings import print_text, to_text
from scopelint.interp.truth import truth
from scopelint.library.builtins.natives import NotKnown, Table, change, function, known, opaque, plain
from scopelint.trace import Printed
from scopelint.values.base import Anything
from scopelint.values.containers import Dict
from scopelint.values.objects import ABSENT, Instance, Module
from scopelint.values.unknown import Kind, Unknown, raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

FUNCTIONS = Table()


def write_out(vm: Machine, written: str) -> None:
    """Add to the program's standard output."""
    lines: int = vm.state.get("print_lines", 0)
    if lines >= vm.limits.prints:
        return
    vm.state["print_lines"] = lines + 1
    vm.tell(Printed(vm.context(), written))


def write(vm: Machine, stream: Anything, written: str) -> None:
    """Write to a stream: only standard output is told, and what the program's own objects do is followed."""
    if stream is vm.state.get("stdout") or stream is None:
        write_out(vm, written)
    elif isinstance(stream, Instance) and stream.cls.lookup("write") is not ABSENT:
        call_method(vm, stream, "write", [text(written)])


def standard_output(vm: Machine) -> Anything:
    """What ``sys.stdout`` is now; None stands for the original one."""
    module = vm.modules.get("sys")
    return module.attrs.get("stdout") if isinstance(module, Module) else None


@function(FUNCTIONS, "print", pure=False)
def print_(
    vm: Machine,
    /,
    *values: Anything,
    sep: Anything = None,
    end: Anything = None,
    file: Anything = None,
    flush: Anything = False,
    **others: Anything,
) -> None:
    for name in others:
        fail(vm, "TypeError", f"'{name}' is an invalid keyword argument for print()")
    written = print_text(vm, list(values), sep, end)
    write(vm, standard_output(vm) if file is None else file, written)


@function(FUNCTIONS, "input", "raw_input", pure=False)
def input_(vm: Machine, prompt: Anything = "", /) -> Anything:
    write(vm, standard_output(vm), raw_of(to_text(vm, prompt)))
    return Unknown(Kind.OUTSIDE, "input()", pure=True)


@function(FUNCTIONS, "open", pure=False)
def open_(vm: Machine, file: Anything, mode: Anything = "r", *args: Anything, **kwargs: Anything) -> Anything:
    """Files are outside the program. ``vm.state["open"]``, a callable ``(vm, path, mode)`` that gives a value or
    None, may open some."""
    hook = vm.state.get("open")
    if hook is not None:
        found = hook(vm, file, mode)
        if found is not None:
            return found
    label = f"open({file!r})" if type(file) is str else f"open({file.label})" if isinstance(file, Unknown) else "open()"
    return Unknown(Kind.OUTSIDE, label, pure=True)


@function(FUNCTIONS, "exec", "execfile", pure=False)
def exec_(vm: Machine, code: Anything, globals: Anything = None, locals: Anything = None, /, *args: Anything) -> None:
    vm.doubt("exec() runs code that cannot be followed")
    given = locals if locals is not None else globals
    target = namespace(vm, vm.frames[-1].module) if given is None else plain(given)
    if type(target) is Dict:
        change(vm, target)
        target.open = True


@function(FUNCTIONS, "eval", pure=False)
def eval_(vm: Machine, code: Anything, /, *args: Anything) -> Anything:
    """A literal or a plain dotted name is what it says; anything else is unknown."""
    if type(code) is str and not args:
        found = simple_expression(vm, code.strip())
        if found is not NotImplemented:
            return found
    vm.doubt("eval() runs code that cannot be followed")
    label = f"eval({code.label})" if isinstance(code, Unknown) else "eval()"
    return Unknown(Kind.SYNTAX, label)


def simple_expression(vm: Machine, code: str) -> Anything:
    """The value of a literal or dotted name; NotImplemented for anything else."""
    from scopelint.interp.attributes import get_attribute
    from scopelint.library.builtins.inspection import local_names

    names = code.split(".")
    if len(code) < 200 and all(n.isidentifier() for n in names) and names[0] not in ("True", "False", "None"):
        frame = vm.frames[-1]
        for scope in (local_names(frame).items, frame.globals, vm.builtins):
            if names[0] in scope:
                value = scope[names[0]]
                for name in names[1:]:
                    value = get_attribute(vm, value, name)
                return value
        fail(vm, "NameError", f"name '{names[0]}' is not defined")
    from scopelint.library.builtins.literals import literal

    try:
        return literal(vm, code)
    except NotKnown:
        return NotImplemented


@function(FUNCTIONS, "compile", pure=False)
def compile_(vm: Machine, /, *args: Anything, **kwargs: Anything) -> Anything:
    return Unknown(Kind.SYNTAX, "compile()", pure=True)


@function(FUNCTIONS, "__import__", pure=False)
def import_(
    vm: Machine,
    name: Anything,
    globals: Anything = None,
    locals: Anything = None,
    fromlist: Anything = (),
    level: Anything = 0,
) -> Anything:
    dotted = known_name(vm, name)
    if dotted is None or type(level) is not int:
        return Unknown(Kind.IMPORT, "__import__()")
    head = dotted.partition(".")[0]
    if level > 0:
        dotted, head = (absolute(vm, vm.frames[-1].module, part, level) for part in (dotted, head))
    module = import_named(vm, dotted)
    if opaque(fromlist) or truth(vm, fromlist):
        return module
    return import_named(vm, head)


def known_name(vm: Machine, name: Anything) -> str | None:
    """The name of a module to import; None, and told, when it is not known."""
    try:
        value = known(name)
    except NotKnown:
        vm.doubt("a module whose name is not known is imported")
        return None
    if type(value) is not str:
        fail(vm, "TypeError", "__import__() argument 1 must be str")
    return value


def import_named(vm: Machine, dotted: str) -> Anything:
    """Import a module by its full name, as an import statement does."""
    return import_module(vm, dotted)
