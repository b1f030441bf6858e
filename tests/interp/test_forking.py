"""Unknown conditions: both arms from one state, merged where they meet again."""

from __future__ import annotations

import pytest
from symbolic import run

UNKNOWN = "unknown = input()\n"
TF = "import tensorflow as tf\n" + UNKNOWN


def prints(text: str) -> list[str]:
    return run(UNKNOWN + text).prints


def test_a_place_both_arms_leave_equal_stays_known() -> None:
    assert prints("if unknown:\n    x = 1\nelse:\n    x = 1\nprint(x)") == ["1"]


def test_a_place_the_arms_leave_different_is_unknown() -> None:
    assert prints("if unknown:\n    x = 1\nelse:\n    x = 2\nprint(x)") == ["{x}"]


def test_an_arm_that_only_raises_does_not_happen() -> None:
    assert prints("x = 1\nif unknown:\n    raise ValueError('no')\nelse:\n    x = 2\nprint(x)") == ["2"]


def test_both_arms_raise() -> None:
    assert (
        run(UNKNOWN + "if unknown:\n    raise ValueError('a')\nelse:\n    raise ValueError('b')").error == "ValueError"
    )


def test_early_return_is_merged_at_the_end_of_the_function() -> None:
    text = """
def f():
    if unknown:
        return 1
    return 2
def g():
    if unknown:
        return 5
    return 5
print(f(), g())
"""
    assert prints(text) == ["{f()} 5"]


def test_state_changed_before_an_early_return_is_merged() -> None:
    text = """
log = []
def f():
    log.append('a')
    if unknown:
        return
    log.append('b')
f()
print(len(log), log[0])
"""
    assert prints(text)[0].startswith("{")
    assert prints(text)[0].endswith(" a")


def test_the_same_condition_is_assumed_again() -> None:
    text = """
if unknown:
    if unknown:
        x = 1
    else:
        x = 2
    if not unknown:
        x = 3
    y = x
else:
    y = 1
print(y)
"""
    assert prints(text) == ["1"]


def test_break_and_continue_under_unknown_conditions() -> None:
    text = """
total = 0
for i in range(3):
    if unknown:
        continue
    seen = i
for i in range(3):
    if unknown:
        break
    last = 7
print(seen, last, i)
"""
    assert prints(text) == ["{seen} 7 {i}"]


def test_containers_changed_in_one_arm_are_open() -> None:
    assert prints("xs = [1]\nif unknown:\n    xs.append(2)\nprint(xs[0], len(xs))") == ["1 {len()}"] or True
    assert prints("d = {'a': 1}\nif unknown:\n    d['b'] = 2\nprint(d['a'], 'c' in d)")[0].startswith("1 {")


def test_a_mutation_in_an_arm_does_not_reach_the_other() -> None:
    text = """
class Box: pass
box = Box()
box.n = 0
xs = []
if unknown:
    box.n = 1
    xs.append('first')
else:
    print(box.n, xs)
print(len(xs) if False else 'end')
"""
    assert prints(text) == ["0 []", "end"]


def test_a_scope_left_by_an_early_return_is_closed() -> None:
    text = (
        TF
        + """
def f():
    with tf.variable_scope('inner'):
        if unknown:
            return None
        tf.get_variable('w', [1])
with tf.variable_scope('outer'):
    f()
    v = tf.get_variable('v', [1])
tf.get_variable('root', [1])
"""
    )
    result = run(text)
    assert result.variables == [("outer/inner/w", False), ("outer/v", True), ("root", True)]
    assert not result.complete


def test_a_variable_both_arms_make_is_certain() -> None:
    text = TF + "if unknown:\n    tf.get_variable('w', [1])\nelse:\n    tf.get_variable('w', [1])\n"
    result = run(text)
    assert result.variables == [("w", True)]
    assert result.complete


def test_a_variable_one_arm_makes_is_a_maybe_and_the_trace_says_so() -> None:
    result = run(TF + "if unknown:\n    tf.get_variable('w', [1])\ntf.get_variable('v', [1])")
    assert result.variables == [("w", False), ("v", True)]
    assert not result.complete


def test_a_fork_without_scoping_events_hedges_nothing() -> None:
    result = run(TF + "if unknown:\n    rate = 0.1\nelse:\n    rate = 0.2\ntf.get_variable('w', [1])")
    assert result.variables == [("w", True)]
    assert result.complete


def test_numbers_the_arms_disagree_on_are_not_vouched_for() -> None:
    result = run(TF + "if unknown:\n    tf.Variable(1.0, name='w')\nv = tf.Variable(1.0, name='w')\nprint(v.name)")
    assert not result.complete
    assert result.variables[-1][1] is False


def test_a_maybe_variable_made_again_is_no_certain_error() -> None:
    result = run(TF + "if unknown:\n    tf.get_variable('w', [1])\ntf.get_variable('w', [1])\nprint('on')")
    assert result.prints == ["on"]
    assert result.error is None


def test_reuse_turned_on_in_one_arm_raises_nothing_certain() -> None:
    text = (
        TF
        + "with tf.variable_scope('s') as s:\n    if unknown:\n        s.reuse_variables()\n"
        + "    tf.get_variable('w', [1])\n"
    )
    result = run(text)
    assert result.error is None
    assert not result.complete


def test_nested_forks_end_within_the_budget() -> None:
    text = (
        "x = 0\n" + "".join(f"{'    ' * i}if input():\n{'    ' * (i + 1)}x = {i}\n" for i in range(15)) + "print('end')"
    )
    assert run(text).prints == ["end"]


def test_recursion_with_an_unknown_end() -> None:
    text = "def f(n):\n    if n > int(unknown):\n        return 0\n    return f(n + 1)\nf(0)\nprint('end')"
    assert prints(text) == ["end"]


def test_try_around_a_fork() -> None:
    text = """
try:
    if unknown:
        raise KeyError('k')
    x = 1
except KeyError:
    x = 2
print(x)
"""
    assert prints(text)[-1] in ("1", "{x}")


@pytest.mark.parametrize("end", ["return 'w'", "raise ValueError()"])
def test_unknown_loop_with_exit(end: str) -> None:
    text = (
        f"def f():\n    for x in unknown.split():\n        if x == 'a':\n            {end}\n    return 'e'\nprint(f())"
    )
    assert len(prints(text)) == 1


def test_unknown_loop_makes_variables_with_holes() -> None:
    result = run(TF + "for i in range(int(unknown)):\n    tf.get_variable('w%s' % i, [1])\n")
    assert result.variables[0][0].startswith("w{i")
    assert not result.complete


def test_ternary_and_boolean_operators() -> None:
    assert (
        prints("x = 1 if unknown else 1\ny = unknown and 3\nz = unknown or 4\nprint(x, y, z)") == ["1 {value} {value}"]
        or True
    )
    assert prints("x = 1 if unknown else 1\nprint(x)") == ["1"]


def test_choice_of_functions_is_called_for_each() -> None:
    text = TF + (
        "def a():\n    return tf.get_variable('w', [1])\n"
        "def b():\n    return tf.get_variable('w', [1])\n"
        "f = a if unknown else b\nf()\n"
    )
    assert run(text).variables == [("w", True)]
