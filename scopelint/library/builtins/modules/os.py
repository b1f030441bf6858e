"""os: paths and constants; everything that asks the system is unknown, everything that changes it does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.imports import import_module
from scopelint.interp.subscripts import set_item
from scopelint.library.builtins.dict_methods import lookup
from scopelint.library.builtins.modules.posixpath import CONSTANTS
from scopelint.library.builtins.modules.posixpath import NAMES as PATH_NAMES
from scopelint.library.builtins.natives import NotKnown, Table, function, make
from scopelint.values.base import MISSING, Anything
from scopelint.values.containers import Dict
from scopelint.values.objects import Class, Module
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="os")

SILENT = (
    "makedirs mkdir remove unlink rmdir removedirs rename replace chmod chown chdir system kill symlink link"
    " utime umask nice setpgrp setsid truncate mkfifo putenv unsetenv renames"
).split()
ASKING = (
    "getcwd getcwdu listdir walk stat lstat getpid getppid getlogin cpu_count urandom popen access getuid getgid"
    " uname scandir times getloadavg fork wait waitpid pipe dup open fdopen read write close isatty readlink"
    " get_terminal_size sched_getaffinity getpgid"
).split()


def silent(vm: Machine, /, *args: Anything, **kwargs: Anything) -> None:
    return None


def asking(name: str) -> Anything:
    return make(
        name,
        lambda vm, *args, **kwargs: Unknown(Kind.OUTSIDE, f"os.{name}()", pure=True),
        module="os",
    )


def environ(vm: Machine) -> Dict:
    found = vm.state.get("environ")
    if not isinstance(found, Dict):
        # Anything may be set already.
        found = vm.state["environ"] = Dict({}, vm.world.mark, open=True)
    return found


@function(NAMES, "getenv")
def getenv(vm: Machine, key: Anything, default: Anything = None) -> Anything:
    try:
        found = lookup(vm, environ(vm), key)
    except NotKnown:
        label = f"environ[{key!r}]" if type(key) is str else "environ[...]"
        raise NotKnown(Unknown(Kind.OUTSIDE, label, pure=True)) from None
    return default if found is MISSING else found


@function(NAMES, "_exit", "abort", pure=False)
def exit_(vm: Machine, code: Anything = 0, /) -> None:
    from scopelint.library.builtins.modules.sys import leave

    leave(vm, code)


def putenv(vm: Machine, key: Anything, value: Anything) -> None:
    set_item(vm, environ(vm), key, value)


def names(vm: Machine) -> dict[str, Anything]:
    found: dict[str, Anything] = {**CONSTANTS, **NAMES}
    found["name"], found["linesep"] = "posix", "\n"
    found["fspath"] = PATH_NAMES["fspath"]
    for name in SILENT:
        found[name] = make(name, silent, module="os")
    for name in ASKING:
        found[name] = asking(name)
    found["error"] = vm.types["OSError"]
    found["environ"] = environ(vm)
    found["PathLike"] = Class("PathLike", (vm.types["object"],), {}, "os")
    found.update(F_OK=0, R_OK=4, W_OK=2, X_OK=1, O_RDONLY=0, O_WRONLY=1, O_RDWR=2, O_CREAT=64, EX_OK=0, SEEK_SET=0)
    path = import_module(vm, "posixpath")
    found["path"] = path
    if isinstance(path, Module):
        vm.modules["os.path"] = path
    return found
