"""The base class of optimizers: gradients, slots, the train op (SPEC 16)."""

import tensorflow as tf
from _scopelint import (
    at_least,
    doubt,
    executing_eagerly,
    is_partitioned,
    is_tensor,
    is_unknown,
    is_variable,
    raise_error,
    raw_op,
)

from .slots import create_slot, create_slot_with_initializer, create_zeros_slot


def key_of(variable):
    """The key of a variable's slot: until 1.0 the variable itself, then its graph and op name."""
    return (variable.op.graph, variable.op.name) if at_least("1.4") and not executing_eagerly() else variable


class Optimizer(object):
    GATE_NONE = 0
    GATE_OP = 1
    GATE_GRAPH = 2

    def __init__(self, use_locking, name):
        if not name:
            raise ValueError("Must specify the optimizer name")
        self._use_locking = use_locking
        self._name = name
        self._slots = {}
        self._non_slots = []

    def get_name(self):
        return self._name

    # The two steps and their sum

    def minimize(
        self, loss, global_step=None, var_list=None, gate_gradients=1, aggregation_method=None,
        colocate_gradients_with_ops=False, name=None, grad_loss=None
    ):
        pairs = self.compute_gradients(
            loss, var_list=var_list, gate_gradients=gate_gradients, aggregation_method=aggregation_method,
            colocate_gradients_with_ops=colocate_gradients_with_ops, grad_loss=grad_loss
        )
        if is_unknown(pairs):
            return self.apply_gradients(pairs, global_step=global_step, name=name)
        if all(not is_unknown(pair) and pair[0] is None for pair in pairs):
            shown = [str(pair[1]) for pair in pairs]
            raise ValueError(
                "No gradients provided for any variable, check your graph for ops that do not support gradients, "
                "between variables %s and loss %s." % (shown, loss)
            )
        return self.apply_gradients(pairs, global_step=global_step, name=name)

    def compute_gradients(
        self, loss, var_list=None, gate_gradients=1, aggregation_method=None, colocate_gradients_with_ops=False,
        grad_loss=None
    ):
        if var_list is None:
            var_list = tf.trainable_variables()
        variables = []
        for variable in var_list if isinstance(var_list, (list, tuple)) else [var_list]:
            if is_partitioned(variable):
                variables += list(variable)
            else:
                variables.append(variable)
        if not variables:
            raise_error("ValueError", "No variables to optimize.")
        if executing_eagerly() and callable(loss):
            loss()
            return [(stand_in(variable), variable) for variable in variables]
        gradients = tf.gradients(
            loss, variables, grad_ys=grad_loss, gate_gradients=(gate_gradients == 1),
            aggregation_method=aggregation_method, colocate_gradients_with_ops=colocate_gradients_with_ops
        )
        if is_unknown(gradients):
            doubt("which variables get a gradient is not known")
            gradients = [stand_in(variable) for variable in variables]
        return list(zip(gradients, variables))

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        if is_unknown(grads_and_vars):
            doubt("which variables are optimized is not known")
            return tf.no_op(name=name if name is not None else self._name)
        pairs = list(grads_and_vars)
        if not pairs:
            raise ValueError("No variables provided.")
        given = [(gradient, variable) for gradient, variable in pairs if is_unknown(gradient) or gradient is not None]
        if not given:
            raise ValueError("No gradients provided for any variable: %s." % ([str(pair[1]) for pair in pairs],))
        self._create_slots([variable for gradient, variable in given])
        updates = []
        with tf.name_scope(name, self._name) as scope:
            self._prepare()
            for gradient, variable in given:
                with tf.name_scope("update_" + variable.op.name):
                    updates.append(self._update(gradient, variable))
            return self._train_op(updates, scope, global_step)

    def _update(self, gradient, variable):
        resource = is_variable(variable) == "resource"
        if not is_tensor(gradient) and not is_unknown(gradient):
            if resource:
                update = self._resource_apply_sparse(gradient.values, variable, gradient.indices)
            else:
                update = self._apply_sparse(gradient, variable)
        else:
            update = (self._resource_apply_dense if resource else self._apply_dense)(gradient, variable)
        constraint = getattr(variable, "constraint", None)
        if constraint is not None:
            with tf.control_dependencies([update]):
                return variable.assign(constraint(variable))
        return update

    def _train_op(self, updates, scope, global_step):
        if global_step is None:
            done = self._finish(updates, scope)
        else:
            with tf.control_dependencies([self._finish(updates, "update")]):
                done = tf.assign_add(global_step, 1, name=scope)
        if executing_eagerly():
            return done
        if is_tensor(done):
            done = done.op
        if at_least("1.4"):
            known = tf.get_collection(tf.GraphKeys.TRAIN_OP)
            if not any(done is other for other in known):
                tf.add_to_collection(tf.GraphKeys.TRAIN_OP, done)
        return done

    # Slots

    def get_slot(self, var, name):
        return self._slots.get(name, {}).get(key_of(var))

    def get_slot_names(self):
        return sorted(self._slots)

    def variables(self):
        found = [variable for key, variable in self._non_slots if variable.graph is tf.get_default_graph()]
        for name in self._slots:
            found += [self._slots[name][key] for key in self._slots[name]]
        return sorted(found, key=lambda variable: variable.name)

    def _slot_dict(self, slot_name):
        if slot_name not in self._slots:
            self._slots[slot_name] = {}
        return self._slots[slot_name]

    def _get_or_make_slot(self, var, val, slot_name, op_name):
        named = self._slot_dict(slot_name)
        key = key_of(var)
        if key not in named:
            named[key] = create_slot(var, val, op_name)
        return named[key]

    def _get_or_make_slot_with_initializer(self, var, initializer, shape, dtype, slot_name, op_name):
        named = self._slot_dict(slot_name)
        key = key_of(var)
        if key not in named:
            named[key] = create_slot_with_initializer(var, initializer, shape, dtype, op_name)
        return named[key]

    def _zeros_slot(self, var, slot_name, op_name):
        named = self._slot_dict(slot_name)
        key = key_of(var)
        if key not in named:
            named[key] = create_zeros_slot(var, op_name)
        return named[key]

    def _create_non_slot_variable(self, initial_value, name, colocate_with):
        """A variable for the whole optimizer: made once for each graph."""
        found = self._get_non_slot_variable(name, graph=colocate_with.graph)
        if found is None:
            resource = at_least("1.13") and is_variable(colocate_with) == "resource"
            if resource:
                found = tf.Variable(initial_value, name=name, trainable=False, use_resource=True)
            else:
                found = tf.Variable(initial_value, name=name, trainable=False)
            self._non_slots.append(((name, colocate_with.graph), found))
        return found

    def _get_non_slot_variable(self, name, graph=None):
        for key, variable in self._non_slots:
            if key[0] == name and key[1] is graph:
                return variable
        return None

    def _non_slot_variables(self):
        return [variable for key, variable in self._non_slots]

    def _call_if_callable(self, param):
        return param() if callable(param) else param

    def _assert_valid_dtypes(self, tensors):
        pass

    def _valid_dtypes(self):
        return set([tf.float16, tf.float32, tf.float64])

    # What subclasses define

    def _create_slots(self, var_list):
        pass

    def _prepare(self):
        pass

    def _apply_dense(self, grad, var):
        raise NotImplementedError()

    def _resource_apply_dense(self, grad, handle):
        raise NotImplementedError()

    def _apply_sparse(self, grad, var):
        raise NotImplementedError()

    def _resource_apply_sparse(self, grad, handle, indices):
        raise NotImplementedError()

    def _apply_sparse_duplicate_indices(self, grad, var):
        return self._apply_sparse(grad, var)

    def _resource_apply_sparse_duplicate_indices(self, grad, handle, indices):
        return self._resource_apply_sparse(grad, handle, indices)

    def _finish(self, update_ops, name_scope):
        return tf.group(*update_ops, name=name_scope)


def stand_in(variable):
    """A tensor of the variable's shape where the real gradient is not modelled."""
    return raw_op("Unknown", "gradients/Unknown", [(variable.dtype.base_dtype, variable.get_shape())])[0]


class OpOptimizer(Optimizer):
    """An optimizer of TensorFlow's: one op updates a variable."""

    kind = "GradientDescent"

    def _apply_op(self, variable):
        resource = is_variable(variable) == "resource"
        title = ("ResourceApply" if resource else "Apply") + self.kind
        if resource:
            return raw_op(title, title, [])
        return raw_op(title, title, [(variable.dtype.base_dtype, variable.get_shape())])[0]

    def _apply_dense(self, grad, var):
        return self._apply_op(var)

    def _resource_apply_dense(self, grad, handle):
        return self._apply_op(handle)

    def _apply_sparse(self, grad, var):
        title = "SparseApply" + self.kind
        return raw_op(title, title, [(var.dtype.base_dtype, var.get_shape())])[0]

    def _resource_apply_sparse(self, grad, handle, indices):
        title = "ResourceSparseApply" + self.kind
        return raw_op(title, title, [])

    def _constant(self, value, name):
        return tf.convert_to_tensor(self._call_if_callable(value), name=name)
