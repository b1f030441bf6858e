"""Variables: assigning, initializing; placeholders and what else touches a graph (SPEC 10)."""

import enum

import tensorflow as tf
from _scopelint import at_least, is_resource, is_unknown, op


def variables_initializer(var_list, name="init"):
    if var_list:
        return tf.group(*[v.initializer for v in var_list], name=name)
    return tf.group(name=name)


initialize_variables = variables_initializer


def global_variables_initializer():
    return initialize(tf.global_variables())


def initialize(found):
    if found is None:
        found = []
    return op("NoOp", name="init")


def initialize_all_variables():
    return global_variables_initializer()


def local_variables_initializer():
    return initialize(None)


def initialize_local_variables():
    return local_variables_initializer()


def tables_initializer(name="init_all_tables"):
    return op("NoOp", name=name)


initialize_all_tables = tables_initializer


def is_variable_initialized(variable):
    if is_resource(variable):
        return op("VarIsInitializedOp", resource=variable.handle)
    if at_least("1.0") and not variable.dtype._is_ref_dtype:
        return variable.is_initialized() if at_least("1.13") else None
    return op("IsVariableInitialized", ref=variable)


def assert_variables_initialized(var_list=None):
    if var_list is None:
        var_list = tf.global_variables() + tf.local_variables()
    if not var_list:
        return None
    ranks = []
    for v in var_list:
        ranks.append(tf.rank(v) if not is_resource(v) else tf.rank(v))
    if len(ranks) == 1:
        return ranks[0]
    return tf.stack(ranks)


def report_uninitialized_variables(var_list=None, name="report_uninitialized_variables"):
    if var_list is None:
        var_list = tf.global_variables() + tf.local_variables()
    with tf.name_scope(name):
        if not var_list:
            return tf.constant([], dtype=tf.string)
        stack = tf.stack if at_least("1.0") else tf.pack
        stacked = stack([tf.is_variable_initialized(v) for v in var_list])
        mask = tf.logical_not(stacked)
        names = tf.constant([v.op.name for v in var_list])
        return tf.boolean_mask(names, mask)


def may_be_reference(ref):
    return is_unknown(ref) or ref.dtype._is_ref_dtype


def changes_itself(ref):
    """Whether the change is left to the method: from 1.4 for all but references (ops/changes_of_no_variable)."""
    return is_resource(ref) or (at_least("1.4") and not may_be_reference(ref))


def assign(ref, value, validate_shape=None, use_locking=None, name=None):
    if changes_itself(ref):
        return ref.assign(value, name=name)
    return op("Assign", name=name, ref=ref, value=value, validate_shape=True if validate_shape is None else validate_shape)


def assign_add(ref, value, use_locking=None, name=None):
    if changes_itself(ref):
        return ref.assign_add(value, name=name)
    return op("AssignAdd", name=name, ref=ref, value=value)


def assign_sub(ref, value, use_locking=None, name=None):
    if changes_itself(ref):
        return ref.assign_sub(value, name=name)
    return op("AssignSub", name=name, ref=ref, value=value)


def scatter(kind, ref, indices, updates, name):
    if is_resource(ref):
        op("Resource" + kind, name=name or kind if at_least("2.15") else name or "Resource" + kind, resource=ref.handle, indices=indices,
           updates=updates)
        return ref._lazy_read() if hasattr(ref, "_lazy_read") else ref
    if at_least("1.8") and not may_be_reference(ref):
        return ref._lazy_read  # which only variables have
    return op(kind, name=name, ref=ref, indices=indices, updates=updates)


def scatter_update(ref, indices, updates, use_locking=True, name=None):
    return scatter("ScatterUpdate", ref, indices, updates, name)


def scatter_add(ref, indices, updates, use_locking=False, name=None):
    return scatter("ScatterAdd", ref, indices, updates, name)


def scatter_sub(ref, indices, updates, use_locking=False, name=None):
    return scatter("ScatterSub", ref, indices, updates, name)


def scatter_mul(ref, indices, updates, use_locking=False, name=None):
    return scatter("ScatterMul", ref, indices, updates, name)


def scatter_div(ref, indices, updates, use_locking=False, name=None):
    return scatter("ScatterDiv", ref, indices, updates, name)


def scatter_nd_update(ref, indices, updates, use_locking=True, name=None):
    return scatter("ScatterNdUpdate", ref, indices, updates, name)


def scatter_nd_add(ref, indices, updates, use_locking=False, name=None):
    return scatter("ScatterNdAdd", ref, indices, updates, name)


def scatter_nd_sub(ref, indices, updates, use_locking=False, name=None):
    return scatter("ScatterNdSub", ref, indices, updates, name)


def count_up_to(ref, limit, name=None):
    return op("CountUpTo", name=name, ref=ref, limit=limit)


def sparse_placeholder(dtype, shape=None, name=None):
    named = {part: None if name is None else name + "/" + part for part in ("shape", "values", "indices")}
    dims = None if shape is None else [None if at_least("1.4") and size == -1 else size for size in shape]
    rank = None if dims is None else len(dims)
    open_ = dims is None or (None in dims and not at_least("2.15"))
    if open_ and (dims is None or at_least("1.4")):
        sizes = tf.placeholder(tf.int64, shape=[rank], name=named["shape"])
    elif open_:
        sizes, rank = tf.placeholder(tf.int64, shape=[None], name=named["shape"]), None
    elif at_least("2.15"):
        sizes = [-1 if size is None else size for size in dims]
        sizes = tf.constant(sizes, tf.int64, name=None if name is None else name + "/shape_default")
        sizes = tf.placeholder_with_default(sizes, shape=[rank], name=named["shape"])
    elif at_least("1.4"):
        sizes = tf.convert_to_tensor(dims, tf.int64, name=named["shape"])
    else:
        sizes = tf.convert_to_tensor(dims, name=named["shape"])
    values = tf.placeholder(dtype, shape=[None], name=named["values"])
    indices = tf.placeholder(tf.int64, shape=[None, rank], name=named["indices"])
    return tf.SparseTensor(indices, values, sizes)


def get_session_handle(data, name=None):
    return op("GetSessionHandle", name=name, value=data)


def read_file(filename, name=None):
    return op("ReadFile", name=name, filename=filename)




class VariableSynchronization(enum.Enum):
    AUTO = 0
    NONE = 1
    ON_WRITE = 2
    ON_READ = 3


class VariableAggregation(enum.Enum):
    NONE = 0
    SUM = 1
    MEAN = 2
    ONLY_FIRST_REPLICA = 3
