"""A small generative adversarial network, with the mistake that most of them were first written with.

The discriminator is built twice in one graph, for real and for generated images, and its scope does not say that the
second time is to share the first time's variables.
"""

import tensorflow as tf

NOISE = 64
PIXELS = 28 * 28


def dense(x, units, name):
    with tf.variable_scope(name):
        kernel = tf.get_variable("kernel", [x.shape[1], units])
        bias = tf.get_variable("bias", [units], initializer=tf.zeros_initializer())
        return tf.matmul(x, kernel) + bias


def generator(noise):
    with tf.variable_scope("generator"):
        hidden = tf.nn.relu(dense(noise, 128, "hidden"))
        return tf.tanh(dense(hidden, PIXELS, "pixels"))


def discriminator(images):
    with tf.variable_scope("discriminator"):
        hidden = tf.nn.relu(dense(images, 128, "hidden"))
        return dense(hidden, 1, "logit")


real = tf.placeholder(tf.float32, [None, PIXELS], name="real")
noise = tf.placeholder(tf.float32, [None, NOISE], name="noise")

real_logit = discriminator(real)
fake_logit = discriminator(generator(noise))

loss = tf.reduce_mean(real_logit) - tf.reduce_mean(fake_logit)
