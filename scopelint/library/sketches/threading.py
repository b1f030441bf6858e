"""threading: a thread runs to its end when it is started."""


class local(object):
    def __new__(cls, *args, **kwargs):
        made = object.__new__(cls)
        _register_local(made)
        return made


class Thread(object):
    _counter = 0

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, daemon=None):
        Thread._counter += 1
        self._target = target
        self.name = name or "Thread-%d" % Thread._counter
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self.daemon = bool(daemon)
        self._started = False
        self.ident = None
        self.native_id = None

    def start(self):
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        self.ident = Thread._counter
        _running.append(self)
        _run_thread(self.run)
        _running.pop()

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")

    def is_alive(self):
        return False

    isAlive = is_alive

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread")
        Thread._counter = 0
        self._started = True
        self.ident = 0

    def is_alive(self):
        return True


_running = []
_main = _MainThread()
_running.append(_main)


def main_thread():
    return _main


def current_thread():
    return _running[-1]


currentThread = current_thread


def get_ident():
    return current_thread().ident


def active_count():
    return len(_running)


def enumerate():
    return list(_running)


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self, target=function, args=args or (), kwargs=kwargs)

    def cancel(self):
        self._target = None


class Lock(object):
    def __init__(self, *args, **kwargs):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        self._locked = True
        return True

    def release(self):
        self._locked = False

    def locked(self):
        return self._locked

    def __enter__(self):
        self._locked = True
        return True

    def __exit__(self, *details):
        self._locked = False


RLock = Lock
Semaphore = Lock
BoundedSemaphore = Lock


class Condition(Lock):
    def wait(self, timeout=None):
        return True

    def wait_for(self, predicate, timeout=None):
        return predicate()

    def notify(self, n=1):
        pass

    def notify_all(self):
        pass

    notifyAll = notify_all


class Event(object):
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return True


class _Barrier(object):
    def __init__(self, parties, action=None, timeout=None):
        self.parties = parties

    def wait(self, timeout=None):
        return 0


Barrier = _Barrier


def settrace(func):
    pass


def stack_size(size=0):
    return 0


ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0
