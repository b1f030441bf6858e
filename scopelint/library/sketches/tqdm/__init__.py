"""tqdm: a bar around an iterable, which gives exactly what that gives. What it shows is not told."""

from _scopelint_run import outside as _outside


class tqdm(object):
    monitor_interval = 10

    def __init__(self, iterable=None, desc=None, total=None, leave=True, file=None, ncols=None, mininterval=0.1,
                 maxinterval=10.0, miniters=None, ascii=None, disable=False, unit="it", unit_scale=False,
                 dynamic_ncols=False, smoothing=0.3, bar_format=None, initial=0, position=None, postfix=None,
                 unit_divisor=1000, write_bytes=False, lock_args=None, nrows=None, colour=None, delay=0, gui=False,
                 **kwargs):
        if total is None and iterable is not None:
            try:
                total = len(iterable)
            except (TypeError, AttributeError):
                total = None
        self.iterable = iterable
        self.desc = desc or ""
        self.total = total
        self.leave = leave
        self.disable = bool(disable)
        self.unit = unit
        self.n = initial
        self.initial = initial
        self.postfix = None

    def __iter__(self):
        # How many are counted while it runs depends on the clock.
        if not self.disable:
            self.n = _outside("n")
        return iter(self.iterable)

    def __len__(self):
        if self.iterable is None:
            return self.total
        return len(self.iterable) if hasattr(self.iterable, "__len__") else self.total

    def __bool__(self):
        if self.total is not None:
            return self.total > 0
        if self.iterable is None:
            raise TypeError("bool() undefined when iterable == total == None")
        return bool(self.iterable)

    __nonzero__ = __bool__

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.close()

    def __contains__(self, item):
        return item in self.iterable

    def __reversed__(self):
        return reversed(self.iterable)

    def update(self, n=1):
        if not self.disable:
            self.n += n
        return _outside("update()")

    def set_description(self, desc=None, refresh=True):
        self.desc = desc + ": " if desc else ""

    def set_description_str(self, desc=None, refresh=True):
        self.desc = desc or ""

    def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
        pass

    def set_postfix_str(self, s="", refresh=True):
        self.postfix = str(s)

    def reset(self, total=None):
        self.n = 0
        if total is not None:
            self.total = total

    def close(self):
        pass

    clear = display = unpause = refresh = lambda self, *args, **kwargs: None

    def moveto(self, n):
        pass

    @property
    def format_dict(self):
        return _outside("format_dict")

    @classmethod
    def write(cls, s, file=None, end="\n", nolock=False):
        print(s, end=end, file=file)

    @classmethod
    def external_write_mode(cls, file=None, nolock=False):
        return tqdm()

    @staticmethod
    def format_sizeof(num, suffix="", divisor=1000):
        return _outside("format_sizeof()")

    @classmethod
    def get_lock(cls):
        return tqdm()

    @classmethod
    def set_lock(cls, lock):
        pass

    @classmethod
    def pandas(cls, *args, **kwargs):
        pass


def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)


tqdm_gui = tqdm_notebook = tqdm_pandas = tqdm
tgrange = tnrange = trange


class TqdmWarning(Warning):
    pass


TqdmTypeError = TypeError
TqdmKeyError = KeyError
__version__ = "4.66.1"
