"""Coordinators and queue runners: threads that fill queues while a session runs."""

import tensorflow as tf
from _scopelint import runtime


class Coordinator(object):
    def __init__(self, clean_stop_exception_types=None):
        kinds = (tf.errors.OutOfRangeError,) if clean_stop_exception_types is None else clean_stop_exception_types
        self._clean = tuple(kinds)
        self._stop = False
        self._problem = None

    def request_stop(self, ex=None):
        if ex is not None and self._problem is None:
            value = ex[1] if isinstance(ex, tuple) else ex
            if not isinstance(value, self._clean):
                self._problem = value
        self._stop = True

    def clear_stop(self):
        self._stop = False
        self._problem = None

    def should_stop(self):
        # Threads may have asked for it.
        return self._stop or runtime("should_stop")

    def stop_on_exception(self):
        return StopOnException(self)

    def wait_for_stop(self, timeout=None):
        return runtime("stopped")

    def register_thread(self, thread):
        pass

    def raise_requested_exception(self):
        if self._problem is not None:
            raise self._problem

    def join(self, threads=None, stop_grace_period_secs=120, ignore_live_threads=False):
        self.raise_requested_exception()

    @property
    def joined(self):
        return runtime("joined")


class StopOnException(object):
    def __init__(self, coord):
        self._coord = coord

    def __enter__(self):
        return None

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            self._coord.request_stop(value)
        return True


class LooperThread(object):
    """A thread that calls a function again and again; what it does is not followed."""

    def __init__(self, coord, timer_interval_secs, target=None, args=None, kwargs=None):
        self._coord = coord

    @staticmethod
    def loop(coord, timer_interval_secs, target, args=None, kwargs=None):
        return LooperThread(coord, timer_interval_secs, target, args, kwargs)

    def start(self):
        pass

    def join(self, timeout=None):
        pass

    def is_alive(self):
        return runtime("alive")


class QueueRunner(object):
    def __init__(self, queue=None, enqueue_ops=None, close_op=None, cancel_op=None, queue_closed_exception_types=None,
                 queue_runner_def=None, import_scope=None):
        if queue_runner_def is not None:
            raise NotImplementedError("queue_runner_def")
        if not queue or not enqueue_ops:
            raise ValueError("Must provide queue and enqueue_ops.")
        self._queue = queue
        self._enqueue_ops = enqueue_ops
        self._close_op = queue.close() if close_op is None else close_op
        self._cancel_op = queue.close(cancel_pending_enqueues=True) if cancel_op is None else cancel_op

    @property
    def queue(self):
        return self._queue

    @property
    def enqueue_ops(self):
        return self._enqueue_ops

    @property
    def close_op(self):
        return self._close_op

    @property
    def cancel_op(self):
        return self._cancel_op

    @property
    def exceptions_raised(self):
        return runtime("exceptions")

    @property
    def name(self):
        return self._queue.name

    def create_threads(self, sess, coord=None, daemon=False, start=False):
        return runtime("threads")

    def to_proto(self, export_scope=None):
        return runtime("queue_runner_def")


def add_queue_runner(qr, collection="queue_runners"):
    tf.add_to_collection(collection, qr)


def start_queue_runners(sess=None, coord=None, daemon=True, start=True, collection="queue_runners"):
    return runtime("threads")
