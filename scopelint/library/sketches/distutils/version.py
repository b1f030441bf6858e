"""distutils.version: versions as they compare."""

import re

from _scopelint_run import is_unknown, outside


class Version(object):
    def __new__(cls, vstring=None):
        return outside("version") if is_unknown(vstring) else object.__new__(cls)

    def __init__(self, vstring=None):
        if vstring:
            self.parse(vstring)

    def _compared(self, other):
        if isinstance(other, str):
            other = type(self)(other)
        return self._key(), other._key()

    def __eq__(self, other):
        a, b = self._compared(other)
        return a == b

    def __ne__(self, other):
        a, b = self._compared(other)
        return a != b

    def __lt__(self, other):
        a, b = self._compared(other)
        return a < b

    def __le__(self, other):
        a, b = self._compared(other)
        return a <= b

    def __gt__(self, other):
        a, b = self._compared(other)
        return a > b

    def __ge__(self, other):
        a, b = self._compared(other)
        return a >= b


class StrictVersion(Version):
    def parse(self, vstring):
        match = re.match(r"^(\d+)\.(\d+)(\.(\d+))?([ab](\d+))?$", vstring)
        if not match:
            raise ValueError("invalid version number '%s'" % vstring)
        major, minor, patch, prerelease, number = match.group(1, 2, 4, 5, 6)
        self.version = (int(major), int(minor), int(patch) if patch else 0)
        self.prerelease = (prerelease[0], int(number)) if prerelease else None

    def _key(self):
        # A version before its release comes before it.
        return self.version, (0, self.prerelease) if self.prerelease else (1,)

    def __str__(self):
        version = self.version[:2] if self.version[2] == 0 else self.version
        text = ".".join([str(part) for part in version])
        return text + self.prerelease[0] + str(self.prerelease[1]) if self.prerelease else text

    def __repr__(self):
        return "StrictVersion ('%s')" % str(self)


class LooseVersion(Version):
    def parse(self, vstring):
        self.vstring = vstring
        parts = [part for part in re.split(r"(\d+|[a-z]+|\.)", vstring) if part and part != "."]
        self.version = [int(part) if part.isdigit() else part for part in parts]

    def _key(self):
        return self.version

    def __str__(self):
        return self.vstring

    def __repr__(self):
        return "LooseVersion ('%s')" % str(self)
