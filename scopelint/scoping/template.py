"""Templates (§11): a function whose variables are made at its first call and shared by the later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.scoping.collection import TRAINABLE_VARIABLES
from scopelint.scoping.eager_store import EagerStore
from scopelint.scoping.errors import ScopingError
from scopelint.scoping.scope_context import PureScope, VariableScopeContext
from scopelint.scoping.state import Stateful
from scopelint.scoping.variable_scope import AUTO_REUSE, ScopeSettings, VariableScope

if TYPE_CHECKING:
    from scopelint.scoping.engine import Engine


class Template(Stateful):
    """What ``tf.make_template`` gives. The caller runs the body::

        call = template.enter()
        try:
            result = body()
        except BaseException:
            call.exit(failed=True)
            raise
        call.exit()

    Attributes:
      name: the name given.
      scope: the variable scope settled at the first call, or at once with ``create_scope_now``.
      variables_created: whether a call has made the variables, so that the next one reuses.
    """

    __slots__ = ("_first_call", "_getter", "_store", "engine", "name", "scope", "unique_name", "variables_created")
    FIELDS = ("_first_call", "scope", "variables_created")

    def __init__(
        self, engine: Engine, name: str | None, create_scope_now: bool, unique_name: str | None, getter: Any
    ) -> None:
        super().__init__(engine.journal)
        if name is None:
            raise ScopingError("ValueError", "name cannot be None.", "TFS107")
        self.engine = engine
        self.name = name
        self.unique_name = unique_name
        self._getter = getter
        self.scope: VariableScope | None = None
        self.variables_created = False
        self._first_call = True
        self._store: EagerStore | None = None
        if engine.executing_eagerly():
            self._store = EagerStore(engine)
        if create_scope_now:
            self._settle_scope()

    def _settle_scope(self) -> None:
        """Up to 1.0 a whole scope is opened, which takes a name-scope name too (templates/create_scope_now_order)."""
        if self.engine.rules.template_now_opens_scope:
            context = self._new_context()
            self.scope = context.enter()
            context.exit()
            return
        name, certain = (self.unique_name, True) if self.unique_name else self.engine.unique_scope_name(self.name)
        # Opened this way, the scope does not inherit a dtype (found by running random programs under TensorFlow).
        settings = ScopeSettings(custom_getter=self._getter, dtype="float32")
        pure = PureScope(self.engine, name, settings, certain=certain)
        self.scope = pure.enter()
        pure.exit()

    def _new_context(self) -> VariableScopeContext:
        settings = ScopeSettings(custom_getter=self._getter)
        return self.engine.variable_scope(self.unique_name, self.name, settings=settings)

    def enter(self) -> TemplateCall:
        """Begin a call.

        Raises:
          ScopingError: what opening its scope raises.
        """
        rules = self.engine.rules
        store = self._store
        if store is not None:
            store.enter()
        if self.scope is None:
            context = self._new_context()
        else:
            again = not self._first_call if rules.template_reuses_once_called else self.variables_created
            reuse: Any = AUTO_REUSE if store is not None else again or None
            context = self.engine.variable_scope(self.scope, reuse=reuse)
        scope = context.enter()
        self._touch()
        if self.scope is None:
            self.scope = scope
        checks = self.variables_created and store is None
        begins = self._first_call
        self._first_call = False
        if rules.template_failed_call_counts:
            self.variables_created = True
        return TemplateCall(self, context, checks, begins)

    def leave(self, call: TemplateCall, failed: bool) -> None:
        """End a call; see ``TemplateCall.exit``."""
        self._touch()
        if not failed:
            self.variables_created = True
        elif call.begins and not self.engine.rules.template_failed_call_counts:
            # templates/retry_after_failure: the next call is a first call again.
            self._first_call = True
        call.context.exit()
        if self._store is not None:
            self._store.exit()

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        if field == "scope":
            return (y if x is None else x), True
        return (x or y if field == "variables_created" else x and y), True


class TemplateCall:
    """One running call of a template. ``context`` is the scope it opened."""

    __slots__ = ("_trainable", "begins", "checks", "context", "template")

    def __init__(self, template: Template, context: VariableScopeContext, checks: bool, begins: bool) -> None:
        self.template = template
        self.context = context
        self.checks = checks
        self.begins = begins
        self._trainable = len(self._trainables())

    def _trainables(self) -> list[Any]:
        return self.template.engine.default_graph().get_collection_ref(TRAINABLE_VARIABLES).items

    def exit(self, failed: bool = False) -> None:
        """End the call, after its body returned or raised.

        Raises:
          ScopingError: a later call made a trainable tf.Variable (templates/trainable_variable_made_each_call).
        """
        made = self._trainables()[self._trainable :]
        refused = bool(made) and self.checks and not failed
        self.template.leave(self, failed or refused)
        if refused:
            shown = ", ".join(repr(variable) for variable in made)
            text = (
                "Trainable variable created when calling a template after the first time, perhaps you used tf.Variable "
                f"when you meant tf.get_variable: [{shown}]"
            )
            raise ScopingError("ValueError", text, "TFS110")
