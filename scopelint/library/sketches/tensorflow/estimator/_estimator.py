"""tf.estimator.Estimator: each of its methods builds a graph of its own, and runs a monitored session in it."""

import copy

import tensorflow as tf
from _scopelint import approximate, at_least, is_unknown, runtime

from ..python.util.function_utils import fn_args

ARGUMENTS = ("features", "labels", "mode", "params", "config", "self")


def check_arguments(model_fn, params):
    taken = fn_args(model_fn)
    if is_unknown(taken):
        return
    if "features" not in taken:
        raise ValueError("model_fn (%s) must include features argument." % (model_fn,))
    if params is not None and "params" not in taken:
        raise ValueError(
            "model_fn (%s) does not include params argument, but params (%s) is passed to Estimator."
            % (model_fn, params)
        )
    others = [name for name in taken if name not in ARGUMENTS]
    if others:
        raise ValueError("model_fn (%s) has following not expected args: %s" % (model_fn, others))


def copied(params):
    return copy.deepcopy(params) if isinstance(params, dict) else params


def eval_step():
    """The counter of evaluations, a local variable."""
    return tf.get_variable(
        "eval_step",
        shape=[],
        dtype=tf.int64,
        initializer=tf.zeros_initializer(),
        trainable=False,
        collections=[tf.GraphKeys.LOCAL_VARIABLES, tf.GraphKeys.EVAL_STEP],
    )


class NoSaver(object):
    """Stands for the saver of the session, which makes no variables and checks nothing that is worth a doubt."""

    saver_def = None

    def build(self):
        return None


class Estimator(object):
    def __init__(self, model_fn, model_dir=None, config=None, params=None, warm_start_from=None):
        if model_fn is None:
            raise ValueError("model_fn must be provided to Estimator.")
        check_arguments(model_fn, params)
        self._model_fn = model_fn
        self._model_dir = runtime("model_dir") if model_dir is None else model_dir
        self._config = runtime("config") if config is None else config
        self._params = copied(params) if params is not None else {}

    @property
    def model_dir(self):
        return self._model_dir

    @property
    def config(self):
        return self._config

    @property
    def params(self):
        return copied(self._params)

    @property
    def model_fn(self):
        def public_model_fn(features, labels, mode, config):
            return self._call_model_fn(features, labels, mode, config)

        return public_model_fn

    # What is built

    def _call_input_fn(self, input_fn, mode):
        taken = fn_args(input_fn)
        given = {}
        if "mode" in taken:
            given["mode"] = mode
        if "params" in taken:
            given["params"] = self.params
        if "config" in taken:
            given["config"] = self.config
        with tf.device("/cpu:0"):
            return input_fn(**given)

    def _inputs(self, input_fn, mode):
        """Features and labels."""
        result = self._call_input_fn(input_fn, mode)
        if is_unknown(result):
            return runtime("features"), runtime("labels")
        # 1.4 predicts of no dataset.
        if isinstance(result, tf.data.Dataset) and (mode != "infer" or at_least("1.8")):
            iterator = result.make_initializable_iterator()
            tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, iterator.initializer)
            result = iterator.get_next()
        if isinstance(result, (list, tuple)):
            if len(result) != 2:
                raise ValueError("input_fn should return (features, labels) as a len 2 tuple.")
            return result[0], result[1]
        return result, None

    def _call_model_fn(self, features, labels, mode, config):
        taken = fn_args(self._model_fn)
        given = {}
        if "labels" in taken:
            given["labels"] = labels
        elif labels is not None:
            raise ValueError("model_fn does not take labels, but input_fn returns labels.")
        if "mode" in taken:
            given["mode"] = mode
        if "params" in taken:
            given["params"] = self.params
        if "config" in taken:
            given["config"] = config
        return self._model_fn(features=features, **given)

    def _spec(self, input_fn, mode):
        approximate()
        tf.train.create_global_step()
        features, labels = self._inputs(input_fn, mode)
        if mode == "infer":
            labels = None
        return self._call_model_fn(features, labels, mode, self.config)

    # What is run

    def train(self, input_fn, hooks=None, steps=None, max_steps=None, saving_listeners=None):
        if steps is not None and max_steps is not None:
            raise ValueError("Can not provide both steps and max_steps.")
        if steps is not None and steps <= 0:
            raise ValueError("Must specify steps > 0, given: %s" % (steps,))
        if max_steps is not None and max_steps <= 0:
            raise ValueError("Must specify max_steps > 0, given: %s" % (max_steps,))
        with tf.Graph().as_default():
            spec = self._spec(input_fn, "train")
            added = list(hooks or [])
            if not is_unknown(spec):
                added += list(spec.training_hooks or []) + list(spec.training_chief_hooks or [])
            self._run(spec, added)
        return self

    def _run(self, spec, hooks):
        scaffold = None if is_unknown(spec) else spec.scaffold
        scaffold = scaffold or tf.train.Scaffold(saver=NoSaver())
        fetches = None if is_unknown(spec) else [spec.train_op, spec.loss]
        with tf.train.MonitoredTrainingSession(scaffold=scaffold, hooks=hooks) as session:
            while not session.should_stop():
                session.run(fetches)

    def evaluate(self, input_fn, steps=None, hooks=None, checkpoint_path=None, name=None):
        if steps is not None and steps <= 0:
            raise ValueError("Must specify steps > 0, given: %s" % (steps,))
        with tf.Graph().as_default():
            spec = self._spec(input_fn, "eval")
            added = list(hooks or [])
            found = {"loss": runtime("loss"), "global_step": runtime("global_step")}
            if not is_unknown(spec):
                for key in spec.eval_metric_ops:
                    found[key] = runtime(key)
                tf.metrics.mean(spec.loss)
                added += list(spec.evaluation_hooks or [])
            eval_step()
            self._run(spec, added)
        return found

    def predict(self, input_fn, predict_keys=None, hooks=None, checkpoint_path=None, yield_single_examples=True):
        with tf.Graph().as_default():
            spec = self._spec(input_fn, "infer")
            added = list(hooks or [])
            if is_unknown(spec):
                yield runtime("prediction")
                return
            added += list(spec.prediction_hooks or [])
            scaffold = spec.scaffold or tf.train.Scaffold(saver=NoSaver())
            creator = tf.train.ChiefSessionCreator(scaffold)
            with tf.train.MonitoredSession(creator, hooks=added) as session:
                while not session.should_stop():
                    given = session.run(spec.predictions)
                    yield given if isinstance(given, dict) else runtime("prediction")

    def get_variable_names(self):
        return runtime("variable names")

    def get_variable_value(self, name):
        return runtime("variable value")

    def latest_checkpoint(self):
        return runtime("checkpoint")

    def _exported(self, export_dir_base, serving_input_receiver_fn, *args, **kwargs):
        with tf.Graph().as_default():
            approximate()
            tf.train.create_global_step()
            receiver = serving_input_receiver_fn()
            self._call_model_fn(receiver.features, None, "infer", self.config)
        return runtime("export_dir")

    def export_savedmodel(self, export_dir_base, serving_input_receiver_fn, *args, **kwargs):
        return self._exported(export_dir_base, serving_input_receiver_fn)

    def export_saved_model(self, export_dir_base, serving_input_receiver_fn, *args, **kwargs):
        return self._exported(export_dir_base, serving_input_receiver_fn)
