"""What runs in a session: arguments and results of a run, contexts of hooks, the session itself.

Nothing of what a session computes is known; it makes no names.
"""

from collections import namedtuple

import tensorflow as tf
from _scopelint import is_unknown, runtime


class SessionRunArgs(namedtuple("SessionRunArgs", ["fetches", "feed_dict", "options"])):
    def __new__(cls, fetches, feed_dict=None, options=None):
        return super(SessionRunArgs, cls).__new__(cls, fetches, feed_dict, options)


class SessionRunValues(namedtuple("SessionRunValues", ["results", "options", "run_metadata"])):
    pass


class SessionRunContext(object):
    def __init__(self, original_args, session):
        self._original_args = original_args
        self._session = session
        self._stop_requested = False

    @property
    def original_args(self):
        return self._original_args

    @property
    def session(self):
        return self._session

    @property
    def stop_requested(self):
        return self._stop_requested

    def request_stop(self):
        self._stop_requested = True


class SessionRunHook(object):
    def begin(self):
        pass

    def after_create_session(self, session, coord):
        pass

    def before_run(self, run_context):
        return None

    def after_run(self, run_context, run_values):
        pass

    def end(self, session):
        pass


def fetched(fetches):
    """What a run gives, in the structure that was asked for."""
    if is_unknown(fetches):
        return runtime("value")
    if hasattr(fetches, "_fields"):
        return type(fetches)(*[fetched(one) for one in fetches])
    if isinstance(fetches, tuple):
        return tuple([fetched(one) for one in fetches])
    if isinstance(fetches, list):
        return [fetched(one) for one in fetches]
    if isinstance(fetches, dict):
        return {key: fetched(fetches[key]) for key in fetches}
    if fetches is None or isinstance(fetches, tf.Operation):
        return None
    return runtime("value")


class RunningSession(object):
    """A session of which nothing that it computes is known."""

    def __init__(self, graph):
        self._graph = graph

    @property
    def graph(self):
        return self._graph

    @property
    def graph_def(self):
        return runtime("graph_def")

    sess_str = ""

    def run(self, fetches, feed_dict=None, options=None, run_metadata=None):
        return fetched(fetches)

    def make_callable(self, fetches, feed_list=None):
        return lambda *args, **kwargs: fetched(fetches)

    def partial_run(self, handle, fetches, feed_dict=None):
        return fetched(fetches)

    def as_default(self):
        return Entered(self)

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


class Entered(object):
    def __init__(self, session):
        self._session = session

    def __enter__(self):
        return self._session

    def __exit__(self, *error):
        return False
