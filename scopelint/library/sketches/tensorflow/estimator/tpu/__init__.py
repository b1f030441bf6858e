"""tf.estimator.tpu: the spec of a model function for TPUs."""

import collections

_Spec = collections.namedtuple(
    "TPUEstimatorSpec",
    ("mode", "predictions", "loss", "train_op", "eval_metrics", "export_outputs", "scaffold_fn", "host_call",
     "training_hooks", "evaluation_hooks", "prediction_hooks"),
)


class TPUEstimatorSpec(_Spec):
    def __new__(
        cls, mode, predictions=None, loss=None, train_op=None, eval_metrics=None, export_outputs=None,
        scaffold_fn=None, host_call=None, training_hooks=None, evaluation_hooks=None, prediction_hooks=None
    ):
        return _Spec.__new__(
            cls, mode, predictions, loss, train_op, eval_metrics, export_outputs, scaffold_fn, host_call,
            training_hooks, evaluation_hooks, prediction_hooks
        )
