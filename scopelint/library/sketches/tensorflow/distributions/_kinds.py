"""The distributions of tf.distributions (tf.contrib.distributions in all versions) that programs use most.

Each opens a scope for its parameters. What a method makes goes into that same scope, opened again; in 1.4 and 1.8
into a new one that is named after the distribution.
"""

import tensorflow as tf
from _scopelint import approximate, at_least, constant_value, convert, dtype_of, raw_op, settle, surely, unknown


def broad(one, other):
    """The static shape of both together."""
    if one.ndims is None or other.ndims is None:
        return tf.TensorShape(None)
    one, other = one.as_list(), other.as_list()
    rank = max(len(one), len(other))
    one, other = [1] * (rank - len(one)) + one, [1] * (rank - len(other)) + other
    sizes = []
    for a, b in zip(one, other):
        sizes.append(b if a == 1 else a if b == 1 or b is None or a is not None else b)
    return tf.TensorShape(sizes)


class Modelled(object):
    """What the distributions have in common; what is not written out here is not known."""

    def begin(self, name, scope, kind, validate_args, allow_nan_stats, parameters):
        self.name = scope if at_least("1.13") or not at_least("1.4") else name
        self.dtype = kind
        self.validate_args = validate_args
        self.allow_nan_stats = allow_nan_stats
        self.parameters = parameters

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return unknown("attribute " + name + " of a distribution")

    @property
    def event_shape(self):
        return tf.TensorShape([])

    def batch_shape_tensor(self, name="batch_shape_tensor"):
        with tf.name_scope(self.name), tf.name_scope(name):
            if surely(self.batch_shape.is_fully_defined()):
                return tf.constant(self.batch_shape.as_list(), tf.int32, name="batch_shape")
            return self.sizes()

    def event_shape_tensor(self, name="event_shape_tensor"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return tf.constant([], tf.int32, name="event_shape")

    def sample(self, sample_shape=(), seed=None, name="sample"):
        with tf.name_scope(self.name), tf.name_scope(name):
            if not at_least("1.4"):
                return self.older_sample(sample_shape)
            shape = convert(sample_shape, "sample_shape", tf.int32)
            held = constant_value(shape)
            if surely(shape.get_shape().ndims == 0):
                shape = convert([held], "sample_shape", tf.int32) if held is not None else tf.reshape(shape, [1])
                held = [held] if held is not None else None
            count = 1
            if held is None:
                count = tf.reduce_prod(shape, name="prod")
            else:
                for size in held:
                    count = count * size
            drawn = self.drawn(count, seed)
            result = tf.reshape(drawn, tf.concat([shape, tf.shape(drawn)[1:]], 0))
            if held is not None and self.batch_shape.ndims is not None:
                result.set_shape(held + self.batch_shape.as_list())
            return result

    def older_sample(self, sample_shape):
        approximate()
        shape = convert(sample_shape, "sample_shape", tf.int32)
        held = constant_value(shape)
        dims = unknown("shape")
        if held is not None:
            dims = (held if isinstance(held, list) else [held]) + self.batch_shape.as_list()
        with tf.name_scope(self.name), tf.name_scope("sample_n"):
            if not at_least("1.0") and surely(shape.get_shape().ndims == 0):
                drawn = raw_op("Add", "add", [(self.dtype, dims)])[0]
                self.older_parts()
                return drawn
        self.older_parts()
        return raw_op("Reshape", "Reshape", [(self.dtype, dims)])[0]

    def older_parts(self):
        pass

    def whole(self, count):
        return tf.concat([[count], self.batch_shape_tensor()], 0)

    def log_prob(self, value, name="log_prob"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return self.log_of(convert(value, "value"))

    def prob(self, value, name="prob"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return tf.exp(self.log_of(convert(value, "value")))

    def kl_divergence(self, other, name="kl_divergence"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return divergence(self, other)


class Located(Modelled):
    """Of a place and a width, which are its batch."""

    @property
    def batch_shape(self):
        return broad(self.places.get_shape(), self.widths.get_shape())

    def sizes(self):
        return tf.broadcast_dynamic_shape(tf.shape(self.places), tf.shape(self.widths))

    def older_parts(self):
        with tf.name_scope(self.name), tf.name_scope("mean"):
            pass

    def drawn(self, count, seed):
        kind = dtype_of(self.places)
        drawn = tf.random_normal(self.whole(count), mean=0.0, stddev=1.0, dtype=kind, seed=seed)
        return drawn * self.widths + self.places

    def log_of(self, value):
        if not at_least("1.4"):
            approximate()
            dims = broad(value.get_shape(), self.batch_shape)
            return raw_op("Sub", "sub_1", [(self.dtype, dims)])[0]
        with tf.name_scope("standardize"):
            far = (value - self.places) / self.widths
        return -0.5 * tf.square(far) - (0.9189385332046727 + tf.log(self.widths))

    def spread(self):
        return self.widths * tf.ones_like(self.places)

    def entropy(self, name="entropy"):
        with tf.name_scope(self.name), tf.name_scope(name):
            if not at_least("1.4"):
                approximate()
                return raw_op("Add", "add", [(self.dtype, self.batch_shape.as_list())])[0]
            width = self.widths * tf.ones_like(self.places)
            return 1.4189385332046727 + tf.log(width)

    def mean(self, name="mean"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return self.places * tf.ones_like(self.widths)

    def mode(self, name="mode"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return self.places * tf.ones_like(self.widths)

    def stddev(self, name="stddev"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return self.spread()

    def variance(self, name="variance"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return tf.square(self.spread())


class NewerNormal(Located):
    def __init__(self, loc, scale, validate_args=False, allow_nan_stats=True, name="Normal"):
        with tf.name_scope(name, values=[loc, scale]) as scope:
            with tf.control_dependencies([tf.assert_positive(scale)] if validate_args else []):
                self.loc = self.places = tf.identity(loc, name="loc")
                self.scale = self.widths = tf.identity(scale, name="scale")
        self.begin(name, scope, dtype_of(self.loc), validate_args, allow_nan_stats, {"loc": loc, "scale": scale})


class OlderNormal(Located):
    def __init__(self, mu, sigma, validate_args=False, allow_nan_stats=True, name="Normal"):
        with tf.name_scope(name, values=[mu, sigma]) as scope:
            with tf.control_dependencies([tf.assert_positive(sigma)] if validate_args else []):
                self.mu = self.places = tf.identity(mu, name="mu")
                self.sigma = self.widths = tf.identity(sigma, name="sigma")
        self.begin(name, scope, dtype_of(self.mu), validate_args, allow_nan_stats, {"mu": mu, "sigma": sigma})

    def log_pdf(self, value, name="log_pdf"):
        return self.log_prob(value, name)

    def pdf(self, value, name="pdf"):
        return self.prob(value, name)


Normal = NewerNormal if at_least("1.4") else OlderNormal


class NewerUniform(Located):
    def __init__(self, low=0.0, high=1.0, validate_args=False, allow_nan_stats=True, name="Uniform"):
        with tf.name_scope(name, values=[low, high]) as scope:
            with tf.control_dependencies([tf.assert_less(low, high)] if validate_args else []):
                self.low = self.places = tf.identity(low, name="low")
                self.high = self.widths = tf.identity(high, name="high")
        self.begin(name, scope, dtype_of(self.low), validate_args, allow_nan_stats, {"low": low, "high": high})

    def range(self, name="range"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return self.high - self.low

    def drawn(self, count, seed):
        drawn = tf.random_uniform(self.whole(count), dtype=dtype_of(self.low), seed=seed)
        return self.low + self.range() * drawn

    def log_of(self, value):
        approximate()
        self.range()
        dims = broad(value.get_shape(), self.batch_shape)
        return raw_op("Log", "Log", [(self.dtype, dims)])[0]

    def entropy(self, name="entropy"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return tf.log(self.range())

    def mean(self, name="mean"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return (self.low + self.high) / 2.0

    def mode(self, name="mode"):
        return unknown("mode of Uniform")

    def stddev(self, name="stddev"):
        return unknown("stddev of Uniform")

    def variance(self, name="variance"):
        return unknown("variance of Uniform")


Uniform = NewerUniform if at_least("1.4") else unknown("tf.contrib.distributions.Uniform")


def inner(scope, name, values):
    """The scope of logits and probabilities: one inside the distribution's, since 1.13 the same."""
    return tf.name_scope(scope) if at_least("1.13") else tf.name_scope(None, name, values)


class Weighted(Modelled):
    """Of logits or probabilities, one of which gives the other."""

    def weigh(self, logits, probs, name, scope, many):
        if (logits is None) == (probs is None):
            raise ValueError("Must pass probs or logits, but not both.")
        with inner(scope, name, [probs, logits]):
            if logits is not None:
                self.logits = logits = convert(logits, "logits")
                self.probs = tf.nn.softmax(logits, name="probs") if many else tf.sigmoid(logits, name="probs")
                return
            self.probs = probs = convert(probs, "probs")
            with tf.name_scope("logits"):
                self.logits = tf.log(probs) if many else tf.log(probs) - tf.log1p(-1.0 * probs)


class NewerCategorical(Weighted):
    def __init__(self, logits=None, probs=None, dtype=tf.int32, validate_args=False, allow_nan_stats=True,
                 name="Categorical"):
        with tf.name_scope(name, values=[logits, probs]) as scope:
            self.weigh(logits, probs, name, scope, True)
            shape = self.logits.get_shape().with_rank_at_least(1)
            if shape.ndims is None:
                with tf.name_scope("batch_rank"):
                    self.batch_rank = tf.rank(self.logits) - 1
            else:
                self.batch_rank = tf.constant(shape.ndims - 1, tf.int32, name="batch_rank")
            sizes = tf.shape(self.logits, name="logits_shape")
            if shape.ndims is not None and shape[-1].value is not None:
                self.event_size = tf.constant(shape[-1].value, tf.int32, name="event_size")
            else:
                with tf.name_scope("event_size"):
                    self.event_size = sizes[self.batch_rank]
            if surely(shape[:-1].is_fully_defined()):
                self.batch = tf.constant(shape[:-1].as_list(), tf.int32, name="batch_shape")
            else:
                with tf.name_scope("batch_shape"):
                    self.batch = sizes[:-1]
        self.begin(name, scope, tf.as_dtype(dtype), validate_args, allow_nan_stats, {"logits": logits, "probs": probs})

    @property
    def batch_shape(self):
        return self.logits.get_shape()[:-1]

    def sizes(self):
        return tf.identity(self.batch)

    def drawn(self, count, seed):
        logits = self.logits
        if not surely(logits.get_shape().ndims == 2):
            logits = tf.reshape(logits, [-1, self.event_size])
        if at_least("1.8"):
            small = self.dtype == tf.int32 or self.dtype == tf.int64
            drawn = tf.transpose(tf.multinomial(logits, count, seed=seed, output_dtype=self.dtype if small else tf.int32))
        else:
            drawn = tf.transpose(tf.multinomial(logits, count, seed=seed))
        return tf.cast(tf.reshape(drawn, self.whole(count)), self.dtype)

    def log_of(self, value):
        dims = self.batch_shape
        same = surely(value.get_shape().is_fully_defined()) and surely(dims.is_fully_defined())
        if same and value.get_shape().as_list() == dims.as_list():
            return -tf.nn.sparse_softmax_cross_entropy_with_logits(labels=value, logits=self.logits)
        approximate()
        dims = broad(value.get_shape(), dims)
        return raw_op("Neg", "Neg", [(dtype_of(self.logits), dims)])[0]

    def entropy(self, name="entropy"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return -tf.reduce_sum(tf.nn.log_softmax(self.logits) * self.probs, axis=-1)

    def mode(self, name="mode"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return tf.cast(raw_op("ArgMax", "ArgMax", [(tf.int64, self.batch_shape)], [self.logits])[0], self.dtype)


Categorical = NewerCategorical if at_least("1.4") else unknown("tf.contrib.distributions.Categorical")


class NewerBernoulli(Weighted):
    def __init__(self, logits=None, probs=None, dtype=tf.int32, validate_args=False, allow_nan_stats=True,
                 name="Bernoulli"):
        with tf.name_scope(name, values=[logits, probs] if at_least("1.13") else []) as scope:
            self.weigh(logits, probs, name, scope, False)
        self.begin(name, scope, tf.as_dtype(dtype), validate_args, allow_nan_stats, {"logits": logits, "probs": probs})

    @property
    def batch_shape(self):
        return self.logits.get_shape()

    def sizes(self):
        return tf.shape(self.logits)

    def drawn(self, count, seed):
        drawn = tf.random_uniform(self.whole(count), seed=seed, dtype=dtype_of(self.probs))
        return tf.cast(tf.less(drawn, self.probs), self.dtype)

    def log_of(self, value):
        value = tf.cast(value, dtype_of(self.logits))
        known = surely(value.get_shape().is_fully_defined()) and surely(self.batch_shape.is_fully_defined())
        if known and value.get_shape().as_list() == self.batch_shape.as_list():
            return -tf.nn.sigmoid_cross_entropy_with_logits(labels=value, logits=self.logits)
        approximate()
        dims = broad(value.get_shape(), self.batch_shape)
        return raw_op("Neg", "Neg", [(dtype_of(self.logits), dims)])[0]

    def entropy(self, name="entropy"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return (-self.logits * (tf.sigmoid(self.logits) - 1.0)) + tf.nn.softplus(-self.logits)

    def mean(self, name="mean"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return tf.identity(self.probs)

    def mode(self, name="mode"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return tf.cast(self.probs > 0.5, self.dtype)

    def variance(self, name="variance"):
        with tf.name_scope(self.name), tf.name_scope(name):
            return tf.identity(self.probs) * (1.0 - self.probs)


Bernoulli = NewerBernoulli if at_least("1.4") else unknown("tf.contrib.distributions.Bernoulli")


def divergence(distribution_a, distribution_b, allow_nan_stats=True, name=None):
    with tf.name_scope("KullbackLeibler"):
        if isinstance(distribution_a, Located) and isinstance(distribution_b, Located):
            if isinstance(distribution_a, NewerUniform) or isinstance(distribution_b, NewerUniform):
                return unknown("divergence of these distributions")
            return between_normals(distribution_a, distribution_b, name)
        if isinstance(distribution_a, NewerCategorical) and isinstance(distribution_b, NewerCategorical):
            with tf.name_scope(name, "kl_categorical_categorical"):
                delta = tf.nn.log_softmax(distribution_a.logits) - tf.nn.log_softmax(distribution_b.logits)
                return tf.reduce_sum(tf.nn.softmax(distribution_a.logits) * delta, axis=-1)
    return unknown("divergence of these distributions")


def between_normals(a, b, name):
    with tf.name_scope(name, "kl_normal_normal", [a.places, b.places]):
        one, two, half = (tf.constant(number, dtype=a.dtype) for number in (1, 2, 0.5))
        first, second = tf.square(a.widths), tf.square(b.widths)
        ratio = first / second
        if at_least("1.15"):
            far = tf.squared_difference(a.places, b.places)
        else:
            far = tf.square(a.places - b.places)
        return far / (two * second) + half * (ratio - one - tf.log(ratio))


kl_divergence = divergence if at_least("1.4") else unknown("tf.contrib.distributions.kl_divergence")
