"""``import``: the project's own modules are run once each, in order; the library's are modelled; others unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.attributes import find_attribute
from scopelint.interp.compiler import Compiler, Statement, statement
from scopelint.interp.frame import Frame, Signal
from scopelint.interp.names import store_name
from scopelint.interp.raising import Raised, fail
from scopelint.syntax import ir
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import OPEN, List
from scopelint.values.objects import Module
from scopelint.values.unknown import Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


@statement(ir.Import)
def compile_import(c: Compiler, node: ir.Import) -> Statement:
    steps = [
        (dotted, alias is not None, store_name(c, alias or dotted.partition(".")[0])) for dotted, alias in node.names
    ]

    def run(f: Frame) -> Signal | None:
        for dotted, aliased, store in steps:
            module = import_module(f.vm, dotted, f.module)
            if aliased or "." not in dotted:
                store(f, module)
            else:
                store(f, import_module(f.vm, dotted.partition(".")[0], f.module))
        return None

    return run


@statement(ir.ImportFrom)
def compile_import_from(c: Compiler, node: ir.ImportFrom) -> Statement:
    dotted, level = node.module, node.level
    star = node.names == (("*", None),)
    steps = [] if star else [(name, store_name(c, alias or name)) for name, alias in node.names]

    def run(f: Frame) -> Signal | None:
        vm = f.vm
        name = absolute(vm, f.module, dotted, level)
        if name == "__future__":
            return None
        if level and f.module.is_modelled:
            module: Anything = vm.library.sketch(vm, name)  # sketches share code by relative imports
        else:
            module = import_module(vm, name, f.module)
        if star:
            import_star(f, module)
            return None
        for item, store in steps:
            store(f, import_name(vm, module, name, item))
        return None

    return run


def absolute(vm: Machine, module: Module, dotted: str, level: int) -> str:
    """The full name of an import in a module. Raises the program's error where the dots lead out of its package."""
    name = absolute_name(module.name, is_package(module), dotted, level)
    if name is None:
        kind = "ValueError" if vm.version == "0.12" else "ImportError"
        fail(vm, kind, "attempted relative import with no known parent package")
    return name


def absolute_name(importer: str, is_package: bool, module: str, level: int) -> str | None:
    """The absolute name of ``from <level dots><module> import ...`` in the module ``importer``.

    None when the dots lead out of the top-level package, where Python raises ImportError.
    """
    if level == 0:
        return module
    parts = importer.split(".") if importer else []
    drop = level - 1 if is_package else level
    if drop > len(parts) or (drop == len(parts) and not is_package):
        return None
    base = parts[: len(parts) - drop]
    if not base:
        return None
    return ".".join(base + ([module] if module else []))


def is_package(module: Module) -> bool:
    path = (module.path or "").replace("\\", "/")
    return path.endswith("/__init__.py") or path == "__init__.py" or "__path__" in module.attrs


def import_module(vm: Machine, dotted: str, importer: Module | None = None) -> Anything:
    """The module of this dotted name: loaded before, modelled, the project's, or unknown.

    Raises the program's ImportError only for what cannot exist: a name missing in a known package.
    """
    if importer is not None and importer.is_modelled:
        own = vm.library.pristine(vm, dotted)
        if own is not None:
            return own
    if importer is not None and vm.version == "0.12":
        sibling = implicit_relative(vm, dotted, importer)
        if sibling is not None:
            return sibling
    found = vm.modules.get(dotted)
    if found is not None:
        return found
    parent: Anything = None
    head, _, tail = dotted.rpartition(".")
    if head:
        parent = import_module(vm, head)
        found = vm.modules.get(dotted)
        if found is not None:
            return found
        if isinstance(parent, Unknown):
            return parent.derived(("attr", tail), dotted)
        if isinstance(parent, Module) and not is_project(parent):
            return library_submodule(vm, parent, dotted, tail)
    module = load(vm, dotted)
    if parent is not None and isinstance(parent, Module):
        vm.world.touch(parent)
        parent.attrs[tail] = module
    return module


def is_project(module: Module) -> bool:
    return module.path is not None and not module.is_modelled


def library_submodule(vm: Machine, parent: Module, dotted: str, tail: str) -> Anything:
    modelled = vm.library.module(vm, dotted)
    if modelled is not None:
        vm.modules[dotted] = modelled
        held = find_attribute(vm, parent, tail)
        if held is not modelled and (held is MISSING or isinstance(held, (Module, Unknown))):
            vm.world.touch(parent)
            parent.attrs[tail] = modelled
        return modelled
    value = find_attribute(vm, parent, tail)
    if isinstance(value, (Module, Unknown)):
        return value
    vm.modules[dotted] = vm.library.absent(vm, dotted)
    return vm.modules[dotted]


def not_found(vm: Machine, dotted: str) -> Any:
    if vm.version == "0.12":
        fail(vm, "ImportError", f"No module named {dotted.rpartition('.')[2]}")
    fail(vm, "ModuleNotFoundError", f"No module named '{dotted}'")


def implicit_relative(vm: Machine, dotted: str, importer: Module) -> Anything:
    """Python 2: ``import x`` inside a package first looks beside the importing module."""
    package = importer.name if is_package(importer) else importer.name.rpartition(".")[0]
    if not package:
        return None
    name = f"{package}.{dotted}"
    if name in vm.modules or source_of(vm, name) is not None:
        return import_module(vm, name)
    return None


def source_of(vm: Machine, dotted: str) -> Any:
    """The source that a module is run from: the project's own come first, as on ``sys.path``, installed ones stand
    in for what is not modelled. None where there is none, or a model is taken."""
    if vm.library.shadows(vm, dotted):
        return None
    own = vm.finder.find(dotted)
    if own is not None or vm.library.stands_for(vm, dotted):
        return own
    return vm.finder.installed(dotted)


def load(vm: Machine, dotted: str) -> Anything:
    """Find and run a module that was not loaded before."""
    source = source_of(vm, dotted)
    if source is not None:
        return run_module(vm, dotted, source)
    module = vm.library.module(vm, dotted)
    if module is not None:
        vm.modules[dotted] = module
        return module
    unknown = vm.library.absent(vm, dotted)
    vm.modules[dotted] = unknown
    return unknown


def run_module(vm: Machine, dotted: str, source: Any, name: str | None = None) -> Anything:
    """Run a module's body. Half-run modules are visible to cyclic imports, as in Python."""
    from scopelint.interp.entry import execute_module

    module = Module(name or dotted, source.path, is_user=not source.is_installed, stamp=vm.world.mark)
    module.is_installed = source.is_installed
    if source.is_package:
        module.attrs["__path__"] = List([source.path.removesuffix("/__init__.py")], vm.world.mark)
    vm.modules[dotted] = module
    if source.is_namespace:
        return module
    try:
        execute_module(vm, module, source)
    except Raised:
        vm.modules.pop(dotted, None)
        if not source.is_installed:
            raise
        # It was installed to be imported: more likely we lack something that it needs.
        vm.modules[dotted] = vm.library.absent(vm, dotted)
        return vm.modules[dotted]
    return module


def import_name(vm: Machine, module: Anything, dotted: str, item: str) -> Anything:
    """``from dotted import item``: an attribute, or a submodule."""
    if isinstance(module, Unknown):
        return module.derived(("attr", item), item)
    value = find_attribute(vm, module, item)
    if value is not MISSING:
        return value
    modelled = isinstance(module, Module) and module.is_modelled
    if modelled and dotted.startswith("tensorflow.") and module.missing is None:
        beside = vm.library.sketch(vm, f"{dotted}.{item}")
        if beside is not None:
            return beside
    if isinstance(module, Module) and (not module.is_modelled or module.path is not None):
        full = f"{dotted}.{item}"
        if full in vm.modules:
            return vm.modules[full]
        if is_package(module) and source_of(vm, full) is not None:
            return import_module(vm, full)
    if modelled and vm.library.module(vm, f"{dotted}.{item}") is not None:
        return import_module(vm, f"{dotted}.{item}")
    place = f" ({module.path})" if vm.version in ("1.15", "2.15") and isinstance(module, Module) and module.path else ""
    if vm.version == "0.12":
        fail(vm, "ImportError", f"cannot import name {item}")
    if vm.version in ("1.15", "2.15"):
        fail(vm, "ImportError", f"cannot import name '{item}' from '{dotted}'{place}")
    fail(vm, "ImportError", f"cannot import name '{item}'")


def import_star(f: Frame, module: Anything) -> None:
    """``from module import *``: public names, or those of ``__all__``."""
    vm = f.vm
    if f.module.stamp != vm.world.mark:
        vm.world.touch(f.module)
    if isinstance(module, Unknown):
        f.globals[OPEN] = module
        return
    from scopelint.interp.iteration import known_items

    names: list[Any] | None = None
    listed = module.attrs.get("__all__", MISSING)
    if listed is not MISSING:
        names = known_items(vm, listed)
    if names is None:
        names = [n for n in vm.library.public_names(vm, module) if not n.startswith(("_", "."))]
    hidden = module.attrs.get(OPEN)
    if isinstance(hidden, Unknown):
        f.globals[OPEN] = hidden
    for name in names:
        if type(name) is str:
            value = find_attribute(vm, module, name)
            if value is MISSING and not module.is_modelled:
                value = import_name(vm, module, module.name, name)
            if value is not MISSING:
                f.globals[name] = value
