"""Which modules of the standard library are modelled, and how: natively, as a sketch, or not at all.

A native module is made by a function ``names(vm)`` of ``modules/``, which gives its names. A module with a sketch
(``library/sketches/<dotted/path>.py``) has the native names put into its namespace before the sketch runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from scopelint.values.objects import Module

if TYPE_CHECKING:
    from scopelint.interp.machine import Machine

FILES: dict[str, str] = {
    "__builtin__": "python2_builtins",
    "abc": "abc",
    "ast": "ast",
    "builtins": "builtins",
    "cmath": "cmath",
    "collections": "collections",
    "collections.abc": "collections_abc",
    "copy": "copy",
    "functools": "functools",
    "future.builtins": "builtins",
    "importlib": "importlib",
    "inspect": "inspect",
    "itertools": "itertools",
    "json": "json",
    "math": "math",
    "numpy": "numpy",
    "operator": "operator",
    "os": "os",
    "os.path": "posixpath",
    "past.builtins": "builtins",
    "pkgutil": "pkgutil",
    "posixpath": "posixpath",
    "re": "re",
    "six": "six",
    "six.moves": "six_moves",
    "sys": "sys",
    "textwrap": "textwrap",
    "threading": "threading",
    "types": "types",
    "unittest": "unittest",
}
"""The file of ``modules/`` that models each native module."""


class NativeModules(Mapping[str, Callable[["Machine"], Module]]):
    """The native modules by dotted name; the file of one is loaded when the module is made."""

    def __getitem__(self, name: str) -> Callable[[Machine], Module]:
        return partial(make_module, name, FILES[name])

    def __iter__(self) -> Iterator[str]:
        return iter(FILES)

    def __len__(self) -> int:
        return len(FILES)


def make_module(name: str, file: str, vm: Machine) -> Module:
    """The module with its native names."""
    model = import_module(f"scopelint.library.builtins.modules.{file}")
    build = getattr(model, "module", None)
    module: Module = Module(name, stamp=vm.world.mark) if build is None else build(vm)
    module.attrs["__name__"] = name
    if build is None:
        module.attrs.update(model.names(vm))
    return module


NATIVE_MODULES: Mapping[str, Callable[[Machine], Module]] = NativeModules()

INERT_MODULES = frozenset(
    """array asyncio atexit base64 binascii cProfile calendar cgi cmd codecs colorsys configparser csv ctypes curses
    datetime dbm decimal difflib dis email errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib gc
    getopt
    getpass gettext glob gzip hashlib hmac html http imaplib imghdr io ipaddress linecache locale lzma mailbox
    mimetypes
    mmap multiprocessing netrc ntpath os pickle cPickle pkgutil platform plistlib posixpath profile pstats queue Queue
    random readline resource sched secrets select selectors shelve shlex shutil signal site smtplib socket
    socketserver
    sqlite3 ssl stat struct subprocess sys syslog tarfile tempfile telnetlib termios time timeit token tokenize
    traceback tracemalloc tty unicodedata urllib urllib2 urlparse uuid venv wave webbrowser xml xmlrpc zipfile zlib
    bz2
    StringIO cStringIO ConfigParser commands
    Bio PIL Levenshtein apex attr bokeh boto boto3 bs4 cv2 cython dateutil dill django docopt editdistance fire flask
    ftfy
    gevent google grpc gym h5py imageio imgaug jieba joblib jsonlines librosa lmdb lxml matplotlib mir_eval mpi4py
    msgpack msgpack_numpy music21 nibabel nltk numba numpy openpyxl pandas
    pkg_resources plotly portpicker prettytable progressbar
    psutil psycopg2 pycocotools pydicom pydub pyemd pylab pymongo pytest pytz pyworld redis regex requests
    rouge sacrebleu scipy seaborn sentencepiece setuptools SimpleITK skimage sklearn snappy soundfile spacy
    statsmodels sympy tabulate
    termcolor tkinter Tkinter tornado tqdm ujson unidecode visdom wandb wget xgboost xlrd xlwt yaml zmq""".split()
)
"""Modules that are not modelled (in full) and cannot build a graph: an Unknown read from them is pure."""
