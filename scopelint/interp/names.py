"""Reading, writing and deleting names."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from scopelint.interp.compiler import Compiler, Expression, expression
from scopelint.interp.frame import Frame
from scopelint.interp.raising import fail
from scopelint.syntax import ir
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import OPEN
from scopelint.values.unknown import Unknown

Store = Callable[[Frame, Anything], None]


@expression(ir.Name)
def compile_name(c: Compiler, node: ir.Name) -> Expression:
    return load(c, node.id)


def load(c: Compiler, name: str) -> Expression:
    """A closure that reads the name."""
    if name in c.cells:
        return load_cell(c.cells[name], name, c.scope.kind == "class" and name in c.scope.bound)
    if c.scope.kind == "function" and name in c.scope.bound:
        return load_slot(c.slots[name], name)
    if c.scope.kind == "class":
        return load_class(name)
    return load_global(name)


def load_slot(at: int, name: str) -> Expression:
    def run(f: Frame) -> Anything:
        value = f.slots[at]
        if value is MISSING:
            unbound(f, name)
        return value

    return run


def load_cell(at: int, name: str, in_class: bool) -> Expression:
    def run(f: Frame) -> Anything:
        if in_class and f.names is not None and name in f.names:
            return f.names[name]
        value = f.cells[at].value
        if value is MISSING:
            free_unbound(f, name)
        return value

    return run


def load_class(name: str) -> Expression:
    outside = load_global(name)

    def run(f: Frame) -> Anything:
        names = f.names
        if names is not None:
            value = names.get(name, MISSING)
            if value is not MISSING:
                return value
        return outside(f)

    return run


def load_global(name: str) -> Expression:
    def run(f: Frame) -> Anything:
        try:
            return f.globals[name]
        except KeyError:
            return load_builtin(f, name)

    return run


def load_builtin(f: Frame, name: str) -> Anything:
    value = f.vm.builtins.get(name, MISSING)
    if value is MISSING:
        hidden = f.globals.get(OPEN)
        if isinstance(hidden, Unknown):
            # A star import that could not be followed, or a name made at run time, may have bound it.
            return hidden.derived(("attr", name), name)
        fail(f.vm, "NameError", undefined_message(f, name))
    return value


def undefined_message(f: Frame, name: str) -> str:
    if f.vm.version == "0.12" and f.code is not None:
        return f"global name '{name}' is not defined"
    return f"name '{name}' is not defined"


def unbound(f: Frame, name: str) -> NoReturn:
    if f.vm.version == "2.15":
        message = f"cannot access local variable '{name}' where it is not associated with a value"
        fail(f.vm, "UnboundLocalError", message)
    fail(f.vm, "UnboundLocalError", f"local variable '{name}' referenced before assignment")


def free_unbound(f: Frame, name: str) -> NoReturn:
    if f.vm.version == "2.15":
        fail(
            f.vm,
            "NameError",
            f"cannot access free variable '{name}' where it is not associated with a value in enclosing scope",
        )
    fail(f.vm, "NameError", f"free variable '{name}' referenced before assignment in enclosing scope")


def store_name(c: Compiler, name: str) -> Store:
    """A closure that binds the name."""
    scope = c.scope
    if scope.kind == "class" and name not in scope.globals and name not in scope.nonlocals:
        return store_class(name)
    if name in c.cells and name not in scope.globals:
        return store_cell(c.cells[name])
    if scope.kind == "function" and name in scope.bound:
        at = c.slots[name]

        def store_slot(f: Frame, value: Anything) -> None:
            f.slots[at] = value

        return store_slot
    return store_global(name)


def store_class(name: str) -> Store:
    def store(f: Frame, value: Anything) -> None:
        if f.names is not None:
            f.names[name] = value

    return store


def store_cell(at: int) -> Store:
    def store(f: Frame, value: Anything) -> None:
        cell = f.cells[at]
        world = f.vm.world
        if cell.stamp != world.mark:
            world.touch(cell)
        cell.value = value

    return store


def store_global(name: str) -> Store:
    def store(f: Frame, value: Anything) -> None:
        module = f.module
        world = f.vm.world
        if module.stamp != world.mark:
            world.touch(module)
        module.attrs[name] = value

    return store


def delete_name(c: Compiler, name: str) -> Callable[[Frame], None]:
    read = load(c, name)
    scope = c.scope
    if scope.kind == "class":

        def delete_class(f: Frame) -> None:
            read(f)
            if f.names is not None:
                f.names.pop(name, None)

        return delete_class
    if name in c.cells or (scope.kind == "function" and name in scope.bound):
        write = store_name(c, name)

        def delete_local(f: Frame) -> None:
            read(f)
            write(f, MISSING)

        return delete_local

    def delete_global(f: Frame) -> None:
        if name not in f.globals:
            fail(f.vm, "NameError", undefined_message(f, name))
        f.vm.world.touch(f.module)
        del f.globals[name]

    return delete_global
