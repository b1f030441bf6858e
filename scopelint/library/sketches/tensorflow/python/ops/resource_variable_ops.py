"""Resource variables."""

from _scopelint import is_resource, is_unknown, unknown


def is_resource_variable(var):
    if is_unknown(var):
        return unknown("is_resource_variable()")
    return is_resource(var) or hasattr(var, "_should_act_as_resource_variable")
