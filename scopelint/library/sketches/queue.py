"""queue: what was put in comes out; waiting for more than that is not modelled."""

from six import _unknown


class Empty(Exception):
    pass


class Full(Exception):
    pass


class Queue(object):
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.queue = []

    def _take(self):
        return self.queue.pop(0)

    def put(self, item, block=True, timeout=None):
        self.queue.append(item)

    put_nowait = put

    def get(self, block=True, timeout=None):
        if not self.queue:
            if not block:
                raise Empty()
            return _unknown("Queue.get()")
        return self._take()

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        return len(self.queue)

    def empty(self):
        return not self.queue

    def full(self):
        return 0 < self.maxsize <= len(self.queue)

    def task_done(self):
        pass

    def join(self):
        pass


class LifoQueue(Queue):
    def _take(self):
        return self.queue.pop()


class PriorityQueue(Queue):
    def _take(self):
        item = min(self.queue)
        self.queue.remove(item)
        return item


SimpleQueue = Queue
