"""Iterators over datasets: the ops that make and initialize them, and the tensors of the next element."""

import tensorflow as tf
from _scopelint import (
    at_least,
    convert,
    executing_eagerly,
    is_captured_reference,
    is_unknown,
    not_by_value,
    raw_op,
    runtime,
    unknown,
)

from .functions import arguments, specs_of
from .making import variant
from .structure import Described, flatten, from_legacy


class Iterator(Described):
    def __init__(self, iterator_resource, initializer, output_types, output_shapes, output_classes=None, element=None):
        self._iterator_resource = iterator_resource
        self._initializer = initializer
        self._element = from_legacy(output_types, output_shapes, output_classes) if element is None else element
        if at_least("1.8"):
            self._string_handle = handle(iterator_resource, None)

    @staticmethod
    def from_structure(output_types, output_shapes=None, shared_name=None, output_classes=None):
        element = from_legacy(output_types, output_shapes, output_classes)
        return made_iterator(iterator_op(), None, element)

    @staticmethod
    def from_string_handle(string_handle, output_types, output_shapes=None, output_classes=None):
        element = from_legacy(output_types, output_shapes, output_classes)
        string_handle = convert(string_handle, None, tf.string)
        kind = "IteratorFromStringHandleV2" if at_least("1.13") else "IteratorFromStringHandle"
        return made_iterator(raw_op(kind, kind, [(tf.resource, [])])[0], None, element)

    @property
    def initializer(self):
        if self._initializer is None:
            raise ValueError(
                "The iterator does not have an initializer. This means it was likely created using "
                "`tf.data.Dataset.make_one_shot_iterator()`. For an initializable iterator, use "
                "`tf.data.Dataset.make_initializable_iterator()` instead."
                if at_least("2.15") else "Iterator does not have an initializer.")
        return self._initializer

    def make_initializer(self, dataset, name=None):
        with tf.name_scope(name, "make_initializer") as name:
            if not is_unknown(dataset):
                check_fits(self, dataset)
        if not is_unknown(dataset):
            dataset._as_variant_tensor()
        return raw_op("MakeIterator", name, [])

    def get_next(self, name=None):
        return next_element(self._element, name)

    def string_handle(self, name=None):
        if name is None and at_least("1.8"):
            return self._string_handle
        return handle(self._iterator_resource, name)

    if at_least("1.15"):

        @property
        def element_spec(self):
            from .structure import map_structure

            return map_structure(
                lambda leaf: leaf if is_unknown(leaf) else tf.TensorSpec(leaf.shape, leaf.dtype), self._element)


def made_iterator(resource, initializer, element):
    return Iterator(resource, initializer, None, None, None, element)


def handle(resource, name):
    return raw_op("IteratorToStringHandle", name or "IteratorToStringHandle", [(tf.string, [])], [resource])[0]


def iterator_op():
    kind = "IteratorV2" if at_least("1.13") else "Iterator"
    return raw_op(kind, kind, [(tf.resource, [])])[0]


def next_element(element, name):
    if is_unknown(element):
        raw_op("IteratorGetNext", name or "IteratorGetNext", [])
        return unknown("element")
    outputs = [(unknown("dtype"), unknown("shape")) if is_unknown(spec) else spec for spec in specs_of(element)]
    tensors = raw_op("IteratorGetNext", name or "IteratorGetNext", outputs)
    from ._dataset import from_variant

    return arguments(element, tensors, from_variant)


def one_shot(dataset):
    if executing_eagerly():
        return EagerIterator(dataset)
    problem = not_by_value(dataset._captured)
    if problem is not None:
        if at_least("2.15"):
            problem = problem + (
                ": A likely cause of this error is that the dataset for which you are calling "
                "`make_one_shot_iterator()` captures a stateful object, such as a `tf.Variable` or "
                "`tf.lookup.StaticHashTable`, which is not supported. Use `make_initializable_iterator()` instead.")
        elif at_least("1.8") and "stateful" in problem:
            problem = (
                "Failed to create a one-shot iterator for a dataset. `Dataset.make_one_shot_iterator()` does not "
                "support datasets that capture stateful objects, such as a `Variable` or `LookupTable`. In these "
                "cases, use `Dataset.make_initializable_iterator()`. (Original error: %s)" % problem)
        raise ValueError(problem)
    made = raw_op("OneShotIterator", "OneShotIterator", [(tf.resource, [])])[0]
    return made_iterator(made, None, dataset._element)


def initializable(dataset):
    if executing_eagerly():
        raise RuntimeError(
            "dataset.make_initializable_iterator is not supported when eager execution is enabled.")
    if not at_least("1.13") or at_least("2.15"):
        resource = iterator_op()
        dataset._as_variant_tensor()
        return made_iterator(resource, raw_op("MakeIterator", "MakeIterator", []), dataset._element)
    # What is read from a variable that is no resource is not optimized.
    plain = dataset._unoptimized or is_captured_reference(dataset._captured)
    if not plain:
        convert(["map_and_batch_fusion"], "optimizations", tf.string)
    if not at_least("1.15"):
        resource = iterator_op()
        dataset._as_variant_tensor()
    if not plain:
        variant("OptimizeDataset")
    if not dataset._unoptimized:
        variant("ModelDataset")
    if at_least("1.15"):
        resource = iterator_op()
    return made_iterator(resource, raw_op("MakeIterator", "MakeIterator", []), dataset._element)


def check_fits(iterator, dataset):
    """The dataset must have the iterator's structure, dtypes and shapes that fit."""
    mine, theirs = iterator._element, dataset._element
    if is_unknown(mine) or is_unknown(theirs):
        return
    mine, theirs = flatten(mine), flatten(theirs)
    if len(mine) != len(theirs):
        if at_least("1.15"):
            raise TypeError("Expected output types %r but got dataset with output types %r." % (
                iterator.output_types, dataset.output_types))
        raise ValueError("The two structures don't have the same nested structure.")
    for a, b in zip(mine, theirs):
        if is_unknown(a) or is_unknown(b):
            continue
        if not is_unknown(a.dtype) and not is_unknown(b.dtype) and a.dtype != b.dtype:
            raise TypeError("Expected output types %r but got dataset with output types %r." % (
                iterator.output_types, dataset.output_types))
        if is_unknown(a.shape) or is_unknown(b.shape):
            continue
        if not a.shape.is_compatible_with(b.shape):
            raise TypeError("Expected output shapes compatible with %r but got dataset with output shapes %r." % (
                iterator.output_shapes, dataset.output_shapes))


def elements_of(element):
    """The elements, one after the other, of a dataset that runs at once."""
    while runtime("another element"):
        yield next_element(element, None)


class EagerIterator(Described):
    """An iterator that runs at once; how many elements there are is not known."""

    def __init__(self, dataset):
        self._element = dataset._element

    def __iter__(self):
        return elements_of(self._element)

    def __next__(self):
        return self.get_next()

    next = __next__

    def get_next(self, name=None):
        return next_element(self._element, None)
