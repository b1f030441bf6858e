"""semantic_version: versions of three numbers, their order, and what of them a specification takes."""

import re as _re

from _scopelint_run import is_unknown as _is_unknown
from _scopelint_run import outside as _outside


def _number(text):
    return int(text) if text.isdigit() else text


class Version(object):
    def __new__(cls, version_string=None, *args, **kwargs):
        return _outside("version") if _is_unknown(version_string) else object.__new__(cls)

    def __init__(self, version_string=None, major=None, minor=None, patch=None, prerelease=None, build=None,
                 partial=False):
        if version_string is not None:
            major, minor, patch, prerelease, build = self.parse(version_string, partial)
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = tuple(prerelease or ())
        self.build = tuple(build or ())
        self.partial = partial

    @classmethod
    def parse(cls, version_string, partial=False, coerce=False):
        if not version_string:
            raise ValueError("Invalid empty version string: %r" % version_string)
        match = _re.match(r"^(\d+)\.(\d+)\.(\d+)(?:-([0-9a-zA-Z.-]+))?(?:\+([0-9a-zA-Z.-]+))?$", version_string)
        if not match:
            match = partial and _re.match(r"^(\d+)(?:\.(\d+)(?:\.(\d+))?)?()()$", version_string)
        if not match:
            raise ValueError("Invalid version string: %r" % version_string)
        major, minor, patch, prerelease, build = match.groups()
        numbers = [None if part is None else int(part) for part in (major, minor, patch)]
        return tuple(numbers) + (tuple(prerelease.split(".")) if prerelease else (),
                                 tuple(build.split(".")) if build else ())

    @classmethod
    def coerce(cls, version_string, partial=False):
        if _is_unknown(version_string):
            return cls(version_string)
        match = _re.match(r"^\d+(?:\.\d+(?:\.\d+)?)?", version_string)
        if not match:
            raise ValueError("Version string lacks a numerical component: %r" % version_string)
        parts = [str(int(part)) for part in match.group().split(".")]
        while len(parts) < 3:
            parts.append("0")
        base = ".".join(parts)
        rest = version_string[match.end():]
        if not rest:
            return cls(base)
        rest = _re.sub(r"[^a-zA-Z0-9+.-]", "-", rest)
        if rest[0] == "+":
            prerelease, build = "", rest[1:]
        elif rest[0] == ".":
            prerelease, build = "", rest[1:]
        elif rest[0] == "-":
            prerelease, _, build = rest[1:].partition("+")
        else:
            prerelease, _, build = rest.partition("+")
        build = build.replace("+", ".")
        text = base + ("-" + prerelease if prerelease else "") + ("+" + build if build else "")
        return cls(text)

    def truncate(self, level="patch"):
        names = ("major", "minor", "patch")
        keep = names.index(level) + 1 if level in names else 3
        numbers = [n if at < keep else 0 for at, n in enumerate((self.major, self.minor, self.patch))]
        prerelease = self.prerelease if level in ("prerelease", "build") else ()
        return Version(None, numbers[0], numbers[1], numbers[2], prerelease, self.build if level == "build" else ())

    def next_major(self):
        if self.prerelease and self.minor == self.patch == 0:
            return self.truncate()
        return Version(None, self.major + 1, 0, 0)

    def next_minor(self):
        if self.prerelease and self.patch == 0:
            return self.truncate()
        return Version(None, self.major, self.minor + 1, 0)

    def next_patch(self):
        if self.prerelease:
            return self.truncate()
        return Version(None, self.major, self.minor, self.patch + 1)

    @property
    def precedence_key(self):
        # A number comes before a word, and what comes before a release before it.
        words = tuple([(0, int(p), "") if p.isdigit() else (1, 0, p) for p in self.prerelease])
        return (self.major, self.minor or 0, self.patch or 0, 0 if words else 1, words)

    def __iter__(self):
        return iter((self.major, self.minor, self.patch, self.prerelease, self.build))

    def __str__(self):
        text = ".".join([str(n) for n in (self.major, self.minor, self.patch) if n is not None])
        if self.prerelease:
            text += "-" + ".".join(self.prerelease)
        return text + "+" + ".".join(self.build) if self.build else text

    def __repr__(self):
        return "Version(%r)" % str(self)

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return str(self) == str(other) if isinstance(other, Version) else NotImplemented

    def __ne__(self, other):
        return str(self) != str(other) if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.precedence_key < other.precedence_key

    def __le__(self, other):
        return self.precedence_key <= other.precedence_key

    def __gt__(self, other):
        return self.precedence_key > other.precedence_key

    def __ge__(self, other):
        return self.precedence_key >= other.precedence_key


def _below(version, bound):
    """Before a bound; what comes just before its release does not count."""
    if version.prerelease and not bound.prerelease and version.truncate() == bound.truncate():
        return False
    return version < bound


class SimpleSpec(object):
    """Clauses joined by commas, all of which must hold."""

    def __init__(self, expression):
        self.expression = expression
        self._clauses = [self._clause(part.strip()) for part in expression.split(",")]

    def _clause(self, text):
        match = _re.match(r"^(<=|>=|==|~=|!=|<|>|=|\^|~|)(\*|[0-9].*)$", text)
        if not match:
            raise ValueError("Invalid simple block %r" % text)
        sign, version = match.groups()
        parts = [part for part in version.partition("-")[0].partition("+")[0].split(".") if part not in ("*", "x", "X")]
        exact = len(parts) == 3
        whole = Version(version) if exact else Version(".".join((parts + ["0", "0", "0"])[:3]))
        if not parts:
            return lambda v: sign != "!="
        if len(parts) == 1:
            after = Version(None, whole.major + 1, 0, 0)
        elif len(parts) == 2:
            after = Version(None, whole.major, whole.minor + 1, 0)
        else:
            after = None
        low = whole
        if sign == "^":
            if whole.major or len(parts) == 1:
                after = Version(None, whole.major + 1, 0, 0)
            elif whole.minor or len(parts) == 2:
                after = Version(None, 0, whole.minor + 1, 0)
            else:
                after = Version(None, 0, 0, whole.patch + 1)
        elif sign == "~":
            after = Version(None, whole.major + (len(parts) == 1), 0 if len(parts) == 1 else whole.minor + 1, 0)
        elif sign == "~=":
            after = Version(None, whole.major + (len(parts) < 3), whole.minor + 1 if len(parts) == 3 else 0, 0)
        elif sign == "<":
            return lambda v: _below(v, low)
        elif sign == ">=":
            return lambda v: v >= low
        elif sign == "<=":
            return lambda v: _below(v, after) if after is not None else v <= low
        elif sign == ">":
            return lambda v: v >= after if after is not None else v > low
        elif after is None:
            same = lambda v: v.precedence_key == low.precedence_key and (not low.build or v.build == low.build)
            return same if sign != "!=" else lambda v: not same(v)
        elif sign == "!=":
            return lambda v: not (low <= v and _below(v, after))
        return lambda v: low <= v and _below(v, after)

    def match(self, version):
        return all([clause(version) for clause in self._clauses])

    def __contains__(self, version):
        return isinstance(version, Version) and self.match(version)

    def filter(self, versions):
        for version in versions:
            if self.match(version):
                yield version

    def select(self, versions):
        found = list(self.filter(versions))
        return max(found) if found else None

    def __str__(self):
        return self.expression

    def __eq__(self, other):
        return isinstance(other, SimpleSpec) and self.expression == other.expression

    def __hash__(self):
        return hash(self.expression)


class Spec(SimpleSpec):
    def __init__(self, *expressions):
        SimpleSpec.__init__(self, ",".join(expressions))


LegacySpec = Spec


def compare(v1, v2):
    a, b = Version(v1), Version(v2)
    return -1 if a < b else 1 if a > b else 0


def match(spec, version):
    return Spec(spec).match(Version(version))


def validate(version_string):
    try:
        Version(version_string)
        return True
    except ValueError:
        return False
