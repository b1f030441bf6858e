"""tf.contrib.training: hyperparameters."""

import ast
import re

from _scopelint import is_unknown, unknown


class HParams(object):
    """Named settings as attributes."""

    def __init__(self, hparam_def=None, model_structure=None, **kwargs):
        self._hparam_types = {}
        self._model_structure = model_structure
        for name in kwargs:
            self.add_hparam(name, kwargs[name])

    def add_hparam(self, name, value):
        if name in self._hparam_types:
            raise ValueError("Hyperparameter name is reserved: %s" % name)
        self._hparam_types[name] = isinstance(value, (list, tuple))
        setattr(self, name, value)

    def set_hparam(self, name, value):
        if name not in self._hparam_types:
            raise KeyError(name)
        setattr(self, name, value)

    def del_hparam(self, name):
        if hasattr(self, name):
            delattr(self, name)
            del self._hparam_types[name]

    def parse(self, values):
        """Set values from text such as ``"layers=3,size=[1,2]"``."""
        if is_unknown(values):
            for name in self._hparam_types:
                setattr(self, name, unknown(name))
            return self
        for name, text in re.findall(r"([a-zA-Z][\w.]*)\s*=\s*(\[[^\]]*\]|[^,\[]*)", values):
            if name not in self._hparam_types:
                raise ValueError("Unknown hyperparameter: %s" % name)
            old = getattr(self, name)
            setattr(self, name, converted(text, old))
        return self

    def override_from_dict(self, values_dict):
        for name in values_dict:
            self.set_hparam(name, values_dict[name])
        return self

    set_from_map = override_from_dict

    def values(self):
        return {name: getattr(self, name) for name in self._hparam_types}

    def get(self, key, default=None):
        return getattr(self, key) if key in self._hparam_types else default

    def set_model_structure(self, model_structure):
        self._model_structure = model_structure

    def get_model_structure(self):
        return self._model_structure

    def parse_json(self, values_json):
        import json

        return self.override_from_dict(json.loads(values_json))

    def to_json(self, indent=None, separators=None, sort_keys=False, **options):
        import json

        return json.dumps(self.values(), indent=indent, separators=separators, sort_keys=sort_keys)

    def __contains__(self, key):
        return key in self._hparam_types

    def __str__(self):
        return str(sorted(self.values().items()))


def converted(text, old):
    """The text as a value of the old one's type."""
    text = text.strip()
    if text.startswith("["):
        inner = text[1:-1].strip()
        kind = old[0] if isinstance(old, (list, tuple)) and old else ""
        return [converted(part, kind) for part in inner.split(",")] if inner else []
    if isinstance(old, bool):
        return text in ("True", "true", "1")
    if isinstance(old, int):
        return int(text)
    if isinstance(old, float):
        return float(text)
    if isinstance(old, str):
        return text
    return ast.literal_eval(text)
