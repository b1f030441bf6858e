"""Statements that make ops, layers and training, and Python's own control flow."""

from __future__ import annotations

from scope_statements import VARIABLE_NAMES, initializer, matrix, quoted, regularizer, reuse, scope_name
from writing import Program, Statement

TO_MATRIX = [
    "tf.add({x}, {y}{n})",
    "tf.matmul({x}, {y}{n})",
    "tf.nn.relu({x}{n})",
    "tf.nn.softmax({x}{n})",
    "tf.identity({x}{n})",
    "tf.tanh({x}{n})",
    "tf.square({x}{n})",
    "tf.transpose({x}{n})",
    "tf.add_n([{x}, {y}]{n})",
    "tf.reshape({x}, [2, 2]{n})",
    "tf.maximum({x}, {y}{n})",
    "tf.stop_gradient({x}{n})",
    "tf.ones_like({x}{n})",
    "tf.convert_to_tensor({x}{n})",
    "tf.cast({x}, tf.float32{n})",
    "tf.clip_by_value({x}, 0.0, 1.0{n})",
    "tf.nn.dropout({x}, 0.5{n})",
    "tf.nn.l2_normalize({x}, 1{n})",
    "tf.nn.bias_add({x}, [1.0, 2.0]{n})",
    "tf.where({x} > {y}, {x}, {y}{n})",
    "tf.nn.xw_plus_b({x}, {y}, [1.0, 2.0]{n})",
    "{x} + 1.0",
    "1.0 - {x}",
    "{x} * {y}",
    "-{x}",
    "{x} / 2.0",
    "2.0 / {x}",
    "{x} ** 2.0",
    "{x} + {y}",
    "{x} - {y}",
    "abs({x})",
    "{x}[0:2]",
    "{x}[:, ::-1]",
]
TO_OTHER = [
    "tf.reduce_sum({x}{n})",
    "tf.reduce_mean({x}, 0{n})",
    "tf.reduce_max({x}, 1{n})",
    "{x}[0]",
    "{x}[:, 1:]",
    "{x}[..., 0]",
    "{x}[-1, 0]",
    "{x}[tf.newaxis]",
    "{x} > {y}",
    "tf.shape({x}{n})",
    "tf.argmax({x}, 1{n})",
    "tf.expand_dims({x}, 0{n})",
    "tf.equal({x}, {y}{n})",
    "tf.nn.l2_loss({x}{n})",
    "tf.random_normal([2, 3]{n})",
    "tf.random_uniform([3]{n})",
    "tf.zeros([3, 1]{n})",
    "tf.fill([2], 1.0{n})",
    "tf.range(3{n})",
    "tf.placeholder(tf.float32, [None, 2]{n})",
    "tf.constant(1{n})",
    "tf.no_op({n0})",
    "tf.group({x}{n})",
    "tf.gradients(tf.reduce_sum({x}), {x})[0]",
    "tf.one_hot([0, 1], 3{n})",
    "tf.concat([{x}, {y}], 0{n})",
    "tf.stack([{x}, {y}]{n})",
    "tf.tile({x}, [1, 2]{n})",
    "tf.split({x}, 2{n})[1]",
    "tf.unstack({x}{n})[0]",
    "tf.pad({x}, [[0, 1], [1, 0]]{n})",
    "tf.squeeze({x}{n})",
    "tf.nn.moments({x}, [0]{n})[0]",
    "tf.nn.sigmoid_cross_entropy_with_logits(labels={x}, logits={y}{n})",
    "tf.nn.embedding_lookup({x}, [0, 1]{n})",
    "tf.gather({x}, [0]{n})",
    "tf.losses.mean_squared_error({x}, {y})",
    "tf.summary.scalar('loss', tf.reduce_sum({x}))",
]


def op_name(p: Program) -> str:
    return p.of(["x", "y", "w", "a", "add", "a/x", "x_1", "Add", "X"])


def op(p: Program) -> None:
    name = p.fresh("t")
    to_matrix = p.chance(60)
    form = p.of(TO_MATRIX if to_matrix else TO_OTHER)
    given = f"name={quoted(op_name(p))}" if p.chance(40) else ""
    p.line(f"{name} = " + form.format(x=matrix(p), y=matrix(p), n=given and ", " + given, n0=given))
    if "summary" not in form and "gradients" not in form:  # what gradients are called is said to be unknown
        p.tell(f"{name}.name")
    if to_matrix:
        p.learn("matrix", name)


def variable_op(p: Program) -> None:
    """A use of a variable, whatever its shape."""
    variable = p.some("variable")
    if not variable:
        return
    name = p.fresh("t")
    forms = [
        f"{variable} + {variable}",
        f"tf.identity({variable})",
        f"{variable}.initialized_value()",
        f"{variable}.read_value()",
        f"tf.reduce_sum({variable})",
        f"{variable}.assign({variable})",
        f"{variable}.assign_add({variable})",
        f"tf.assign({variable}, {variable})",
        f"tf.is_variable_initialized({variable})",
        f"tf.variables_initializer([{variable}])",
        f"tf.convert_to_tensor({variable})",
        f"{variable}.initializer",
        f"{variable}.value()",
    ]
    p.line(f"{name} = {p.of(forms)}")
    p.tell(f"{name}.name")


def conditional(p: Program) -> None:
    """tf.cond over two functions."""
    first, second, name = p.fresh("f"), p.fresh("f"), p.fresh("t")
    for function in (first, second):
        p.line(f"def {function}():")
        with p.indented(), p.forgetting():
            p.body(1, 2)
            p.line(f"return {matrix(p)}")
    x = matrix(p)
    p.line(f"{name} = tf.cond({p.of(['tf.reduce_sum(' + x + ') > 0.0', 'tf.constant(True)'])}, {first}, {second})")
    p.tell(f"{name}.name")
    p.learn("matrix", name)


def while_loop(p: Program) -> None:
    body, name = p.fresh("f"), p.fresh("t")
    p.line(f"def {body}(i, x):")
    with p.indented(), p.forgetting():
        p.learn("matrix", "x")
        p.body(1, 2)
        p.line(f"return i + 1, {matrix(p)}")
    start = matrix(p)
    p.line(f"{name} = tf.while_loop(lambda i, x: i < 3, {body}, [0, {start}])[1]")
    p.tell(f"{name}.name")
    p.learn("matrix", name)


def around(p: Program) -> None:
    """A context that decides no names."""
    x = matrix(p)
    forms = [f"tf.control_dependencies([{x}])", 'tf.device("/cpu:0")', f"tf.control_dependencies([{x}.op])"]
    if p.has("1.0"):
        forms += [f"tf.colocate_with({x})" if not p.has("2.15") else 'tf.device("/gpu:1")', 'tf.device("/gpu:0")']
    p.line(f"with {p.of(forms)}:")
    p.block()


def function(p: Program) -> None:
    """A Python function, called at once, again, or later."""
    name = p.fresh("f")
    p.line(f"def {name}(x):")
    with p.indented(), p.forgetting():
        p.learn("matrix", "x")
        p.body(1, 4)
        p.line(f"return {matrix(p)}")
    p.learn("function", name)
    if p.chance(80):
        call(p)


def call(p: Program) -> None:
    function = p.some("function") or p.some("template")
    if not function:
        return
    for _ in range(p.of([1, 2])):
        apply(p, function)


def apply(p: Program, function: str) -> None:
    name = p.fresh("t")
    p.line(f"{name} = {function}({matrix(p)})")
    p.tell(f"{name}.name")
    p.learn("matrix", name)


def template(p: Program) -> None:
    function = p.some("function")
    if not function:
        return
    name = p.fresh("m")
    more = ["create_scope_now_=True"] if p.chance(30) else []
    more += [f"unique_name_={scope_name(p)}"] if p.chance(15) else []
    p.line(f"{name} = tf.make_template({', '.join([scope_name(p), function, *more])})")
    p.learn("template", name)
    for _ in range(p.of([1, 2, 0])):
        use_template(p)


def use_template(p: Program) -> None:
    template = p.some("template")
    if template:
        apply(p, template)


def loop(p: Program) -> None:
    name = p.fresh("i")
    p.line(f"for {name} in range({p.of([2, 1, 3])}):")
    with p.indented():
        if p.chance(60):
            given = p.of([f'"l%d" % {name}', f'"a%d" % {name}', '"a"'])
            p.line(f"with tf.{p.of(['variable_scope', 'name_scope'])}({given}):")
            p.block()
        else:
            p.body()


def choice(p: Program) -> None:
    """A condition that Python decides."""
    scope = p.some("scope") or "tf.get_variable_scope()"
    p.line("if " + p.of([f"{scope}.reuse", f'{scope}.name.startswith("a")', "len(tf.trainable_variables()) > 1"]) + ":")
    with p.forgetting():
        p.block(1, 2)
    if p.chance(60):
        p.line("else:")
        with p.forgetting():
            p.block(1, 2)


# Layers.


def layer_arguments(p: Program) -> list[str]:
    found = []
    if p.chance(40):
        found.append(f"name={scope_name(p)}")
    if p.chance(15):
        found.append(f"kernel_initializer={initializer(p)}")
    if p.chance(10):
        found.append(f"kernel_regularizer={regularizer(p)}")
    if p.chance(8):
        found.append("trainable=False")
    return found


def dense(p: Program) -> None:
    arguments = layer_arguments(p)
    if p.chance(20):
        arguments.append(f"activation={p.of(['tf.nn.relu', 'tf.tanh'])}")
    if p.chance(10):
        arguments.append("use_bias=False")
    if p.chance(25):
        arguments.append(f"reuse={reuse(p)}")
    result(p, f"tf.layers.dense({', '.join([matrix(p), '2', *arguments])})", "matrix")


def result(p: Program, expression: str, kind: str) -> None:
    name = p.fresh("t")
    p.line(f"{name} = {expression}")
    p.tell(f"{name}.name, {name}.get_shape()")
    p.learn(kind, name)


def image(p: Program) -> str:
    return p.some("image") or "tf.ones([1, 4, 4, 2])"


def image_layer(p: Program) -> None:
    kind = p.of("conv2d batch_normalization flatten dropout max_pooling2d separable_conv2d conv2d_transpose".split())
    arguments = [f"name={scope_name(p)}"] if p.chance(40) else []
    if p.chance(20) and kind not in ("flatten", "dropout", "max_pooling2d"):
        arguments.append(f"reuse={reuse(p)}")
    if kind in ("conv2d", "conv2d_transpose", "separable_conv2d"):
        arguments = ["2", p.of(["3", "[1, 2]"]), 'padding="same"', *arguments]
        if p.chance(20) and kind == "conv2d":
            arguments.append("strides=2" if p.chance(20) else "use_bias=False")
    elif kind == "batch_normalization":
        arguments += p.of([["training=True"], [], ["scale=False"], ["training=False", "center=False"], ["fused=False"]])
    elif kind == "max_pooling2d":
        arguments = ["2", "1", *arguments]
    elif kind == "dropout":
        arguments += p.of([["training=True"], []])
    plain = kind in ("dropout", "batch_normalization", "separable_conv2d", "conv2d_transpose", "conv2d")
    if kind == "flatten" and not p.has("1.4"):
        return
    same = plain and "strides" not in str(arguments)
    result(p, f"tf.layers.{kind}({', '.join([image(p), *arguments])})", "image" if same else "tensor")


def layer_object(p: Program) -> None:
    name = p.fresh("d")
    arguments = layer_arguments(p)
    if p.chance(15):
        arguments.append(f"_reuse={reuse(p)}")
    if p.chance(15):
        arguments.append(f"_scope={p.some('scope') or scope_name(p)}")
    p.line(f"{name} = tf.layers.Dense({', '.join(['2', *arguments])})")
    p.learn("layer", name)
    use_layer(p)


def use_layer(p: Program) -> None:
    layer = p.some("layer")
    if layer:
        more = p.of([f", scope={scope_name(p)}", ""]) if p.chance(4) else ""
        result(p, f"{layer}({matrix(p)}{more})", "matrix")
        p.tell(f"{layer}.name, [v.name for v in {layer}.{p.of(['variables', 'weights', 'trainable_weights'])}]", 40)


def keras_layer(p: Program) -> None:
    name = p.fresh("d")
    arguments = [f"name={quoted(p.of(VARIABLE_NAMES))}"] if p.chance(40) else []
    if p.chance(15):
        arguments.append('activation="relu"')
    p.line(f"{name} = tf.keras.layers.Dense({', '.join(['2', *arguments])})")
    p.learn("layer", name)
    use_layer(p)


# Training.


def training(p: Program) -> None:
    options = ["GradientDescentOptimizer(0.1)", "AdamOptimizer()", "MomentumOptimizer(0.1, 0.9)"]
    optimizer = p.of([*options, "AdagradOptimizer(0.1)", "RMSPropOptimizer(0.1)"])
    arguments = []
    if p.chance(20) and p.some("variable"):
        arguments.append(f"var_list=[{p.some('variable')}]")
    if p.chance(15):
        arguments.append(f"name={quoted(op_name(p))}")
    if p.chance(15) and p.has("1.0"):
        arguments.append(
            f"global_step={'tf.train' if p.has('1.4') else 'tf.contrib.framework'}.get_or_create_global_step()"
        )
    name = p.fresh("o")
    p.line(f"{name} = tf.train.{optimizer}.minimize({', '.join(['tf.reduce_sum(' + matrix(p) + ')', *arguments])})")
    p.tell(f"{name}.name")


def average(p: Program) -> None:
    name = p.fresh("e")
    p.line(f"{name} = tf.train.ExponentialMovingAverage(0.9)")
    variable = p.some("variable")
    given = f"[{variable}]" if variable and p.chance(50) else ""
    p.line(f"print({name}.apply({given}).name)")
    if given:
        p.tell(f"{name}.average({variable}).name")


def recurrent(p: Program) -> None:
    module = "tf.nn.rnn_cell" if p.version not in ("1.0",) else "tf.contrib.rnn"
    cell = p.of(["BasicLSTMCell(2)", "GRUCell(2)", "BasicRNNCell(2)", "LSTMCell(2)"])
    made = f"{module}.{cell}"
    if p.chance(20):
        made = f"{module}.MultiRNNCell([{made}, {module}.GRUCell(2)])"
    elif p.chance(20):
        made = f"{module}.DropoutWrapper({made}, output_keep_prob=0.5)"
    name = p.fresh("d")
    p.line(f"{name} = {made}")
    scope = f", scope={p.some('scope') if p.chance(30) and p.some('scope') else scope_name(p)}" if p.chance(40) else ""
    x = f"tf.reshape({matrix(p)}, [1, 2, 2])"
    for _ in range(p.of([1, 1, 2])):
        out = p.fresh("t")
        if p.chance(25) and p.has("1.0"):
            p.line(f"{out}, _ = {name}({matrix(p)}, {name}.zero_state(2, tf.float32){scope})")
        elif p.chance(30) and p.has("1.4"):
            p.line(f"{out}, _ = tf.nn.static_rnn({name}, [{matrix(p)}], dtype=tf.float32{scope})")
            out += "[0]"
        else:
            p.line(f"{out}, _ = tf.nn.dynamic_rnn({name}, {x}, dtype=tf.float32{scope})")
        p.tell(f"{out}.name")


STATEMENTS = [
    Statement(op, 24),
    Statement(variable_op, 6),
    Statement(conditional, 2),
    Statement(while_loop, 2),
    Statement(around, 3),
    Statement(function, 5),
    Statement(call, 4),
    Statement(template, 3),
    Statement(use_template, 3),
    Statement(loop, 4),
    Statement(choice, 2),
    Statement(dense, 6, since="1.0"),
    Statement(image_layer, 5, since="1.0"),
    Statement(layer_object, 3, since="1.4"),
    Statement(use_layer, 2, since="1.4"),
    Statement(keras_layer, 2, since="1.4"),
    Statement(training, 2),
    Statement(average, 1),
    Statement(recurrent, 1),
]
