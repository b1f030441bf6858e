"""Builtins given what is not known: an honest answer, never a guess, and the same answer to the same question."""

from __future__ import annotations

import pytest
from running import run

UNKNOWN = "import os\nu = os.environ['U']\nname = 'net/%s/w:0' % u\n"

LINES = {
    # Text with holes: exact where the fixed parts decide.
    "print(name.upper())": "NET/{?}/W:0",
    "print(name.startswith('net/'), name.endswith(':0'), name.startswith('x'))": "True True False",
    "print(name.startswith('net/a'))": "{?}",
    "print(name.split('/')[0])": "net",
    "print(name.rsplit(':', 1))": "['net/{?}/w', '0']",
    "print(name.rsplit('/', 1)[1], name.rpartition('/')[2])": "w:0 w:0",
    "print(name.split('/')[5])": "{?}",
    "print(name.replace('/', '_'))": "net_{?}_w:0",
    "print(name.partition('/'))": "('net', '/', '{?}/w:0')",
    "print(name.strip(':0'), ('  %s' % u).strip())": "net/{?}/w {?}",
    "print(len(name), name.find('/'), name.count('w'))": "{?} 3 {?}",
    "print('/'.join(['a', u, name]))": "a/{?}/net/{?}/w:0",
    "print('{}-{:d}'.format(u, 3), '{0!r}'.format('a' + u), f'{u}_{u:>4}')": "{?}-3 'a{?}' {?}_{?}",
    "print('%d %s %5.1f' % (u, u, u))": "{?} {?} {?}",
    "print(os.path.join('a', u, 'b'), os.path.basename(name), os.path.dirname('x/%s/y' % u))": "{?}/b w:0 x/{?}",
    "print(str(u) + 'x', repr(['a', u]), [u] * 2, (u,))": "{?}x ['a', {?}] [{?}, {?}] ({?},)",
    # Numbers and questions.
    "print(int(u), float(u) + 1, len(u), abs(u), max(1, u), sum([1, u]))": "{?} {?} {?} {?} {?} {?}",
    "print(isinstance(u, str), callable(u), hasattr(u, 'x'), bool(u))": "{?} {?} {?} {?}",
    "print(int(u) == int(u), len(u) is len(u))": "True True",
    "print(isinstance(len, object), type(u) is type(u))": "True True",
    # Containers.
    "print(sorted(u), list(u), tuple(u), dict(a=u), {u: 1})": "{?} {?} {?} {'a': {?}} {?}",
    "print(sorted([u, 1]), len(sorted([u, 1])), sorted([2, 1]))": "[{?}, {?}] 2 [1, 2]",
    "d = {'a': 1}\nd[u] = 2\nprint(d.get('b'), len(d), 'b' in d)": "{?} {?} {?}",
    "print({'a': 1}.get(u), {}.get(u, 5), {'a': 1}.get('b', u))": "{?} 5 {?}",
    "l = [1]\nl.extend(u)\nprint(l[0], len(l))": "1 {?}",
    "print(list(zip([1, 2], [3, 4])), len(list(zip([1], u))))": "[(1, 3), (2, 4)] {?}",
    "print(next(iter(u)), any([True, u]), any([False, u]), all([False, u]))": "{?} True {?} False",
    "s = {1}\ns.add(u)\nprint(len(s), 1 in s)": "{?} True",
    "print(range(u), list(range(3)), reversed(u))": "{?} [0, 1, 2] {?}",
    # What a fork left behind.
    "x = 1 if u else 2\nprint(x, x + 1, str(x), 'v%d' % x, len([x]))": "{?} {?} {?} v{?} 1",
    "x = 'aa' if u else 'bb'\nprint(len(x), x.upper().isupper(), x.startswith('c'))": "2 True False",
    "i = iter([1, 2, 3])\nif u:\n    next(i)\nprint(next(i))": "{?}",
    "i = iter([1, 2, 3])\nif u:\n    j = iter([5])\n    next(j)\nprint(next(i))": "1",
    # Modules.
    "import math\nprint(math.sqrt(u), math.floor(2.5))": "{?} 2",
    "import re\nprint(re.sub('a', 'b', name), re.sub('a', 'b', 'xa'), re.match('(a+)+$', 'a' * 60))": "{?} xb {?}",
    "import json\nprint(json.loads(u), json.dumps({'a': u}), json.dumps([1]))": "{?} {?} [1]",
    "import copy\nprint(copy.deepcopy([u])[0] is u)": "True",
    "import numpy as np\nprint(np.zeros([2, u]).shape[0], np.prod([2, u]), np.prod([2, 3]))": "2 {?} 6",
    "import numpy as np\nprint(np.random.randn(2, 3).shape, np.array([1, 2]).tolist())": "(2, 3) [1, 2]",
    "import random, time\nprint(random.random(), time.time())": "{?} {?}",
    "print(eval('3 + x') if False else eval('[1, 2]'), eval(\"name[:3]\") if False else eval('u') is u)": "[1, 2] True",
    "print(getattr(os, u), open(u).read(), input())": "{?} {?} {?}",
    "print(id(u) == id(u), hash('a') == hash('a'))": "True True",
}


@pytest.mark.parametrize("program", LINES)
def test_line(program: str) -> None:
    lines, ending, _ = run(UNKNOWN + program)
    assert ending.raised is None
    assert ending.stopped is None
    assert lines == [LINES[program]]


LIMITED = [
    "x = 'a' * 10 ** 12",
    "x = 'a'.ljust(10 ** 12)",
    "x = 2 ** 10 ** 12",
    "x = [0] * 10 ** 12",
    "x = list(range(10 ** 12))",
    "x = 'aaaa'.replace('a', 'b' * 10 ** 6)\nx = x.replace('b', x)",
    "x = bytes(10 ** 12)",
    "x = '%1000000000d' % 1",
    "x = '{:1000000000}'.format(1)",
    "import math\nx = math.factorial(10 ** 9)",
    "import itertools\nx = list(itertools.repeat(1, 10 ** 12))",
    "import itertools\nx = sum(itertools.islice(itertools.count(), 10 ** 12))",
    "import re\nx = re.match('(a|aa)+$', 'a' * 5000 + 'b')",
    "x = 'a\\t'.expandtabs(10 ** 12)",
    "x = ','.join(['x' * 10 ** 6] * 10 ** 4)",
    "import copy\nx = []\nfor i in range(5000):\n    x = [x]\ny = copy.deepcopy(x)\nprint(len(repr(x)) > 0)",
    "import numpy as np\nx = np.zeros([10 ** 6, 10 ** 6]) + np.eye(10 ** 6)[0]",
]


@pytest.mark.parametrize("program", LIMITED)
def test_ends(program: str) -> None:
    _, ending, _ = run(program)
    assert ending.raised is None


PYTHON_2 = {
    "print(range(3), map(str, [1]), filter(None, [0, 1]), zip([1], 'a'))": "[0, 1, 2] ['1'] [1] [(1, 'a')]",
    "print({'a': 1}.keys(), {'a': 1}.has_key('a'), list({'a': 1}.iteritems()))": "['a'] True [('a', 1)]",
    "print(xrange(3)[1], reduce(lambda a, b: a + b, [1, 2]), unicode('a'), long(3), unichr(97))": "1 3 a 3 a",
    "print(isinstance('a', basestring), isinstance(1, (int, long)), round(2.5), cmp(1, 2))": "True True 3.0 -1",
    "print(sorted([3, 1], cmp=lambda a, b: b - a), oct(8), apply(max, [1, 2]))": "[3, 1] 010 2",
    "import sys\nprint(sys.version_info[0], sys.maxint > 5)": "2 True",
    "class A:\n  def __iter__(self): return self\n  def next(self): raise StopIteration\nprint(list(A()))": "[]",
    "import itertools\nprint(list(itertools.izip([1], [2])))": "[(1, 2)]",
}


@pytest.mark.parametrize("program", PYTHON_2)
def test_python_2(program: str) -> None:
    lines, ending, _ = run(program, "0.12")
    assert ending.raised is None
    assert lines == [PYTHON_2[program]]


MISSING = {
    "1.15": ["xrange", "unicode", "basestring", "reduce", "long", "raw_input", "cmp"],
    "0.12": ["ascii"],
}


@pytest.mark.parametrize(("version", "name"), [(v, n) for v, names in MISSING.items() for n in names])
def test_names_of_other_pythons_are_missing(version: str, name: str) -> None:
    _, ending, _ = run(f"print({name})", version)
    assert ending.raised is not None
    assert ending.raised.value.cls.name == "NameError"


def test_exit_and_arguments() -> None:
    lines, ending, _ = run("import sys\nprint(sys.argv[1:])\nsys.exit(3)\n", argv=("--x", "1"))
    assert lines == ["['--x', '1']"]
    assert ending.raised is not None
    assert ending.raised.value.attrs["code"] == 3


def test_standard_error_is_not_told() -> None:
    lines, _, _ = run("import sys\nprint('a', file=sys.stderr)\nsys.stderr.write('b')\nsys.stdout.write('c\\n')\n")
    assert lines == ["c"]


def test_exceptions_in_threads_end_only_the_thread() -> None:
    lines, ending, _ = run(
        "import threading\n"
        "def f(): raise ValueError('x')\n"
        "t = threading.Thread(target=f)\nt.start()\nt.join()\nprint('on')\n"
    )
    assert ending.raised is None
    assert lines == ["on"]
