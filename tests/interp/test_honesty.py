"""What is not known never becomes an exact wrong name, and never a certain error."""

from __future__ import annotations

import pytest
from symbolic import run

TF = "import tensorflow as tf\n"


def test_an_unmodelled_api_taints() -> None:
    result = run(TF + "tf.contrib.tpu.rewrite(lambda: None)\ntf.get_variable('w', [1])")
    assert result.variables == [("w", True)]
    assert not result.complete


def test_an_unmodelled_api_gives_no_name() -> None:
    result = run(TF + "x = tf.contrib.image.rotate([[1.0]], 1.0)\nprint(x.name)\n")
    assert "{" in result.prints[0]


def test_the_shape_of_an_unmodelled_result_is_unknown_not_undefined() -> None:
    text = TF + "x = tf.contrib.image.rotate([[1.0]], 1.0)\ntf.get_variable('w', [x.shape[-1].value, 2])\n"
    result = run(text)
    assert result.error is None
    assert [name for name, _ in result.variables] == ["w"]


def test_an_unknown_function_may_build() -> None:
    result = run("import somewhere\n" + TF + "somewhere.build()\ntf.get_variable('w', [1])")
    assert not result.complete


def test_a_harmless_module_may_not() -> None:
    result = run("import time, pickle\n" + TF + "time.time()\npickle.dumps(3)\ntf.get_variable('w', [1])")
    assert result.complete


def test_an_unknown_scope_name_is_a_hole() -> None:
    result = run(
        TF + "def f(scope):\n    with tf.variable_scope(scope):\n        tf.get_variable('w', [1])\nf(input())"
    )
    [(name, _)] = result.variables
    assert name.startswith("{")
    assert name.endswith("}/w")
    assert not result.complete


def test_two_uses_of_one_unknown_are_one_hole() -> None:
    text = (
        TF
        + "n = input()\nfor _ in range(2):\n    with tf.variable_scope(n, reuse=tf.AUTO_REUSE):\n"
        + "        print(tf.get_variable('w', [1]).name)\n"
    )
    first, second = run(text).prints
    assert first == second


def test_an_unknown_reuse_flag_raises_nothing() -> None:
    text = (
        TF
        + "flag = bool(input())\nfor _ in range(2):\n    with tf.variable_scope('s', reuse=flag):\n"
        + "        tf.get_variable('w', [1])\n"
    )
    result = run(text)
    assert result.error is None
    assert not result.complete


def test_a_raising_primitive_raises_in_the_program_only() -> None:
    text = (
        TF
        + "tf.get_variable('w', [1])\ntry:\n    tf.get_variable('w', [1])\n"
        + "except ValueError as e:\n    print('caught', 'already exists' in str(e))\n"
    )
    result = run(text)
    assert result.prints == ["caught True"]
    assert result.error is None


def test_names_the_version_lacks_raise_and_others_do_not() -> None:
    assert run(TF + "tf.mul(1, 2)").error == "AttributeError"
    assert run(TF + "tf.this_never_was").error == "AttributeError"
    assert run(TF + "tf.contrib.layers").error is None


def test_patching_tensorflow_is_seen() -> None:
    text = TF + (
        "real = tf.get_variable\n"
        "def mine(name, *args, **kwargs):\n    return real('my_' + name, *args, **kwargs)\n"
        "tf.get_variable = mine\ntf.get_variable('w', [1])\n"
    )
    assert run(text).variables == [("my_w", True)]


@pytest.mark.parametrize(
    "body",
    [
        "while True:\n    pass",
        "for i in range(10 ** 12):\n    pass",
        "x = 'a' * 10 ** 10",
        "x = [0] * 10 ** 10",
        "x = 10 ** 10 ** 10",
        "x = list(range(10 ** 12))",
        "def f(n):\n    return f(n + 1)\ntry:\n    f(0)\nexcept RuntimeError:\n    pass",
        "x = '%*d' % (10 ** 9, 1)",
        "x = '{:>1000000000}'.format('a')",
        "x = 'ab' * 1000\nfor _ in range(40):\n    x = x + x",
        "x = []\nx.append(x)\ny = str(x)",
        "d = {}\nfor i in range(10 ** 9):\n    d[i] = i",
    ],
)
def test_it_always_ends_and_goes_on(body: str) -> None:
    result = run(TF + body + "\ntf.get_variable('after', [1])\n")
    assert result.ending.stopped is not None or [name for name, _ in result.variables] == ["after"]


UNKNOWN_KEYWORDS = "import somewhere\n" + TF + "options = somewhere.options()\nx = tf.zeros([2, 4, 4, 3])\n"


@pytest.mark.parametrize(
    "call",
    [
        "tf.layers.dense(x, 3, **options)",
        "tf.contrib.layers.conv2d(x, 3, 3, **options)",
        "tf.contrib.slim.conv2d(x, 3, 3, **options)",
        "tf.keras.layers.Dense(3, **options)(x)",
        "layer(x, **options)",
        "passed_on(x, **options)",
        "passed_on(*options)",
    ],
)
def test_unknown_keywords_may_hold_the_name(call: str) -> None:
    text = """
def layer(x, units=3, name=None):
    with tf.variable_scope(name, "layer"):
        tf.get_variable("w", [units])

def passed_on(*args, **kwargs):
    mine = kwargs.copy()
    mine.update(units=4)
    layer(*args, **mine)
"""
    result = run(UNKNOWN_KEYWORDS + text + call)
    assert result.error is None
    assert not result.complete
    assert all(name.startswith("{") for name, certain in result.variables if certain), result.variables


def test_known_arguments_beside_unknown_keywords() -> None:
    text = (
        "tf.get_variable('v', [1], **options)\nwith tf.variable_scope('a', **options):\n    tf.get_variable('w', [1])\n"
    )
    result = run(UNKNOWN_KEYWORDS + text)
    assert [name for name, _ in result.variables] == ["v", "a/w"]
    assert not result.complete


@pytest.mark.parametrize(
    "text",
    [
        "globals()[somewhere.name()] = 1\nprint(other)",
        "exec(somewhere.code())\nprint(other)",
        "class A:\n    pass\na = A()\nsetattr(a, somewhere.name(), 1)\nprint(a.other)",
        "class A:\n    pass\nsetattr(A, somewhere.name(), 1)\nprint(A().other)",
        "import tensorflow as tf\nsetattr(tf.flags.FLAGS, somewhere.name(), 1)\nprint(tf.flags.FLAGS.other)",
        "for name in somewhere.names():\n    globals()[name] = 1\nprint(other)",
        "def f():\n    pass\nsetattr(f, somewhere.name(), 1)\nprint(f.other)",
    ],
)
def test_a_name_that_may_have_been_bound_is_no_error(text: str) -> None:
    result = run("import somewhere\n" + text)
    assert result.error is None
    assert "{" in result.prints[0]


def test_a_value_that_may_have_been_replaced() -> None:
    result = run("import somewhere\nsize = 3\nglobals()[somewhere.name()] = 4\nprint(size)")
    assert "{" in result.prints[0]


def test_a_name_pattern_replaces_only_what_fits() -> None:
    text = "class A:\n    size, w_1 = 0, 0\na = A()\na.size, a.w_1 = 3, 5\n"
    text += "setattr(a, 'w_%s' % somewhere.name(), 4)\nprint(a.size, a.w_1)"
    [line] = run("import somewhere\n" + text).prints
    assert line.startswith("3 {")


def test_a_variable_of_an_initial_value_of_unknown_shape() -> None:
    text = """
x = tf.zeros([4, 4])
x.set_shape(tf.contrib.image.rotate([[1.0]], 1.0).shape)
x = tf.reshape(x, tf.contrib.image.rotate([[1.0]], 1.0).shape)
w = tf.get_variable("w", [4, 4], initializer=lambda shape, dtype, partition_info: x)
tf.contrib.layers.layer_norm(tf.matmul(tf.zeros([2, 4]), w))
print(w.shape)
"""
    result = run(TF + text)
    assert result.error is None
    assert "{" in result.prints[0]


@pytest.mark.parametrize(
    "text",
    [
        "import multiprocessing.reduction\nprint(multiprocessing.reduction.dump)",
        "import typing\nprint(typing.Awaitable)",
        "import os\nprint(os.cpu_count, os.sched_yield)",
        "from logging import LogRecord\nprint(LogRecord)",
    ],
)
def test_what_the_library_has_but_we_do_not_model(text: str) -> None:
    assert run(text).error is None


@pytest.mark.parametrize(
    ("text", "version", "error"),
    [
        ("import string\nprint(string.letters)", "1.15", "AttributeError"),
        ("import string\nprint(string.letters)", "0.12", None),
        ("import inspect\ninspect.getargspec(len)", "2.15", "AttributeError"),
        ("from itertools import izip", "1.0", "ImportError"),
        ("from itertools import izip", "0.12", None),
    ],
)
def test_what_the_library_lacks(text: str, version: str, error: str | None) -> None:
    assert run(text, version).error == error


LOOSE = (
    "import somewhere\n"
    + TF
    + "with tf.variable_scope('gen'):\n    w = tf.get_variable('w', [1])\nsomewhere.build()\n"
    + "found = tf.trainable_variables()\nchosen = [v for v in found if v.name.startswith('gen')]\n"
)


def test_what_was_not_followed_may_have_made_variables() -> None:
    text = (
        LOOSE + "print(len(found), len(chosen), len(set(found)), found == [w], bool([v for v in found if v is None]))\n"
    )
    [line] = run(text).prints
    assert line.count("{") == 5


def test_but_those_that_are_known_are_gone_through() -> None:
    text = LOOSE + "tf.train.MomentumOptimizer(0.1, 0.9).minimize(tf.reduce_sum(w), var_list=chosen)\n"
    result = run(text)
    assert [name for name, certain in result.variables if certain] == ["gen/w", "gen/w/Momentum"]
    assert not result.complete


def test_an_absence_that_is_not_known_raises_nothing() -> None:
    text = (
        LOOSE
        + "rest = set(found) - set(tf.get_collection('trainable_variables', somewhere.scope()))\n"
        + "if rest:\n    raise ValueError\n"
    )
    assert run(text).error is None
    assert run(LOOSE + "if not [v for v in found if 'other' in v.name]:\n    raise ValueError\n").error is None


def test_subclasses() -> None:
    text = "class A:\n    pass\nclass B(A):\n    pass\nclass C(A):\n    pass\nclass D(B):\n    pass\n"
    assert run(text + "print([c.__name__ for c in A.__subclasses__()])").prints == ["['B', 'C']"]


def test_an_object_that_keeps_its_attributes_itself() -> None:
    text = (
        "import somewhere\nclass A(dict):\n    def __setattr__(self, name, value):\n        self[name] = value\n"
        "a = A()\nsetattr(a, somewhere.name(), 1)\nprint(len(a), a.get('x'))\n"
    )
    [line] = run(text).prints
    assert line.count("{") == 2


def test_what_was_added_under_an_unknown_condition_is_not_surely_there() -> None:
    text = "import somewhere\nfound = []\nif somewhere.x():\n    found.append(1)\n"
    text += "if found:\n    raise ValueError\nprint(len(found))\n"
    result = run(text)
    assert result.error is None
    assert "{" in result.prints[0]


def test_variables_made_on_two_ways_are_not_two_of_one_name() -> None:
    text = (
        "import somewhere\n" + TF + "x, labels = somewhere.read()\n"
        "net = tf.layers.dense(tf.reshape(x['x'], [-1, 4]), 3, name='fc')\n"
        "tf.train.AdamOptimizer().minimize(tf.losses.softmax_cross_entropy(labels, net))\ntf.train.Saver()\n"
    )
    assert run(text).error is None
