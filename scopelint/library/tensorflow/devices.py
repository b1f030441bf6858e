"""Devices: they name nothing, but ops tell theirs (graph/device_does_not_name, get_variable/device_and_name)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scopelint.library.tensorflow.native import method, native_class, primitive
from scopelint.library.tensorflow.run import tf_of
from scopelint.scoping import Op
from scopelint.values.base import Anything
from scopelint.values.objects import Instance
from scopelint.values.unknown import Kind, Unknown

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

DEVICE_CONTEXT = native_class("_GeneratorContextManager", module="contextlib")

PART = re.compile(r"/(job|replica|task):([^/:]+)|/(?:device:)?(cpu|gpu|tpu|CPU|GPU|TPU)(?::(\d+|\*))?", re.A)

Fields = dict[str, str]


class DeviceContext(Instance):
    """``tf.device(...)``; ``fields`` is None for a device function or one that is not known."""

    __slots__ = ("clears", "fields")

    def __init__(self, fields: Fields | None, *, clears: bool = False) -> None:
        super().__init__(DEVICE_CONTEXT)
        self.fields = fields
        self.clears = clears


def parse(text: str) -> Fields | None:
    """The parts of a device string; None when it is none we can read."""
    fields: Fields = {}
    at = 0
    for match in PART.finditer(text):
        if match.start() != at:
            return None
        at = match.end()
        if match[1]:
            fields[match[1]] = match[2]
        else:
            fields["device"] = f"{match[3].upper()}:{match[4] or '0'}"
    return fields if at == len(text) else None


def show(fields: Fields) -> str:
    """As TensorFlow writes a device: its parts in one order."""
    return "".join(f"/{name}:{fields[name]}" for name in ("job", "replica", "task", "device") if name in fields)


@primitive("tf.device")
def device(vm: Machine, device_name_or_function: Anything = None) -> Anything:
    """``tf.device``: inner devices override the parts they name."""
    given = device_name_or_function
    if given is None:
        return DeviceContext({}, clears=True)
    return DeviceContext(parse(given) if type(given) is str else None)


@method(DEVICE_CONTEXT, "__enter__")
def enter(vm: Machine, self: DeviceContext) -> Anything:
    run = tf_of(vm)
    outer = run.devices[-1] if run.devices else {}
    if self.clears:
        merged: Fields | None = {}
    elif self.fields is None or outer is None:
        merged = None
    else:
        merged = {**outer, **self.fields}
    run.devices = (*run.devices, merged)
    return None


@method(DEVICE_CONTEXT, "__exit__")
def leave(vm: Machine, self: DeviceContext, *error: Anything) -> Anything:
    run = tf_of(vm)
    run.devices = run.devices[:-1]
    return False


def device_of(vm: Machine, op: Op) -> Anything:
    """The device an op was put on, Unknown where that was not followed."""
    fields = tf_of(vm).op_devices.get(op, {})
    return Unknown(Kind.TENSORFLOW, "device", pure=True) if fields is None else show(fields)
