"""json: on known text and known values. Files are outside the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scopelint.interp.calls import call
from scopelint.interp.raising import fail
from scopelint.library.builtins.natives import NotKnown, Table, from_host, function, host, known, to_host
from scopelint.library.builtins.python import python
from scopelint.values.base import Anything
from scopelint.values.objects import Class
from scopelint.values.unknown import Kind, Unknown, without_private

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

NAMES = Table(module="json")

NESTED = 200
PASSED_ON = frozenset({"indent", "sort_keys", "separators", "ensure_ascii", "skipkeys", "allow_nan"})


@function(NAMES, pure=False)
def loads(vm: Machine, s: Anything, /, *args: Anything, **kwargs: Anything) -> Anything:
    import json

    text = known(s)
    if type(text) not in (str, bytes):
        fail(vm, "TypeError", "the JSON object must be str, bytes or bytearray")
    data = without_private(text if type(text) is str else host(vm, text.decode, "utf-8"))
    vm.budget.charge(len(data) // 50)
    if data.count("[") + data.count("{") > 100_000 or max(data.count("[" * 50), data.count("{" * 50)) > NESTED:
        raise NotKnown
    try:
        found = from_host(vm, json.loads(data))
    except ValueError as error:
        from scopelint.interp.raising import new_exception, raise_value

        raise_value(vm, new_exception(vm, decode_error(vm), (str(error),)))
    except RecursionError:
        raise NotKnown from None
    hook = kwargs.get("object_hook")
    if hook is not None:
        return call(vm, hook, [found], {})
    return found


def decode_error(vm: Machine) -> Class:
    found = vm.state.get("JSONDecodeError")
    if not isinstance(found, Class):
        found = Class("JSONDecodeError", (vm.types["ValueError"],), {}, "json.decoder")
        vm.state["JSONDecodeError"] = found
    return found


@function(NAMES)
def dumps(vm: Machine, obj: Anything, /, **kwargs: Anything) -> Anything:
    import json

    options = {k: to_host(vm, v) for k, v in kwargs.items() if k in PASSED_ON}
    if len(options) < len([k for k in kwargs if kwargs[k] is not None]):
        raise NotKnown
    if python(vm) < (3,) and not options.get("sort_keys") and options.get("indent") is not None:
        raise NotKnown
    return host(vm, json.dumps, to_host(vm, obj), **options)


@function(NAMES, pure=False)
def dump(vm: Machine, obj: Anything, file: Anything, /, **kwargs: Anything) -> None:
    from scopelint.interp.attributes import find_attribute
    from scopelint.values.base import MISSING

    write = find_attribute(vm, file, "write")
    if write is not MISSING:
        call(vm, write, [call(vm, NAMES["dumps"], [obj], kwargs)], {})


@function(NAMES, pure=False)
def load(vm: Machine, file: Anything, /, **kwargs: Anything) -> Anything:
    from scopelint.interp.attributes import get_attribute

    content = call(vm, get_attribute(vm, file, "read"), [], {})
    if type(content) in (str, bytes):
        return call(vm, NAMES["loads"], [content], kwargs)
    label = file.label if isinstance(file, Unknown) else "file"
    return Unknown(Kind.OUTSIDE, f"json.load({label})", pure=True)


def names(vm: Machine) -> dict[str, Anything]:
    found = dict(NAMES)
    for name in ("JSONEncoder", "JSONDecoder"):
        found[name] = Class(name, (vm.types["object"],), {}, "json")
    found["JSONDecodeError"] = decode_error(vm)
    return found
