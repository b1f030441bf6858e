"""``with`` statements."""

from __future__ import annotations

from typing import NoReturn

from scopelint.interp.assignments import target
from scopelint.interp.calls import call_method
from scopelint.interp.compiler import Compiler, Expression, Statement, statement
from scopelint.interp.exceptions import exception_triple
from scopelint.interp.forking import end_block, rescue
from scopelint.interp.frame import Frame, Signal
from scopelint.interp.iteration import UnknownLength
from scopelint.interp.names import Store
from scopelint.interp.raising import Raised, fail, type_name
from scopelint.interp.truth import truth
from scopelint.syntax import ir
from scopelint.values.base import Anything
from scopelint.values.objects import ABSENT, Instance
from scopelint.values.unknown import Choice, Unknown


@statement(ir.With)
def compile_with(c: Compiler, node: ir.With) -> Statement:
    run = c.block(node.body)
    for expression, name in reversed(node.items):
        run = one_item(c.expr(expression), None if name is None else target(c, name), run)
    return run


def one_item(manager: Expression, put: Store | None, body: Statement) -> Statement:
    def run(f: Frame) -> Signal | None:
        context = manager(f)
        line, call = f.line, f.call
        value = enter(f, context)
        waiting = len(f.pending)
        try:
            if put is not None:
                put(f, value)
            signal = body(f)
        except Raised as raised:
            instead = rescue(f, waiting)
            if instead is None:
                f.line, f.call, f.call_line = line, call, line
                return leave_raising(f, context, raised)
            signal = instead
        except UnknownLength:
            # What follows in the block is not followed, but the block is left.
            leave(f, context)
            raise
        result = f.result
        if f.vm.version == "2.15":
            # Until Python 3.8 leaving a block counts to the line of its last statement.
            f.line, f.call, f.call_line = line, call, line
        end_block(f, waiting, lambda: leave(f, context))
        f.result = result
        return signal

    return run


def enter(f: Frame, context: Anything) -> Anything:
    """``context.__enter__()``. What has no such method fails as in Python."""
    if type(context) in (Unknown, Choice):
        if type(context) is Unknown:
            if not context.pure:
                f.vm.doubt(f"with {context.label}: it is {context.kind.value}, it may open a scope")
            return context.derived(("enter",), context.label)
        return enter(f, next(v for v in context.values if v is not None))
    if isinstance(context, Instance):
        if context.cls.lookup("__enter__") is ABSENT or context.cls.lookup("__exit__") is ABSENT:
            if context.cls.open:
                f.vm.doubt(f"with {context.cls.name}: its base class is not known, it may open a scope")
                return base_unknown(context)
            missing = "__enter__" if context.cls.lookup("__enter__") is ABSENT else "__exit__"
            no_context(f, context, missing)
        return call_method(f.vm, context, "__enter__", [])
    special = getattr(context, "enter", None)
    if special is None:
        no_context(f, context, "__enter__")
    return special(f.vm)


def base_unknown(context: Instance) -> Anything:
    from scopelint.interp.attributes import open_base

    return open_base(context.cls).derived(("enter",), context.cls.name)


def no_context(f: Frame, context: Anything, missing: str) -> NoReturn:
    name = type_name(f.vm, context)
    if f.vm.version == "2.15":
        fail(f.vm, "TypeError", f"'{name}' object does not support the context manager protocol")
    fail(f.vm, "AttributeError", missing)


def leave(f: Frame, context: Anything) -> None:
    """``context.__exit__(None, None, None)``."""
    if type(context) is Unknown:
        return
    if type(context) is Choice:
        leave(f, next(v for v in context.values if v is not None))
    elif isinstance(context, Instance):
        if context.cls.lookup("__exit__") is not ABSENT:
            call_method(f.vm, context, "__exit__", [None, None, None])
    else:
        context.leave(f.vm, None)


def leave_raising(f: Frame, context: Anything, raised: Raised) -> Signal | None:
    """``__exit__`` with the exception; a true result swallows it."""
    if type(context) is Unknown or (isinstance(context, Instance) and context.cls.lookup("__exit__") is ABSENT):
        raise raised
    if type(context) is Choice:
        return leave_raising(f, next(v for v in context.values if v is not None), raised)
    if isinstance(context, Instance):
        swallowed = call_method(f.vm, context, "__exit__", list(exception_triple(f.vm, raised)))
    else:
        swallowed = context.leave(f.vm, raised)
    if truth(f.vm, swallowed):
        return None
    raise raised
