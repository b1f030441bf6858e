# ruff: noqa
# mypy: ignore-errors
"""Runs programs under the TensorFlow of the Python that runs this file: 2.7 to 3.11.

A list of programs comes in on each line of standard input, as JSON, and the list of what each did goes out:

    printed    its lines
    variables  [graph, name, shape, dtype, line] of each variable op, in the order made; -1 is an unknown dimension
    ops        the op names of each graph, in the order made
    error      null, or the type, first line and line of the program of the exception that ended it

TensorFlow is imported once. The programs of a line run in one forked child, the first from the state right after the
import, the others after a reset: to be sure of one, let it run alone. What a child did not come to is null.
"""

from __future__ import print_function

import __future__
import gc
import json
import os
import re
import signal
import sys
import warnings

PATH = "program.py"
TIMEOUT = 60
VARIABLES = ("Variable", "VariableV2", "VarHandleOp")
V2_IMPORT = "import tensorflow.compat.v1 as tf; tf.disable_v2_behavior()"
LAZY = """tf.contrib.layers.fully_connected tf.contrib.rnn.BasicLSTMCell tf.layers.dense tf.keras.layers.Dense
tf.nn.rnn_cell.BasicLSTMCell tf.train.AdamOptimizer tf.nn.dynamic_rnn tf.compat.v1.get_variable""".split()
WARM_UP = """
x = tf.layers.dense(tf.layers.conv2d(tf.ones([1, 4, 4, 2]), 2, 2), 2)
x = tf.layers.batch_normalization(tf.layers.flatten(x), training=True)
x = tf.keras.layers.Dense(2)(tf.reduce_mean(x[0:1] + 1.0, 1, keepdims=True))
tf.train.AdamOptimizer().minimize(tf.reduce_sum(x) * tf.cond(x[0, 0] > 0, lambda: tf.Variable(1.0), lambda: 2.0))
tf.while_loop(lambda i: i < 2, lambda i: i + 1, [0])
""".strip().splitlines()


class Watch(object):
    """Notes the graphs in use and the variable ops made in them."""

    def __init__(self, ops, name_of_dtype):
        self.graphs, self.variables, self.name_of_dtype = [], [], name_of_dtype
        make = ops.Graph._add_op

        def add(graph, op, *rest, **more):
            made = make(graph, op, *rest, **more)
            self.note(graph, op)
            return made

        ops.Graph._add_op = add

    def note(self, graph, op):
        if not any(graph is known for known in self.graphs):
            self.graphs.append(graph)
        if op.type not in VARIABLES:
            return
        number = [graph is known for known in self.graphs].index(True)
        line, frame = None, sys._getframe(2)
        while frame is not None and line is None:
            line = frame.f_lineno if frame.f_code.co_filename == PATH else None
            frame = frame.f_back
        shape = op.get_attr("shape")
        if not hasattr(shape, "as_list"):
            shape = None if shape.unknown_rank else [d.size for d in shape.dim]
        else:
            shape = shape.as_list()
        self.variables.append([number, op.name, shape, self.name_of_dtype(op.get_attr("dtype")), line])


def load():
    warnings.filterwarnings("ignore")
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf

    if tf.__version__.startswith("2."):
        import tensorflow.compat.v1 as tf

        tf.disable_v2_behavior()
    (tf.compat.v1.logging if hasattr(getattr(tf, "compat", None), "v1") else tf.logging).set_verbosity(40)
    for lazy in LAZY:  # what is imported at its first use, so that each child need not
        try:
            eval(lazy, {"tf": tf})
        except Exception:
            pass
    from tensorflow.python.framework import ops

    with tf.Graph().as_default():  # a first use costs more than all others
        scope = {"tf": tf}
        for line in WARM_UP:
            try:
                exec(line, scope)
            except Exception:
                pass
    ops._default_graph_stack._global_default_graph = None
    return Watch(ops, lambda dtype: tf.DType(dtype).name if isinstance(dtype, int) else dtype.name), ops


def run(text, watch):
    if sys.version_info[0] == 2:
        from StringIO import StringIO

        flags = __future__.print_function.compiler_flag | __future__.division.compiler_flag
    else:
        from io import StringIO

        flags = 0
        if sys.version_info >= (3, 11):
            text = text.replace("import tensorflow as tf\n", V2_IMPORT + "\n", 1)
    stdout, sys.stdout = sys.stdout, StringIO()
    error = None
    try:
        code = compile(text, PATH, "exec", flags, True)
        exec(code, {"__name__": "__main__", "__file__": PATH, "__builtins__": __builtins__})
    except Exception as raised:
        trace, line = sys.exc_info()[2], None
        while trace is not None:
            line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == PATH else line
            trace = trace.tb_next
        error = [type(raised).__name__, cleaned((str(raised).split("\n") or [""])[0]), line]
    printed, sys.stdout = sys.stdout.getvalue(), stdout
    if "The TensorFlow contrib module" in printed:  # what 1.13 prints when contrib is first touched
        printed = re.sub(r"\n?WARNING: The TensorFlow contrib module(?:.*\n){5}\n?", "", printed)
    return {
        "printed": [cleaned(line) for line in printed.splitlines()],
        "variables": watch.variables,
        "ops": [[op.name for op in graph.get_operations()] for graph in watch.graphs],
        "error": error,
    }


def cleaned(text):
    return re.sub(r"0x[0-9a-f]{4,}", "0x", text)


def forked(texts, watch, ops):
    """What the programs did, one after the other in one child; None for what it did not come to."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        with os.fdopen(write, "w") as out:
            try:
                for text in texts:
                    signal.alarm(TIMEOUT)
                    out.write(json.dumps(run(text, watch)) + "\n")
                    out.flush()
                    watch.graphs, watch.variables = [], []
                    ops._default_graph_stack.reset()
            finally:
                out.flush()
                os._exit(0)
    os.close(write)
    with os.fdopen(read) as answers:
        given = [json.loads(line) for line in answers]
    os.waitpid(child, 0)
    return given + [None] * (len(texts) - len(given))


def main():
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever else writes to standard output does not disturb the answers
    watch, ops = load()
    gc.collect()
    gc.disable()  # in the children too: a collection would touch, and so copy, all of the parent's memory
    for line in iter(sys.stdin.readline, ""):
        out.write(json.dumps(forked(json.loads(line), watch, ops)) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
