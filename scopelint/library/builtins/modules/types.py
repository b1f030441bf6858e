"""types: names for the classes of builtin objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.strings import to_repr
from scopelint.library.builtins.natives import make
from scopelint.library.builtins.python import python
from scopelint.values.base import Anything
from scopelint.values.objects import Class, Instance
from scopelint.values.unknown import raw_of, text

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

ALIASES = {
    "ModuleType": "module",
    "FunctionType": "function",
    "LambdaType": "function",
    "MethodType": "method",
    "BuiltinFunctionType": "builtin_function_or_method",
    "BuiltinMethodType": "builtin_function_or_method",
    "GeneratorType": "generator",
}
PYTHON_2 = {
    "StringType": "str",
    "UnicodeType": "str",
    "IntType": "int",
    "LongType": "int",
    "FloatType": "float",
    "ListType": "list",
    "DictType": "dict",
    "TupleType": "tuple",
    "BooleanType": "bool",
    "NoneType": "NoneType",
    "TypeType": "type",
    "ClassType": "type",
    "ObjectType": "object",
    "SliceType": "slice",
    "XRangeType": "range",
    "UnboundMethodType": "function",
    "ComplexType": "complex",
}


def init_namespace(vm: Machine, self: Anything, /, **kwargs: Anything) -> None:
    self.attrs.update(kwargs)


def show_namespace(vm: Machine, self: Anything, /) -> Anything:
    items = self.attrs if python(vm) >= (3, 9) else dict(sorted(self.attrs.items()))
    inner = ", ".join(f"{k}={raw_of(to_repr(vm, v))}" for k, v in items.items() if k[:1] != ".")
    name = "namespace" if self.cls.name == "SimpleNamespace" else self.cls.name
    return text(f"{name}({inner})")


def same_namespace(vm: Machine, self: Anything, other: Anything, /) -> Anything:
    from scopelint.interp.truth import equal
    from scopelint.library.builtins.special_methods import answer
    from scopelint.values.containers import Dict

    if not isinstance(other, Instance) or other.cls is not self.cls:
        return vm.builtins["NotImplemented"]
    return answer(equal(vm, Dict(self.attrs), Dict(other.attrs)))


def new_class(
    vm: Machine, name: Anything, bases: Anything = (), kwds: Anything = None, exec_body: Anything = None
) -> Anything:
    from scopelint.interp.calls import call
    from scopelint.interp.classes import build_class
    from scopelint.library.builtins.natives import known, plain
    from scopelint.values.containers import Dict

    namespace = Dict({}, vm.world.mark)
    if exec_body is not None:
        call(vm, exec_body, [namespace], {})
    options = {} if kwds is None else dict(plain(kwds).items)
    return build_class(vm, known(name), known(bases), dict(namespace.items), options)


def not_coroutine(vm: Machine, fn: Anything) -> Anything:
    return fn


def names(vm: Machine) -> dict[str, Anything]:
    types = vm.types
    found: dict[str, Anything] = {name: types[kind] for name, kind in ALIASES.items()}
    if python(vm) < (3,):
        found.update({name: types[kind] for name, kind in PYTHON_2.items()})
        found["StringTypes"] = (types["str"],)
    if python(vm) >= (3, 10):
        found["NoneType"] = types["NoneType"]
        found["EllipsisType"] = types["ellipsis"]
    base = (types["object"],)
    for name in (
        "TracebackType",
        "FrameType",
        "CodeType",
        "GetSetDescriptorType",
        "MemberDescriptorType",
        "CoroutineType",
        "AsyncGeneratorType",
    ):
        found[name] = Class(name, base, {}, "types")
    found["MappingProxyType"] = make("MappingProxyType", lambda m, value: value, module="types")
    space = {
        "__init__": make("SimpleNamespace.__init__", init_namespace, binds=True, module="types"),
        "__repr__": make("SimpleNamespace.__repr__", show_namespace, binds=True, module="types"),
        "__eq__": make("SimpleNamespace.__eq__", same_namespace, binds=True, module="types"),
    }
    found["SimpleNamespace"] = Class("SimpleNamespace", base, dict(space), "types")
    found["DynamicClassAttribute"] = types["property"]
    found["new_class"] = make("new_class", new_class, pure=False, module="types")
    found["coroutine"] = make("coroutine", not_coroutine, module="types")
    return found
