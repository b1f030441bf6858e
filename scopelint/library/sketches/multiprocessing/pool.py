"""multiprocessing.pool: ThreadPool."""

from six import _unknown
from threading import _run_thread


class AsyncResult(object):
    def __init__(self, outcome, callback=None):
        self._outcome = outcome
        if callback is not None and outcome[0]:
            callback(outcome[1])

    def get(self, timeout=None):
        ok, value = self._outcome
        if not ok:
            raise value
        return value

    def wait(self, timeout=None):
        pass

    def ready(self):
        return True

    def successful(self):
        return self._outcome[0]


class ThreadPool(object):
    def __init__(self, processes=None, initializer=None, initargs=()):
        pass

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        return AsyncResult(_run_thread(func, args, kwds), callback)

    def map(self, func, iterable, chunksize=None):
        results = [self.apply_async(func, (item,)) for item in iterable]
        return [r.get() for r in results]

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return AsyncResult(_run_thread(self.map, (func, iterable)), callback)

    def imap(self, func, iterable, chunksize=1):
        return iter(self.map(func, iterable))

    imap_unordered = imap

    def starmap(self, func, iterable, chunksize=None):
        results = [self.apply_async(func, args) for args in iterable]
        return [r.get() for r in results]

    def close(self):
        pass

    terminate = join = close

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass


Pool = _unknown("Pool")
