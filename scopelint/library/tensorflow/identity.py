"""Which API a model stands for, and what Python itself would tell of it: where it was written, how it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.library.tables import Default, Parameter, Reference, home, signature, symbols
from scopelint.library.tensorflow.modules import by_canonical
from scopelint.library.tensorflow.native import CLASSES
from scopelint.values.base import MISSING, Anything
from scopelint.values.objects import Class, Function, Native
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

KINDS = {"plain": 1, "args": 2, "keyword": 3, "kwargs": 4}
"""As ``inspect.Parameter`` numbers them."""

MOVED = {("2.15", "RefVariable"): "tensorflow.python.ops.ref_variable"}
"""Where classes that are not public were written, if not where they used to be."""

Described = tuple[str, int, Anything, bool]
"""A parameter: its name, its kind, its default or None, whether it has one."""


def canonical_of(vm: Machine, value: Anything) -> str | None:
    """The name of the API that a class or function models; None where it is only a part of our model."""
    models: dict[str, Anything] = vm.state.get("tensorflow values", {})
    for canonical, model in (*models.items(), *CLASSES.items()):
        if model is value:
            return canonical
    return None


def origin(vm: Machine, value: Class | Function | Native) -> tuple[Anything, str | None]:
    """``__module__`` and ``__name__`` of what a class or function models; None for a name that is the model's own."""
    canonical = canonical_of(vm, value)
    known = home(vm.version, canonical) if canonical is not None else None
    if known is not None:
        return known.module, known.name
    if isinstance(value, Class) and value.module.startswith("tensorflow.python."):
        return MOVED.get((vm.version, value.name), value.module), None  # native classes say it themselves
    return Unknown(Kind.TENSORFLOW, "__module__", pure=True), None


def is_class(vm: Machine, value: Native) -> bool:
    """Whether what a function of ours stands for is a class."""
    canonical = canonical_of(vm, value)
    entry = symbols(vm.version).entry(canonical) if canonical is not None else None
    return entry is not None and entry.kind == "class"


ANY = [("args", 2, None, False), ("kwargs", 4, None, False)]
"""The parameters of what decorators make."""


def parameters_of(vm: Machine, value: Anything, follow: bool) -> list[Described] | None:
    """The parameters of a model as the target's TensorFlow has them; None where they are not recorded.

    ``follow``: of what decorators stand in for.
    """
    if not isinstance(value, (Class, Function, Native)):
        return None
    canonical = canonical_of(vm, value)
    own: list[Described] = []
    holder = canonical
    if canonical is None and isinstance(value, Function) and value.owner is not None:
        owner = canonical_of(vm, value.owner)
        if owner is None:
            return None
        canonical = owner if value.name == "__init__" else f"{owner}.{value.name}"
        holder = owner if value.name == "__init__" else None
        own = [("self", 1, None, False)]
    written = home(vm.version, holder) if holder is not None else None
    # 2.15's decorators hand on the signature (idioms/signatures_seen).
    if written is not None and written.wrapped and not follow and vm.version != "2.15":
        return list(ANY)
    known = signature(vm.version, canonical) if canonical is not None else None
    return None if known is None else own + [described(vm, one) for one in known.parameters]


def described(vm: Machine, one: Parameter) -> Described:
    default = one.default
    if one.required or one.kind in ("args", "kwargs"):
        return one.name, KINDS[one.kind], None, False
    if isinstance(default, Reference):
        value = by_canonical(vm, default.canonical)
    elif isinstance(default, Default):
        value = Unknown(Kind.TENSORFLOW, one.name, pure=True)
    else:
        value = default
    return one.name, KINDS[one.kind], None if value is MISSING else value, True
