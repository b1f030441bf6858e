"""Sessions: they make no names; what they compute is known only for plain constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.truth import truth
from scopelint.library.tensorflow.graphs import GraphHandle, graph_handle
from scopelint.library.tensorflow.native import getter, method, native_class
from scopelint.library.tensorflow.run import tf_of
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

SESSION = native_class("Session", "tf.Session", module="tensorflow.python.client.session")
INTERACTIVE = native_class(
    "InteractiveSession", "tf.InteractiveSession", module="tensorflow.python.client.session", bases=(SESSION,)
)
GLOBALS = native_class("_GeneratorContextManager", module="contextlib")


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
    if cls is INTERACTIVE:
        engine.push_graph(graph)
    return SessionHandle(cls, graph)


SESSION.new = new_session
INTERACTIVE.new = new_session


@method(SESSION, "__enter__", "as_default_")
def enter_session(vm: Machine, self: SessionHandle) -> Anything:
    tf_of(vm).engine.push_graph(self.graph)
    return self


@method(SESSION, "__exit__")
def exit_session(vm: Machine, self: SessionHandle, *error: Anything) -> Anything:
    from scopelint.library.tensorflow.run import attempt

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
    return fetch(vm, fetches)


def fetch(vm: Machine, wanted: Anything) -> Anything:
    from scopelint.library.tensorflow.tensors import Operation
    from scopelint.values.containers import Dict

    if isinstance(wanted, Operation):
        return None
    if type(wanted) is tuple:
        return tuple(fetch(vm, w) for w in wanted)
    if type(wanted) is List:
        return List([fetch(vm, w) for w in wanted.items], vm.world.mark, open=wanted.open)
    if type(wanted) is Dict:
        return Dict({k: fetch(vm, w) for k, w in wanted.items.items()}, vm.world.mark, open=wanted.open)
    return evaluate(vm, wanted)


def evaluate(vm: Machine, value: Anything) -> Anything:
    """The value of a tensor or variable in a session: its constant where it surely has one."""
    found = constant_of(value)
    if type(found) in (int, float, bool, str) and getattr(value, "shape", None) == ():
        # Anything with dimensions is an array.
        return found
    return Unknown(Kind.RUNTIME, "value", pure=True)


def constant_of(value: Anything) -> Any:
    """The one number that a constant, or a variable initialized from one and never assigned, holds."""
    known = getattr(value, "value", None)
    if known is None:
        variable = getattr(value, "engine_object", None)
        initial = getattr(variable, "initial_value", None)
        known = getattr(initial, "value", None)
        if getattr(variable, "payload", None) is not None and "assigned" in value.attrs:
            return None
    while type(known) is list and len(known) == 1:
        known = known[0]
    return known


__all__ = ["evaluate", "truth"]
