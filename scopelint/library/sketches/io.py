"""io: text in memory."""

from six import _unknown

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class IOBase(object):
    pass


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    pass


class _Memory(TextIOBase):
    _empty = ""

    def __init__(self, initial_value=None, newline="\n"):
        self._data = initial_value or self._empty
        self._pos = 0
        self.closed = False

    def write(self, s):
        self._data = self._data[:self._pos] + s + self._data[self._pos + len(s):]
        self._pos += len(s)
        return len(s)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def getvalue(self):
        return self._data

    def read(self, size=-1):
        start = self._pos
        end = len(self._data) if size is None or size < 0 else start + size
        found = self._data[start:end]
        self._pos = start + len(found)
        return found

    def readline(self, size=-1):
        at = self._data.find("\n" if self._empty == "" else b"\n", self._pos)
        end = len(self._data) if at < 0 else at + 1
        found = self._data[self._pos:end]
        self._pos = end
        return found

    def readlines(self, hint=-1):
        return list(self)

    def __iter__(self):
        while True:
            line = self.readline()
            if not line:
                return
            yield line

    def seek(self, pos, whence=0):
        self._pos = pos if whence == 0 else len(self._data) + pos if whence == 2 else self._pos + pos
        return self._pos

    def tell(self):
        return self._pos

    def truncate(self, size=None):
        self._data = self._data[:self._pos if size is None else size]

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def isatty(self):
        return False

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


class StringIO(_Memory):
    pass


class BytesIO(_Memory):
    _empty = b""


open = open
TextIOWrapper = _unknown("TextIOWrapper")
BufferedReader = _unknown("BufferedReader")
BufferedWriter = _unknown("BufferedWriter")
FileIO = _unknown("FileIO")
UnsupportedOperation = OSError
