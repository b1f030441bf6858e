"""Dispatch by type: what is registered for other types than tensors is not followed."""


def add_dispatch_support(target=None, iterable_parameters=None):
    return target if target is not None else lambda func: func


def add_dispatch_list(target):
    return target


def add_fallback_dispatch_list(target):
    return target


def dispatch_for_types(op, *types):
    return lambda func: func


def dispatch_for_api(api, *signatures):
    return lambda func: func
