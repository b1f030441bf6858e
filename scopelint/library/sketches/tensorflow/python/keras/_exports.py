"""The decorator of Keras's public names."""

from ..util.tf_export import tf_export

keras_export = tf_export
