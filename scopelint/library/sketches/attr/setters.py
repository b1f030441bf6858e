"""attr.setters."""

from attr import _convert as convert
from attr import _no_op as NO_OP
from attr import _validate as validate
from attr.exceptions import FrozenAttributeError


def pipe(*setters):
    def hook(inst, attribute, value):
        for each in setters:
            value = each(inst, attribute, value)
        return value

    return hook


def frozen(inst, attribute, value):
    raise FrozenAttributeError()
