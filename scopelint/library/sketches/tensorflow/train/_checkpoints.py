"""Checkpoints that the program itself has written: what a restore from one of them finds."""

import os

import tensorflow as tf
from _scopelint import at_least, doubt, is_partitioned, is_unknown, part_of_name, surely, unknown

# Pairs of a path and the (name, shape) of each variable in it, in the order written.
_written = []


def wrote(path, names):
    """A checkpoint was written. One that may lie anywhere may have replaced any other."""
    if is_unknown(path):
        del _written[:]
        return
    _written.append((path, [(name, shape_of(v)) for name, v in names]))


def shape_of(v):
    """The static shape as a list; None where it is not one plain variable's, or not known."""
    if isinstance(v, (list, tuple)) or is_partitioned(v) or part_of_name(v) is not None or not hasattr(v, "get_shape"):
        return None
    return v.get_shape().as_list() if surely(v.get_shape().is_fully_defined()) else None


def content(path):
    """What the checkpoint at a path holds, None where that is not known."""
    found = None
    for known, names in _written:
        if surely(known == path):
            found = names
        elif not surely(known != path):
            found = None
    return found


def latest_checkpoint(checkpoint_dir, latest_filename=None):
    """The last one written into a folder; unknown where the program wrote none."""
    for path, _ in reversed(_written):
        if surely(os.path.dirname(path) == checkpoint_dir):
            return path
    return unknown("latest_checkpoint()")


def check_restored(path, names, reshapes):
    """Raise what TensorFlow does where the checkpoint lacks a variable, or has it with another shape."""
    held = content(path)
    if held is None:
        return
    lacking = [name for name, _ in names if not any(surely(name == other) for other, _ in held)]
    if any(not surely(name != other) for name in lacking for other, _ in held):
        return
    other_shapes = []
    if not reshapes:
        for name, v in names:
            mine = shape_of(v)
            other_shapes += [(mine, its) for other, its in held
                             if surely(name == other) and mine is not None and its is not None and mine != its]
    # Before 1.8 each variable is restored by an op of its own: which of two mistakes is told is not known.
    if lacking and (not other_shapes or at_least("1.8")):
        key = lacking[0] if len(lacking) == 1 else unknown("name")
        raise tf.errors.NotFoundError(None, None, told(
            "a Variable name or other graph key that is missing from", "Key %s not found in checkpoint" % key))
    if lacking and other_shapes:
        doubt("a restore that fails in one of two ways")
    elif other_shapes:
        mine, its = other_shapes[0] if len(other_shapes) == 1 else (unknown("shape"), unknown("shape"))
        raise tf.errors.InvalidArgumentError(None, None, told(
            "a mismatch between the current graph and the graph from",
            "Assign requires shapes of both tensors to match. lhs shape= %s rhs shape= %s" % (plain(mine), plain(its))))


def plain(shape):
    return shape if is_unknown(shape) else "[" + ",".join([str(size) for size in shape]) + "]"


def told(cause, original):
    if not at_least("1.13"):
        return original
    return (
        "Restoring from checkpoint failed. This is most likely due to %s the checkpoint. Please ensure that you have not "
        "altered the graph expected based on the checkpoint. Original error:\n\n%s" % (cause, original))
