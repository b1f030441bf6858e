"""Savers: the ops that save and restore, under ``save/`` (SPEC 17)."""

import tensorflow as tf
from _scopelint import at_least, is_partitioned, is_tensor, op, part_of_name, raw_op, unknown

from ._checkpoints import check_restored, wrote


class Saver(object):
    def __init__(self, var_list=None, reshape=False, sharded=False, max_to_keep=5, keep_checkpoint_every_n_hours=10000.0,
                 name=None, restore_sequentially=False, saver_def=None, builder=None, defer_build=False, allow_empty=False,
                 write_version=None, pad_step_number=False, save_relative_paths=False, filename=None):
        if defer_build and var_list:
            raise ValueError("If `var_list` is provided then build cannot be deferred. Either set defer_build=False or var_list=None.")
        self._var_list = var_list
        self._name = name
        self._reshape = reshape
        self._last_checkpoints = []
        self._sharded = sharded
        self._allow_empty = allow_empty
        self._max_to_keep = max_to_keep
        self._saver_def = saver_def
        self._is_built = False
        self.saver_def = unknown("saver_def")
        if not defer_build and saver_def is None:
            self.build()

    def build(self):
        if self._is_built:
            return
        self._is_built = True
        if self._var_list is None:
            self._var_list = tf.global_variables() + tf.get_collection("saveable_objects")
        if not self._var_list:
            if self._allow_empty:
                self._is_empty = True
                return
            raise ValueError("No variables to save")
        self._is_empty = False
        self.names = saved_names(self._var_list)
        with tf.name_scope(self._name, "save", []):
            build_ops(self.names, self._sharded)

    def save(self, sess, save_path, global_step=None, latest_filename=None, meta_graph_suffix="meta", write_meta_graph=True,
             write_state=True, strip_default_attrs=False, save_debug_info=False):
        if not self._is_built and not at_least("1.0"):
            self.build()
        if self._is_built and self._is_empty:
            return None
        path = save_path
        if global_step is not None:
            path = unknown("checkpoint") if is_tensor(global_step) else "%s-%d" % (save_path, global_step)
        names = getattr(self, "names", None)
        wrote(path if names is not None else unknown("checkpoint"), names)
        self._last_checkpoints.append(path)
        return path

    def restore(self, sess, save_path):
        if save_path is None:
            raise ValueError("Can't load save_path when it is None.")
        if self._is_built and not self._is_empty:
            check_restored(save_path, self.names, self._reshape)
        return None

    def export_meta_graph(self, *args, **kwargs):
        return unknown("meta_graph")

    def to_proto(self, export_scope=None):
        return unknown("saver_def")

    def as_saver_def(self):
        return unknown("saver_def")

    @property
    def last_checkpoints(self):
        return self._last_checkpoints

    def set_last_checkpoints(self, last_checkpoints):
        return None

    def set_last_checkpoints_with_time(self, last_checkpoints_with_time):
        return None

    def recover_last_checkpoints(self, checkpoint_paths):
        return None


def saved_names(var_list):
    if isinstance(var_list, dict):
        return list(var_list.items())
    found = {}
    seen = []
    for v in var_list:
        if not at_least("1.8") and any(v is other for other in seen):
            continue
        seen.append(v)
        if is_partitioned(v):
            found[v.name] = v
            continue
        if not is_tensor(v) and not hasattr(v, "op"):
            if hasattr(v, "name"):
                found[v.name] = v
                continue
            raise TypeError("Variable to save is not a Variable: %s" % (v,))
        whole = part_of_name(v)
        name = whole if whole is not None else v.op.name
        # Two objects of one name are one variable that two ways through the program made, of which a run takes one.
        if name in found and whole is None and found[name] is v:
            raise ValueError("At least two variables have the same name: %s" % name)
        found[name] = v
    return list(found.items())


def build_ops(names, sharded):
    if at_least("1.13"):
        made = op("PlaceholderWithDefault", name="filename", input=tf.constant("model", name="filename/input"), shape=())
        prefix = op("PlaceholderWithDefault", name="Const", input=made, shape=())
    else:
        prefix = tf.constant("model", name="Const")
    if sharded:
        if at_least("2.15"):
            # The directory of parts depends on where the prefix leads.
            raw_op("StaticRegexFullMatch", "StaticRegexFullMatch", [(tf.bool, [])], [prefix])
            tf.constant(".part", name="Const")
            tf.constant("_temp/part", name="Const")
            raw_op("Select", "Select", [(tf.string, [])])
        else:
            tf.constant("_temp/part", name="StringJoin/inputs_1")
        raw_op("StringJoin", "StringJoin", [(tf.string, [])])
        tf.constant(1, name="num_shards")
        tf.constant(0, name="ShardedFilename/shard")
        raw_op("ShardedFilename", "ShardedFilename", [(tf.string, [])])
    count = len(names)
    tf.constant([""] * count, name="SaveV2/tensor_names")
    tf.constant([""] * count, name="SaveV2/shape_and_slices")
    raw_op("SaveV2", "SaveV2", [])
    raw_op("Identity", "control_dependency", [(tf.string, [])])
    if sharded:
        raw_op("Pack", "MergeV2Checkpoints/checkpoint_prefixes", [(tf.string, [1])])
        raw_op("MergeV2Checkpoints", "MergeV2Checkpoints", [])
        tf.identity(prefix)
    if at_least("1.8"):
        tf.constant([""] * count, name="RestoreV2/tensor_names")
        tf.constant([""] * count, name="RestoreV2/shape_and_slices")
        raw_op("RestoreV2", "RestoreV2", [(tf.float32, None)] * count)
        for i in range(count):
            raw_op("Assign", "Assign", [(tf.float32, None)])
    else:
        for i in range(count):
            title = "RestoreV2" if i == 0 else "RestoreV2_%d" % i
            tf.constant([""], name=title + "/tensor_names")
            tf.constant([""], name=title + "/shape_and_slices")
            raw_op("RestoreV2", "RestoreV2", [(tf.float32, None)])
            raw_op("Assign", "Assign", [(tf.float32, None)])
    raw_op("NoOp", "restore_shard" if sharded else "restore_all", [])
    if sharded:
        raw_op("NoOp", "restore_all", [])
