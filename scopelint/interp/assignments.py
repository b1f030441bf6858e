"""Assignment: targets, unpacking, augmented assignment, deletion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scopelint.interp.attributes import delete_attribute, get_attribute, set_attribute
from scopelint.interp.compiler import Compiler, Expression, Statement, expression, statement
from scopelint.interp.frame import Frame, Signal
from scopelint.interp.iteration import UnknownLength, item_of, iterate
from scopelint.interp.names import Store, delete_name, load, store_name
from scopelint.interp.operators import HOST, in_place
from scopelint.interp.raising import fail
from scopelint.interp.subscripts import delete_item, get_item, set_item
from scopelint.syntax import ir
from scopelint.values.base import Anything
from scopelint.values.containers import List
from scopelint.values.unknown import Kind, Unknown


def target(c: Compiler, node: Any) -> Store:
    """A closure that assigns to a target."""
    kind = type(node)
    if kind is ir.Name:
        return store_name(c, node.id)
    if kind is ir.Attribute:
        return attribute_target(c, node)
    if kind is ir.Subscript:
        return subscript_target(c, node)
    if kind in (ir.TupleExpr, ir.ListExpr):
        return sequence_target(c, node)
    if kind is ir.Starred:
        return target(c, node.value)
    raise AssertionError(kind)


def attribute_target(c: Compiler, node: ir.Attribute) -> Store:
    value, name = c.expr(node.value), node.attr

    def store(f: Frame, item: Anything) -> None:
        set_attribute(f.vm, value(f), name, item)

    return store


def subscript_target(c: Compiler, node: ir.Subscript) -> Store:
    value, index = c.expr(node.value), c.expr(node.index)

    def store(f: Frame, item: Anything) -> None:
        set_item(f.vm, value(f), index(f), item)

    return store


def sequence_target(c: Compiler, node: ir.TupleExpr | ir.ListExpr) -> Store:
    stores = [target(c, item) for item in node.items]
    star = next((i for i, item in enumerate(node.items) if type(item) is ir.Starred), None)
    count = len(stores)
    label = target_label(node)

    def store(f: Frame, value: Anything) -> None:
        if type(value) is tuple and star is None and len(value) == count:
            for put, item in zip(stores, value, strict=True):
                put(f, item)
            return
        for put, item in zip(stores, unpack(f, value, count, star, label), strict=True):
            put(f, item)

    return store


def target_label(node: Any) -> list[str]:
    """How a reader would call each item of a target."""
    return [i.id if type(i) is ir.Name else i.attr if type(i) is ir.Attribute else "item" for i in node.items]


def unpack(f: Frame, value: Anything, count: int, star: int | None, labels: list[str]) -> list[Anything]:
    """The values for a target of so many items, one of which may be starred."""
    vm = f.vm
    limit = count if star is None else vm.limits.text
    items: list[Anything] = []
    try:
        for item in iterate(vm, value):
            items.append(item)
            if len(items) > limit:
                break
    except UnknownLength as unknown:
        return unpack_unknown(f, value, unknown, count, star, labels)
    if star is None:
        if len(items) > count:
            fail(vm, "ValueError", f"too many values to unpack (expected {count})")
        if len(items) < count:
            message = f"not enough values to unpack (expected {count}, got {len(items)})"
            fail(vm, "ValueError", message if vm.version != "0.12" else f"need more than {len(items)} values to unpack")
        return items
    after = count - star - 1
    if len(items) < count - 1:
        fail(vm, "ValueError", f"not enough values to unpack (expected at least {count - 1}, got {len(items)})")
    middle = List(items[star : len(items) - after], vm.world.mark)
    return [*items[:star], middle, *items[len(items) - after :]]


def unpack_unknown(
    f: Frame, value: Anything, unknown: UnknownLength, count: int, star: int | None, labels: list[str]
) -> list[Anything]:
    vm = f.vm
    items: list[Anything] = []
    for i in range(count):
        if i == star:
            items.append(List([], vm.world.mark, open=True))
        elif type(value) is Unknown:
            items.append(value.derived(("item", int, i), labels[i]))
        else:
            first = item_of(vm, unknown, i)
            items.append(first if type(first) is not Unknown else Unknown(Kind.LOOP, labels[i]))
    return items


@statement(ir.Assign)
def compile_assign(c: Compiler, node: ir.Assign) -> Statement:
    if len(node.targets) == 1 and is_pairwise(node.targets[0], node.value):
        return assign_pairwise(c, node.targets[0], node.value)
    value = c.expr(node.value)
    stores = [target(c, t) for t in node.targets]
    if len(stores) == 1:
        store = stores[0]
        if type(node.targets[0]) is ir.Name and c.scope.kind == "function" and node.targets[0].id not in c.cells:
            name = node.targets[0].id
            if name in c.scope.bound:
                return assign_slot(value, c.slots[name])

        def run_one(f: Frame) -> Signal | None:
            store(f, value(f))
            return None

        return run_one

    def run(f: Frame) -> Signal | None:
        item = value(f)
        for store in stores:
            store(f, item)
        return None

    return run


def is_pairwise(target: Any, value: Any) -> bool:
    """Whether each item of the value goes to one item of the target."""
    return is_plain_sequence(target) and is_plain_sequence(value) and len(target.items) == len(value.items)


def is_plain_sequence(node: Any) -> bool:
    return type(node) is ir.TupleExpr and not any(type(i) is ir.Starred for i in node.items)


def assign_pairwise(c: Compiler, targets: Any, value: Any) -> Statement:
    """``a, b = x, y``: all values first, then each target, without the tuple between."""
    values = [c.expr(i) for i in value.items]
    stores = [target(c, i) for i in targets.items]
    pairs = range(len(values))

    def run(f: Frame) -> Signal | None:
        items = [v(f) for v in values]
        for i in pairs:
            stores[i](f, items[i])
        return None

    return run


def assign_slot(value: Expression, at: int) -> Statement:
    def run(f: Frame) -> Signal | None:
        f.slots[at] = value(f)
        return None

    return run


@statement(ir.AugAssign)
def compile_augmented(c: Compiler, node: ir.AugAssign) -> Statement:
    value, op = c.expr(node.value), node.op
    place = node.target
    if type(place) is ir.Attribute:
        return augment_attribute(c.expr(place.value), place.attr, op, value)
    if type(place) is ir.Subscript:
        return augment_item(c.expr(place.value), c.expr(place.index), op, value)
    assert type(place) is ir.Name
    read, store = load(c, place.id), store_name(c, place.id)
    if c.scope.kind == "function" and place.id in c.scope.bound and place.id not in c.cells and op in ("+", "-"):
        return augment_slot(c.slots[place.id], read, op, value)

    def run(f: Frame) -> Signal | None:
        old = read(f)
        new = value(f)
        if type(old) is int and type(new) is int and (op == "+" or op == "-"):
            store(f, old + new if op == "+" else old - new)
        else:
            store(f, in_place(f.vm, op, old, new))
        return None

    return run


def augment_slot(at: int, read: Expression, op: str, value: Expression) -> Statement:
    host = HOST[op]

    def run(f: Frame) -> Signal | None:
        slots = f.slots
        old = slots[at]
        if type(old) is int:
            new = value(f)
            slots[at] = host(old, new) if type(new) is int else in_place(f.vm, op, old, new)
            return None
        old = read(f)
        slots[at] = in_place(f.vm, op, old, value(f))
        return None

    return run


def augment_attribute(obj: Expression, name: str, op: str, value: Expression) -> Statement:
    def run(f: Frame) -> Signal | None:
        owner = obj(f)
        old = get_attribute(f.vm, owner, name)
        set_attribute(f.vm, owner, name, in_place(f.vm, op, old, value(f)))
        return None

    return run


def augment_item(obj: Expression, index: Expression, op: str, value: Expression) -> Statement:
    def run(f: Frame) -> Signal | None:
        owner, at = obj(f), index(f)
        old = get_item(f.vm, owner, at)
        set_item(f.vm, owner, at, in_place(f.vm, op, old, value(f)))
        return None

    return run


@statement(ir.AnnAssign)
def compile_annotated(c: Compiler, node: ir.AnnAssign) -> Statement:
    store = target(c, node.target) if node.value is not None else None
    value = c.optional(node.value)
    name = node.target.id if type(node.target) is ir.Name else None
    in_class = c.scope.kind == "class"
    text = annotation_text(node.annotation)

    def run(f: Frame) -> Signal | None:
        if in_class and name is not None and f.names is not None:
            note_annotation(f, name, text)
        if store is not None and value is not None:
            store(f, value(f))
        return None

    return run


def annotation_text(node: Any) -> str:
    """The annotation's outermost name: what dataclasses and namedtuples look at is ClassVar and little else."""
    while type(node) is ir.Subscript:
        node = node.value
    if type(node) is ir.Name:
        return node.id
    if type(node) is ir.Attribute:
        return node.attr
    return str(node.value) if type(node) is ir.Const else "?"


def note_annotation(f: Frame, name: str, text: str) -> None:
    from scopelint.values.containers import Dict

    assert f.names is not None
    annotations = f.names.setdefault("__annotations__", Dict({}, f.vm.world.mark))
    annotations.items[name] = text


@statement(ir.Delete)
def compile_delete(c: Compiler, node: ir.Delete) -> Statement:
    steps = [deletion(c, t) for t in node.targets]

    def run(f: Frame) -> Signal | None:
        for step in steps:
            step(f)
        return None

    return run


def deletion(c: Compiler, node: Any) -> Callable[[Frame], None]:
    if type(node) is ir.Name:
        return delete_name(c, node.id)
    if type(node) is ir.Attribute:
        value, name = c.expr(node.value), node.attr
        return lambda f: delete_attribute(f.vm, value(f), name)
    if type(node) is ir.Subscript:
        value, index = c.expr(node.value), c.expr(node.index)
        return lambda f: delete_item(f.vm, value(f), index(f))
    steps = [deletion(c, item) for item in node.items]

    def run(f: Frame) -> None:
        for step in steps:
            step(f)

    return run


@expression(ir.NamedExpr)
def compile_walrus(c: Compiler, node: ir.NamedExpr) -> Expression:
    value, store = c.expr(node.value), store_name(c, node.target)

    def run(f: Frame) -> Anything:
        item = value(f)
        store(f, item)
        return item

    return run
