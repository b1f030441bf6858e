"""The registered ops: whether there is one of a name; what its definition says is not known."""

from _scopelint import is_op, unknown


class Registered(object):
    """The definitions by name."""

    def __contains__(self, name):
        return is_op(name)

    def __getitem__(self, name):
        if not is_op(name):
            raise KeyError(name)
        return unknown("OpDef")

    def get(self, name, default=None):
        return unknown("OpDef") if is_op(name) else default

    def keys(self):
        return unknown("names of ops")

    def values(self):
        return unknown("OpDefs")

    def items(self):
        return unknown("OpDefs")

    def __iter__(self):
        return iter(unknown("names of ops"))


_registered = Registered()


def get_registered_ops():
    return _registered


def get(name):
    return _registered.get(name)


def register_op_list(op_list):
    return None


def sync():
    return None
