"""TensorFlow's modules: each name is looked up in the tables of the target version and modelled when first used."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from scopelint.interp.calls import call_function
from scopelint.library.tables import plain_op, symbols
from scopelint.library.tables.classes import class_info
from scopelint.library.tables.signatures import signature
from scopelint.library.tables.symbols import UNKNOWN, Entry
from scopelint.library.tensorflow.dtypes import dtype
from scopelint.library.tensorflow.native import CLASSES, PRIMITIVES, know_members, matched, recorded
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import Dict, List
from scopelint.values.objects import Class, Function, Module, Native
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

ROOTS = frozenset({"tensorflow", "tf_slim", "tensorflow_core"})


def tensorflow_module(vm: Machine, path: str, *, pristine: bool = False) -> Module | None:
    """The module of this dotted path; None when the version has none of that name.

    ``pristine`` ones are for sketches: what the program patches into its own does not reach them.
    """
    load_primitives()
    if path == "tensorflow_core" or path.startswith("tensorflow_core."):
        path = "tensorflow" + path[len("tensorflow_core") :]
    table = symbols(vm.version)
    if path.partition(".")[0] == "tf_slim":
        return new_module(vm, path, pristine)
    if not table.is_module(path):
        return None
    return new_module(vm, path, pristine)


def new_module(vm: Machine, path: str, pristine: bool) -> Module:
    modules: dict[tuple[str, bool], Module] = vm.state.setdefault("tensorflow modules", {})
    found = modules.get((path, pristine))
    if found is None:
        found = modules[path, pristine] = Module(path, stamp=vm.world.mark)
        module = found
        found.missing = lambda machine, name: lookup(machine, module, name, pristine)
    return found


def lookup(vm: Machine, module: Module, name: str, pristine: bool) -> Anything:
    """The attribute of a TensorFlow module, or MISSING when the version surely lacks it."""
    path = f"{module.name}.{name}"
    special = name.startswith("__") and name.endswith("__")
    value = dunder(vm, module, name) if special else named(vm, path, pristine)
    if value is not MISSING and vm.world.depth == 0:
        module.attrs[name] = value
    return value


def dunder(vm: Machine, module: Module, name: str) -> Anything:
    if name == "__version__" and module.name == "tensorflow":
        return symbols(vm.version).full_version
    if name == "__name__":
        return module.name
    if name == "__dict__":
        return Dict({}, open=True)
    if name in ("__file__", "__path__", "__doc__"):
        return Unknown(Kind.OUTSIDE, name, pure=True)
    entry = symbols(vm.version).entry(f"{module.name}.{name}")
    return MISSING if entry is None else resolve(vm, entry, False)


def named(vm: Machine, path: str, pristine: bool) -> Anything:
    table = symbols(vm.version)
    entry = table.entry(path)
    if entry is None:
        canonical = table.canonical(path)
        if canonical is not None:
            return by_canonical(vm, canonical)
        if table.lacks(path):
            return MISSING
        return Unknown(Kind.TENSORFLOW, path.replace("tensorflow.", "tf.", 1))
    if entry.kind == "module":
        target = entry.canonical
        long = "tensorflow" + target[2:] if target == "tf" or target.startswith("tf.") else target
        return new_module(vm, long if symbols(vm.version).is_module(long) else path, pristine)
    return resolve(vm, entry, pristine)


def resolve(vm: Machine, entry: Entry, pristine: bool) -> Anything:
    """The value that a name stands for."""
    if entry.kind == "dtype":
        return dtype(str(entry.value))
    if entry.kind == "constant":
        return (
            Unknown(Kind.TENSORFLOW, "constant", pure=True) if entry.value is UNKNOWN else host_value(vm, entry.value)
        )
    return by_canonical(vm, entry.canonical)


def host_value(vm: Machine, value: Any) -> Anything:
    if isinstance(value, list):
        return List([host_value(vm, v) for v in value], vm.world.mark)
    return value


def by_canonical(vm: Machine, canonical: str) -> Anything:
    """The model of an API: one value in each run, so that ``fn is tf.variable_scope`` holds."""
    values: dict[str, Anything] = vm.state.setdefault("tensorflow values", {})
    found = values.get(canonical, MISSING)
    if found is MISSING:
        from scopelint.library.tensorflow.sparse_functions import aware

        found = values[canonical] = aware(vm, canonical, model(vm, canonical))
    return found


def model(vm: Machine, canonical: str) -> Anything:
    if canonical in CLASSES:
        return CLASSES[canonical]
    if canonical in PRIMITIVES:
        return recorded(vm.version, canonical)
    sketched = sketch(vm, canonical)
    if sketched is not MISSING:
        return sketched
    if canonical == "tf.AUTO_REUSE":
        from scopelint.library.tensorflow.callbacks import AUTO

        return AUTO
    plain = plain_op(vm.version, canonical)
    if plain is not None:
        from scopelint.library.tensorflow.plain import plain_native

        return plain_native(vm.version, canonical)
    constants = constant_class(vm, canonical)
    if constants is not None:
        return constants
    from scopelint.library.tensorflow.sealed import sealed_native

    recorded_one = sealed_native(vm.version, canonical)
    if recorded_one is not None:
        return recorded_one
    return Unknown(Kind.TENSORFLOW, canonical, pure=harmless(canonical))


def sketch(vm: Machine, canonical: str) -> Anything:
    """The sketch of this path: ``tf.layers.dense`` is ``dense`` in the sketch module ``tensorflow.layers``.

    A long module is split over files beside it that start with an underscore; only the one that is asked for is run.
    """
    long = "tensorflow" + canonical[2:] if canonical.startswith("tf.") else canonical
    module_path, _, name = long.rpartition(".")
    holder = sketch_index(module_path).get(name, module_path)
    module = vm.library.sketch(vm, holder)
    if module is None:
        return MISSING
    value = module.attrs.get(name, MISSING)
    if isinstance(value, Module):
        return MISSING
    return as_recorded(vm, canonical, value) if type(value) is Function else value


@cache
def sketch_index(module_path: str) -> dict[str, str]:
    """Which underscored file of a sketch module defines each name."""
    import re

    from scopelint.library.resolve import SKETCHES

    folder = SKETCHES.joinpath(*module_path.split("."))
    found = {}
    for file in sorted(folder.glob("_*.py")) if folder.is_dir() else ():
        if file.stem != "__init__":
            text = file.read_text(encoding="utf-8")
            for name in re.findall(r"^(?:def|class) (\w+)|^(\w+) = ", text, re.MULTILINE):
                found[name[0] or name[1]] = f"{module_path}.{file.stem}"
    return found


def as_recorded(vm: Machine, canonical: str, fn: Function) -> Anything:
    """A sketched function that takes its arguments in the order of the target version.

    A sketch has one signature for all versions; where the recorded one differs, arguments go by name.
    """
    inner = fn.attrs.get("_key_op")
    if type(inner) is Function and inner is not fn:
        # Decorated by arg_scope: programs read its attributes, so the function inside takes the recorded form.
        vm.state.setdefault("recorded forms", {})[inner] = as_recorded(vm, canonical, inner)
        return fn
    if "__wrapped__" in fn.attrs:
        return fn
    known = signature(vm.version, canonical)
    if known is None or (all(p.kind == "plain" for p in known.parameters) and known.names == tuple(fn.code.positional)):
        return fn
    code = fn.code
    if any(p.kind == "args" for p in known.parameters) or (code.vararg_slot is not None and code.kwarg_slot is None):
        return fn
    accepted = None if code.kwarg_slot is not None else frozenset((*code.positional, *(n for n, _ in code.kwonly)))
    shown = canonical.rpartition(".")[2] if code.vararg_slot is not None else fn.name

    def run(vm_: Machine, /, *args: Anything, **kwargs: Anything) -> Anything:
        return call_function(vm_, fn, [], matched(vm_, known, shown, accepted, args, kwargs))

    return Native(shown, run, binds=False, module=fn.module.name, takes_more=True)


HARMLESS = (
    "tf.logging.", "tf.gfile.", "tf.test.", "tf.compat.as_", "tf.python_io.", "tf.summary.FileWriter", "tf.sysconfig.",
    "tf.ConfigProto", "tf.GPUOptions", "tf.OptimizerOptions", "tf.GraphOptions", "tf.RunOptions", "tf.RunMetadata",
    "tf.GraphDef", "tf.NodeDef", "tf.Summary", "tf.Event", "tf.train.Example", "tf.train.Feature", "tf.train.Features",
    "tf.train.BytesList", "tf.train.FloatList", "tf.train.Int64List", "tf.app.flags.",
    "tf.flags.", "tf.resource_loader.", "tf.train.get_checkpoint_state", "tf.train.SequenceExample", "tf.profiler.",
    "tf.train.ClusterSpec", "tf.train.Server", "tf.SummaryMetadata", "tf.AttrValue", "tf.MetaGraphDef", "tf.LogMessage",
    "tf.io.gfile.", "tf.train.list_variables", "tf.train.load_checkpoint", "tf.train.load_variable",
    "tf.train.NewCheckpointReader", "tf.train.checkpoint_exists", "tf.train.summary_iterator", "tf.make_tensor_proto",
    "tf.distribute.cluster_resolver.", "tf.config.", "tf.estimator.RunConfig", "tf.estimator.tpu.RunConfig",
    "tf.estimator.tpu.TPUConfig", "tf.contrib.framework.list_variables", "tf.contrib.framework.load_checkpoint",
    "tensorflow.core.", "tensorflow.python.client.device_lib.", "tensorflow.python.client.timeline.",
    "tensorflow.python.lib.io.", "tf.train.SaverDef",
)  # fmt: skip
"""Parts of TensorFlow that never touch a graph: a call that is not modelled leaves the trace complete."""


def harmless(canonical: str) -> bool:
    return canonical.startswith(HARMLESS)


def constant_class(vm: Machine, canonical: str) -> Class | None:
    """A class that only holds constants, such as ``tf.GraphKeys``."""
    info = class_info(vm.version, canonical)
    if info is None:
        return None
    constants: dict[str, Anything] = {}
    for name, member in info.members.items():
        if member.kind == "constant":
            constants[name] = constant(member.text.partition("=")[2], name)
    if not constants:
        return None
    others = [m for n, m in info.members.items() if m.kind in ("method", "property") and not n.startswith("_")]
    if others:
        return None
    cls = Class(canonical.rpartition(".")[2], (vm.types["object"],), constants, "tensorflow")
    know_members(cls, canonical)
    return cls


def constant(words: str, name: str) -> Anything:
    """A recorded constant; Unknown for one that is no plain value."""
    try:
        value = json.loads(words)
    except ValueError:
        value = None
    return value if type(value) in (str, int, float, bool) else Unknown(Kind.TENSORFLOW, name, pure=True)


_loaded = False


def load_primitives() -> None:
    """Import the modules that register primitives; once a process."""
    global _loaded
    if not _loaded:
        _loaded = True
        from scopelint.library.tensorflow import primitives  # noqa: F401


def public_names(vm: Machine, module: Module) -> list[str]:
    """What ``from tensorflow.x import *`` binds."""
    return [*symbols(vm.version).members(module.name), *module.attrs]
