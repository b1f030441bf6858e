"""``raise`` and ``try``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scopelint.interp.calls import call
from scopelint.interp.compiler import Compiler, Expression, Statement, nothing, statement
from scopelint.interp.forking import end_block
from scopelint.interp.frame import Frame, Signal
from scopelint.interp.iteration import UnknownLength
from scopelint.interp.names import Store, store_name
from scopelint.interp.raising import Raised, fail, new_exception, raise_value
from scopelint.syntax import ir
from scopelint.values.base import MISSING, Anything
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Choice, Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


def exception_triple(vm: Machine, raised: Raised) -> tuple[Anything, Anything, Anything]:
    """The three arguments of ``__exit__``."""
    return raised.value.cls, raised.value, Unknown(Kind.OUTSIDE, "traceback", pure=True)


@statement(ir.Raise)
def compile_raise(c: Compiler, node: ir.Raise) -> Statement:
    exc, cause = c.optional(node.exc), c.optional(node.cause)

    def run(f: Frame) -> Signal | None:
        vm = f.vm
        if exc is None:
            current = current_exception(f)
            if current is None:
                fail(vm, "RuntimeError", "No active exception to reraise")
            raise_value(vm, current)
        value = exception_of(vm, exc(f))
        if cause is not None:
            value.attrs["__cause__"] = cause(f)
            value.attrs["__suppress_context__"] = True
        raise_value(vm, value)

    return run


def current_exception(f: Frame) -> Instance | None:
    """The exception being handled, in this frame or one that called it."""
    for frame in reversed(f.vm.frames):
        if frame.exception is not None:
            return frame.exception  # type: ignore[no-any-return]
    return f.exception  # type: ignore[no-any-return]


def exception_of(vm: Machine, value: Anything) -> Instance:
    """The exception object that ``raise value`` raises."""
    if type(value) is Class and value.is_subclass(vm.types["BaseException"]):
        made = call(vm, value, [], {})
        if isinstance(made, Instance):
            return made
    if isinstance(value, Instance) and (value.cls.is_subclass(vm.types["BaseException"]) or value.cls.open):
        return value
    if isinstance(value, (Unknown, Choice)) or (type(value) is Class and value.open):
        label = value.label if isinstance(value, (Unknown, Choice)) else value.name
        return new_exception(vm, vm.types["Exception"], (Unknown(Kind.CALL, label, pure=True),))
    fail(vm, "TypeError", "exceptions must derive from BaseException")


class Clause:
    """One ``except``: the types it catches (None: all), the name it binds, its body."""

    def __init__(self, c: Compiler, node: ir.Handler, *, suspends: bool = False) -> None:
        self.type: Expression | None = c.optional(node.type)
        self.store: Store | None = None if node.name is None else store_name(c, node.name)
        self.body = nothing if suspends else c.block(node.body)
        self.line = node.line

    def catches(self, f: Frame, cls: Class) -> bool | None:
        if self.type is None:
            return True
        return catches(f.vm, self.type(f), cls)


def catches(vm: Machine, kind: Anything, cls: Class) -> bool | None:
    """Whether an ``except kind`` catches an exception of this class; None when not known."""
    if type(kind) is tuple:
        answers = [catches(vm, k, cls) for k in kind]
        return True if True in answers else None if None in answers else False
    if type(kind) is Class:
        return True if cls.is_subclass(kind) else None if cls.open else False
    if type(kind) in (Unknown, Choice):
        return None
    fail(vm, "TypeError", "catching classes that do not inherit from BaseException is not allowed")


@statement(ir.Try)
def compile_try(c: Compiler, node: ir.Try) -> Statement:
    run = c.block(node.body)
    if node.handlers:
        clauses = [Clause(c, h) for h in node.handlers]
        run = with_handlers(run, clauses, c.block(node.orelse) if node.orelse else nothing)
    elif node.orelse:
        run = then(run, c.block(node.orelse))
    if node.finalbody:
        run = with_finally(run, c.block(node.finalbody))
    return run


def then(first: Statement, second: Statement) -> Statement:
    def run(f: Frame) -> Signal | None:
        signal = first(f)
        return second(f) if signal is None else signal

    return run


def with_handlers(body: Statement, clauses: list[Clause], orelse: Statement) -> Statement:
    def run(f: Frame) -> Signal | None:
        vm = f.vm
        guard = guard_of(f, clauses)
        depth = len(vm.guards)
        vm.guards.append(guard)
        try:
            signal = body(f)
        except Raised as raised:
            del vm.guards[depth:]
            return handle(f, clauses, raised)
        finally:
            del vm.guards[depth:]
        return orelse(f) if signal is None else signal

    return run


def guard_of(f: Frame, clauses: list[Clause]) -> Callable[[Class], bool]:
    """Tells whether these clauses would catch an exception of a class."""

    def guard(cls: Class) -> bool:
        line = f.line
        try:
            return any(clause.catches(f, cls) is not False for clause in clauses)
        except Raised:
            return False
        finally:
            f.line = line

    return guard


def handle(f: Frame, clauses: list[Clause], raised: Raised) -> Signal | None:
    """Run the clause that catches the exception, or let it go on."""
    vm = f.vm
    for clause in clauses:
        f.line = clause.line
        caught = clause.catches(f, raised.value.cls)
        if caught is None:
            vm.doubt("whether an except clause catches an exception is not known")
        if caught is False:
            continue
        return run_clause(f, clause, raised.value)
    raise raised


def run_clause(f: Frame, clause: Clause, value: Instance) -> Signal | None:
    before = f.exception
    f.exception = value
    if clause.store is not None:
        clause.store(f, value)
    try:
        return clause.body(f)
    except Raised as again:
        again.value.attrs.setdefault("__context__", value)
        raise
    finally:
        f.exception = before
        if clause.store is not None and f.vm.version != "0.12":
            clause.store(f, MISSING)


def with_finally(body: Statement, final: Statement) -> Statement:
    def run(f: Frame) -> Signal | None:
        waiting = len(f.pending)
        try:
            signal = body(f)
        except Raised:
            before = f.exception
            ended = final(f)
            f.exception = before
            if ended is not None:
                return ended
            raise
        except UnknownLength:
            final(f)
            raise
        result = f.result
        ended = end_block(f, waiting, lambda: final(f))
        if ended is not None:
            return ended  # type: ignore[no-any-return]
        f.result = result
        return signal

    return run
