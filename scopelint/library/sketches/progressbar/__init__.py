"""progressbar and progressbar2: a bar around an iterable, which gives exactly what that gives, or one that is told
where the work is."""

from six import _unknown


class UnknownLength(object):
    pass


class ProgressBar(object):
    def __init__(self, min_value=0, max_value=None, widgets=None, left_justify=True, initial_value=0, poll_interval=None,
                 widget_kwargs=None, maxval=None, term_width=None, fd=None, **kwargs):
        if widgets is None and isinstance(max_value, list):
            widgets, max_value = max_value, None
        self.min_value = min_value
        self.max_value = max_value if maxval is None else maxval
        self.widgets = widgets
        self.value = self.previous_value = initial_value
        self._iterable = None

    @property
    def maxval(self):
        return self.max_value

    @maxval.setter
    def maxval(self, value):
        self.max_value = value

    @property
    def currval(self):
        return self.value

    @property
    def percentage(self):
        return _unknown("percentage")

    def __call__(self, iterable, max_value=None):
        if max_value is not None:
            self.max_value = max_value
        elif self.max_value is None:
            try:
                self.max_value = len(iterable)
            except TypeError:
                self.max_value = UnknownLength
        self._iterable = iter(iterable)
        return self

    def __iter__(self):
        # What has been counted so far is not told.
        self.value = _unknown("value")
        return self._iterable

    def __next__(self):
        return next(self._iterable)

    next = __next__

    def __enter__(self):
        return self.start()

    def __exit__(self, *details):
        self.finish()

    def __iadd__(self, value):
        self.value += value
        return self

    def start(self, max_value=None, init=True, *args, **kwargs):
        if max_value is not None:
            self.max_value = max_value
        return self

    def update(self, value=None, force=False, **kwargs):
        if value is not None and value is not UnknownLength:
            self.value = value

    def increment(self, value=1, *args, **kwargs):
        self.value += value
        return self

    def finish(self, end="\n", dirty=False):
        pass

    def reinit(self, *args, **kwargs):
        pass

    init = reinit


DataTransferBar = NullBar = ProgressBar


def progressbar(iterator, min_value=0, max_value=None, widgets=None, prefix=None, suffix=None, **kwargs):
    return iter(ProgressBar(min_value=min_value, max_value=max_value, widgets=widgets, **kwargs)(iterator))
