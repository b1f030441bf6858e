"""sys: arguments, version, output, exit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.exceptions import current_exception
from scopelint.interp.raising import new_exception, raise_value
from scopelint.interp.strings import to_text
from scopelint.library.builtins.natives import Table, function, method
from scopelint.library.builtins.program import write_out
from scopelint.library.builtins.python import python
from scopelint.values.base import Anything
from scopelint.values.containers import Dict, List
from scopelint.values.objects import Class, Instance, Module
from scopelint.values.unknown import Kind, Unknown, raw_of

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="sys")
STREAM = Table("TextIOWrapper", module="_io")

MICRO = {(2, 7): 18, (3, 6): 15, (3, 7): 17, (3, 11): 9}


def leave(vm: Machine, code: Anything) -> None:
    """Raise SystemExit."""
    value = new_exception(vm, vm.types["SystemExit"], () if code is None else (code,))
    value.attrs["code"] = code
    raise_value(vm, value)


@function(NAMES, "exit", pure=False)
def exit_(vm: Machine, status: Anything = None, /) -> None:
    leave(vm, status)


@function(NAMES, "exc_info", pure=False)
def exc_info(vm: Machine) -> Anything:
    value = current_exception(vm.frames[-1]) if vm.frames else None
    if value is None:
        return None, None, None
    return value.cls, value, Unknown(Kind.OUTSIDE, "traceback", pure=True)


@function(NAMES, pure=False)
def getrecursionlimit(vm: Machine) -> Anything:
    return vm.state.get("recursion_limit", 1000)


@function(NAMES, pure=False)
def setrecursionlimit(vm: Machine, limit: Anything, /) -> None:
    vm.state["recursion_limit"] = limit


@function(NAMES, "intern")
def intern(vm: Machine, text: Anything, /) -> Anything:
    return text


@function(NAMES, "getdefaultencoding", "getfilesystemencoding")
def getdefaultencoding(vm: Machine) -> Anything:
    return "utf-8" if python(vm) >= (3,) else "ascii"


@function(NAMES, "_getframe", "getsizeof", "getrefcount", "gettrace")
def not_known(vm: Machine, /, *args: Anything) -> Anything:
    return Unknown(Kind.OUTSIDE, "sys", pure=True)


@function(NAMES, "settrace", "setprofile", "setcheckinterval", "setswitchinterval", "setdefaultencoding", "exc_clear")
def nothing(vm: Machine, /, *args: Anything) -> None:
    return None


@method(STREAM, "write", pure=False)
def write(vm: Machine, self: Anything, written: Anything, /) -> Anything:
    found = to_text(vm, written)
    if self is vm.state.get("stdout"):
        write_out(vm, raw_of(found))
    return len(found) if type(found) is str else Unknown(Kind.CALL, "write()", pure=True)


@method(STREAM, "writelines", pure=False)
def writelines(vm: Machine, self: Anything, lines: Anything, /) -> None:
    from scopelint.library.builtins.natives import items_of

    for line in items_of(vm, lines):
        write(vm, self, line)


@method(STREAM, "flush", "close", "reconfigure", "__exit__")
def flush(vm: Machine, self: Anything, /, *args: Anything, **kwargs: Anything) -> None:
    return None


@method(STREAM, "__enter__", "detach")
def enter(vm: Machine, self: Anything, /) -> Anything:
    return self


@method(STREAM, "read", "readline", "readlines")
def read(vm: Machine, self: Anything, /, *args: Anything) -> Anything:
    return Unknown(Kind.OUTSIDE, "input", pure=True)


@method(STREAM, "isatty")
def isatty(vm: Machine, self: Anything, /) -> Anything:
    return False


@method(STREAM, "fileno")
def fileno(vm: Machine, self: Anything, /) -> Anything:
    return 1


def stream(vm: Machine, cls: Class, name: str) -> Instance:
    made = Instance(cls)
    made.attrs.update(name=f"<{name}>", encoding="utf-8", errors="strict", softspace=0, buffer=made, mode="w")
    return made


def struct(vm: Machine, name: str, fields: dict[str, Anything]) -> Instance:
    """A tuple with named fields."""
    made = Instance(Class(name, (vm.types["tuple"],), {}, "sys"))
    made.payload = tuple(fields.values())
    made.attrs.update(fields)
    return made


def names(vm: Machine) -> dict[str, Anything]:
    found: dict[str, Anything] = dict(NAMES)
    major, minor = python(vm)
    micro = MICRO.get((major, minor), 0)
    main = vm.modules.get("__main__")
    program = main.path if isinstance(main, Module) and main.path else ""
    cls = Class("TextIOWrapper", (vm.types["object"],), dict(STREAM), "_io")
    output = vm.state["stdout"] = stream(vm, cls, "stdout")
    errors = stream(vm, cls, "stderr")
    found.update(
        argv=List([program, *vm.argv], vm.world.mark),
        stdout=output,
        __stdout__=output,
        stderr=errors,
        __stderr__=errors,
        stdin=Unknown(Kind.OUTSIDE, "stdin", pure=True),
        version_info=struct(
            vm, "version_info", {"major": major, "minor": minor, "micro": micro, "releaselevel": "final", "serial": 0}
        ),
        version=f"{major}.{minor}.{micro} (default)",
        hexversion=(major << 24) | (minor << 16) | (micro << 8) | 0xF0,
        platform="linux" if major == 3 else "linux2",
        maxsize=(1 << 63) - 1,
        byteorder="little",
        executable=Unknown(Kind.OUTSIDE, "sys.executable", pure=True),
        prefix=Unknown(Kind.OUTSIDE, "sys.prefix", pure=True),
        path=List([], vm.world.mark, open=True),
        meta_path=List([], vm.world.mark, open=True),
        builtin_module_names=Unknown(Kind.OUTSIDE, "sys.builtin_module_names", pure=True),
        flags=Unknown(Kind.OUTSIDE, "sys.flags", pure=True),
        float_info=float_info(vm),
        dont_write_bytecode=False,
        maxunicode=0x10FFFF,
        implementation=Unknown(Kind.OUTSIDE, "sys.implementation", pure=True),
        modules=modules(vm),
    )
    if major == 2:
        found["maxint"] = (1 << 63) - 1
    return found


def modules(vm: Machine) -> Dict:
    """The modules loaded so far, and whatever else Python has loaded."""
    found = Dict({}, open=True)
    found.items = vm.modules
    return found


def float_info(vm: Machine) -> Instance:
    import sys

    fields = ("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix")
    return struct(vm, "float_info", {f: getattr(sys.float_info, f) for f in fields})
