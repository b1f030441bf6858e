"""multiprocessing.dummy: threads with the interface of processes."""

from multiprocessing.pool import ThreadPool
from threading import Event, Lock, RLock, Thread


def Pool(processes=None, initializer=None, initargs=()):
    return ThreadPool(processes, initializer, initargs)


Process = Thread
