"""Statements about scopes, variables and graphs."""

from __future__ import annotations

from writing import Program, Statement

GETTERS = {
    "seen": 'def seen(getter, name, *args, **kw):\n    print("get", name)\n    return getter(name, *args, **kw)\n',
    "doubled": "def doubled(getter, *args, **kwargs):\n    return getter(*args, **kwargs) * 2.0\n",
    "copied": 'def copied(getter, *args, **kwargs):\n    return tf.identity(getter(*args, **kwargs), name="copy")\n',
    "renamed": 'def renamed(getter, name, *args, **kwargs):\n    return getter(name + "_r", *args, **kwargs)\n',
    "frozen": "def frozen(getter, *args, **kw):\n    kw['trainable'] = False\n    return getter(*args, **kw)\n",
}
PENALTIES = {
    "penalty": "def penalty(w):\n    return tf.reduce_sum(w * w)\n",
    "named": 'def named(w):\n    with tf.name_scope("norm"):\n        return tf.reduce_sum(tf.abs(w), name="l1")\n',
    "nothing": "def nothing(w):\n    return None\n",
}
SCOPE_NAMES = ["a", "b", "a", "b", "c", "a/b", "A", "a_1", "x"]
ODD_SCOPE_NAMES = ["", "a/", "/a", "_x", "a b", "a//b", "-", "a:0", "a/b/"]
VARIABLE_NAMES = ["w", "v", "w", "v", "u", "W", "a/w", "w_1", "x"]
SHAPES = ["[2, 2]"] * 6 + ["[]", "[3]", "[4, 3]", "(2, 2)", "3", "[2, None]", "[0]"]
DTYPES = ["tf.float32", "tf.float64", "tf.int32", "tf.float16", "tf.bool"]


def quoted(text: str) -> str:
    return '"' + text + '"'


def scope_name(p: Program) -> str:
    return quoted(p.of(ODD_SCOPE_NAMES if p.chance(6) else SCOPE_NAMES))


def initializer(p: Program) -> str:
    """One that makes values of any shape."""
    zeros = "tf.zeros_initializer()" if p.has("1.0") else "tf.zeros_initializer"
    options = [zeros, "tf.constant_initializer(1.0)", "tf.random_normal_initializer()"]
    options += ["tf.truncated_normal_initializer()"]
    options += ["tf.random_uniform_initializer(-1.0, 1.0)", "tf.uniform_unit_scaling_initializer()"]
    if p.has("1.0"):
        options += ["tf.ones_initializer()"]
    if p.has("1.4"):
        options += ["tf.glorot_uniform_initializer()", "tf.variance_scaling_initializer()", "tf.zeros_initializer"]
    return p.of(options)


def regularizer(p: Program) -> str:
    name = p.of(list(PENALTIES))
    return p.helper(name, PENALTIES[name])


def getter(p: Program) -> str:
    name = p.of(list(GETTERS))
    return p.helper(name, GETTERS[name])


def partitioner(p: Program) -> str:
    options = ["tf.fixed_size_partitioner(2)"] if p.has("1.0") else []
    return p.of([*options, "tf.variable_axis_size_partitioner(16)", "tf.min_max_variable_partitioner(2)"])


def reuse(p: Program) -> str:
    options = ["True", "None", "False", "True"] + ["tf.AUTO_REUSE"] * (4 if p.has("1.4") else 0)
    return p.of(options)


def scope_arguments(p: Program) -> list[str]:
    """Keywords for a new scope."""
    found = []
    if p.chance(35):
        found.append(f"reuse={reuse(p)}")
    if p.chance(8):
        found.append(f"initializer={initializer(p)}")
    if p.chance(6):
        found.append(f"regularizer={regularizer(p)}")
    if p.chance(6):
        found.append(f"custom_getter={getter(p)}")
    if p.chance(4):
        found.append(f"partitioner={partitioner(p)}")
    if p.chance(3):
        found.append(f"dtype={p.of(DTYPES)}")
    if p.chance(5) and p.has("1.4"):
        found.append(f"use_resource={p.of(['True', 'False'])}")
    if p.chance(8) and p.has("1.13"):
        found.append("auxiliary_name_scope=False")
    if p.chance(3):
        found.append(f"values=[{matrix(p)}]")
    return found


def scope_call(p: Program) -> str:
    """An expression that opens a variable scope."""
    kind = p.of(["name"] * 5 + ["scope"] * 4 + ["default"] * 3 + ["current", "both"])
    captured = p.some("scope")
    if kind == "scope" and captured:
        first = captured
    elif kind == "current":
        first = "tf.get_variable_scope()"
    elif kind == "default":
        return f"tf.variable_scope({', '.join(['None', f'default_name={scope_name(p)}', *scope_arguments(p)])})"
    elif kind == "both":
        first = f"{scope_name(p)}, {scope_name(p)}"
    else:
        first = scope_name(p)
    return f"tf.variable_scope({', '.join([first, *scope_arguments(p)])})"


def variable_scope(p: Program) -> None:
    context = p.some("context") if p.chance(20) else None
    name = p.fresh("s")
    p.line(f"with {context or scope_call(p)} as {name}:")
    p.learn("scope", name)
    with p.indented():
        p.tell(f"{name}.name, {name}.original_name_scope, {name}.reuse", 40)
        p.body()


def context(p: Program) -> None:
    """A scope that is opened later, maybe twice."""
    name = p.fresh("c")
    p.line(f"{name} = {p.of([scope_call, scope_call, name_scope_call])(p)}")
    p.learn("context" if "variable_scope" in p.lines[-1] else "name context", name)


def name_scope_call(p: Program) -> str:
    scope, prefix = p.some("scope"), p.some("prefix")
    options = [scope_name(p), '"n"', '"n/"', '"a/"', "None", '""', 'None, "n"']
    if scope:
        options += [f"{scope}.original_name_scope", f'{scope}.name + "/"', f"{scope}.name"]
    if prefix:
        options += [prefix, prefix]
    chosen = p.of(options)
    if p.chance(10):
        return f"tf.get_default_graph().name_scope({chosen.split(',')[0]})"
    if p.chance(10):
        return f"tf.name_scope({chosen}, values=[{matrix(p)}])"
    return f"tf.name_scope({chosen})"


def name_scope(p: Program) -> None:
    context = p.some("name context") if p.chance(20) else None
    name = p.fresh("n")
    p.line(f"with {context or name_scope_call(p)} as {name}:")
    p.learn("prefix", name)
    with p.indented():
        p.tell(name, 30)
        p.body()


def old_scope(p: Program) -> None:
    name = p.fresh("s")
    values = f"[{matrix(p)}]" if p.chance(50) else "[]"
    given = p.of(["None", '"a"'])
    if p.chance(50):
        p.line(f"with tf.op_scope({values}, {given}, {scope_name(p)}) as {name}:")
        p.learn("prefix", name)
    else:
        p.line(f"with tf.variable_op_scope({values}, {given}, {scope_name(p)}) as {name}:")
        p.learn("scope", name)
    p.block()


def variable_arguments(p: Program) -> list[str]:
    found = []
    if p.chance(12):
        found.append(f"dtype={p.of(DTYPES)}")
    if p.chance(25):
        found.append(f"initializer={initializer(p)}")
    if p.chance(8):
        found.append(f"regularizer={regularizer(p)}")
    if p.chance(10):
        found.append(f"trainable={p.of(['False', 'True'])}")
    if p.chance(6):
        found.append("collections=" + p.of(['["mine"]', '["mine", tf.GraphKeys.GLOBAL_VARIABLES]', "[]"]))
    if p.chance(5):
        found.append(f"custom_getter={getter(p)}")
    if p.chance(6):
        found.append(f"partitioner={partitioner(p)}")
    if p.chance(6) and p.has("1.4"):
        found.append(f"use_resource={p.of(['True', 'False'])}")
    if p.chance(3) and p.has("1.4"):
        found.append("constraint=tf.nn.relu")
    return found


def get_variable(p: Program) -> None:
    name = p.fresh("v")
    asked = quoted(p.of(VARIABLE_NAMES))
    if p.chance(8):
        value = p.of(["1.0", "[1.0, 2.0]", "3", "tf.ones([2, 2])", "[[1.0, 2.0], [3.0, 4.0]]", "'s'", "True"])
        p.line(f"{name} = tf.get_variable({asked}, initializer={value})")
        p.tell(f"{name}.name, {name}.dtype")
        p.learn("variable", name)
        return
    shape = p.of(SHAPES)
    arguments = variable_arguments(p)
    function = "tf.get_variable"
    if p.chance(6) and p.has("1.0"):
        function = "tf.get_local_variable"
        arguments = [a for a in arguments if not a.startswith(("trainable", "constraint"))]
    if p.chance(4):
        arguments.insert(0, f"shape={shape}") if p.chance(50) else None
    else:
        arguments.insert(0, shape)
    p.line(f"{name} = {function}({', '.join([asked, *arguments])})")
    p.tell(f"{name}.name")
    plain = "dtype" not in p.lines[-1] and "partitioner" not in p.lines[-1] and shape in ("[2, 2]", "(2, 2)")
    p.learn("matrix" if plain and shape in arguments else "variable", name)
    if plain:
        p.learn("variable", name)


def make_variable(p: Program) -> None:
    name = p.fresh("v")
    value = p.of(["tf.ones([2, 2])"] * 3 + ["1.0", "[1.0, 2.0]", "tf.zeros([3])", "lambda: tf.ones([2, 2])", "0"])
    arguments = [value]
    if p.chance(50):
        arguments.append(f"name={quoted(p.of(VARIABLE_NAMES))}")
    if p.chance(15):
        arguments.append("trainable=False")
    if p.chance(6):
        arguments.append("collections=['mine']")
    if p.chance(5):
        arguments.append(f"dtype={p.of(DTYPES)}")
    if p.chance(6) and p.has("1.13"):
        arguments.append(f"use_resource={p.of(['True', 'False'])}")
    p.line(f"{name} = tf.Variable({', '.join(arguments)})")
    p.tell(f"{name}.name")
    p.learn("matrix" if "[2, 2]" in value and "dtype" not in p.lines[-1] else "variable", name)


def matrix(p: Program) -> str:
    """A float tensor of shape [2, 2]."""
    known = p.some("matrix")
    if known and not p.chance(15):
        return known
    return p.of(["tf.ones([2, 2])", "tf.zeros([2, 2])", "tf.constant([[1.0, 2.0], [3.0, 4.0]])"])


def reuse_variables(p: Program) -> None:
    p.line(f"{p.some('scope') if p.chance(60) and p.some('scope') else 'tf.get_variable_scope()'}.reuse_variables()")


def set_on_scope(p: Program) -> None:
    scope = p.some("scope") or "tf.get_variable_scope()"
    call = p.of(["initializer", "regularizer", "custom_getter", "partitioner", "dtype"])
    make = {"initializer": initializer, "regularizer": regularizer, "custom_getter": getter, "partitioner": partitioner}
    value = make[call](p) if call in make else p.of(DTYPES)
    p.line(f"{scope}.set_{call}({value})")


def capture(p: Program) -> None:
    name = p.fresh("s")
    p.line(f"{name} = tf.get_variable_scope()")
    p.tell(f"{name}.name, {name}.reuse, {name}.original_name_scope")
    p.learn("scope", name)


def other_graph(p: Program) -> None:
    """A block in another graph, where what was made before is of no use."""
    graph = p.some("graph") if p.chance(50) else None
    before = p.known
    if not p.chance(5):
        kept = ("scope", "function", "graph", "prefix") if p.chance(60) else ("function", "graph")
        p.known = {kind: list(names) for kind, names in before.items() if kind in kept}
    if graph is None:
        graph = p.fresh("g")
        p.line(f"{graph} = tf.Graph()")
    p.line(f"with {graph}.as_default():")
    p.block()
    p.known = before
    p.learn("graph", graph)


def reset_graph(p: Program) -> None:
    if p.depth == 0:
        p.line("tf.reset_default_graph()")
        p.known = {kind: names for kind, names in p.known.items() if kind in ("function", "scope")}


def tell_scope(p: Program) -> None:
    p.line(
        p.of(
            [
                "print(tf.get_variable_scope().name, tf.get_variable_scope().reuse)",
                'print(tf.constant(0.0, name="x").name)',
                'print(tf.get_default_graph().unique_name("a", mark_as_used=False))',
                'print(tf.get_default_graph().unique_name("n"))',
                "print(tf.get_variable_scope().original_name_scope)",
                'print(" ".join(v.name for v in tf.global_variables()))',
                'print(" ".join(v.name for v in tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="a")))',
                'print(" ".join(v.name for v in tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)))',
                'print(len(tf.get_collection("mine")))',
                'print(" ".join(v.name for v in tf.local_variables()))',
            ]
        )
    )


def tell_variable(p: Program) -> None:
    variable = p.some("variable") or p.some("matrix")
    if variable:
        p.line(f"print({variable}.{p.of(['name', 'dtype', 'get_shape()', 'op.name', 'device'])})")


STATEMENTS = [
    Statement(get_variable, 30),
    Statement(variable_scope, 24),
    Statement(name_scope, 9),
    Statement(make_variable, 9),
    Statement(capture, 3),
    Statement(context, 3),
    Statement(reuse_variables, 3),
    Statement(set_on_scope, 2),
    Statement(other_graph, 2),
    Statement(reset_graph, 1),
    Statement(old_scope, 1, until="1.15"),
    Statement(tell_scope, 6),
    Statement(tell_variable, 4),
]
