"""TensorFlow's own hooks: what they ask of the graph when they begin. What they do in a session makes no names."""

import tensorflow as tf
from _scopelint import approximate, at_least, dtype_of, is_resource, raw_op, runtime

from ._running import SessionRunArgs, SessionRunHook

READ_KEY = "global_step_read_op_cache"


def step_read(hook):
    """The tensor that reads the global step, made once; before 1.4 the step itself."""
    found = tf.get_collection(READ_KEY) if at_least("1.4") else []
    if found:
        return found[0]
    step = tf.train.get_global_step() if at_least("1.0") else old_step()
    if step is None:
        raise RuntimeError("Global step should be created to use %s." % hook)
    if not at_least("1.4"):
        return step
    with tf.get_default_graph().name_scope(None):
        with tf.get_default_graph().name_scope(step.op.name + "/" if at_least("1.8") else None):
            made = initialized(step) + 0
            tf.add_to_collection(READ_KEY, made)
    return made


def initialized(step):
    """The step's value, or its initial one: what ``initialized_value`` makes, op by op."""
    if not isinstance(step, tf.Variable):
        return step
    if is_resource(step):
        approximate()
        return step.initialized_value()
    kind = dtype_of(step)
    raw_op("IsVariableInitialized", "IsVariableInitialized", [(tf.bool, [])])
    with tf.name_scope("cond"):
        raw_op("Switch", "Switch", [(tf.bool, [])])
        for name in ("switch_t", "switch_f", "pred_id"):
            raw_op("Identity", name, [(tf.bool, [])])
        reads = [("Identity", "read"), ("RefSwitch", "read/Switch")]
        for type, name in reads if at_least("1.13") else reads[::-1]:
            raw_op(type, name, [(kind, [])])
        raw_op("Switch", "Switch", [(kind, [])])
        return raw_op("Merge", "Merge", [(kind, [])])[0]


def old_step():
    """0.12 takes the collection, or the variable of that name."""
    found = tf.get_collection(tf.GraphKeys.GLOBAL_STEP)
    if len(found) == 1:
        return found[0]
    try:
        return tf.get_default_graph().get_tensor_by_name("global_step:0")
    except KeyError:
        return None


def check_interval(secs, steps):
    if secs is None and steps is None:
        raise ValueError("Either every_secs or every_steps should be provided.")
    if secs is not None and steps is not None:
        raise ValueError("Can not provide both every_secs and every_steps.")


class SecondOrStepTimer(object):
    def __init__(self, every_secs=None, every_steps=None):
        check_interval(every_secs, every_steps)

    def reset(self):
        pass

    def should_trigger_for_step(self, step):
        return runtime("should trigger")

    def update_last_triggered_step(self, step):
        return runtime("seconds"), runtime("steps")

    def last_triggered_step(self):
        return runtime("step")


class StopAtStepHook(SessionRunHook):
    def __init__(self, num_steps=None, last_step=None):
        if num_steps is None and last_step is None:
            raise ValueError("One of num_steps or last_step must be specified.")
        if num_steps is not None and last_step is not None:
            raise ValueError("Only one of num_steps or last_step can be specified.")

    def begin(self):
        self._global_step_tensor = step_read("StopAtStepHook")


class CheckpointSaverListener(object):
    def begin(self):
        pass

    def before_save(self, session, global_step_value):
        pass

    def after_save(self, session, global_step_value):
        pass

    def end(self, session, global_step_value):
        pass


class CheckpointSaverHook(SessionRunHook):
    def __init__(self, checkpoint_dir, save_secs=None, save_steps=None, saver=None, checkpoint_basename="model.ckpt",
                 scaffold=None, listeners=None, save_graph_def=True):
        if saver is not None and scaffold is not None:
            raise ValueError("You cannot provide both saver and scaffold.")
        check_interval(save_secs, save_steps)
        self._listeners = listeners or []

    def begin(self):
        self._global_step_tensor = step_read("CheckpointSaverHook")
        for listener in self._listeners:
            listener.begin()

    def end(self, session):
        for listener in self._listeners:
            listener.end(session, runtime("step"))


class StepCounterHook(SessionRunHook):
    def __init__(self, every_n_steps=100, every_n_secs=None, output_dir=None, summary_writer=None):
        if (every_n_steps is None) == (every_n_secs is None):
            raise ValueError("exactly one of every_n_steps and every_n_secs should be provided.")

    def begin(self):
        self._global_step_tensor = step_read("StepCounterHook")


class NanLossDuringTrainingError(RuntimeError):
    def __str__(self):
        return "NaN loss during training."


class NanTensorHook(SessionRunHook):
    def __init__(self, loss_tensor, fail_on_nan_loss=True):
        self._loss_tensor = loss_tensor


class LoggingTensorHook(SessionRunHook):
    def __init__(self, tensors, every_n_iter=None, every_n_secs=None, at_end=False, formatter=None):
        only_at_end = at_end and every_n_iter is None and every_n_secs is None
        if not only_at_end and (every_n_iter is None) == (every_n_secs is None):
            raise ValueError("either at_end and/or exactly one of every_n_iter and every_n_secs must be provided.")
        if every_n_iter is not None and every_n_iter <= 0:
            raise ValueError("invalid every_n_iter=%s." % every_n_iter)
        self._tensors = tensors if isinstance(tensors, dict) else {item: item for item in tensors}

    def begin(self):
        graph = tf.get_default_graph()
        for tensor in self._tensors.values():
            if isinstance(tensor, str):
                graph.as_graph_element(tensor if ":" in tensor else tensor + ":0")


class SummarySaverHook(SessionRunHook):
    def __init__(self, save_steps=None, save_secs=None, output_dir=None, summary_writer=None, scaffold=None,
                 summary_op=None):
        if (scaffold is None) == (summary_op is None):
            raise ValueError("Exactly one of scaffold or summary_op must be provided.")
        check_interval(save_secs, save_steps)

    def begin(self):
        self._global_step_tensor = step_read("SummarySaverHook")


class GlobalStepWaiterHook(SessionRunHook):
    def __init__(self, wait_until_step):
        self._wait_until_step = wait_until_step

    def begin(self):
        self._global_step_tensor = step_read("_GlobalStepWaiterHook")


class FinalOpsHook(SessionRunHook):
    def __init__(self, final_ops, final_ops_feed_dict=None):
        self._final_ops = final_ops
        self._final_ops_values = None

    @property
    def final_ops_values(self):
        return self._final_ops_values

    def end(self, session):
        if self._final_ops is not None:
            self._final_ops_values = session.run(self._final_ops)


class FeedFnHook(SessionRunHook):
    def __init__(self, feed_fn):
        self.feed_fn = feed_fn

    def before_run(self, run_context):
        return SessionRunArgs(None, feed_dict=self.feed_fn())


class ProfilerHook(SessionRunHook):
    def __init__(self, save_steps=None, save_secs=None, output_dir="", show_dataflow=True, show_memory=False):
        check_interval(save_secs, save_steps)

    def begin(self):
        self._global_step_tensor = step_read("ProfilerHook")
