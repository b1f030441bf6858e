"""The decorator of the estimators' public names, which this module is the first to hold."""

from ..util.tf_export import tf_export

estimator_export = tf_export
