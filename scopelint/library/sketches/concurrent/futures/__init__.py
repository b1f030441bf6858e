"""concurrent.futures: each task runs in a thread of its own, to its end, when it is submitted."""

from threading import _run_thread

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class TimeoutError(Exception):
    pass


class CancelledError(Exception):
    pass


class Future(object):
    def __init__(self, outcome=None):
        self._outcome = outcome

    def result(self, timeout=None):
        ok, value = self._outcome
        if not ok:
            raise value
        return value

    def exception(self, timeout=None):
        ok, value = self._outcome
        return None if ok else value

    def done(self):
        return True

    def running(self):
        return False

    def cancel(self):
        return False

    def cancelled(self):
        return False

    def set_result(self, result):
        self._outcome = (True, result)

    def set_exception(self, exception):
        self._outcome = (False, exception)

    def add_done_callback(self, fn):
        fn(self)


class Executor(object):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=(), mp_context=None):
        pass

    def submit(self, fn, *args, **kwargs):
        return Future(_run_thread(fn, args, kwargs))

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            for future in futures:
                yield future.result()

        return results()

    def shutdown(self, wait=True, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *details):
        return False


ThreadPoolExecutor = Executor
ProcessPoolExecutor = Executor


def as_completed(fs, timeout=None):
    return iter(list(fs))


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    return set(fs), set()
