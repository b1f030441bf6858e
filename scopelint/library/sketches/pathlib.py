"""pathlib: the pure parts; what asks the file system is unknown."""

import os

from six import _unknown


class PurePath(object):
    def __init__(self, *parts):
        self._path = os.path.join(*[str(p) for p in parts]) if parts else "."
        while len(self._path) > 1 and self._path.endswith("/"):
            self._path = self._path[:-1]

    def __fspath__(self):
        return self._path

    def __str__(self):
        return self._path

    def __repr__(self):
        return "%s(%r)" % ("PosixPath" if type(self) is Path else type(self).__name__, self._path)

    def __truediv__(self, other):
        return type(self)(self._path, other)

    __div__ = __truediv__

    def __rtruediv__(self, other):
        return type(self)(other, self._path)

    def __eq__(self, other):
        return isinstance(other, PurePath) and self._path == other._path

    def __hash__(self):
        return hash(self._path)

    def __lt__(self, other):
        return self._path < other._path

    def joinpath(self, *others):
        return type(self)(self._path, *others)

    def as_posix(self):
        return self._path

    @property
    def name(self):
        return os.path.basename(self._path)

    @property
    def stem(self):
        return os.path.splitext(self.name)[0]

    @property
    def suffix(self):
        return os.path.splitext(self._path)[1]

    @property
    def parent(self):
        return type(self)(os.path.dirname(self._path) or ".")

    @property
    def parents(self):
        found = []
        now = self
        while now.parent != now and len(found) < 50:
            now = now.parent
            found.append(now)
        return found

    @property
    def parts(self):
        pieces = self._path.split("/")
        return tuple((["/"] if self._path.startswith("/") else []) + [p for p in pieces if p])

    def with_suffix(self, suffix):
        return type(self)(os.path.splitext(self._path)[0] + suffix)

    def with_name(self, name):
        return self.parent / name

    def is_absolute(self):
        return os.path.isabs(self._path)

    def relative_to(self, *other):
        return type(self)(os.path.relpath(self._path, str(other[0])))


class Path(PurePath):
    def exists(self):
        return os.path.exists(self._path)

    def is_file(self):
        return os.path.isfile(self._path)

    def is_dir(self):
        return os.path.isdir(self._path)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        pass

    def unlink(self, missing_ok=False):
        pass

    rmdir = touch = chmod = rename = replace = write_text = write_bytes = lambda self, *args, **kwargs: None

    def resolve(self, strict=False):
        return Path(os.path.abspath(self._path))

    absolute = resolve

    def expanduser(self):
        return Path(os.path.expanduser(self._path))

    def open(self, *args, **kwargs):
        return open(self._path, *args, **kwargs)

    def read_text(self, *args, **kwargs):
        return open(self._path).read()

    read_bytes = read_text

    def iterdir(self):
        return _unknown("iterdir()")

    def glob(self, pattern):
        return _unknown("glob()")

    rglob = glob
    stat = lambda self: _unknown("stat()")

    @classmethod
    def cwd(cls):
        return cls(str(_unknown("cwd()")))

    @classmethod
    def home(cls):
        return cls(str(_unknown("home()")))


PosixPath = Path
PurePosixPath = PurePath
