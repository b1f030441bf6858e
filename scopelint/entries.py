"""Which functions of a file are run on their own: those that nothing reached and that could touch a graph.

Running a function with unknown parameters costs forks and finds nothing where no TensorFlow is near: text processing,
reading of files, argument parsing. Whether it is near is seen from the words of the function's text, following the
names of the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scopelint.source.gate import mentions_tensorflow
from scopelint.values.objects import Class, Function, Instance, Module
from scopelint.values.unknown import Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine
    from scopelint.source.text import Source

TENSORFLOW = ("tensorflow", "tf_slim")

INERT = frozenset(
    "app compat dtypes errors estimator_logging flags gfile io io_gfile logging python_io resource_loader sysconfig "
    "test version __version__ VERSION DType Tensor float16 float32 float64 int32 int64 string bool uint8".split()
)
"""What a function may use of TensorFlow without touching a graph."""

_word = re.compile(r"(?:\.\s*)?[^\W\d]\w*").findall


def unreached(vm: Machine, source: Source) -> Iterator[tuple[str, Function]]:
    """The functions and methods of a module that no run has called yet and that may build a graph, last first: callers
    mostly stand below what they call, and what they reach need not be run with unknown arguments. Asked anew after
    each run."""
    module = vm.modules.get("__main__")
    if not isinstance(module, Module):
        return
    known = list(functions_of(module, source))
    near = near_tensorflow(module, source, known)
    for name, function in sorted(known, key=lambda item: item[1].code.line, reverse=True):
        if function.code.run is None and name in near:
            yield name, function


def functions_of(module: Module, source: Source) -> Iterator[tuple[str, Function]]:
    """The functions a module defines at its top, and the methods of its classes."""
    for name, value in list(module.attrs.items()):
        members = list(value.attrs.items()) if isinstance(value, Class) else []
        for member, inner in [("", value), *members]:
            inner = getattr(inner, "func", inner)  # static methods, class methods
            if isinstance(inner, Function) and inner.code.source.digest == source.digest:
                yield (f"{name}.{member}" if member else name), inner


def near_tensorflow(module: Module, source: Source, functions: list[tuple[str, Function]]) -> set[str]:
    """The names of the functions that use TensorFlow, or a name of this file that does."""
    modules = {name for name, value in module.attrs.items() if is_tensorflow_module(value)}
    near = {name for name, value in module.attrs.items() if name not in modules and is_near(value, source)}
    words = {name: words_of(function, source, modules) for name, function in functions}
    found: set[str] = set()
    while True:
        more = {name for name, used in words.items() if name not in found and (used is None or used & near)}
        if not more:
            return found
        found |= more
        for name in more:  # a function's name, a method's and that of its class
            near.update((*name.split("."), "." + name.rpartition(".")[2]))


def is_tensorflow_module(value: Any) -> bool:
    return isinstance(value, Module) and value.name.partition(".")[0] in TENSORFLOW


def is_near(value: Any, source: Source) -> bool:
    """Whether a global of the module stands for something of TensorFlow, or of a file that mentions it."""
    if isinstance(value, Module):
        origin = value.source
    elif isinstance(value, Function):
        origin = value.code.source
    elif isinstance(value, (Class, Instance)):
        cls = value.cls if isinstance(value, Instance) else value
        methods = (getattr(v, "func", v) for v in cls.attrs.values())
        origin = next((m.code.source for m in methods if isinstance(m, Function)), None)
        if origin is None:
            return cls.module.partition(".")[0] in TENSORFLOW
    elif isinstance(value, Unknown):
        return not value.pure
    else:
        return str(getattr(value, "module", "")).partition(".")[0] in TENSORFLOW
    if origin is None or getattr(origin, "digest", None) == source.digest:
        return False
    return mentions_tensorflow(getattr(origin, "text", "").encode(errors="replace"))


def words_of(function: Function, source: Source, modules: set[str]) -> set[str] | None:
    """The names in a function's text, attributes with their dot; None when it uses TensorFlow itself, or when its text
    is not at hand."""
    first, last = getattr(function.code.body, "first", None), getattr(function.code.body, "last", None)
    if first is None or last is None:
        return None
    words = _word("\n".join(source.lines[first - 1 : last]))
    for at, word in enumerate(words):
        if word in modules:
            following = words[at + 1] if at + 1 < len(words) else ""
            if not following.startswith(".") or following.lstrip(". \n\t") not in INERT:
                return None
    return {word.replace(" ", "") for word in words}
