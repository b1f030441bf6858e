"""``tf.make_template``: functions that make their variables at the first call and share them later (§11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.calls import call
from scopelint.interp.raising import fail
from scopelint.interp.truth import truth
from scopelint.library.tensorflow import callbacks
from scopelint.library.tensorflow.graphs import collected
from scopelint.library.tensorflow.native import getter, method, native_class, primitive
from scopelint.library.tensorflow.run import attempt, tf_of
from scopelint.library.tensorflow.scopes import name_argument, scope_handle
from scopelint.scoping import Template
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Instance
from scopelint.values.unknown import text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

TEMPLATE = native_class("Template", module="tensorflow.python.ops.template")
BEFORE_1_4 = ("0.12", "1.0")
BEFORE_1_8 = ("0.12", "1.0", "1.4")


class TemplateHandle(Instance):
    """A template of the program: what it wraps, and the keyword arguments fixed when it was made."""

    __slots__ = ("fixed", "fn", "template")

    def __init__(self, template: Template, fn: Anything, fixed: dict[str, Anything]) -> None:
        super().__init__(TEMPLATE)
        self.template = template
        self.fn = fn
        self.fixed = fixed


@primitive("tf.make_template")
def make_template(
    vm: Machine,
    name_: Anything,
    func_: Anything,
    create_scope_now_: Anything = False,
    unique_name_: Anything = None,
    custom_getter_: Anything = None,
    **fixed: Anything,
) -> Anything:
    """``tf.make_template``. In 0.12 a custom getter is one more argument of the function (templates/custom_getter)."""
    engine = tf_of(vm).engine
    if custom_getter_ is not None and not engine.rules.template_getter:
        fixed["custom_getter_"] = custom_getter_
        custom_getter_ = None
    template = attempt(
        vm,
        lambda: engine.make_template(
            name_argument(vm, name_, "name_"),
            truth(vm, create_scope_now_) is True,
            name_argument(vm, unique_name_, "unique_name_"),
            callbacks.getter(vm, custom_getter_),
        ),
    )
    return TemplateHandle(template, func_, fixed)


@method(TEMPLATE, "__call__")
def call_template(vm: Machine, self: TemplateHandle, *args: Anything, **kwargs: Anything) -> Anything:
    """One call; its own keyword arguments win over the fixed ones."""
    running = attempt(vm, self.template.enter)
    try:
        result = call(vm, self.fn, list(args), {**self.fixed, **kwargs})
    except BaseException:
        running.exit(failed=True)
        raise
    attempt(vm, running.exit)
    return result


@getter(TEMPLATE, "name")
def template_name(vm: Machine, self: TemplateHandle) -> Anything:
    refuse_before(vm, "name", BEFORE_1_8)
    return text(self.template.name)


@getter(TEMPLATE, "func")
def template_function(vm: Machine, self: TemplateHandle) -> Anything:
    return self.fn


@getter(TEMPLATE, "var_scope")
def template_var_scope(vm: Machine, self: TemplateHandle) -> Anything:
    scope = self.template.scope
    return None if scope is None else scope_handle(vm, scope)


@getter(TEMPLATE, "variable_scope")
def template_variable_scope(vm: Machine, self: TemplateHandle) -> Anything:
    refuse_before(vm, "variable_scope", BEFORE_1_4)
    return template_var_scope(vm, self)


@getter(TEMPLATE, "variable_scope_name")
def template_scope_name(vm: Machine, self: TemplateHandle) -> Anything:
    """The scope's name with a trailing slash; None before the first call (templates/properties)."""
    refuse_before(vm, "variable_scope_name", BEFORE_1_4)
    scope = self.template.scope
    if scope is None:
        return None
    return text(scope.name if not scope.name or scope.name.endswith("/") else f"{scope.name}/")


def refuse_before(vm: Machine, name: str, versions: tuple[str, ...]) -> None:
    if vm.version in versions:
        fail(vm, "AttributeError", f"'Template' object has no attribute '{name}'")


def _variables(key: str, name: str, missing: tuple[str, ...]) -> None:
    """An attribute that lists the variables of a collection under the template's scope, once it has one."""

    def read(vm: Machine, self: TemplateHandle) -> Anything:
        refuse_before(vm, name, missing)
        scope = self.template.scope
        if scope is None or not self.template.variables_created:
            return List([], vm.world.mark)
        graph = tf_of(vm).engine.default_graph()
        return collected(vm, graph, key, f"{scope.name}/" if scope.name else None)

    getter(TEMPLATE, name)(read)


_variables("trainable_variables", "trainable_variables", BEFORE_1_4)
_variables("trainable_variables", "trainable_weights", BEFORE_1_8)
_variables("variables", "global_variables", BEFORE_1_4)
_variables("variables", "variables", BEFORE_1_8)
_variables("variables", "weights", BEFORE_1_8)
_variables("local_variables", "local_variables", BEFORE_1_4)
