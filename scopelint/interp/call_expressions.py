"""Compile functions of calls: plain ones, methods, ``super()``, and calls with ``*`` and ``**``."""

from __future__ import annotations

from typing import Any

from scopelint.interp.arguments import MORE_KEYWORDS, MORE_POSITIONAL
from scopelint.interp.attributes import get_attribute
from scopelint.interp.calls import call, call_function, call_native
from scopelint.interp.compiler import Compiler, Expression, expression
from scopelint.interp.frame import Frame
from scopelint.interp.iteration import known_items
from scopelint.interp.machine import TYPE_NAMES
from scopelint.interp.raising import fail, type_name
from scopelint.interp.subscripts import get_item
from scopelint.syntax import ir
from scopelint.values.base import Anything
from scopelint.values.containers import Dict, List
from scopelint.values.objects import Function, Instance, Native
from scopelint.values.unknown import Choice, Kind, Text, Unknown

BUILTINS = (List, Dict, str, tuple, int, float)
"""Types whose methods are all natives of their class."""


@expression(ir.Call)
def compile_call(c: Compiler, node: ir.Call) -> Expression:
    fn, index = c.expr(node.func), node.index
    plain = not any(type(a) is ir.Starred for a in node.args) and all(k.name is not None for k in node.keywords)
    if plain and type(node.func) is ir.Name and node.func.id == "super" and not node.args:
        return compile_super(index, fn)
    if not plain:
        return compile_spread_call(c, node, fn)
    args = [c.expr(a) for a in node.args]
    if type(node.func) is ir.Attribute and not node.keywords:
        return compile_method_call(c.expr(node.func.value), node.func.attr, args, index)
    if not node.keywords:

        def run_positional(f: Frame) -> Anything:
            callee = fn(f)
            values = [a(f) for a in args]
            f.call = index
            f.call_line = f.line
            return call(f.vm, callee, values, {})

        return run_positional
    keywords = [(k.name, c.expr(k.value)) for k in node.keywords]

    def run(f: Frame) -> Anything:
        callee = fn(f)
        values = [a(f) for a in args]
        named: dict[Any, Anything] = {name: value(f) for name, value in keywords}
        f.call = index
        f.call_line = f.line
        return call(f.vm, callee, values, named)

    return run


def compile_method_call(value: Expression, name: str, args: list[Expression], index: int) -> Expression:
    """``value.name(args)``: a method found on the class is called without making the bound method."""

    def run(f: Frame) -> Anything:
        vm = f.vm
        obj = value(f)
        if isinstance(obj, Instance):
            cls = obj.cls
            method = cls.lookup(name) if name not in obj.attrs else None
            if type(method) is Function and cls.is_plain():
                values = [obj]
                for a in args:
                    values.append(a(f))  # noqa: PERF401  extending by a generator is slower here
                f.call = index
                f.call_line = f.line
                return call_function(vm, method, values, {})
        elif type(obj) in BUILTINS:
            method = vm.types[TYPE_NAMES[type(obj)]].lookup(name)
            if type(method) is Native and method.binds:
                values = [obj]
                for a in args:
                    values.append(a(f))
                f.call = index
                f.call_line = f.line
                return call_native(vm, method, values, {})
        callee = get_attribute(vm, obj, name)
        values = [a(f) for a in args]
        f.call = index
        f.call_line = f.line
        return call(vm, callee, values, {})

    return run


def compile_super(index: int, fn: Expression) -> Expression:
    """``super()``: its class and object come from the frame."""

    def run(f: Frame) -> Anything:
        callee = fn(f)
        f.call = index
        f.call_line = f.line
        if callee is not f.vm.builtins.get("super"):
            return call(f.vm, callee, [], {})
        owner = f.owner
        if owner is None:
            owner = getattr(f.function, "owner", None)
        if owner is None or f.code is None or not f.code.slot_names:
            fail(f.vm, "RuntimeError", "super(): __class__ cell not found")
        first = f.slots[0]
        name = f.code.slot_names[0]
        if name in f.code.cell_names:
            first = f.cells[f.code.cell_names.index(name)].value
        return call(f.vm, callee, [owner, first], {})

    return run


def compile_spread_call(c: Compiler, node: ir.Call, fn: Expression) -> Expression:
    index = node.index
    args = [(type(a) is ir.Starred, c.expr(a.value if type(a) is ir.Starred else a)) for a in node.args]
    keywords = [(k.name, c.expr(k.value)) for k in node.keywords]

    def run(f: Frame) -> Anything:
        vm = f.vm
        callee = fn(f)
        values: list[Anything] = []
        more: dict[str, Anything] = {}
        for starred, arg in args:
            value = arg(f)
            if not starred:
                values.append(value)
                continue
            items = known_items(vm, value)
            if items is None:
                more[MORE_POSITIONAL] = rest_of(value)
            else:
                values.extend(items)
        named: dict[str, Anything] = {}
        for name, arg in keywords:
            value = arg(f)
            if name is not None:
                named[name] = value
            elif not spread_keywords(f, value, named, callee):
                more[MORE_KEYWORDS] = rest_of(value)
        f.call = index
        f.call_line = f.line
        for stars, rest in more.items():
            vm.doubt(f"the arguments in {stars}{rest.label} are not known")
        named.update(more)
        return call(vm, callee, values, named)

    return run


def spread_keywords(f: Frame, value: Anything, named: dict[str, Anything], callee: Anything) -> bool:
    """Add ``**value`` to the keywords; False when its keys are not known."""
    vm = f.vm
    if isinstance(value, Instance) and type(value.payload) is Dict:
        value = value.payload
    if type(value) is Dict and not value.open:
        for key, item in value.items.items():
            if type(key) is not str:
                if type(key) is Text:
                    return False
                fail(vm, "TypeError", "keywords must be strings")
            if key in named:
                name = getattr(callee, "name", "function")
                fail(vm, "TypeError", f"{name}() got multiple values for keyword argument '{key}'")
            named[key] = item
        return True
    if type(value) in (Dict, Unknown, Choice):
        if type(value) is Dict:
            for key, item in value.items.items():
                if type(key) is str and key not in named:
                    named[key] = item
        return False
    if isinstance(value, Instance):
        from scopelint.interp.calls import call_method

        keys = known_items(vm, call_method(vm, value, "keys", []))
        if keys is None:
            return False
        for key in keys:
            named[str(key)] = get_item(vm, value, key)
        return True
    fail(vm, "TypeError", f"argument after ** must be a mapping, not {type_name(vm, value)}")


def rest_of(value: Anything) -> Unknown:
    """What the arguments are read from that a call has besides those that are known."""
    return value if type(value) is Unknown else Unknown(Kind.KEY, "arguments")
