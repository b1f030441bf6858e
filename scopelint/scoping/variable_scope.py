"""VariableScope objects: a name and the settings get_variable takes from its scope (§4, §5)."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from scopelint.scoping.collection import GLOBAL_VARIABLES, LOCAL_VARIABLES, TRAINABLE_VARIABLES
from scopelint.scoping.errors import ScopingError
from scopelint.scoping.state import Stateful

if TYPE_CHECKING:
    from scopelint.scoping.engine import Engine


class ReuseMode(enum.Enum):
    """The mode that takes a variable or makes it; prints as TensorFlow's (variable_scope/reuse_auto_printed)."""

    AUTO_REUSE = 1

    def __str__(self) -> str:
        return "_ReuseMode.AUTO_REUSE"

    def __repr__(self) -> str:
        return "<_ReuseMode.AUTO_REUSE: 1>"


AUTO_REUSE = ReuseMode.AUTO_REUSE
"""Take the variable if it exists, else make it (from 1.4)."""

Reuse = bool | ReuseMode | None


class ScopeSettings(NamedTuple):
    """What a scope hands to get_variable, and to scopes opened in it. None means: as the parent."""

    initializer: Any = None
    regularizer: Any = None
    caching_device: Any = None
    partitioner: Any = None
    custom_getter: Any = None
    dtype: Any = None
    use_resource: bool | None = None


NO_SETTINGS = ScopeSettings()


class VariableScope(Stateful):
    """A variable scope object. ``with`` blocks make them; by hand, use ``Engine.new_variable_scope``.

    Attributes:
      name: the prefix of variables' full names (``""`` at root).
      original_name_scope: the name-scope path entered when the scope was first opened.
      reuse: False (must be new), True (must exist), AUTO_REUSE, or None (by hand only: no check).
      settings: see ``ScopeSettings``; each is an attribute too.
      constraint: not inherited (variable_scope/constraint_not_inherited).
      certain: False when the name depended on a counter that merged arms left different.
    """

    __slots__ = (
        "_constraint",
        "_name",
        "_original_name_scope",
        "_reuse",
        "_settings",
        "certain",
        "engine",
        "payload",
    )
    FIELDS = ("_reuse", "_settings")

    def __init__(
        self,
        engine: Engine,
        reuse: Reuse,
        name: str = "",
        original_name_scope: str = "",
        settings: ScopeSettings = NO_SETTINGS,
        constraint: Any = None,
        certain: bool = True,
    ) -> None:
        super().__init__(engine.journal)
        self.engine = engine
        self._name = name
        self._original_name_scope = original_name_scope
        self._reuse = reuse
        self._settings = settings if settings.dtype is not None else settings._replace(dtype="float32")
        self._constraint = constraint
        self.certain = certain
        self.payload: Any = None
        if engine.executing_eagerly():
            # Eager scopes always reuse and always make resource variables (§20).
            self._reuse = AUTO_REUSE
            self._settings = self._settings._replace(use_resource=True)

    @property
    def name(self) -> str:
        """The prefix of full names."""
        return self._name

    @property
    def original_name_scope(self) -> str:
        """The name-scope path of the first opening, with its trailing slash."""
        return self._original_name_scope

    @property
    def reuse(self) -> Reuse:
        """The reuse in force."""
        return self._reuse

    @property
    def settings(self) -> ScopeSettings:
        """All inherited settings together."""
        return self._settings

    @property
    def initializer(self) -> Any:
        """The default initializer."""
        return self._settings.initializer

    @property
    def regularizer(self) -> Any:
        """The default regularizer."""
        return self._settings.regularizer

    @property
    def caching_device(self) -> Any:
        """The default caching device."""
        return self._settings.caching_device

    @property
    def partitioner(self) -> Any:
        """The default partitioner."""
        return self._settings.partitioner

    @property
    def custom_getter(self) -> Any:
        """The default custom getter, with the inherited ones it wraps (from 1.4)."""
        return self._settings.custom_getter

    @property
    def dtype(self) -> Any:
        """The default dtype."""
        return self._settings.dtype

    @property
    def use_resource(self) -> bool | None:
        """Whether variables are resources; None leaves it to the global switch."""
        return self._settings.use_resource

    @property
    def constraint(self) -> Any:
        """The constraint of variables made directly in this scope."""
        return self._constraint

    def reuse_variables(self) -> None:
        """Set reuse to True on this object: until its block ends, and for later entries by this object (§5)."""
        self._touch()
        self._reuse = True

    def set(self, **settings: Any) -> None:
        """The setters ``set_initializer``, ``set_dtype``, ... in one: ``scope.set(dtype="float16")``."""
        self._touch()
        self._settings = self._settings._replace(**settings)

    def full_name(self, name: str | None) -> str | None:
        """The full name get_variable stores a name under; nothing is normalised (§7.1).

        Raises:
          ScopingError: TypeError when the name is no string and the scope has a name; the text is Python's.
        """
        if not self._name:
            return name
        if not isinstance(name, str):
            text = self.engine.rules.concatenation_text.format(type(name).__name__)
            raise ScopingError("TypeError", text, "TFS113")
        return f"{self._name}/{name}"

    def get_collection(self, name: object) -> list[Any]:
        """Items of a collection whose names start with the scope's name and a slash (from 1.4)."""
        prefix = self._name + "/" if self._name else ""
        return self.engine.default_graph().get_collection(name, prefix)

    def trainable_variables(self) -> list[Any]:
        """Trainable variables under the scope."""
        return self.get_collection(TRAINABLE_VARIABLES)

    def global_variables(self) -> list[Any]:
        """Global variables under the scope."""
        return self.get_collection(GLOBAL_VARIABLES)

    def local_variables(self) -> list[Any]:
        """Local variables under the scope."""
        return self.get_collection(LOCAL_VARIABLES)

    def _merge_field(self, field: str, x: Any, y: Any) -> tuple[Any, bool]:
        if field == "_reuse":
            # Either may hold: with AUTO_REUSE nothing certain is raised over it.
            return AUTO_REUSE, True
        differs = x.custom_getter is not y.custom_getter or x.partitioner is not y.partitioner
        return x, differs


class NestedGetter:
    """A custom getter around an inherited one, as 1.4 nests them: the new one runs first (§4.2)."""

    __slots__ = ("inner", "outer")

    def __init__(self, outer: Callable[..., Any], inner: Callable[..., Any]) -> None:
        self.outer = outer
        self.inner = inner

    accepts_constraint = True
    """It takes ``*args, **kwargs``, so the constraint is passed where ``**kwargs`` counts (from 1.13)."""
    names_constraint = False

    def __call__(self, getter: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self.outer(functools.partial(self.inner, getter), *args, **kwargs)


def inherited(base: ScopeSettings, own: ScopeSettings, getters_nest: bool) -> ScopeSettings:
    """The settings of a scope opened with ``own`` arguments under (or from) a scope with ``base`` settings."""
    merged = ScopeSettings(*(mine if mine is not None else theirs for mine, theirs in zip(own, base, strict=True)))
    if getters_nest and own.custom_getter is not None and base.custom_getter is not None:
        return merged._replace(custom_getter=NestedGetter(own.custom_getter, base.custom_getter))
    return merged
