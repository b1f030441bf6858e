"""What one run of the TensorFlow model keeps: the scoping engine, and what it tells the trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scopelint.budget import Exhausted
from scopelint.interp.raising import Raised, new_exception, raise_value
from scopelint.library.tensorflow.threads import in_thread
from scopelint.scoping import (
    AUTO_REUSE,
    UNKNOWN_DTYPE,
    Engine,
    Get,
    Observer,
    Op,
    ScopingError,
    Variable,
    VariableScope,
)
from scopelint.trace import Context, Failed, OpenScope, ScopeOpened, VariableGot, VariableMade
from scopelint.values.unknown import has_hole

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

VARIABLE_OPS = frozenset({"Variable", "VariableV2", "VarHandleOp", "AutoReloadVariable"})


class TensorFlow(Observer):
    """The TensorFlow of one run, and the observer of its engine."""

    def __init__(self, vm: Machine) -> None:
        self.vm = vm
        self.engine = Engine(vm.version, self, vm.world)
        self.open: dict[object, tuple[OpenScope, ...]] = {}
        self.devices: tuple[dict[str, str] | None, ...] = ()
        """The devices entered, each merged with those around it; None: not known."""
        self.op_devices: dict[Op, dict[str, str] | None] = {}
        self.controls: tuple[Any, ...] = ()
        """The control dependencies entered (``control_inputs``)."""
        self.op_controls: dict[Op, tuple[Any, ...]] = {}

    # What the engine tells

    def op_made(self, op: Op) -> None:
        self.vm.budget.op()
        if self.devices:
            self.op_devices[op] = self.devices[-1]
        if self.controls:
            self.op_controls[op] = self.controls
        if op.type in VARIABLE_OPS:
            vm = self.vm
            vm.budget.variable()
            context = vm.context()
            op.payload = context
            output = op.outputs[0] if op.outputs else None
            exact = not has_hole(op.name)
            if not exact:
                vm.doubt("a part of a variable's name is not known")
            if not op.certain:
                vm.doubt("a variable's number depends on an unknown condition")
            vm.tell(
                VariableMade(
                    context,
                    op.name,
                    None,
                    output.shape if output is not None else None,
                    known_dtype(output.dtype) if output is not None else None,
                    op.graph.number or 0,
                    exact=exact,
                    maker=vm.state.get("maker", ""),
                    certain=op.certain and not vm.state.get("uncertain"),
                )
            )

    def variable_made(self, variable: Variable) -> None:
        vm = self.vm
        events = vm.trace.events
        for at in range(len(events) - 1, max(-1, len(events) - 200), -1):
            event = events[at]
            if isinstance(event, VariableMade) and event.name == variable.op.name:
                taken = variable.taken_by
                kind = None if taken is None else "op" if isinstance(taken, Op) else "scope"
                if isinstance(taken, Op) and taken.type in VARIABLE_OPS:
                    kind = "variable"
                vm.world.touch(vm.trace)
                vm.trace.events[at] = replace(
                    event,
                    stored=variable.key,
                    shape=variable.shape,
                    dtype=known_dtype(variable.dtype),
                    kind=variable.kind,
                    trainable=variable.trainable,
                    taken_by=kind,
                )
                return

    def variable_got(self, get: Get) -> None:
        name = getattr(get.result, "name", None)
        graph = getattr(get.result, "graph", None)
        op = getattr(get.result, "op", None)
        made = getattr(op, "payload", None)
        self.vm.tell(
            VariableGot(
                self.vm.context(),
                str(get.asked),
                name if isinstance(name, str) else "",
                get.new,
                graph=getattr(graph, "number", 0) or 0,
                made_at=made.place if isinstance(made, Context) else None,
                under_reuse=reuse_word(get.reuse),
                certain=get.certain,
            )
        )

    def scope_entered(self, context: Any, scope: VariableScope) -> None:
        opened = context.name_scope.path if context.name_scope is not None else ""
        self._enter("variable_scope", scope.name, opened, reuse_word(scope.reuse), context.opened_by)

    def scope_exited(self, context: Any, scope: VariableScope) -> None:
        self._leave("variable_scope")

    def name_scope_entered(self, context: Any, path: str) -> None:
        self._enter("name_scope", path, path, "", "name")

    def name_scope_exited(self, context: Any, path: str) -> None:
        self._leave("name_scope")

    def _enter(self, kind: str, name: str, path: str, reuse: str, how: str) -> None:
        vm = self.vm
        thread = self.engine.thread
        context = vm.context()
        self.open[thread] = (*self.open.get(thread, ()), OpenScope(kind, name, reuse, context.place))
        vm.tell(ScopeOpened(context, kind, name, path, reuse, how))

    def _leave(self, kind: str) -> None:
        thread = self.engine.thread
        stack = self.open.get(thread, ())
        for at in range(len(stack) - 1, -1, -1):
            if stack[at].kind == kind:
                self.open[thread] = stack[:at] + stack[at + 1 :]
                return

    def differed(self, obj: object) -> None:
        """Two arms left an engine object different. Names say so themselves when they depend on it; reuse does not."""
        if isinstance(obj, VariableScope):
            self.vm.doubt(f"whether scope '{obj.name}' reuses depends on an unknown condition")

    def scopes(self) -> tuple[OpenScope, ...]:
        """The scopes open in the running thread, outermost first."""
        return self.open.get(self.engine.thread, ())


def known_dtype(dtype: str) -> str | None:
    """The dtype, None where it is not known."""
    return None if dtype == UNKNOWN_DTYPE else dtype


def reuse_word(reuse: object) -> str:
    return "AUTO_REUSE" if reuse is AUTO_REUSE else str(reuse)


def tf_of(vm: Machine) -> TensorFlow:
    """The TensorFlow of this run, made on first use."""
    found = vm.state.get("tensorflow")
    if found is None:
        found = vm.state["tensorflow"] = TensorFlow(vm)
        # It outlives the arm it may have been made in, so its state is logged at its first change there.
        found.engine.stamp = -1
        vm.scopes = found.scopes
        vm.world.differed = found.differed
        vm.state["threads"] = in_thread
        vm.refuse = lambda error: refuse(vm, error)
        from scopelint.library.tensorflow.tensors import new_tensor

        found.engine.new_tensor = lambda op, index, shape, dtype: new_tensor(vm, op, index, shape, dtype)
    return found


def attempt(vm: Machine, act: Callable[[], Any]) -> Any:
    """Do something with the engine; what it refuses is raised in the program, or recovered from (see ``refuse``)."""
    try:
        return act()
    except ScopingError as error:
        return refuse(vm, error)


@contextmanager
def name_scope(vm: Machine, name: Any, default: Any = None, values: Sequence[object] | None = None) -> Iterator[str]:
    """A name scope that a function of TensorFlow opens around the ops it makes; none in eager mode. Gives its path."""
    engine = tf_of(vm).engine
    if engine.executing_eagerly():
        yield ""
        return
    context = attempt(vm, lambda: engine.name_scope(name, default, values))
    path: str = attempt(vm, context.enter)
    try:
        yield path
    finally:
        attempt(vm, context.exit)


def refuse(vm: Machine, error: ScopingError) -> Any:
    """TensorFlow raises here. When recovering, and no ``try`` would catch it, the run goes on as the author meant."""
    if isinstance(error.__context__, Exhausted):
        # The analysis stopped inside: what is left on the way out was never closed, which is no error of the program's.
        raise error.__context__ from None
    op = getattr(error.existing, "op", None)
    made = getattr(op, "payload", None)
    failed = Failed(
        vm.context(),
        error.type,
        error.message,
        error.code,
        error.variable,
        made if isinstance(made, Context) else None,
        certain=error.certain and vm.world.depth == 0,
        assumption="the loop runs more than once" if vm.state.get("loop_turn") else None,
    )
    cls = error_class(vm, error.type)
    if (vm.recover or not error.certain) and error.recoverable and not vm.would_catch(cls):
        if vm.recover:
            vm.tell(failed)
        else:
            vm.doubt(f"whether {error.type} is raised depends on an unknown condition")
        return attempt(vm, error.recover)
    value = new_exception(vm, cls, (error.message,))
    value.attrs[".failed"] = failed
    raise_value(vm, value)


def error_class(vm: Machine, name: str) -> Any:
    """The exception class of this name: Python's, or one of tf.errors."""
    found = vm.types.get(name)
    if found is not None:
        return found
    from scopelint.library.tensorflow.errors import tensorflow_error

    return tensorflow_error(vm, name)


def failed_event(vm: Machine, raised: Raised) -> Failed:
    """The event that stands for an exception nobody caught."""
    from scopelint.interp.strings import to_text
    from scopelint.values.unknown import raw_of

    event = raised.value.attrs.get(".failed")
    if isinstance(event, Failed):
        return event
    message = raw_of(to_text(vm, raised.value))
    return Failed(raised.context, raised.value.cls.name, message, None, None, certain=vm.world.depth == 0)
