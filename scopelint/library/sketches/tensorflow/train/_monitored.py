"""Monitored sessions: they complete the graph, finalize it, and run hooks."""

import tensorflow as tf
from _scopelint import at_least, op, runtime

from ._running import RunningSession, SessionRunArgs, SessionRunContext, SessionRunValues, fetched


def no_resources(name):
    """What initializes resources, of which there are none."""
    return op("NoOp", name=name)


def joined(strings):
    return tf.concat(strings, 0) if at_least("1.0") else tf.concat(0, strings)


def uninitialized_resources():
    with tf.name_scope("report_uninitialized_resources"):
        return tf.constant([], dtype=tf.string)


class Scaffold(object):
    def __init__(self, init_op=None, init_feed_dict=None, init_fn=None, ready_op=None, ready_for_local_init_op=None,
                 local_init_op=None, summary_op=None, saver=None, copy_from_scaffold=None, local_init_feed_dict=None):
        other = copy_from_scaffold
        if other is not None:
            if not isinstance(other, Scaffold):
                raise TypeError("copy_from_scaffold is not a Scaffold instance.")
            init_op = other._init_op if init_op is None else init_op
            init_feed_dict = other._init_feed_dict if init_feed_dict is None else init_feed_dict
            init_fn = other._user_init_fn if init_fn is None else init_fn
            ready_op = other._ready_op if ready_op is None else ready_op
            local_init_op = other._local_init_op if local_init_op is None else local_init_op
            summary_op = other._summary_op if summary_op is None else summary_op
            saver = other._saver if saver is None else saver
            if ready_for_local_init_op is None:
                ready_for_local_init_op = other._ready_for_local_init_op
        self._user_init_fn = init_fn
        self._init_fn = (lambda sess: init_fn(self, sess)) if init_fn else None
        self._init_op = init_op
        self._init_feed_dict = init_feed_dict
        self._ready_op = ready_op
        self._ready_for_local_init_op = ready_for_local_init_op
        self._local_init_op = local_init_op
        self._local_init_feed_dict = local_init_feed_dict
        self._summary_op = summary_op
        self._saver = saver

    def finalize(self):
        if self._init_op is None:
            self._init_op = Scaffold.get_or_default("init_op", tf.GraphKeys.INIT_OP, default_init_op)
        if self._ready_op is None:
            self._ready_op = Scaffold.get_or_default("ready_op", tf.GraphKeys.READY_OP, default_ready_op)
        if self._ready_for_local_init_op is None and at_least("1.0"):
            self._ready_for_local_init_op = Scaffold.get_or_default(
                "ready_for_local_init_op", tf.GraphKeys.READY_FOR_LOCAL_INIT_OP, default_ready_for_local_init_op)
        if self._local_init_op is None:
            self._local_init_op = Scaffold.get_or_default(
                "local_init_op", tf.GraphKeys.LOCAL_INIT_OP, Scaffold.default_local_init_op)
        if self._summary_op is None:
            self._summary_op = Scaffold.get_or_default("summary_op", tf.GraphKeys.SUMMARY_OP, tf.summary.merge_all)
        if self._saver is None:
            self._saver = Scaffold.get_or_default("saver", tf.GraphKeys.SAVERS, default_saver)
        self._saver.build()
        tf.get_default_graph().finalize()
        return self

    @property
    def init_fn(self):
        return self._init_fn

    @property
    def init_op(self):
        return self._init_op

    @property
    def ready_op(self):
        return self._ready_op

    @property
    def ready_for_local_init_op(self):
        return self._ready_for_local_init_op

    @property
    def local_init_op(self):
        return self._local_init_op

    @property
    def local_init_feed_dict(self):
        return self._local_init_feed_dict

    @property
    def summary_op(self):
        return self._summary_op

    @property
    def saver(self):
        return self._saver

    @property
    def init_feed_dict(self):
        return self._init_feed_dict

    @staticmethod
    def get_or_default(arg_name, collection_key, default_constructor):
        elements = tf.get_collection(collection_key)
        if elements:
            if len(elements) > 1:
                raise RuntimeError(
                    'More than one item in the collection "%s". Please indicate which one to use by passing it to '
                    "the tf.Scaffold constructor as:  tf.Scaffold(%s=item to use)", collection_key, arg_name)
            return elements[0]
        made = default_constructor()
        if made is not None:
            tf.add_to_collection(collection_key, made)
        return made

    @staticmethod
    def default_local_init_op():
        parts = [tf.local_variables_initializer(), tables()]
        if at_least("1.8"):
            parts.append(no_resources("init"))
        return tf.group(*parts)


def tables():
    return tf.tables_initializer() if at_least("1.0") else tf.initialize_all_tables()


def default_init_op():
    return tf.group(tf.global_variables_initializer(), no_resources("init"))


def default_ready_op():
    return joined([tf.report_uninitialized_variables(), uninitialized_resources()])


def default_ready_for_local_init_op():
    found = tf.report_uninitialized_variables(tf.global_variables())
    return joined([found, uninitialized_resources()]) if at_least("1.13") else found


def default_saver():
    return tf.train.Saver(sharded=True, allow_empty=True)


class SessionCreator(object):
    def create_session(self):
        raise NotImplementedError("create_session is not implemented for %s." % self)


class ChiefSessionCreator(SessionCreator):
    def __init__(self, scaffold=None, master="", config=None, checkpoint_dir=None, checkpoint_filename_with_path=None):
        self._scaffold = scaffold or Scaffold()
        self._checkpoint = checkpoint_dir or checkpoint_filename_with_path

    def create_session(self):
        self._scaffold.finalize()
        session = RunningSession(tf.get_default_graph())
        if self._scaffold.init_fn and (not self._checkpoint or runtime("no checkpoint")):
            self._scaffold.init_fn(session)
        return session


class WorkerSessionCreator(SessionCreator):
    def __init__(self, scaffold=None, master="", config=None, max_wait_secs=1800):
        self._scaffold = scaffold or Scaffold()

    def create_session(self):
        self._scaffold.finalize()
        return RunningSession(tf.get_default_graph())


class Monitored(object):
    """What both kinds of monitored session do."""

    def start(self, session_creator, hooks):
        self._graph = tf.get_default_graph()
        self._graph_was_finalized = self._graph.finalized
        self._hooks = hooks or []
        self._stop = False
        self._has_run = False
        for hook in self._hooks:
            hook.begin()
        self._session = (session_creator or ChiefSessionCreator()).create_session()
        self._coord = tf.train.Coordinator()
        if at_least("1.0"):
            for hook in self._hooks:
                hook.after_create_session(self._session, self._coord)

    @property
    def graph(self):
        return None if self._session is None else self._graph

    def run(self, fetches, feed_dict=None, options=None, run_metadata=None):
        self._has_run = True
        context = SessionRunContext(SessionRunArgs(fetches, feed_dict, options), self._session)
        asked = []
        for hook in self._hooks:
            asked.append(hook.before_run(context))
        result = fetched(fetches)
        for hook, request in zip(self._hooks, asked):
            results = None if request is None else fetched(request.fetches)
            hook.after_run(context, SessionRunValues(results, options, run_metadata))
        if context.stop_requested:
            self._stop = True
        return result

    def run_step_fn(self, step_fn):
        self._has_run = True
        return step_fn(StepContext(self))

    def should_stop(self):
        if self._session is None or self._stop or self._coord._stop:
            return True
        # Nothing asks for it before the first run.
        return runtime("should_stop") if self._has_run else False

    def close(self):
        self._finish(None)

    def __enter__(self):
        return self

    def __exit__(self, exception_type, exception_value, traceback):
        if exception_type in [tf.errors.OutOfRangeError, StopIteration]:
            exception_type = None
        self._finish(exception_type)
        return exception_type is None

    def _finish(self, exception_type):
        if not exception_type:
            for hook in self._hooks:
                hook.end(self._session)
        if self._session is None:
            raise RuntimeError("Session is already closed.")
        self._session = None
        if not self._graph_was_finalized:
            tf.get_default_graph()._unsafe_unfinalize()

    def _tf_sess(self):
        return self._session

    def _is_closed(self):
        return self._session is None


class StepContext(object):
    def __init__(self, monitored):
        self._monitored = monitored

    @property
    def session(self):
        return self._monitored._session

    def run_with_hooks(self, *args, **kwargs):
        return self._monitored.run(*args, **kwargs)

    def request_stop(self):
        raise StopIteration("step_fn has requested the iterations to stop.")


class MonitoredSession(Monitored):
    def __init__(self, session_creator=None, hooks=None, stop_grace_period_secs=120):
        self.start(session_creator, hooks)


class SingularMonitoredSession(Monitored):
    def __init__(self, hooks=None, scaffold=None, master="", config=None, checkpoint_dir=None,
                 stop_grace_period_secs=120, checkpoint_filename_with_path=None):
        creator = ChiefSessionCreator(scaffold, master, config, checkpoint_dir, checkpoint_filename_with_path)
        self.start(creator, hooks)

    def raw_session(self):
        return self._session


DEFAULT = object()


def MonitoredTrainingSession(master="", is_chief=True, checkpoint_dir=None, scaffold=None, hooks=None,
                             chief_only_hooks=None, save_checkpoint_secs=DEFAULT, save_summaries_steps=DEFAULT,
                             save_summaries_secs=DEFAULT, config=None, stop_grace_period_secs=120,
                             log_step_count_steps=100, max_wait_secs=7200, save_checkpoint_steps=DEFAULT,
                             summary_dir=None, save_graph_def=True):
    scaffold = scaffold or Scaffold()
    if not is_chief:
        return MonitoredSession(WorkerSessionCreator(scaffold, master, config), hooks or [])
    steps, secs = interval(save_summaries_steps, save_summaries_secs, 100, None)
    checkpoint_steps, checkpoint_secs = interval(save_checkpoint_steps, save_checkpoint_secs, None, 600)
    added = list(chief_only_hooks or [])
    summary_dir = summary_dir or checkpoint_dir
    if summary_dir:
        if log_step_count_steps and log_step_count_steps > 0:
            added.append(tf.train.StepCounterHook(every_n_steps=log_step_count_steps, output_dir=summary_dir))
        if (steps and steps > 0) or (secs and secs > 0):
            added.append(tf.train.SummarySaverHook(
                save_steps=steps, save_secs=secs, output_dir=summary_dir, scaffold=scaffold))
    if checkpoint_dir and ((checkpoint_secs and checkpoint_secs > 0) or (checkpoint_steps and checkpoint_steps > 0)):
        added.append(tf.train.CheckpointSaverHook(
            checkpoint_dir, save_secs=checkpoint_secs, save_steps=checkpoint_steps, scaffold=scaffold))
    creator = ChiefSessionCreator(scaffold, master, config, checkpoint_dir)
    return MonitoredSession(creator, added + list(hooks or []))


def interval(steps, secs, default_steps, default_secs):
    """How often: in steps or seconds, the default where neither is said."""
    if steps is DEFAULT and secs is DEFAULT:
        return default_steps, default_secs
    return None if steps is DEFAULT else steps, None if secs is DEFAULT else secs


class SessionManager(object):
    def __init__(self, local_init_op=None, ready_op=None, ready_for_local_init_op=None, graph=None,
                 recovery_wait_secs=30, local_init_run_options=None, local_init_feed_dict=None):
        if ready_for_local_init_op is not None and local_init_op is None:
            raise ValueError("If you pass a ready_for_local_init_op you must also pass a local_init_op , "
                             "ready_for_local_init_op [%s]" % ready_for_local_init_op)
        self._graph = tf.get_default_graph() if graph is None else graph
        self._local_init_op = local_init_op

    def prepare_session(self, master, init_op=None, saver=None, checkpoint_dir=None,
                        checkpoint_filename_with_path=None, wait_for_checkpoint=False, max_wait_secs=7200, config=None,
                        init_feed_dict=None, init_fn=None):
        session = RunningSession(self._graph)
        found = checkpoint_dir or checkpoint_filename_with_path
        if init_op is None and not init_fn and self._local_init_op is None and not found:
            raise RuntimeError("Model is not initialized and no init_op or init_fn or local_init_op was given")
        if init_fn and (not found or runtime("no checkpoint")):
            init_fn(session)
        return session

    def recover_session(self, master, saver=None, checkpoint_dir=None, checkpoint_filename_with_path=None,
                        wait_for_checkpoint=False, max_wait_secs=7200, config=None):
        return RunningSession(self._graph), runtime("initialized")

    def wait_for_session(self, master, config=None, max_wait_secs=float("Inf")):
        return RunningSession(self._graph)
