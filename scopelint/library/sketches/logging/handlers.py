"""logging.handlers."""

from logging import FileHandler, Handler

RotatingFileHandler = TimedRotatingFileHandler = WatchedFileHandler = FileHandler


class QueueHandler(Handler):
    pass
