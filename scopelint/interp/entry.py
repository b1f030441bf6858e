"""Running: a module's body, a program as ``__main__``, one function with unknown arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scopelint.budget import Exhausted
from scopelint.interp.calls import call
from scopelint.interp.code import NO_PARAMS, Code
from scopelint.interp.compiler import Compiler
from scopelint.interp.forking import settle
from scopelint.interp.frame import Frame
from scopelint.interp.iteration import UnknownLength
from scopelint.interp.raising import Raised
from scopelint.interp.symbols import module_scope
from scopelint.trace import GaveUp
from scopelint.values.base import Anything
from scopelint.values.objects import Class, Function, Instance, Module
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended: by itself, by an exception of the program, or because the budget was spent."""

    raised: Raised | None = None
    stopped: str | None = None


def execute_module(vm: Machine, module: Module, source: Any) -> None:
    """Lower and run a module's body. Raises what the program raises."""
    lowered = vm.loader.module(source)
    module.source = source
    module.attrs.setdefault("__name__", module.name)
    module.attrs.setdefault("__file__", source.path)
    module.attrs.setdefault("__doc__", lowered.doc)
    package = module.name if "__path__" in module.attrs else module.name.rpartition(".")[0]
    module.attrs.setdefault("__package__", package)
    module.attrs.setdefault("__builtins__", Unknown(Kind.OUTSIDE, "__builtins__", pure=True))
    code = module_code(source, lowered)
    frame = Frame(vm, module, [], [])
    frame.code = code
    run = code.run
    depth = len(vm.frames)
    vm.frames.append(frame)
    try:
        signal = run(frame)
        if frame.pending:
            settle(frame, signal)
    except Exhausted as exhausted:
        exhausted.context = exhausted.context or vm.context()
        raise
    finally:
        del vm.frames[depth:]


_compiled: dict[tuple[str, str], Code] = {}

KEPT = 2_000
"""Compiled modules kept for other runs of this process."""


def module_code(source: Any, lowered: Any) -> Code:
    """The compiled body of a module. Closures take all state from their frame, so one serves every run."""
    key = (source.path, source.digest)
    code = _compiled.get(key)
    if code is None:
        import scopelint.interp.compile_all  # noqa: F401  registers the compile functions

        scope = module_scope(lowered.body)
        compiler = Compiler(scope, [], [], source, "")
        code = Code("<module>", NO_PARAMS, lowered.body, source, 1, scope)
        code.run = compiler.block(lowered.body)
        if len(_compiled) >= KEPT:
            _compiled.clear()
        _compiled[key] = code
    return code


def forget(source: Any) -> None:
    """Compile this source anew at its next run: then ``code.run`` tells which of its functions that run reached."""
    _compiled.pop((source.path, source.digest), None)


def run_program(vm: Machine, source: Any) -> Ending:
    """Run a source as ``__main__``, from right after Python's start."""
    module = Module("__main__", source.path, is_user=True)
    vm.modules["__main__"] = module

    def body() -> None:
        execute_module(vm, module, source)

    return guarded(vm, body)


def run_function(vm: Machine, fn: Function, arguments: dict[str, Anything] | None = None) -> Ending:
    """Run one function: parameters without a default, and not in ``arguments``, are unknown."""
    given = arguments or {}
    params = fn.code.params
    args: list[Anything] = []
    kwargs: dict[str, Anything] = {}
    for param in (*params.posonly, *params.args):
        if param.name in given:
            args.append(given[param.name])
        elif param.name in fn.defaults:
            args.append(fn.defaults[param.name])
        else:
            args.append(argument(vm, fn, param.name, first=not args))
    for param in params.kwonly:
        if param.name in given:
            kwargs[param.name] = given[param.name]
        elif param.name not in fn.defaults:
            kwargs[param.name] = Unknown(Kind.PARAMETER, param.name)
    return guarded(vm, lambda: call(vm, fn, args, kwargs))


def argument(vm: Machine, fn: Function, name: str, *, first: bool) -> Anything:
    """What an entry's parameter is when nobody passes it: an object of its class for ``self``, else unknown."""
    if first and fn.owner is not None and name in ("self", "cls"):
        return fn.owner if name == "cls" else unknown_self(vm, fn.owner)
    return Unknown(Kind.PARAMETER, name)


def unknown_self(vm: Machine, cls: Class) -> Instance:
    """An object whose ``__init__`` was not run: attributes that the class does not define are unknown."""
    stand_in = Class(cls.name, (cls,), {".unknown_base": Unknown(Kind.PARAMETER, "self")}, cls.module)
    stand_in.open = True
    return Instance(stand_in, vm.world.mark)


def guarded(vm: Machine, body: Any) -> Ending:
    """Run something to its end, whatever that is."""
    try:
        body()
    except Raised as raised:
        return Ending(raised=raised)
    except Exhausted as exhausted:
        del vm.frames[1:]
        vm.doubt(exhausted.what)
        vm.tell(GaveUp(exhausted.context or vm.context(), exhausted.what, "TFS902"))
        return Ending(stopped=exhausted.what)
    except UnknownLength as unknown:
        vm.doubt(f"the length of {unknown.label} is not known")
        return Ending(stopped=f"the length of {unknown.label} is not known")
    return Ending()
