"""TensorFlow 1's naming engine in pure Python: what things are called, and what is refused.

It keeps the state that decides names in TF1 (open variable scopes and name scopes, reuse flags, captured scope
objects, counters, the variable store) and runs TensorFlow's own algorithm on it, for any version from 0.12 to 2.15's
``compat.v1``. It knows nothing of source code and computes no tensors. Names are plain ``str``; they may hold
private-use characters (planes 15 and 16) in place of unknown parts, which every validity check lets pass.

A first example::

    from scopelint.scoping import AUTO_REUSE, Engine, ScopingError

    tf = Engine("1.15")
    with tf.variable_scope("net") as net:
        w = tf.get_variable("w", shape=[2, 3])
    assert (w.name, w.shape) == ("net/w:0", (2, 3))
    with tf.variable_scope(net, reuse=True):
        assert tf.get_variable("w", shape=[2, 3]) is w
    with tf.variable_scope("net"):  # the name scope is net_1/ now, the variable scope still net
        try:
            tf.get_variable("w", shape=[2, 3])
        except ScopingError as error:
            assert (error.type, error.code, error.existing) == ("ValueError", "TFS101", w)
            assert error.recover() is w

The parts:

- ``Engine(version, observer=None, journal=None)`` is one TensorFlow process. ``default_graph()``, ``new_graph()``,
  ``push_graph(g)``/``pop_graph(g)`` (``g.as_default()``), ``reset_default_graph()``, ``thread`` (set it to switch
  threads), ``name_scope(...)``, ``variable_scope(...)``, ``get_variable_scope()``, ``new_variable_scope(...)``,
  ``get_variable(name, shape=, dtype=, initializer=, ...)``, ``get_local_variable(...)``,
  ``variable(VariableSpec(...))``, ``make_template(...)``, ``enable_eager_execution()``,
  ``enable_resource_variables()``.
- ``Graph``: ``create_op(type, name=None, outputs=[(dtype, shape)]) -> Op``, ``unique_name(name, mark_as_used=True)``,
  ``get_name_scope()``, ``ops``, ``get_operation_by_name``, ``get_tensor_by_name``, collections, ``layer_uid(key)``,
  ``finalize()``, ``push_creator``/``pop_creator``, ``number``.
- ``NameScopeContext``, ``VariableScopeContext``: what the scope functions give; ``enter()``, ``exit()``, or ``with``.
- ``VariableScope``: ``name``, ``original_name_scope``, ``reuse``, settings, ``reuse_variables()``, ``set(dtype=...)``.
- ``Variable`` (``name``, ``key``, ``op``, ``shape``, ``dtype``, ``kind``, ``renamed``, ``taken_by``, ``certain``),
  ``PartitionedVariable`` (``parts``, ``as_tensor()``), ``VariableStore``.
- Host objects the caller gives: initializers (``Initializer``, ``InitializerClass``, ``Convertible``, ``Constant``,
  ``Deferred``; see ``scopelint.scoping.initializers``), custom getters and creators (called by keyword, as TensorFlow
  does), regularizers (``regularizer(variable)``), partitioners (``partitioner(shape=, dtype=)``).
- ``ScopingError``: what TensorFlow raises, with ``type``, ``message``, ``code``, ``certain`` and ``recover()``.
- ``Observer``: told of each op, variable, get, scope and renaming as it happens.
- ``Rules``, ``rules_for(version)``: what differs between versions, as one table.
- ``Stateful``, ``Journal``: saving, putting back and merging state, to follow both arms of an unknown condition.
  After a merge, ``certain`` is False on what depended on a counter or entry the arms disagreed on.

Sections named in comments (§7.9) are those of the recorded rules of TF1 scoping; ``area/name`` is a recorded case.
"""

from scopelint.scoping.collection import (
    GLOBAL_VARIABLES,
    LOCAL_VARIABLES,
    REGULARIZATION_LOSSES,
    TRAINABLE_VARIABLES,
    Collection,
    Collections,
)
from scopelint.scoping.eager_store import EagerStore
from scopelint.scoping.engine import Engine
from scopelint.scoping.errors import ScopingError
from scopelint.scoping.graph import Graph, Op, Tensor
from scopelint.scoping.initializers import (
    Constant,
    Convertible,
    Deferred,
    Filled,
    Initializer,
    InitializerClass,
    Partition,
    Random,
)
from scopelint.scoping.name_scope import NameScopeContext
from scopelint.scoping.names import NameTable, Unique
from scopelint.scoping.observer import Get, Observer
from scopelint.scoping.partition import PartitionedVariable
from scopelint.scoping.request import Request
from scopelint.scoping.scope_context import PureScope, VariableScopeContext
from scopelint.scoping.scope_counts import ScopeCounts
from scopelint.scoping.shapes import UNKNOWN_DTYPE, Shape
from scopelint.scoping.state import Journal, State, Stateful
from scopelint.scoping.store import VariableStore
from scopelint.scoping.template import Template, TemplateCall
from scopelint.scoping.thread import ThreadScopes
from scopelint.scoping.variable import Variable, VariableSpec
from scopelint.scoping.variable_scope import AUTO_REUSE, Reuse, ReuseMode, ScopeSettings, VariableScope
from scopelint.scoping.versions import HOLES, RECORDED, Rules, rules_for

__all__ = [
    "AUTO_REUSE",
    "GLOBAL_VARIABLES",
    "HOLES",
    "LOCAL_VARIABLES",
    "RECORDED",
    "REGULARIZATION_LOSSES",
    "TRAINABLE_VARIABLES",
    "UNKNOWN_DTYPE",
    "Collection",
    "Collections",
    "Constant",
    "Convertible",
    "Deferred",
    "EagerStore",
    "Engine",
    "Filled",
    "Get",
    "Graph",
    "Initializer",
    "InitializerClass",
    "Journal",
    "NameScopeContext",
    "NameTable",
    "Observer",
    "Op",
    "Partition",
    "PartitionedVariable",
    "PureScope",
    "Random",
    "Request",
    "Reuse",
    "ReuseMode",
    "Rules",
    "ScopeCounts",
    "ScopeSettings",
    "ScopingError",
    "Shape",
    "State",
    "Stateful",
    "Template",
    "TemplateCall",
    "Tensor",
    "ThreadScopes",
    "Unique",
    "Variable",
    "VariableScope",
    "VariableScopeContext",
    "VariableSpec",
    "VariableStore",
    "rules_for",
]
