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
