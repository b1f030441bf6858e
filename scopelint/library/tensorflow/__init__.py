"""TensorFlow: primitives for what touches a graph or the variable store; everything composite is a sketch."""
