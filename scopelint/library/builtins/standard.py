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
    "_scopelint_run": "scopelint_run",
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
    """
    array asyncio atexit audioop base64 binascii binhex bz2 calendar cgi cgitb chunk cmd code codecs codeop colorsys
    commands configparser ConfigParser contextvars copy_reg copyreg cPickle cProfile crypt cStringIO csv ctypes
    curses datetime dbm decimal difflib dis email encodings errno faulthandler fcntl filecmp fileinput fnmatch
    formatter fractions ftplib gc getopt getpass gettext glob graphlib grp gzip hashlib hmac hotshot html http
    imaplib imghdr imputil io ipaddress linecache locale lzma mailbox marshal md5 mhlib mimetypes mmap
    multiprocessing netrc nis nntplib ntpath optparse os ossaudiodev pdb pickle pickletools pipes pkgutil platform
    plistlib popen2 poplib posixpath profile pstats pty pwd py_compile pyclbr queue Queue quopri random readline
    resource rlcompleter sched secrets select selectors sha shelve shlex shutil signal site smtplib sndhdr socket
    socketserver spwd sqlite3 ssl stat StringIO stringprep struct subprocess sunau symtable sys sysconfig syslog
    tarfile telnetlib tempfile termios time timeit token tokenize tomllib traceback tracemalloc tty turtle
    unicodedata urllib urllib2 urlparse uuid venv wave webbrowser wsgiref xdrlib xml xmlrpc zipfile zipimport zlib
    zoneinfo

    akro anytree apex appdirs astropy atari_py babel bcolz Bio blosc bokeh boto boto3 Box2D brewer2mpl bs4 certifi
    chardet cloudpickle cmudict colorama coloredlogs colorlog comet_ml configobj cpuinfo cv2 cycler cython Cython
    dateutil dill distro django dlib dm_control docopt dotenv editdistance emoji etils exifread fasttext feather
    ffmpeg fiona flask flask_cors folium fonttools ftfy fuzzywuzzy gdown geopy gevent git glfw google gpustat GPUtil
    graphviz grpc gtts gym gym_minigrid h5py healpy html5lib httplib2 humanize idna igraph ijson imageio imgaug
    imutils inflect inflection ipdb isodate jellyfish jieba jinja2 jiwer joblib jsonlines jsonpickle jsonschema
    kaggle konlpy langdetect langid Levenshtein librosa lightgbm lmdb logbook loguru lxml lz4 markdown matplotlib
    memory_profiler mido minio mir_eval moviepy mpi4py msgpack msgpack_numpy mujoco_py multidict music21 mysql
    nbformat netCDF4 networkx nibabel nltk numba numpy nvidia_smi oauth2client opencc OpenGL openpyxl OpenSSL osgeo
    pandas paramiko parse patsy pdfminer pexpect phonenumbers pick PIL plotly portpicker pretty_midi prettytable
    psutil psycopg2 pudb pyarrow pyaudio pybullet pycocotools pycparser pycrfsuite pydicom pydot pydub pyemd pyexcel
    pyfiglet pygame pyglet pygments pyhocon pylab pylru pymongo pymysql pynvml pypandoc pyparsing pyperclip pypinyin
    PyQt4 PyQt5 pyrouge pysptk pysrt pytesseract pytest python_speech_features pythonjsonlogger pyttsx3 pytz pyworld
    pywt rarfile rasterio rdflib rdkit redis regex requests resampy retro rich rouge rtree ruamel s3fs sacrebleu
    scipy seaborn selenium sentencepiece serial setuptools shapefile shapely simpleaudio SimpleITK skimage sklearn
    slugify smart_open snappy sortedcontainers sounddevice soundfile soupsieve sox spacy speech_recognition speechpy
    sqlalchemy statsmodels stopit sunpy sympy tables tabulate tensorboard_logger tensorboardX termcolor texttable
    tifffile tkinter Tkinter tokenizers toml torch torchvision tornado trimesh tweepy tzlocal ujson unicodecsv
    unidecode visdom vizdoom vtk wandb webrtcvad websocket websockets wget wordcloud xarray xgboost xlrd xlwt
    xmltodict yaml youtube_dl zarr zmq zstandard
    """.split()
)
"""Modules that are not modelled (in full) and cannot build a graph: an Unknown read from them is pure."""
