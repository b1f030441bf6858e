"""``tf.errors``: the exception classes that graph building can raise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.values.objects import Class

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = (
    "OpError CancelledError UnknownError InvalidArgumentError DeadlineExceededError NotFoundError AlreadyExistsError "
    "PermissionDeniedError UnauthenticatedError ResourceExhaustedError FailedPreconditionError AbortedError "
    "OutOfRangeError UnimplementedError InternalError UnavailableError DataLossError"
).split()


def tensorflow_error(vm: Machine, name: str) -> Class:
    """The class of this name under tf.errors; an unknown name gives OpError's."""
    table = vm.state.get("tf.errors")
    if table is None:
        base = Class("OpError", (vm.types["Exception"],), {}, "tensorflow.python.framework.errors_impl")
        table = {n: Class(n, (base,), {}, base.module) for n in NAMES[1:]}
        table["OpError"] = base
        vm.state["tf.errors"] = table
    return table[name] if name in table else table["OpError"]  # type: ignore[no-any-return]
