"""tf.estimator: the specs that model functions return. They build nothing."""

import collections

_Spec = collections.namedtuple(
    "EstimatorSpec",
    ("mode", "predictions", "loss", "train_op", "eval_metric_ops", "export_outputs", "training_chief_hooks",
     "training_hooks", "scaffold", "evaluation_hooks", "prediction_hooks"),
)


class EstimatorSpec(_Spec):
    def __new__(
        cls, mode, predictions=None, loss=None, train_op=None, eval_metric_ops=None, export_outputs=None,
        training_chief_hooks=None, training_hooks=None, scaffold=None, evaluation_hooks=None, prediction_hooks=None
    ):
        return _Spec.__new__(
            cls, mode, predictions, loss, train_op, eval_metric_ops or {}, export_outputs, training_chief_hooks,
            training_hooks, scaffold, evaluation_hooks, prediction_hooks
        )
