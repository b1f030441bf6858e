"""pprint: on one line, which is where short values stand."""

from six import _unknown


def pformat(object, *args, **kwargs):
    text = repr(object)
    return text if len(text) < 80 else str(_unknown("pformat()"))


def pprint(object, stream=None, *args, **kwargs):
    print(pformat(object), file=stream)


pp = pprint


class PrettyPrinter(object):
    def __init__(self, *args, **kwargs):
        pass

    def pprint(self, object):
        pprint(object)

    def pformat(self, object):
        return pformat(object)
