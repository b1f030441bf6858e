"""Sessions: they make no names; what they compute is known only for plain constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.library.tensorflow.graphs import GraphHandle, graph_handle
from scopelint.library.tensorflow.native import getter, method, native_class, primitive
from scopelint.library.tensorflow.run import tf_of
from scopelint.library.tensorflow.session_values import NotKnown, Values, run_operation, shown, unknown, value_of
from scopelint.library.tensorflow.tensors import Operation, operation_of
from scopelint.scoping import ScopingError, Variable
from scopelint.values.base import Anything
from scopelint.values.containers import Dict, List
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

SESSION = native_class("Session", "tf.Session", module="tensorflow.python.client.session")
INTERACTIVE = native_class(
    "InteractiveSession", "tf.InteractiveSession", module="tensorflow.python.client.session", bases=(SESSION,)
)


class SessionHandle(Instance):
    """A session: its graph is the default one of the time it was made, or the one given."""

    __slots__ = ("graph",)

    def __init__(self, cls: Class, graph: Any) -> None:
        super().__init__(cls)
        self.graph = graph


def new_session(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``tf.Session(target, graph, config)``."""
    given = kwargs.get("graph", args[1] if len(args) > 1 else None)
    engine = tf_of(vm).engine
    graph = given.engine_object if isinstance(given, GraphHandle) else engine.default_graph()
    made = SessionHandle(cls, graph)
    if cls is INTERACTIVE:
        engine.push_graph(graph)
        vm.state.setdefault("default sessions", []).append(made)
    return made


SESSION.new = new_session
INTERACTIVE.new = new_session


@method(SESSION, "__enter__", "as_default_")
def enter_session(vm: Machine, self: SessionHandle) -> Anything:
    vm.state.setdefault("default sessions", []).append(self)
    tf_of(vm).engine.push_graph(self.graph)
    return self


@method(SESSION, "__exit__")
def exit_session(vm: Machine, self: SessionHandle, *error: Anything) -> Anything:
    from scopelint.library.tensorflow.run import attempt

    stack = vm.state.get("default sessions")
    if stack and stack[-1] is self:
        stack.pop()
    attempt(vm, lambda: tf_of(vm).engine.pop_graph(self.graph))
    return False


@method(SESSION, "as_default")
def session_as_default(vm: Machine, self: SessionHandle) -> Anything:
    from scopelint.library.tensorflow.graphs import silent_context

    return silent_context(self)


@getter(SESSION, "graph")
def session_graph(vm: Machine, self: SessionHandle) -> Anything:
    return graph_handle(vm, self.graph)


@getter(SESSION, "graph_def", "sess_str")
def session_graph_def(vm: Machine, self: SessionHandle) -> Anything:
    return Unknown(Kind.RUNTIME, "graph_def", pure=True)


@method(SESSION, "close", "reset")
def close_session(vm: Machine, self: SessionHandle, *args: Anything) -> Anything:
    return None


@method(SESSION, "list_devices", "make_callable", "partial_run", "partial_run_setup")
def session_other(vm: Machine, self: SessionHandle, *args: Anything, **kwargs: Anything) -> Anything:
    return Unknown(Kind.RUNTIME, "session", pure=True)


@method(SESSION, "run")
def run_session(
    vm: Machine,
    self: SessionHandle,
    fetches: Anything,
    feed_dict: Anything = None,
    options: Anything = None,
    run_metadata: Anything = None,
) -> Anything:
    """What is fetched, in the shape it was asked for."""
    values = values_of(vm, self)
    if feed_dict is not None:
        values = Fed(values)
    return fetch(vm, fetches, values, self.graph)


class Fed(Values):
    """A run with values fed: what depends on them is not known, so nothing is computed."""

    def __init__(self, inner: Values) -> None:
        super().__init__()
        self.inner = inner
        self.spoiled = True


def values_of(vm: Machine, session: SessionHandle) -> Values:
    """The variables' values in a session."""
    table: dict[Any, Values] = vm.state.setdefault("session values", {})
    found = table.get(session)
    if found is None:
        found = table[session] = Values()
    return found


def fetch(vm: Machine, wanted: Anything, values: Values, graph: Any = None) -> Anything:
    """What is fetched, in the shape it was asked for."""
    if isinstance(wanted, Operation):
        run_operation(vm, values.inner if isinstance(values, Fed) else values, wanted.op)
        return None
    if type(wanted) is str and graph is not None:
        try:
            found = (
                graph.get_tensor_by_name(wanted)
                if ":" in wanted
                else operation_of(vm, graph.get_operation_by_name(wanted))
            )
        except ScopingError:
            return unknown()
        return fetch(vm, found, values, graph)
    if type(wanted) is tuple:
        return tuple([fetch(vm, w, values, graph) for w in wanted])
    if type(wanted) is List:
        return List([fetch(vm, w, values, graph) for w in wanted.items], vm.world.mark, open=wanted.open)
    if type(wanted) is Dict:
        return Dict({k: fetch(vm, w, values, graph) for k, w in wanted.items.items()}, vm.world.mark, open=wanted.open)
    return compute(vm, wanted, values)


def compute(vm: Machine, value: Anything, values: Values) -> Anything:
    """The value of a tensor or variable in a session, Unknown where it is not plain."""
    variable = getattr(value, "engine_object", None)
    tensor = value
    if isinstance(variable, Variable):
        tensor = variable.op.outputs[0] if variable.op.outputs else value
    try:
        return shown(vm, value_of(vm, values, tensor, set()), value)
    except NotKnown:
        return unknown()


def evaluate(vm: Machine, value: Anything, session: Anything = None, fed: bool = False) -> Anything:
    """``tensor.eval()``: in the session given, or the default one."""
    if tf_of(vm).engine.executing_eagerly():
        held = getattr(value, "value", None)
        return unknown() if held is None else shown(vm, held, value)
    if not isinstance(session, SessionHandle):
        stack = vm.state.get("default sessions") or []
        session = stack[-1] if stack else None
    if not isinstance(session, SessionHandle):
        return unknown()
    values = values_of(vm, session)
    return compute(vm, value, Fed(values) if fed else values)


@primitive("tf.get_default_session")
def get_default_session(vm: Machine) -> Anything:
    stack = vm.state.get("default sessions") or []
    return stack[-1] if stack else None
