"""attrs: the newer name of attr, with its newer functions."""

from attr import (
    NOTHING, Attribute, Factory, NotAnAttrsClassError, assoc, define, evolve, field, fields, fields_dict, frozen, has,
    make_class, mutable, resolve_types, validate)
from attr import asdict as _asdict
from attr import astuple as _astuple


def asdict(inst, recurse=True, filter=None, value_serializer=None):
    return _asdict(inst, recurse, filter, value_serializer=value_serializer, retain_collection_types=True)


def astuple(inst, recurse=True, filter=None):
    return _astuple(inst, recurse, filter, retain_collection_types=True)
