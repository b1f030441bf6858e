"""``class`` statements, and ``type(name, bases, namespace)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scopelint.interp.attributes import bind
from scopelint.interp.calls import call, call_method
from scopelint.interp.code import NO_PARAMS, Code
from scopelint.interp.compiler import Compiler, Statement, statement
from scopelint.interp.frame import Frame, Signal
from scopelint.interp.functions import call_index
from scopelint.interp.iteration import known_items
from scopelint.interp.names import store_name
from scopelint.interp.raising import fail, type_name
from scopelint.syntax import ir
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import Dict
from scopelint.values.objects import (
    ABSENT,
    EPOCH,
    BoundMethod,
    Cell,
    Class,
    ClassMethod,
    Function,
    Instance,
    StaticMethod,
)
from scopelint.values.unknown import Choice, Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine


@statement(ir.ClassDef)
def compile_class(c: Compiler, node: ir.ClassDef) -> Statement:
    scope = c.scope.children[id(node)]
    bases = [(type(b) is ir.Starred, c.expr(b.value if type(b) is ir.Starred else b)) for b in node.bases]
    keywords = [(k.name, c.expr(k.value)) for k in node.keywords]
    decorators = [(c.expr(d), call_index(d)) for d in node.decorators]
    store = store_name(c, node.name)
    code = Code(node.name, NO_PARAMS, node.body, c.source, node.def_line, scope, node.doc)
    code.qualname = c.qualname + node.name
    inner = Compiler(scope, [], [n for n in scope.free if n in c.cells], c.source, code.qualname + ".")
    cells = [c.cells[n] for n in scope.free if n in c.cells]
    body = inner.block(node.body)
    name, doc = node.name, node.doc

    def run(f: Frame) -> Signal | None:
        vm = f.vm
        wrappers = [(d(f), index) for d, index in decorators]
        parents: list[Anything] = []
        for starred, base in bases:
            value = base(f)
            parents.extend(known_items(vm, value) or [] if starred else [value])
        options = {k: v(f) for k, v in keywords if k is not None}
        names: dict[str, Anything] = {"__qualname__": code.qualname}
        if not f.module.is_modelled:
            names["__module__"] = f.module.name
        if doc is not None:
            names["__doc__"] = doc
        cls = run_body(f, code, body, [f.cells[i] for i in cells], names, name, tuple(parents), options)
        for wrapper, index in reversed(wrappers):
            f.call = index
            f.call_line = f.line
            cls = call(vm, wrapper, [cls], {})
        store(f, cls)
        return None

    return run


def run_body(
    f: Frame,
    code: Code,
    body: Statement,
    cells: list[Cell],
    names: dict[str, Anything],
    name: str,
    bases: tuple[Anything, ...],
    options: dict[str, Anything],
) -> Anything:
    """Run the class body in a frame of its own and make the class."""
    vm = f.vm
    frame = Frame(vm, f.module, [], cells)
    frame.code = code
    frame.names = names
    frame.line, frame.call, frame.call_line = f.line, f.call, f.call_line
    frame.function = f.function
    vm.frames.append(frame)
    depth = len(vm.frames)
    try:
        body(frame)
    finally:
        del vm.frames[depth - 1 :]
    from scopelint.interp.forking import settle

    if frame.pending:
        settle(frame, None)
    return build_class(vm, name, bases, names, options)


def build_class(
    vm: Machine, name: str, bases: tuple[Anything, ...], names: dict[str, Anything], options: dict[str, Anything]
) -> Anything:
    """What ``class name(*bases, **options)`` makes: a Class, or what the metaclass makes of it."""
    parents: list[Class] = []
    unknown: Unknown | None = None
    for base in bases:
        if type(base) is Choice:
            base = next((v for v in base.values if type(v) is Class), base)
        if type(base) is Class:
            parents.append(base)
        elif isinstance(base, (Unknown, Choice)):
            unknown = base if type(base) is Unknown else Unknown(Kind.FORK, base.label)
        elif isinstance(base, Instance) and base.cls.lookup("__mro_entries__") is not ABSENT:
            parents.extend(call_method(vm, base, "__mro_entries__", [bases]))
        else:
            factory = getattr(base, "class_factory", None)
            if factory is not None:
                # A stand-in among the bases, such as six.with_metaclass gives, makes the class itself.
                return call(vm, factory, [name, bases, Dict(names, vm.world.mark)], options)
            fail(vm, "TypeError", f"metaclass conflict or invalid base '{type_name(vm, base)}'")
    meta = options.pop("metaclass", names.get("__metaclass__") if vm.version == "0.12" else None)
    if meta is None:
        meta = next((p.metaclass for p in parents if p.metaclass is not None), None)
    if type(meta) is Class and meta is not vm.types["type"]:
        made = metaclass_call(vm, meta, name, tuple(parents), names, options)
        if made is not None:
            return made
    elif meta is not None and type(meta) is not Class and not isinstance(meta, Unknown):
        return call(vm, meta, [name, tuple(parents), Dict(names, vm.world.mark)], options)
    return new_class(vm, name, tuple(parents), names, options, unknown, meta if type(meta) is Class else None)


def metaclass_call(
    vm: Machine,
    meta: Class,
    name: str,
    bases: tuple[Class, ...],
    names: dict[str, Anything],
    options: dict[str, Anything],
) -> Anything:
    """``meta(name, bases, namespace)`` where the metaclass has code of its own; None where it has not."""
    new, init = meta.lookup("__new__"), meta.lookup("__init__")
    raw_new = new.func if type(new) is StaticMethod else new
    if type(raw_new) is not Function and type(init) is not Function:
        return None
    if type(raw_new) is Function:
        cls = call(vm, raw_new, [meta, name, bases, Dict(names, vm.world.mark)], options)
    else:
        cls = new_class(vm, name, bases, names, options, None, meta)
    if type(cls) is Class:
        if cls.metaclass is None:
            cls.metaclass = meta
        if type(init) is Function:
            call(vm, bind(vm, init, cls, meta), [name, bases, Dict(names, vm.world.mark)], options)
    return cls


SUBCLASSES = ".subclasses"
"""Among the attributes of a class of the program: those made from it directly, in order."""


def new_class(
    vm: Machine,
    name: str,
    bases: tuple[Class, ...],
    names: dict[str, Anything],
    options: dict[str, Anything],
    unknown: Unknown | None = None,
    meta: Class | None = None,
) -> Class:
    """``type.__new__``: the class itself, then ``__set_name__`` and ``__init_subclass__``."""
    parents = bases or (vm.types["object"],)
    module = names.get("__module__", vm.frames[-1].module.name)
    try:
        cls = Class(name, parents, names, module if type(module) is str else "?", stamp=vm.world.mark)
    except ValueError as error:
        fail(vm, "TypeError", str(error))
    qualname = names.get("__qualname__", name)
    cls.qualname = qualname if type(qualname) is str else name
    if meta is not None:
        cls.metaclass = meta
    if unknown is not None:
        cls.open = True
        names[".unknown_base"] = unknown
    for value in list(names.values()):
        own(value, cls)
    for key in ("__new__", "__init_subclass__", "__class_getitem__"):
        if type(names.get(key)) is Function:
            names[key] = (StaticMethod if key == "__new__" else ClassMethod)(names[key])
    for key, value in list(names.items()):
        if isinstance(value, Instance) and value.cls.lookup("__set_name__") is not ABSENT:
            call_method(vm, value, "__set_name__", [cls, key])
    EPOCH.now += 1
    for base in parents:
        known = base.attrs.get(SUBCLASSES, ())
        if base.new is None and type(known) is tuple:  # it is unknown after arms that made different ones
            vm.world.touch(base)
            base.attrs[SUBCLASSES] = (*known, cls)
    hook = parents[0].lookup("__init_subclass__")
    if type(hook) is ClassMethod:
        call(vm, BoundMethod(hook.func, cls), [], options)
    return cls


def own(value: Anything, cls: Class) -> None:
    """Tell functions defined in the class body which class they are in, for ``super()``."""
    for part in (value, *(getattr(value, a, None) for a in ("func", "fget", "fset", "fdel"))):
        if type(part) is Function and part.owner is None:
            part.owner = cls
        for wrapped in wrapped_functions(part):
            if wrapped.owner is None:
                wrapped.owner = cls


def wrapped_functions(value: Any) -> list[Function]:
    """Functions that a decorator closed over: they too were defined in the class body."""
    found = []
    seen = 0
    while type(value) is Function and seen < 8:
        seen += 1
        inner = value.attrs.get("__wrapped__", MISSING)
        if inner is MISSING:
            inner = next((cell.value for cell in value.closure if type(cell.value) is Function), MISSING)
        if type(inner) is Function:
            found.append(inner)
        value = inner
    return found
