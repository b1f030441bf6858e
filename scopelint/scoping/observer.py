"""What the engine tells while it works, so that a caller can attach places and find what is worth a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scopelint.scoping.graph import Graph, Op
    from scopelint.scoping.name_scope import NameScopeContext
    from scopelint.scoping.scope_context import VariableScopeContext
    from scopelint.scoping.variable import Variable
    from scopelint.scoping.variable_scope import ReuseMode, VariableScope


class Get(NamedTuple):
    """One call that went through the variable store and returned.

    Attributes:
      asked: the full name asked for, before any custom getter changed it.
      result: what the call gave: a Variable, a PartitionedVariable, or whatever a custom getter made of it.
      new: whether the call put something into the store.
      scope: the variable scope it was asked in.
      reuse: the reuse in force.
      certain: False when merged arms left the outcome open.
    """

    asked: str | None
    result: object
    new: bool
    scope: VariableScope
    reuse: bool | ReuseMode | None
    certain: bool


class Observer:
    """Does nothing; override what is of interest. Calls come in the order in which TensorFlow does the work."""

    def op_made(self, op: Op) -> None:
        """An op is in the graph."""

    def variable_op_made(self, op: Op, key: str | None) -> None:
        """A variable's op is in the graph; the variable may still fail to be made. ``key`` is its store key if any."""

    def variable_made(self, variable: Variable) -> None:
        """A variable is complete: single ones, parts, tf.Variable, eager ones."""

    def variable_got(self, get: Get) -> None:
        """A call of get_variable returned."""

    def scope_entered(self, context: VariableScopeContext, scope: VariableScope) -> None:
        """A variable scope was entered."""

    def scope_exited(self, context: VariableScopeContext, scope: VariableScope) -> None:
        """A variable scope was left."""

    def name_scope_entered(self, context: NameScopeContext, path: str) -> None:
        """A name scope was entered by the caller or for a variable scope; ``path`` ends in a slash, or is empty."""

    def name_scope_exited(self, context: NameScopeContext, path: str) -> None:
        """A name scope was left."""

    def name_uniquified(self, graph: Graph, wanted: str, given: str, taken_by: Op | str) -> None:
        """A name got a suffix. ``taken_by`` is the op that has the wanted name, else the name scope's path."""
