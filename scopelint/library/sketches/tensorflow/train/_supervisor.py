"""tf.train.Supervisor, of the time before monitored sessions: it completes and finalizes the graph when it is made."""

import tensorflow as tf
from _scopelint import runtime

from ._monitored import SessionManager, tables
from ._running import RunningSession


def first_of(key):
    found = tf.get_collection(key)
    return found[0] if found else None


class Supervisor(object):
    USE_DEFAULT = 0

    def __init__(self, graph=None, ready_op=0, ready_for_local_init_op=0, is_chief=True, init_op=0,
                 init_feed_dict=None, local_init_op=0, logdir=None, summary_op=0, saver=0, global_step=0,
                 save_summaries_secs=120, save_model_secs=600, recovery_wait_secs=30, stop_grace_secs=120,
                 checkpoint_basename="model.ckpt", session_manager=None, summary_writer=0, init_fn=None,
                 local_init_run_options=None):
        graph = tf.get_default_graph() if graph is None else graph
        with graph.as_default():
            self.ready_op = self._made(ready_op, tf.GraphKeys.READY_OP, tf.report_uninitialized_variables)
            self.ready_for_local_init_op = None if is_default(ready_for_local_init_op) else ready_for_local_init_op
            self.init_op = self._made(init_op, tf.GraphKeys.INIT_OP, tf.global_variables_initializer)
            self._local_init_op = self._made(local_init_op, tf.GraphKeys.LOCAL_INIT_OP, self._local_init)
            self.saver = self._made(saver, tf.GraphKeys.SAVERS, self._new_saver)
            self.summary_op = self._made(summary_op, tf.GraphKeys.SUMMARY_OP, tf.summary.merge_all)
            self.global_step = self._made(global_step, tf.GraphKeys.GLOBAL_STEP, self._default_step)
        self._graph = graph
        self.is_chief = is_chief
        self.coord = tf.train.Coordinator()
        self.init_feed_dict = init_feed_dict
        self._init_fn = init_fn
        self._logdir = logdir
        self.save_summaries_secs = save_summaries_secs
        self.save_model_secs = save_model_secs
        self.save_path = logdir + "/" + checkpoint_basename if logdir else None
        self.summary_writer = runtime("summary_writer") if is_default(summary_writer) and logdir else (
            None if is_default(summary_writer) else summary_writer)
        self.session_manager = session_manager or SessionManager(self._local_init_op, self.ready_op, graph=graph)
        if not is_chief:
            self._check_devices()
        graph.finalize()

    def _made(self, given, key, default):
        """What is given, else the first of the collection, else a new one that goes there."""
        if not is_default(given):
            return given
        found = first_of(key)
        if found is None:
            found = default()
            if found is not None:
                tf.add_to_collection(key, found)
        return found

    def _local_init(self):
        return tf.group(tf.local_variables_initializer(), tables())

    def _new_saver(self):
        return tf.train.Saver() if tf.global_variables() else None

    def _default_step(self):
        try:
            return tf.get_default_graph().get_tensor_by_name("global_step:0")
        except KeyError:
            return None

    def _check_devices(self):
        for op in self._graph.get_operations():
            if op.type in ("Variable", "VariableV2") and not op.device:
                raise ValueError("When using replicas, all Variables must have their device set: %s" % op)

    def prepare_or_wait_for_session(self, master="", config=None, wait_for_checkpoint=False, max_wait_secs=7200,
                                    start_standard_services=True):
        session = RunningSession(self._graph)
        if self.is_chief and self._init_fn and (not self._logdir or runtime("no checkpoint")):
            self._init_fn(session)
        return session

    PrepareSession = prepare_or_wait_for_session

    def managed_session(self, master="", config=None, start_standard_services=True, close_summary_writer=True):
        return Managed(self)

    def start_standard_services(self, sess):
        return []

    StartStandardServices = start_standard_services

    def start_queue_runners(self, sess, queue_runners=None):
        return runtime("threads")

    StartQueueRunners = start_queue_runners

    def loop(self, timer_interval_secs, target, args=None, kwargs=None):
        return tf.train.LooperThread(self.coord, timer_interval_secs, target, args, kwargs)

    Loop = loop

    def stop(self, threads=None, close_summary_writer=True, ignore_live_threads=False):
        self.coord.request_stop()
        self.coord.join(threads)

    Stop = stop

    def request_stop(self, ex=None):
        self.coord.request_stop(ex)

    RequestStop = request_stop

    def should_stop(self):
        return self.coord.should_stop()

    ShouldStop = should_stop

    def stop_on_exception(self):
        return self.coord.stop_on_exception()

    StopOnException = stop_on_exception

    def wait_for_stop(self):
        self.coord.wait_for_stop()

    WaitForStop = wait_for_stop

    def summary_computed(self, sess, summary, global_step=None):
        if self.summary_writer is None:
            raise RuntimeError("Writing a summary requires a summary writer.")

    SummaryComputed = summary_computed


def is_default(given):
    """Whether an argument is the 0 that stands for the default."""
    return isinstance(given, int) and not isinstance(given, bool) and given == 0


class Managed(object):
    """``managed_session``: what ends its block stops the supervisor; the end of the data is no error."""

    def __init__(self, supervisor):
        self._supervisor = supervisor

    def __enter__(self):
        return self._supervisor.prepare_or_wait_for_session()

    def __exit__(self, kind, value, traceback):
        self._supervisor.coord._stop = True
        return kind is not None and issubclass(kind, tf.errors.OutOfRangeError)
