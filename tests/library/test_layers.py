"""Layers, cells, optimizers and contrib: names that differ by version, and parts without a recorded program."""

from __future__ import annotations

from pathlib import Path

import pytest
from programs import names, traced

NEW = ("1.4", "1.8", "1.13", "1.15", "2.15")


@pytest.mark.parametrize("version", ["1.0", *NEW])
def test_functional_layers_count_scopes(tmp_path: Path, version: str) -> None:
    found = names(
        tmp_path, version,
        """
        x = tf.placeholder(tf.float32, [None, 8, 8, 3])
        y = tf.layers.conv2d(x, 4, 3, strides=2, padding="same")
        y = tf.layers.max_pooling2d(y, 2, 2)
        y = tf.layers.conv2d(y, 5, 3, padding="same", use_bias=False, name="last")
        """,
    )  # fmt: skip
    assert found == ["conv2d/kernel", "conv2d/bias", "last/kernel"]


@pytest.mark.parametrize("version", NEW)
def test_shapes_pass_through_convolutions(tmp_path: Path, version: str) -> None:
    found = traced(
        tmp_path, version,
        """
        x = tf.placeholder(tf.float32, [None, 9, 9, 3])
        y = tf.layers.conv2d(x, 4, 3, strides=2)
        y = tf.layers.conv2d_transpose(y, 6, 3, strides=2, padding="same")
        y = tf.layers.dense(tf.reshape(y, [-1, 8 * 8 * 6]), 2, name="out")
        """,
    )  # fmt: skip
    assert {v["name"]: v["shape"] for v in found["variables"]}["out/kernel"] == [384, 2]


@pytest.mark.parametrize("version", ["0.12", "1.15"])
def test_slots_follow_the_variable(tmp_path: Path, version: str) -> None:
    found = names(
        tmp_path, version,
        """
        w = tf.get_variable("w", [2])
        tf.train.AdamOptimizer(0.1).minimize(tf.reduce_sum(w))
        """,
    )  # fmt: skip
    assert found == ["w", "beta1_power", "beta2_power", "w/Adam", "w/Adam_1"]


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.4", ["rnn/basic_lstm_cell/kernel", "rnn/basic_lstm_cell/bias"]),
        ("1.15", ["rnn/basic_lstm_cell/kernel", "rnn/basic_lstm_cell/bias"]),
    ],
)
def test_cells_take_their_class_name(tmp_path: Path, version: str, expected: list[str]) -> None:
    found = names(
        tmp_path, version,
        """
        x = tf.placeholder(tf.float32, [2, 3, 4])
        tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(5), x, dtype=tf.float32)
        """,
    )  # fmt: skip
    assert found == expected


def test_block_cells_are_called_after_the_plain_ones(tmp_path: Path) -> None:
    found = names(
        tmp_path, "1.15",
        """
        x = tf.placeholder(tf.float32, [2, 3, 4])
        tf.nn.dynamic_rnn(tf.contrib.rnn.LSTMBlockCell(5), x, dtype=tf.float32)
        """,
    )  # fmt: skip
    assert found == ["rnn/lstm_cell/kernel", "rnn/lstm_cell/bias"]


def test_arg_scope_gives_defaults(tmp_path: Path) -> None:
    found = names(
        tmp_path, "1.15",
        """
        slim = tf.contrib.slim
        x = tf.placeholder(tf.float32, [2, 8, 8, 3])
        with slim.arg_scope([slim.conv2d], normalizer_fn=slim.batch_norm, activation_fn=None):
            y = slim.conv2d(x, 4, [3, 3], scope="c")
        """,
    )  # fmt: skip
    assert found == ["c/weights", "c/BatchNorm/beta", "c/BatchNorm/moving_mean", "c/BatchNorm/moving_variance"]


def test_keras_models_name_their_layers(tmp_path: Path) -> None:
    found = names(
        tmp_path, "1.15",
        """
        inputs = tf.keras.Input((3,))
        hidden = tf.keras.layers.Dense(4)(inputs)
        model = tf.keras.Model(inputs, tf.keras.layers.Dense(2, name="out")(hidden))
        model(tf.placeholder(tf.float32, [None, 3]))
        """,
    )  # fmt: skip
    assert found == ["dense/kernel", "dense/bias", "out/kernel", "out/bias"]


def test_templates_share_after_the_first_call(tmp_path: Path) -> None:
    found = names(
        tmp_path, "1.15",
        """
        net = tf.make_template("net", lambda: tf.get_variable("w", [1]))
        net(), net()
        """,
    )  # fmt: skip
    assert found == ["net/w"]
