"""The variable store: get_variable with its checks in TensorFlow's order (§7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scopelint.scoping.collection import GLOBAL_VARIABLES, TRAINABLE_VARIABLES
from scopelint.scoping.creation import is_trainable
from scopelint.scoping.errors import ScopingError
from scopelint.scoping.initializers import converted
from scopelint.scoping.layered import Layered
from scopelint.scoping.name_scope import inside
from scopelint.scoping.observer import Get
from scopelint.scoping.partition import PartitionedVariable, get_partitioned
from scopelint.scoping.request import GETTER_ARGUMENTS, Request, accepts_constraint, is_value
from scopelint.scoping.shapes import is_empty_sequence, same_dtype
from scopelint.scoping.single import get_single
from scopelint.scoping.state import Stateful, union
from scopelint.scoping.variable import Variable
from scopelint.scoping.variable_scope import AUTO_REUSE, Reuse, VariableScope

if TYPE_CHECKING:
    from scopelint.scoping.engine import Engine


class VariableStore(Stateful):
    """The variables of one graph by full name, shared by all threads (§18).

    Attributes:
      variables: full name -> Variable.
      partitioned: full name -> PartitionedVariable.
      maybe: the full names that only one of two merged arms made.
    """

    __slots__ = ("_made", "engine", "keeps_eager", "maybe", "partitioned", "variables")
    FIELDS = ("variables", "partitioned", "maybe", "_made")

    def __init__(self, engine: Engine, keeps_eager: bool = False) -> None:
        super().__init__(engine.journal)
        self.engine = engine
        self.keeps_eager = keeps_eager
        self.variables: Layered[str | None, Variable] = Layered()
        self.partitioned: dict[str | None, PartitionedVariable] = {}
        self.maybe: set[str | None] = set()
        self._made = 0

    # What get_variable does before the store is asked

    def get(
        self,
        scope: VariableScope,
        name: str | None,
        *,
        shape: Any = None,
        dtype: str | None = None,
        initializer: Any = None,
        regularizer: Any = None,
        reuse: Reuse = None,
        trainable: bool | None = None,
        collections: Any = None,
        caching_device: Any = None,
        partitioner: Any = None,
        validate_shape: bool = True,
        use_resource: bool | None = None,
        custom_getter: Any = None,
        constraint: Any = None,
        synchronization: Any = None,
        aggregation: Any = None,
    ) -> Any:
        """``VariableScope.get_variable``; see ``Engine.get_variable``."""
        settings = scope.settings
        full = scope.full_name(name)
        if self.engine.executing_eagerly():
            # Eager: always new, always a resource (§20).
            reuse, use_resource = False, True
        with self._root_name_scope():
            if dtype is not None and is_value(initializer):
                self._check_value_dtype(initializer, dtype)
            request = Request(
                scope,
                full,
                shape,
                dtype if dtype is not None else settings.dtype,
                initializer if initializer is not None else settings.initializer,
                regularizer if regularizer is not None else settings.regularizer,
                scope.reuse if reuse is None else reuse,
                trainable,
                collections,
                caching_device if caching_device is not None else settings.caching_device,
                partitioner if partitioner is not None else settings.partitioner,
                validate_shape,
                settings.use_resource if use_resource is None else use_resource,
                constraint if constraint is not None else scope.constraint,
                synchronization,
                aggregation,
            )
            getter = custom_getter if custom_getter is not None else settings.custom_getter
            return self._ask(request, getter)

    @contextmanager
    def _root_name_scope(self) -> Iterator[None]:
        """get_variable empties the name stack for its work (§7.2)."""
        engine = self.engine
        if not engine.executing_eagerly():
            with inside(engine.default_graph(), None):
                yield
            return
        outer = engine.eager_name_scope
        engine.set_eager_name_scope("")
        try:
            yield
        finally:
            engine.set_eager_name_scope(outer)

    def _check_value_dtype(self, initializer: Any, dtype: str) -> None:
        """§7.3; TensorFlow converts the value to see its dtype, which leaves a ``Const`` op behind."""
        found = converted(self.engine, initializer, "Const", None).dtype
        if not same_dtype(found, dtype):
            text = f"Initializer type '<dtype: '{found}'>' and explicit dtype '<dtype: '{dtype}'>' don't match."
            raise ScopingError("ValueError", text, "TFS113")

    def _ask(self, request: Request, getter: Any) -> Any:
        """Call the custom getter or do the work, and tell what came of it (§7.5)."""
        rules = self.engine.rules
        if getter is not None and not callable(getter):
            text = f"Passed a custom_getter which is not callable: {getter}"
            raise ScopingError("ValueError", text, "TFS113", variable=request.name)
        if self.engine.executing_eagerly() and self.keeps_eager:
            request = replace(request, reuse=AUTO_REUSE)
        request = replace(request, trainable=is_trainable(self.engine, request.trainable, request.synchronization))
        before = self._made
        if getter is None:
            result = self._true_getter(request)
        else:
            arguments = {name: getattr(request, name) for name in GETTER_ARGUMENTS}
            constraint = arguments.pop("constraint")
            if not rules.getter_use_resource:
                del arguments["use_resource"]
            if not rules.getter_synchronization:
                del arguments["synchronization"], arguments["aggregation"]
            if rules.getter_use_resource and accepts_constraint(getter, rules.getter_constraint_by_kwargs):
                arguments["constraint"] = constraint
            result = getter(getter=self._getter_for(request), **arguments)
        return self._told(request, result, self._made != before)

    def _told(self, request: Request, result: Any, new: bool) -> Any:
        certain = request.scope.certain and request.name not in self.maybe
        self.engine.observer.variable_got(Get(request.name, result, new, request.scope, request.reuse, certain))
        return result

    def _getter_for(self, request: Request) -> Callable[..., Any]:
        """What a custom getter gets as ``getter``: arguments it leaves out take the store's defaults."""

        def true_getter(*positional: Any, **by_name: Any) -> Any:
            given = dict(zip(GETTER_ARGUMENTS, positional, strict=False)) | by_name
            return self._true_getter(Request(request.scope, given.pop("name"), **given))

        return true_getter

    def _true_getter(self, request: Request) -> Any:
        """§7.6 and §7.7: partitioned or single."""
        rules = self.engine.rules
        if request.partitioner is not None and not (rules.scalars_whole and is_empty_sequence(request.shape)):
            if not callable(request.partitioner):
                text = f"Partitioner must be callable, but received: {request.partitioner}"
                raise ScopingError("ValueError", text, "TFS113", variable=request.name)
            with self._root_name_scope():
                return get_partitioned(self, request)
        if request.reuse is True and request.name in self.partitioned:
            return get_partitioned(self, request)
        part = f"{request.name}/part_0"
        if part in self.variables:
            text = (
                "No partitioner was provided, but a partitioned version of the variable was found: "
                f"{part}. Perhaps a variable of the same name was already created with partitioning?"
            )
            raise self.error("ValueError", text, "TFS108", request, self.partitioned.get(request.name))
        return get_single(self, request)

    def recovered(self, request: Request) -> Any:
        with self._root_name_scope():
            return self._told(request, self._true_getter(request), True)

    def error(self, type: str, message: str, code: str, request: Request, existing: Any = None) -> ScopingError:
        """An error about a request: uncertain when merged arms left open which variable is meant."""
        certain = request.scope.certain and request.name not in self.maybe
        error = ScopingError(type, message, code, variable=request.name, existing=existing, certain=certain)
        if existing is not None:
            error.recovery = lambda: self._told(request, existing, False)
        return error

    def keep(self, request: Request, variable: Variable) -> None:
        """Put a new variable into the store; an eager one only into a store that keeps them."""
        eager = self.engine.executing_eagerly()
        if eager and not self.keeps_eager:
            return
        self._touch()
        self.variables.set(request.name, variable)
        self._made += 1
        if eager:
            graph = self.engine.default_graph()
            for name in request.collections or [GLOBAL_VARIABLES]:
                graph.add_to_collection(name, variable)
            if request.trainable:
                graph.add_to_collection(TRAINABLE_VARIABLES, variable)

    def keep_partitioned(self, name: str | None, variable: PartitionedVariable) -> None:
        """Put a partitioned variable into the store."""
        self._touch()
        self.partitioned[name] = variable

    # Forks

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        if field == "maybe":
            return x | y, True
        if field == "_made":
            return max(x, y), False
        if field == "partitioned":
            return {**y, **x}, True
        mine, theirs = x.differing(y)
        whole = x.copy()
        for name in union(list(mine), list(theirs)):
            if name not in mine:
                whole.set(name, theirs[name])
        differ = any(name not in theirs or _unlike(v, theirs[name]) for name, v in mine.items())
        return whole.freeze(), differ or any(name not in mine for name in theirs)

    def merge(self, a: tuple[Any, ...], b: tuple[Any, ...]) -> tuple[tuple[Any, ...], bool]:
        """Both arms' variables; those only one arm made become ``maybe``."""
        (variables, partitioned, maybe, made), differ = super().merge(a, b)
        mine, theirs = a[0].differing(b[0])
        one_sided = set(mine.keys() ^ theirs.keys()) | (a[1].keys() ^ b[1].keys())
        return (variables, partitioned, maybe | one_sided, made), differ


def _unlike(a: Variable, b: Variable) -> bool:
    return a is not b and (a.op.name, a.shape, a.dtype, a.kind) != (b.op.name, b.shape, b.dtype, b.kind)
