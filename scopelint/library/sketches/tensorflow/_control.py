"""Grouping, checking, case, map_fn, scan and folds (SPEC 10)."""

import tensorflow as tf
from _scopelint import at_least, convert, dtype_of, is_tensor, nest_flatten, nest_pack, op


def no_op(name=None):
    return op("NoOp", name=name)


def group(*inputs, **kwargs):
    name = kwargs.pop("name", None)
    if kwargs:
        raise ValueError("Unknown keyword arguments: " + ", ".join(kwargs.keys()))
    with tf.name_scope(name, "group_deps", [x for x in nest_flatten(inputs) if x is not None]) as name:
        return op("NoOp", name=name)


def tuple(tensors, name=None, control_inputs=None):
    with tf.name_scope(name, "tuple", [t for t in tensors if t is not None]):
        gating = [t for t in tensors if t is not None]
        if not gating:
            raise ValueError("Must have at least one Tensor: %s" % tensors)
        gate = group(*gating)
        found = []
        for t in tensors:
            found.append(with_gate(t) if t is not None else None)
        return found


def with_gate(tensor):
    with tf.name_scope(None, "control_dependency", [tensor]) as name:
        return tf.identity(tensor, name=name)


def Assert(condition, data, summarize=None, name=None):
    with tf.name_scope(name, "Assert", [condition, data]):
        # What is no tensor becomes a constant here, and once more as the op's input.
        kinds = [dtype_of(convert(x)) for x in data]
        if all(kind == tf.string or kind == tf.int32 for kind in kinds):
            return op("Assert", condition=condition, data=data, T=kinds)
        condition = convert(condition, "Const" if not is_tensor(condition) else None)

        def true_assert():
            return op("Assert", condition=condition, data=data, T=kinds)

        guarded = tf.cond(condition, no_op, true_assert, name="AssertGuard")
        return guarded.op


def Print(input_, data, message=None, first_n=None, summarize=None, name=None):
    return op("Print", name=name, input=input_, data=data, U=[dtype_of(x) for x in data])


def check_numerics(tensor, message, name=None):
    return op("CheckNumerics", name=name, tensor=tensor, message=message)


def verify_tensor_all_finite(t, msg, name=None, x=None, message=None):
    t = t if t is not None else x
    with tf.name_scope(name, "VerifyFinite", [t]):
        t = convert(t, "t")
        check_numerics(t, message=msg)
        return with_gate(t)


def add_check_numerics_ops():
    return group()


def with_dependencies(dependencies, output_tensor, name=None):
    with tf.name_scope(name, "control_dependency", [output_tensor]) as name:
        return tf.identity(output_tensor, name=name)


def case(pred_fn_pairs, default=None, exclusive=False, strict=False, name="case"):
    pairs = list(pred_fn_pairs.items()) if isinstance(pred_fn_pairs, dict) else list(pred_fn_pairs)
    with tf.name_scope(name, "case", [p for p, _ in pairs]):
        if not at_least("1.8"):
            return old_case(pairs, default)
        if default is None:
            predicate, default = pairs[-1]
            pairs = pairs[:-1]
        return chained(pairs, default)


def chained(pairs, default):
    predicate, fn = pairs[0]
    if len(pairs) == 1:
        return tf.cond(predicate, fn, default, name="cond")
    return tf.cond(predicate, fn, lambda: chained(pairs[1:], default), name="cond")


def old_case(pairs, default):
    nots = [tf.logical_not(p, name="not_%d/LogicalNot" % i) for i, (p, _) in enumerate(pairs)]
    before = tf.constant(True, name="always_true")
    conditions = []
    others = []
    for i, n in enumerate(nots):
        others.append(before)
        before = tf.logical_and(before, n, name="and_not_%d/LogicalAnd" % i)
    for i, (p, _) in enumerate(pairs):
        conditions.append(tf.logical_and(others[i], p, name="case_%d/LogicalAnd" % i))
    if not at_least("1.4"):
        tf.constant(0.0, name="case_create_empty/Const")
    made = None
    for i, (p, fn) in enumerate(pairs):
        if made is None:
            made = tf.cond(conditions[i], fn, lambda: extra_constant(fn), name="If_%d" % i)
        else:
            last = made
            made = tf.cond(conditions[i], fn, lambda: last, name="If_%d" % i)
    last = made
    return tf.cond(before, default, lambda: last, name="If_%d" % len(pairs))


def extra_constant(fn):
    return tf.constant(0.0)


def elements(flat):
    arrays = []
    n = tf.shape(flat[0])[0] if not at_least("1.8") else None
    size = flat[0].get_shape().as_list()[0] if flat[0].get_shape().ndims else None
    if n is None and size is None:
        n = tf.shape(flat[0])[0]
    for x in flat:
        array = tf.TensorArray(dtype=dtype_of(x), size=n if n is not None else size, dynamic_size=False, infer_shape=True)
        arrays.append(array.unpack(x) if not at_least("1.0") else array.unstack(x))
    return arrays, (n if n is not None else size), size


def map_fn(fn, elems, dtype=None, parallel_iterations=None, back_prop=True, swap_memory=False, infer_shape=True, name=None):
    if not callable(fn):
        raise TypeError("fn must be callable.")
    flat = nest_flatten(elems)
    with tf.name_scope(name, "map", flat):
        with tf.variable_scope(tf.get_variable_scope()):
            flat = [convert(x, "elem") for x in flat]
            kinds = nest_flatten(dtype) if dtype is not None else [dtype_of(x) for x in flat]
            structure = dtype if dtype is not None else elems
            if not at_least("1.13"):
                pass
            arrays, n, size = elements(flat)
            i = tf.constant(0)
            results = [tf.TensorArray(dtype=kind, size=n, dynamic_size=False, infer_shape=infer_shape) for kind in kinds]

            def compute(i, *tas):
                values = nest_pack(elems, [array.read(i) for array in arrays])
                made = nest_flatten(fn(values))
                return [i + 1] + [ta.write(i, value) for ta, value in zip(tas, made)]

            extra = {"maximum_iterations": n} if at_least("1.13") else {}
            out = tf.while_loop(lambda i, *_: i < n, compute, [i] + results, parallel_iterations=parallel_iterations, **extra)
            packed = [ta.pack() if not at_least("1.0") else ta.stack() for ta in out[1:]]
            for r in packed:
                if r.get_shape().ndims is not None:
                    r.set_shape([size] + r.get_shape().as_list()[1:])
            return nest_pack(structure, packed) if len(packed) > 1 or isinstance(structure, (list, dict)) or structure_is_tuple(structure) else packed[0]


def structure_is_tuple(value):
    return isinstance(value, type(()))


def scan(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, infer_shape=True,
         reverse=False, name=None):
    if not callable(fn):
        raise TypeError("fn must be callable.")
    flat = nest_flatten(elems)
    with tf.name_scope(name, "scan", flat):
        with tf.variable_scope(tf.get_variable_scope()):
            flat = [convert(x, "elem") for x in flat]
            arrays, n, size = elements(flat)
            if initializer is None:
                first = [array.read(0 if not reverse else n - 1) for array in arrays]
                i = tf.constant(1)
                structure = elems
            else:
                first = [convert(x) for x in nest_flatten(initializer)]
                i = tf.constant(0)
                structure = initializer
            results = []
            for x in first:
                array = tf.TensorArray(dtype=dtype_of(x), size=n, dynamic_size=False, infer_shape=infer_shape)
                results.append(array.write(0, x) if initializer is None else array)

            count = len(first)

            def compute(i, *rest):
                before, tas = rest[:count], rest[count:]
                values = nest_pack(elems, [array.read(i) for array in arrays])
                after = nest_flatten(fn(nest_pack(structure, list(before)), values))
                return [i + 1] + after + [ta.write(i, value) for ta, value in zip(tas, after)]

            extra = {"maximum_iterations": n} if at_least("1.8") else {}
            out = tf.while_loop(lambda i, *_: i < n, compute, [i] + first + results, parallel_iterations=parallel_iterations, **extra)
            packed = [ta.pack() if not at_least("1.0") else ta.stack() for ta in out[1 + count :]]
            for r in packed:
                if r.get_shape().ndims is not None:
                    r.set_shape([size] + r.get_shape().as_list()[1:])
            return nest_pack(structure, packed)


def foldl(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None):
    return fold(fn, elems, initializer, name, "foldl", False)


def foldr(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None):
    return fold(fn, elems, initializer, name, "foldr", True)


def fold(fn, elems, initializer, name, title, backward):
    if not callable(fn):
        raise TypeError("fn must be callable.")
    flat = nest_flatten(elems)
    with tf.name_scope(name, title, flat):
        with tf.variable_scope(tf.get_variable_scope()):
            flat = [convert(x, "elem") for x in flat]
            arrays, n, size = elements(flat)
            if initializer is None:
                at = n - 1 if backward else 0
                before = nest_pack(elems, [array.read(at) for array in arrays])
                i = at if backward else tf.constant(1)
            else:
                before = initializer
                i = n if backward else tf.constant(0)

            def compute(i, a):
                if backward:
                    i = i - 1
                values = nest_pack(elems, [array.read(i) for array in arrays])
                a = fn(a, values)
                return [i if backward else i + 1, a]

            extra = {"maximum_iterations": n} if at_least("1.13") else {}
            test = (lambda i, a: i > 0) if backward else (lambda i, a: i < n)
            out = tf.while_loop(test, compute, [i, before], **extra)
            return out[1]


def py_func(func, inp, Tout, stateful=True, name=None):
    return called(func, inp, Tout, name, "PyFunc" if stateful else "PyFuncStateless")


def numpy_function(func, inp, Tout, name=None):
    return called(func, inp, Tout, name, "PyFunc")


def py_function(func=None, inp=None, Tout=None, name=None):
    return called(func, inp, Tout, name, "EagerPyFunc")


def called(func, inp, Tout, name, type):
    several = isinstance(Tout, (list, structure_type()))
    made = op(type, name=name, input=inp, token="pyfunc", Tout=Tout if several else [Tout])
    return made if several else made[0]


def structure_type():
    return type(())
