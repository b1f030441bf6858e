"""Eager execution (§20): ``EagerVariableStore``, in which ``get_variable`` shares, and tensors as Python numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.raising import fail
from scopelint.library.tensorflow.native import method, native_class
from scopelint.library.tensorflow.run import tf_of
from scopelint.library.tensorflow.tensors import TENSOR, Tensor
from scopelint.library.tensorflow.variables import handle_of
from scopelint.scoping import EagerStore
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

MODULE = "tensorflow.python.ops.variable_scope"
STORE = native_class("EagerVariableStore", f"{MODULE}.EagerVariableStore", module=MODULE)
STORE_CONTEXT = native_class("_GeneratorContextManager", module="contextlib")


class StoreHandle(Instance):
    """A store of the program, or the context that makes it the default."""

    __slots__ = ("store",)

    def __init__(self, cls: Class, store: EagerStore) -> None:
        super().__init__(cls)
        self.store = store


def new_store(vm: Machine, cls: Class, args: list[Anything], kwargs: dict[str, Anything]) -> Anything:
    """``EagerVariableStore()``."""
    return StoreHandle(cls, EagerStore(tf_of(vm).engine))


STORE.new = new_store


@method(STORE, "as_default")
def as_default(vm: Machine, self: StoreHandle) -> Anything:
    return StoreHandle(STORE_CONTEXT, self.store)


@method(STORE_CONTEXT, "__enter__")
def enter_store(vm: Machine, self: StoreHandle) -> Anything:
    self.store.enter()
    return None


@method(STORE_CONTEXT, "__exit__")
def exit_store(vm: Machine, self: StoreHandle, *error: Anything) -> Anything:
    self.store.exit()
    return False


@method(STORE, "variables")
def store_variables(vm: Machine, self: StoreHandle) -> Anything:
    return List([handle_of(vm, v) for v in self.store.variables()], vm.world.mark)


@method(STORE, "trainable_variables")
def store_trainables(vm: Machine, self: StoreHandle) -> Anything:
    return List([handle_of(vm, v) for v in self.store.variables() if v.trainable], vm.world.mark)


@method(STORE, "non_trainable_variables")
def store_others(vm: Machine, self: StoreHandle) -> Anything:
    return List([handle_of(vm, v) for v in self.store.variables() if not v.trainable], vm.world.mark)


def _number(name: str, kind: type[float] | type[int]) -> None:
    """``float(tensor)``: under eager execution its value, in a graph what Python says of any other object."""

    def convert(vm: Machine, self: Tensor) -> Anything:
        if not tf_of(vm).engine.executing_eagerly():
            who = "a string, a bytes-like object or a number" if kind is int else "a string or a number"
            if vm.version == "2.15":
                who = who.replace("a number", "a real number")
            fail(vm, "TypeError", f"{kind.__name__}() argument must be {who}, not 'Tensor'")
        held = self.value
        return kind(held) if type(held) in (int, float, bool) else Unknown(Kind.RUNTIME, "value", pure=True)

    method(TENSOR, name)(convert)


_number("__float__", float)
_number("__int__", int)
