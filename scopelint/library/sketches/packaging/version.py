"""packaging.version: PEP 440's versions as they compare."""

import re

from _scopelint_run import is_unknown, outside

# In order; each is small, so that no text takes long to match.
_PARTS = (
    ("epoch", r"(\d+)!()"),
    ("release", r"([\d.]*\d)()"),
    ("pre", r"[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*)"),
    ("post", r"[-_.]?(post|rev|r)[-_.]?(\d*)"),
    ("bare_post", r"(-)(\d+)"),
    ("dev", r"[-_.]?(dev)[-_.]?(\d*)"),
    ("local", r"\+([a-z0-9._-]*[a-z0-9])()"),
)
_PHASES = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}


class InvalidVersion(ValueError):
    pass


class Version(object):
    def __new__(cls, version=None, *args, **kwargs):
        return outside("version") if is_unknown(version) else object.__new__(cls)

    def __init__(self, version):
        rest = version.strip().lower()
        rest = rest[1:] if rest[:1] == "v" else rest
        found = {}
        for name, pattern in _PARTS:
            match = re.match(pattern, rest)
            if match:
                found[name] = match.groups()
                rest = rest[match.end():]
        if rest or "release" not in found or ".." in found["release"][0]:
            raise InvalidVersion("Invalid version: '%s'" % version)
        self.epoch = int(found["epoch"][0]) if "epoch" in found else 0
        self.release = tuple([int(part) for part in found["release"][0].split(".")])
        self.pre = self.post = self.dev = None
        if "pre" in found:
            phase, number = found["pre"]
            self.pre = (_PHASES.get(phase, phase), int(number or 0))
        if "post" in found or "bare_post" in found:
            self.post = int(found.get("post", found.get("bare_post"))[1] or 0)
        if "dev" in found:
            self.dev = int(found["dev"][1] or 0)
        self.local = found["local"][0] if "local" in found else None

    major = property(lambda self: self.release[0])
    minor = property(lambda self: self.release[1] if len(self.release) > 1 else 0)
    micro = property(lambda self: self.release[2] if len(self.release) > 2 else 0)
    is_prerelease = property(lambda self: self.dev is not None or self.pre is not None)
    is_postrelease = property(lambda self: self.post is not None)
    is_devrelease = property(lambda self: self.dev is not None)
    base_version = property(lambda self: ".".join([str(part) for part in self.release]))

    def _key(self):
        release = self.release
        while release and release[-1] == 0:
            release = release[:-1]
        if self.pre is not None:
            pre = (0,) + self.pre
        else:
            # A development release of the version itself comes before its alphas.
            pre = (-1,) if self.post is None and self.dev is not None else (1,)
        post = -1 if self.post is None else self.post
        dev = (1, 0) if self.dev is None else (0, self.dev)
        local = tuple([(1, int(p), "") if p.isdigit() else (0, 0, p) for p in re.split(r"[-_.]", self.local)]) if self.local else ()
        return self.epoch, release, pre, post, dev, local

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, Version) else NotImplemented

    def __ne__(self, other):
        return self._key() != other._key() if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, Version) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, Version) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, Version) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, Version) else NotImplemented

    @property
    def public(self):
        return str(self).split("+", 1)[0]

    def __str__(self):
        text = "%d!" % self.epoch if self.epoch else ""
        text += ".".join([str(part) for part in self.release])
        text += "%s%d" % self.pre if self.pre is not None else ""
        text += ".post%d" % self.post if self.post is not None else ""
        text += ".dev%d" % self.dev if self.dev is not None else ""
        return text + ("+" + re.sub(r"[-_]", ".", self.local) if self.local else "")

    def __repr__(self):
        return "<Version('%s')>" % str(self)


def parse(version):
    return Version(version)
