"""What differs between TensorFlow versions, as one table.

One field a behaviour, one instance a recorded version. Sections (§) are those of the recorded rules; the field's
comment names a recorded case (``area/name``) where one shows it. Code asks a field and never compares versions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

HOLES = "\U000f0000-\U0010fffd"
"""Private-use characters that stand for unknown parts of a name: any name check lets them pass."""


@dataclass(frozen=True)
class Rules:
    """The scoping behaviour of one TensorFlow version. The defaults are those of 0.12."""

    version: str

    # Names in a graph (§2)
    fold_case: bool = False
    """Names are compared without case (name_scope/case_insensitive_ops)."""
    op_pattern: str = r"^[A-Za-z0-9.][A-Za-z0-9_.\-/]*$"
    scope_pattern: str = r"^[A-Za-z0-9_.\-/]*$"
    long_name_errors: bool = False
    """Errors for invalid names tell the pattern; 2.15 (name_scope/op_name_invalid)."""
    duplicate_op_text: str = "cannot add op with name {} as that name is already used"
    empty_op_name_is_type: bool = False
    """An empty op name at root becomes the op's type (get_variable/empty_name_at_root)."""
    empty_variable_name_fails: bool = False
    """1.0 looks at the last character of an empty name (get_variable/empty_name_at_root)."""
    mismatch_names_graphs: bool = False
    """The text about tensors of two graphs names the graphs too."""

    # Scopes as context managers (§3, §4.3)
    class_scopes: bool = False
    """Scopes are classes: checked when built, entered again and again; before, one-shot generators."""
    decorator_scopes: bool = False
    """A scope can decorate a function (variable_scope/as_decorator)."""
    default_name_checked: bool = False
    """name_scope refuses a default_name that is no string (name_scope/default_name_is_values)."""
    auxiliary_name_scope: bool = False
    cached_contexts: bool = False
    """A context entered again keeps its scope name (variable_scope/context_object_default_name_twice)."""
    nesting_checked: bool = False
    """Leaving scopes in the wrong order is an error (variable_scope/improper_nesting)."""

    # Reuse and inheritance (§4.2, §5)
    reuse_checked: bool = False
    """reuse must be True, False, None or AUTO_REUSE; False means None (variable_scope/reuse_wrong_type)."""
    getters_nest: bool = False
    """A scope's custom getter wraps the inherited one (variable_scope/custom_getter_nested_chain)."""
    use_resource: bool = False
    """use_resource and constraint exist."""
    empty_original_name_scope: bool = False
    """A scope opened inside an empty name scope remembers the empty path, not the scope's name."""

    # Counters of default names (§6)
    object_restores_counts: bool = False
    """Closing a scope opened by object puts the counters back (…/default_name_reenter_inside_itself)."""
    root_closing_resets: bool = True
    """Closing a re-opened root sets all counters to 0 (…/empty_string_close_resets_counters)."""
    per_thread: bool = False
    """Scope, counters and name stack are each thread's own (threads/scope_not_seen_in_thread)."""

    # get_variable (§7)
    concatenation_text: str = "cannot concatenate 'str' and '{}' objects"
    """What Python says when the name under a scope is no string (errors/scope_passed_as_get_variable_name)."""
    exists_text: str = "reuse=True"
    missing_text: str = "reuse=None"
    resource_exists_is_short: bool = False
    """Duplicates of resource variables are told without their place (…/use_resource_duplicate_message)."""
    initializer_first: bool = False
    """The initializer's ops come before the variable op (get_variable/failed_initializer_takes_names)."""
    callable_needs_dtype: bool = True
    """tf.Variable with a callable needs a dtype (variable/callable_initial_value)."""
    default_float: Literal["unit_scaling", "glorot"] = "unit_scaling"
    default_zeros: Literal["none", "value", "callable"] = "none"
    """Integers and bools: as floats; zeros made at once at root; zeros made by the initializer."""
    default_string: bool = False
    initializer_classes: bool = False
    shape_may_be_left_out: bool = False
    """A callable without required arguments does without a shape (get_variable/initializer_lambda)."""
    missing_initializer_text: bool = False
    """2.15's text for neither shape nor initializer (get_variable/shape_missing)."""
    explicit_shape_checked: bool = False
    """The initializer's result must have the shape asked for."""
    getter_use_resource: bool = False
    getter_synchronization: bool = False
    getter_constraint_by_kwargs: bool = False
    """A custom getter with ``**kwargs`` gets the constraint too (…/custom_getter_blocks_constraint)."""
    on_read_trainable_refused: bool = False
    """synchronization=ON_READ with trainable=True is a ValueError (…/synchronization_on_read)."""
    regularizer_twice: bool = False
    """The regularizer is called once more, outside its name scope."""
    loop_initializer_refused: bool = False
    """An initializer tensor from inside a loop or cond is an error (…/inside_control_flow_initializer)."""
    variable_follows_scope_resource: bool = False
    """tf.Variable follows the scope's use_resource and the global switch (…/use_resource_inherited)."""
    variable_creators: bool = False
    variable_op_type: str = "VariableV2"
    variables_show: bool = False
    """A variable prints its name, shape and dtype; before, what its read tensor prints."""

    # Partitioned variables (§8)
    scalars_whole: bool = False
    """Scalars are never partitioned (get_variable/partitioned_scalar)."""
    partition_checked_early: bool = False
    """More than one axis is refused before existing variables are looked at; texts without the name."""
    partition_missing_text: str = "reuse=None"
    partition_reuse_keeps: Literal["true_only", "any_true"] = "true_only"
    """Under which reuse a call without partitioner skips it."""

    # The ops of initializers
    zeros_op: str = "Const"
    ones_op: str = "Const"
    add_op: str = "Add"
    concat_op: str = "ConcatV2"
    concat_argument: str = "axis"

    # Templates (§11)
    template_now_opens_scope: bool = True
    """create_scope_now_ opens a whole scope, name scope included (templates/create_scope_now_order)."""
    template_failed_call_counts: bool = True
    """A failed first call counts as the first (templates/retry_after_failure)."""
    template_reuses_once_called: bool = False
    """From 1.15 a call inside the first call already reuses."""
    template_getter: bool = False
    """make_template takes custom_getter_; 0.12 passes it on to the function, which is for the caller to do
    (templates/custom_getter)."""

    # Graphs and eager execution (§19, §20)
    reset_refused: bool = False
    """reset_default_graph in a nested graph is an AssertionError; before, leaving the nest fails."""
    eager: bool = False
    eager_variable_refused: bool = False
    """tf.Variable is refused under eager execution (eager/variable_and_name_scope)."""
    eager_hidden_graphs: bool = False
    """Each eager variable makes a hidden helper graph."""

    def op_name_is_valid(self, name: str) -> bool:
        """Whether TensorFlow takes this as an op's full name (or as a scope's at root)."""
        return _with_holes(self.op_pattern).match(name) is not None

    def scope_name_is_valid(self, name: str) -> bool:
        """Whether TensorFlow takes this as a scope's name inside another scope."""
        return _with_holes(self.scope_pattern).match(name) is not None


_COMPILED: dict[str, re.Pattern[str]] = {}


def _with_holes(pattern: str) -> re.Pattern[str]:
    compiled = _COMPILED.get(pattern)
    if compiled is None:
        compiled = _COMPILED[pattern] = re.compile(pattern.replace("[", "[" + HOLES))
    return compiled


V0_12 = Rules(
    "0.12",
    variable_op_type="Variable",
    concat_op="Concat",
    concat_argument="concat_dim",
    zeros_op="zeros",
    ones_op="ones",
)
V1_0 = replace(
    V0_12,
    version="1.0",
    variable_op_type="VariableV2",
    concat_op="ConcatV2",
    concat_argument="axis",
    zeros_op="Const",
    ones_op="Const",
    decorator_scopes=True,
    empty_variable_name_fails=True,
    object_restores_counts=True,
    concatenation_text="must be str, not {}",
    initializer_first=True,
    callable_needs_dtype=False,
    default_float="glorot",
    default_zeros="value",
    scalars_whole=True,
    template_getter=True,
)
V1_4 = replace(
    V1_0,
    version="1.4",
    decorator_scopes=False,
    empty_variable_name_fails=False,
    class_scopes=True,
    reuse_checked=True,
    getters_nest=True,
    use_resource=True,
    getter_use_resource=True,
    exists_text="reuse=True or reuse=tf.AUTO_REUSE",
    missing_text="reuse=tf.AUTO_REUSE",
    initializer_classes=True,
    loop_initializer_refused=True,
    variables_show=True,
    zeros_op="zeros",
    ones_op="ones",
    partition_reuse_keeps="any_true",
    template_now_opens_scope=False,
    template_failed_call_counts=False,
    reset_refused=True,
)
V1_8 = replace(
    V1_4,
    version="1.8",
    duplicate_op_text="Duplicate node name in graph: '{}'",
    per_thread=True,
    auxiliary_name_scope=True,
    cached_contexts=True,
    empty_original_name_scope=True,
    default_zeros="callable",
    partition_missing_text="reuse=False or reuse=tf.AUTO_REUSE",
    eager=True,
    eager_variable_refused=True,
    eager_hidden_graphs=True,
)
V1_13 = replace(
    V1_8,
    version="1.13",
    fold_case=True,
    eager_variable_refused=False,
    root_closing_resets=False,
    resource_exists_is_short=True,
    default_string=True,
    shape_may_be_left_out=True,
    getter_synchronization=True,
    getter_constraint_by_kwargs=True,
    on_read_trainable_refused=True,
    variable_follows_scope_resource=True,
    variable_creators=True,
    partition_checked_early=True,
    partition_reuse_keeps="any_true",
)
V1_15 = replace(
    V1_13,
    version="1.15",
    default_name_checked=True,
    concatenation_text='can only concatenate str (not "{}") to str',
    nesting_checked=True,
    on_read_trainable_refused=False,
    template_reuses_once_called=True,
)
V2_15 = replace(
    V1_15,
    version="2.15",
    op_pattern=r"^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$",
    scope_pattern=r"^[A-Za-z0-9_.\\/>-]*$",
    long_name_errors=True,
    empty_op_name_is_type=True,
    mismatch_names_graphs=True,
    missing_initializer_text=True,
    explicit_shape_checked=True,
    regularizer_twice=True,
    add_op="AddV2",
    eager_hidden_graphs=False,
)

RECORDED: tuple[Rules, ...] = (V0_12, V1_0, V1_4, V1_8, V1_13, V1_15, V2_15)
"""The versions whose behaviour was recorded, oldest first."""


def rules_for(version: str) -> Rules:
    """The rules of a TensorFlow version: the newest recorded one that is not newer.

    Args:
      version: such as ``"1.15"``, ``"1.15.5"`` or ``"1.12"`` (which gives 1.8's rules).

    Raises:
      ValueError: the text is no version, or is older than 0.12.
    """
    match = re.fullmatch(r"(\d+)\.(\d+)(?:\.\w+)*", version)
    if match is None:
        raise ValueError(f"not a TensorFlow version: {version!r}")
    wanted = (int(match[1]), int(match[2]))
    for rules in reversed(RECORDED):
        major, minor = rules.version.split(".")
        if (int(major), int(minor)) <= wanted:
            return rules
    raise ValueError(f"TensorFlow {version} is older than 0.12, the oldest version known")
