"""logging: says nothing."""

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True
lastResort = None

_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}


class Filterer(object):
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)


class Filter(object):
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return True


class Formatter(object):
    def __init__(self, fmt=None, datefmt=None, style="%", validate=True):
        self._fmt = fmt
        self.datefmt = datefmt


class Handler(Filterer):
    def __init__(self, level=NOTSET, *args, **kwargs):
        Filterer.__init__(self)
        self.level = level
        self.formatter = None

    def setLevel(self, level):
        self.level = level

    def setFormatter(self, fmt):
        self.formatter = fmt

    def emit(self, record):
        pass

    def flush(self):
        pass

    def close(self):
        pass


class StreamHandler(Handler):
    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = stream


class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False):
        StreamHandler.__init__(self)
        self.baseFilename = filename


class NullHandler(Handler):
    pass


class Logger(Filterer):
    manager = None

    def __init__(self, name, level=NOTSET):
        Filterer.__init__(self)
        self.name = name
        self.level = level
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        self.level = level

    def getEffectiveLevel(self):
        return self.level or WARNING

    def isEnabledFor(self, level):
        return level >= self.getEffectiveLevel()

    def addHandler(self, hdlr):
        self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        return bool(self.handlers)

    def getChild(self, suffix):
        return getLogger(self.name + "." + suffix)

    def debug(self, *args, **kwargs):
        pass

    info = warning = warn = error = exception = critical = fatal = log = handle = debug


class LoggerAdapter(Logger):
    def __init__(self, logger, extra=None):
        Logger.__init__(self, logger.name)
        self.logger = logger
        self.extra = extra


class LogRecord(object):
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, **kwargs):
        self.name, self.levelno, self.msg, self.args = name, level, msg, args


root = Logger("root", WARNING)
_loggers = {}


def getLogger(name=None):
    if not name:
        return root
    if name not in _loggers:
        _loggers[name] = Logger(name)
        _loggers[name].parent = root
    return _loggers[name]


def getLoggerClass():
    return Logger


def setLoggerClass(klass):
    pass


def basicConfig(**kwargs):
    if not root.handlers:
        root.addHandler(StreamHandler())
    if kwargs.get("level") is not None:
        root.setLevel(kwargs["level"])


def getLevelName(level):
    if isinstance(level, str):
        for number, name in _names.items():
            if name == level:
                return number
    return _names.get(level, "Level %s" % level)


def addLevelName(level, levelName):
    _names[level] = levelName


def disable(level=CRITICAL):
    pass


def captureWarnings(capture):
    pass


def shutdown():
    pass


def debug(*args, **kwargs):
    pass


info = warning = warn = error = exception = critical = fatal = log = debug
