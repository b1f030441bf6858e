"""tf.einsum: up to 1.15 made of transpositions, reshapes and products; an op of its own in 2.15."""

import tensorflow as tf
from _scopelint import at_least, convert, dtype_of, is_tensor, op, raw_op, silent

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def einsum(equation, *inputs, **kwargs):
    name = kwargs.pop("name", None)
    if not at_least("1.4") and name is not None:
        raise TypeError("einsum() got an unexpected keyword argument 'name'")
    kwargs.pop("optimize", None)
    if kwargs:
        kinds = ", ".join(sorted(kwargs))
        raise TypeError("invalid keyword arguments for this function: " + kinds)
    with tf.name_scope(name, "einsum", [equation, inputs]) if at_least("1.4") else silent():
        inputs = list(inputs) if not at_least("2.15") else [convert(x) for x in inputs]
        labels, result = resolved(equation, [convert(x).get_shape().ndims for x in inputs])
        if at_least("2.15"):
            return contracted_at_once(equation, inputs, labels, result)
        if at_least("1.15") and len(inputs) == 1 and "->" not in equation and labels[0] == labels[0][0] * 2:
            return tf.trace(inputs[0])
        return contracted(inputs, labels, result)


def resolved(equation, ranks):
    """The letters of each input and of the output, with letters in place of an ellipsis."""
    equation = equation.replace(" ", "")
    left, arrow, right = equation.partition("->")
    labels = left.split(",")
    if "..." in equation and not at_least("1.15"):
        raise ValueError("Subscripts with ellipses are not yet supported.")
    if len(labels) != len(ranks):
        raise ValueError('Got %d arguments for equation "%s", expecting %d' % (len(ranks), equation, len(labels)))
    spare = "".join([c for c in LETTERS if c not in left])
    more = ""
    for i, letters in enumerate(labels):
        if "..." in letters:
            count = ranks[i] - len(letters.replace("...", ""))
            there = spare[-count:] if count > 0 else ""
            labels[i] = letters.replace("...", there)
            more = there if len(there) > len(more) else more
    if arrow:
        return labels, right.replace("...", more)
    counts = "".join(labels)
    return labels, more + "".join(sorted(c for c in set(counts) if counts.count(c) == 1 and c not in more))


def contracted_at_once(equation, inputs, labels, result):
    """One op for each pair of inputs, of which only the last one's shape is worked out."""
    if len(inputs) < 3:
        return op("Einsum", inputs=inputs, equation=",".join(labels) + "->" + result)
    sizes = {}
    for letters, tensor in zip(labels, inputs):
        for letter, size in zip(letters, tensor.get_shape().as_list()):
            sizes[letter] = sizes.get(letter) if size is None else size
    for _ in inputs[2:]:
        raw_op("Einsum", "Einsum", [(dtype_of(inputs[0]), None)], inputs)
    return raw_op("Einsum", "Einsum", [(dtype_of(inputs[0]), [sizes[c] for c in result])], inputs)[0]


def contracted(inputs, labels, result):
    """The inputs one after the other, then a sum over what is left, then the order asked for."""
    for letter in set("".join(labels)):
        if len([x for x in labels if letter in x]) > 2 and letter not in result:
            return spread_out(inputs, labels, result)
    made, letters = inputs[0], labels[0]
    for tensor, others in zip(inputs[1:], labels[1:]):
        summed = [c for c in letters if c in others and c not in result]
        made, letters = reduced(made, letters, tensor, others, summed)
    gone = [i for i, c in enumerate(letters) if c not in result]
    if gone:
        made = tf.reduce_sum(made, gone)
        letters = "".join([c for c in letters if c in result])
    if sorted(letters) != sorted(result):
        raise ValueError("Invalid equation: %s" % result)
    return transposed(made, [letters.index(c) for c in result])


def reduced(a, a_letters, b, b_letters, summed):
    """The product of two, summed over some letters, and its letters."""
    a, b = convert(a), convert(b)
    kept = [c for c in a_letters if c in b_letters and c not in summed]
    own_a = [c for c in a_letters if c not in kept and c not in summed]
    own_b = [c for c in b_letters if c not in kept and c not in summed]
    order_a = sorted(kept) + sorted(own_a) + sorted(summed)
    order_b = sorted(kept) + sorted(summed) + sorted(own_b)
    a = transposed(a, [a_letters.find(c) for c in order_a])
    b = transposed(b, [b_letters.find(c) for c in order_b])
    if not summed:
        for _ in own_b:
            a = tf.expand_dims(a, -1)
        for _ in own_a:
            b = tf.expand_dims(b, len(kept))
        product = tf.multiply(a, b) if at_least("1.0") else tf.mul(a, b)
        return product, "".join(order_a + order_b[len(kept):])
    old_a, old_b = a, b
    first = len(kept)
    sizes_a = dimensions(a)
    a = reshaped(a, sizes_a[:first] + [total(sizes_a[first:-len(summed)]), total(sizes_a[-len(summed):])])
    sizes_b = dimensions(b)
    rows = total(sizes_a[-len(summed):])
    b = reshaped(b, sizes_b[:first] + [rows, total(sizes_b[first + len(summed):])])
    product = tf.matmul(a, b) if at_least("1.0") else tf.batch_matmul(a, b)
    sizes = sizes_a[:first + len(own_a)] + sizes_b[len(sizes_b) - len(own_b):]
    if at_least("1.0") and sizes.count(None) > 1:
        places = [(old_a, i) for i in range(first + len(own_a))]
        places += [(old_b, i) for i in range(len(sizes_b) - len(own_b), len(sizes_b))]
        sizes = [tf.shape(place[0])[place[1]] if size is None else size for size, place in zip(sizes, places)]
    product = reshaped(product, sizes)
    return product, "".join(order_a[:first + len(own_a)] + order_b[len(order_b) - len(own_b):])


def transposed(tensor, order):
    """In another order; from 1.0 to 1.13, on Python 3, also in the same one."""
    same = order == [i for i, _ in enumerate(order)]
    if same and (at_least("1.15") or not at_least("1.0")):
        return tensor
    return tf.transpose(tensor, perm=order)


def dimensions(tensor):
    dims = tensor.get_shape().as_list()
    if None in dims and at_least("1.4"):
        sizes = tf.shape(tensor)
        dims = [sizes[i] if size is None else size for i, size in enumerate(dims)]
    return dims


def total(sizes):
    count = 1
    for size in sizes:
        if size is None:
            return -1
        count = count * size
    return count


def reshaped(tensor, sizes):
    if not at_least("1.0"):
        dims = tensor.get_shape().as_list()
        if len(dims) != len(sizes) or False in [new == -1 or old == new for old, new in zip(dims, sizes)]:
            if None in sizes:
                wrong = "None" if sizes[0] is None else str(sizes[0])
                raise TypeError("Expected binary or unicode string, got " + wrong)
            return tf.reshape(tensor, sizes)
        return tensor
    sizes = [-1 if size is None else size for size in sizes]
    dims = tensor.get_shape().as_list()
    if len(dims) == len(sizes):
        same = [not is_tensor(new) and (new == -1 or old == new) for old, new in zip(dims, sizes)]
        if False not in same:
            return tensor
    return tf.reshape(tensor, sizes)


def spread_out(inputs, labels, result):
    """The product of all inputs with all letters as dimensions, summed."""
    letters = sorted(c for c in set("".join(labels)) if c not in result) + list(result)
    parts = []
    for tensor, own in zip(inputs, labels):
        order = sorted(own, key=letters.index)
        if list(own) != order:
            tensor = tf.transpose(tensor, [own.find(c) for c in order])
        parts.append((tensor, order))
    expanded = []
    for tensor, order in parts:
        dims = tensor.get_shape().as_list()
        sizes = [(dims[order.index(c)] or -1) if c in order else 1 for c in letters]
        expanded.append(tf.reshape(tensor, sizes))
    made = 1
    for tensor in expanded:
        made = made * tensor
    return tf.reduce_sum(made, [i for i, c in enumerate(letters) if c not in result])
