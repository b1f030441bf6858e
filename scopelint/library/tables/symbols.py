"""Which modules and names one TensorFlow version has, and what each name stands for.

Paths may be written `tensorflow.nn.relu` or `tf.nn.relu`.  For 2.15, `tensorflow` is `tensorflow.compat.v1`, as user
programs that still speak TF1 see it; what an import statement finds there is under `tensorflow.compat.v2` (see
`import_target`).
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from scopelint.library.tables.store import decode, load, nearest

Kind = Literal["module", "function", "class", "constant", "dtype", "object"]
KINDS: Mapping[str, Kind] = {
    "m": "module",
    "f": "function",
    "c": "class",
    "k": "constant",
    "d": "dtype",
    "o": "object",
}
UNKNOWN = object()  # the value of a constant too large to record
SLIM = "1.15"  # tf_slim is contrib.slim of this version, for every target
SLIM_MODULES = (  # tried in order
    ("tf_slim.layers", "tensorflow.contrib.layers"),
    ("tf_slim.layers", "tensorflow.contrib.layers.python.layers"),
    ("tf_slim.losses", "tensorflow.contrib.losses"),
    ("tf_slim.metrics", "tensorflow.contrib.metrics"),
    ("tf_slim.ops", "tensorflow.contrib.framework"),
    ("tf_slim.ops", "tensorflow.contrib.framework.python.ops"),
    ("tf_slim.training", "tensorflow.contrib.training"),
    ("tf_slim", "tensorflow.contrib.slim"),
    ("tf_slim", "tensorflow.contrib.slim.python.slim"),
)


class Entry(NamedTuple):
    """What a name stands for.  `canonical` is its one name, "" for a plain constant; `value` is set for constants."""

    kind: Kind
    canonical: str
    value: object = UNKNOWN


class Symbols:
    """The names of one version.  Ask `symbols(version)` for it."""

    def __init__(self, version: str) -> None:
        self.version = version
        self._public = load(f"symbols-{version}")
        self._members: dict[str, Mapping[str, Entry]] = {}
        self._aliases: dict[str, str] = {}
        self._refs: dict[bool, list[str]] = {}
        self._not_importable = frozenset(self._public["attributes_only"].split())
        self._inner: Mapping[str, Any] | None = None
        self._add_aliases(self._public)

    @property
    def full_version(self) -> str:
        """As `tf.__version__` has it: `1.15.5`."""
        return str(self._public["version"])

    def members(self, module: str) -> Mapping[str, Entry]:
        """The names of a module, by any of its paths; empty when there is no such module or nothing is known of it."""
        name = self._list_name(module)
        return self._parse(name) if name is not None else {}

    def entry(self, path: str) -> Entry | None:
        """What a path of modules and a last name stands for; None when that is not recorded."""
        module, _, last = _long(path).rpartition(".")
        holder = self._list_name(module) if module else None
        held = self._parse(holder).get(last) if holder is not None else None
        # A function hides the module of its name: contrib.framework.python.ops.arg_scope.
        if held is not None and held.kind != "module":
            return held
        name = self._list_name(path)
        return Entry("module", name) if name is not None else held

    def canonical(self, path: str) -> str | None:
        """The one name of what a path stands for, the same in every version where it is the same API."""
        found = self.entry(path)
        if found is None:
            return _slim_canonical(path) if path.split(".")[0] == "tf_slim" else None
        return found.canonical or None

    def exists(self, path: str) -> bool:
        """True when the version surely has this path."""
        return self.entry(path) is not None

    def is_module(self, path: str) -> bool:
        """True for a path whose names are recorded."""
        return self._list_name(path) is not None

    def lacks(self, path: str) -> bool:
        """True when the version surely has no such name: its module is recorded and the name is not in it.

        Neither `exists` nor `lacks` is true of what was not recorded, such as attributes of classes.
        """
        module, _, last = _long(path).rpartition(".")
        if not module or last.startswith("__") or self.entry(path) is not None:
            return False
        holder = self._list_name(module)
        if holder is not None:
            return not self._unknown(path)
        return self.lacks(module)

    def importable(self, path: str) -> bool | None:
        """Whether `import PATH` works; None when it was not tried (it failed for want of something else)."""
        path = _long(path)
        if path in self._not_importable:
            return False
        if path == "tensorflow" or path in self._paths(inner=False):
            return True
        if self._unknown(path):
            return None
        return path in self._paths(inner=True)

    def import_target(self, path: str) -> str:
        """The path whose members an import statement sees.

        Only in 2.15 it differs: `from tensorflow import x` and `tensorflow.keras.layers` there are TensorFlow 2's own.
        """
        path = _long(path)
        parts = path.split(".")
        if self.version != "2.15" or parts[0] != "tensorflow" or parts[1:2] in (["python"], ["core"], ["tools"]):
            return path
        return path if parts[1:2] == ["compat"] else ".".join(["tensorflow", "compat", "v2", *parts[1:]])

    def _list_name(self, path: str) -> str | None:
        """The canonical name of a module, found by its own paths, else by following attributes that are modules."""
        path = _long(path)
        if path == "tensorflow":
            return "tf"
        known = self._aliases.get(path)
        if known is None:
            known = self._listed(_short(path))
        if known is None:
            # What an attribute holds goes before a package of that name: tf.contrib.eager is a module inside it.
            known = self._through_attributes(path)
            if known is not None:
                self._aliases[path] = known
        return known if known is not None else self._listed(path)

    def _listed(self, name: str) -> str | None:
        if name in self._public["modules"]:
            return name
        if name.startswith("tf.") and not name.startswith("tf.contrib."):
            return None
        inner = self._internals()
        if name in inner["modules"]:
            return name
        return self._aliases.get(name)

    def _through_attributes(self, path: str) -> str | None:
        module, _, last = path.rpartition(".")
        if not module:
            return None
        holder = self._list_name(module)
        found = self._parse(holder).get(last) if holder is not None else None
        if found is None or found.kind != "module" or found.canonical in (holder, path):
            return None
        target = found.canonical
        return self._listed(_short(target)) or self._listed(target) or self._list_name(target)

    def _parse(self, name: str) -> Mapping[str, Entry]:
        known = self._members.get(name)
        if known is None:
            public = name in self._public["modules"]
            text: str = self._public["modules"][name] if public else self._internals()["modules"][name]
            refs = self._references(public)
            known = self._members[name] = dict(_entry(name, token, refs) for token in text.split(" ") if token)
        return known

    def _references(self, public: bool) -> list[str]:
        if public not in self._refs:
            table: Mapping[str, str] = (self._public if public else self._internals())["refs"]
            self._refs[public] = [
                f"{prefix}.{last}" if prefix else last for prefix, names in table.items() for last in names.split(" ")
            ]
        return self._refs[public]

    def _internals(self) -> Mapping[str, Any]:
        """Names of internal modules, read when one is first asked for."""
        if self._inner is None:
            self._inner = load(f"internals-{self.version}")
            self._add_aliases(self._inner)
        return self._inner

    def _add_aliases(self, data: Mapping[str, Any]) -> None:
        for pair in data["aliases"].split():
            path, _, name = pair.partition("=")
            self._aliases.setdefault(path, name)

    def _paths(self, inner: bool) -> frozenset[str]:
        data = self._internals() if inner else self._public
        return _all_paths(self.version, inner, tuple(data["modules"]), data["aliases"])

    def _unknown(self, path: str) -> bool:
        """Modules that could not be imported where the tables were made, and what is inside them."""
        failed = self._internals()["unknown"].split()
        return any(path == module or path.startswith(module + ".") for module in failed)


@cache
def symbols(version: str) -> Symbols:
    """The names of a version, or of the newest recorded one before it."""
    known = nearest(version)
    return Symbols(version) if known == version else symbols(known)


@cache
def _all_paths(version: str, inner: bool, names: tuple[str, ...], aliases: str) -> frozenset[str]:
    return frozenset(_long(name) for name in names) | frozenset(pair.partition("=")[0] for pair in aliases.split())


def _entry(module: str, token: str, refs: list[str]) -> tuple[str, Entry]:
    """One `name[:kind][@reference][=value]`."""
    head, equals, value = token.partition("=")
    head, at, number = head.partition("@")
    name, _, letter = head.partition(":")
    kind = KINDS[letter or "f"]
    if kind == "constant":
        return name, Entry(kind, "", decode(json.loads(value)) if equals else UNKNOWN)
    canonical = refs[int(number)] if at else f"{module}.{name}"
    if kind == "dtype":
        return name, Entry(kind, canonical, canonical.rpartition(".")[2])
    return name, Entry(kind, canonical)


def _long(path: str) -> str:
    if path == "tf" or path.startswith("tf."):
        return "tensorflow" + path[2:]
    if path.startswith("tensorflow_core."):
        return "tensorflow" + path[len("tensorflow_core") :]
    return path


def _short(path: str) -> str:
    return "tf" + path[len("tensorflow") :] if path.startswith("tensorflow.") else path


def _slim_canonical(path: str) -> str | None:
    table = symbols(SLIM)
    for ours, theirs in SLIM_MODULES:
        if path == ours or path.startswith(ours + "."):
            found = table.entry(theirs + path[len(ours) :])
            if found is not None and found.canonical:
                return found.canonical
    return None
