"""tf.errors: the exceptions of sessions and ops."""


class OpError(Exception):
    def __init__(self, node_def, op, message, error_code=None):
        super(OpError, self).__init__()
        self._message = message
        self._node_def = node_def
        self._op = op
        self._error_code = error_code

    @property
    def message(self):
        # Those that come out of TensorFlow itself carry their text as the one argument.
        return self._message if hasattr(self, "_message") else self.args[0] if self.args else ""

    op = property(lambda self: getattr(self, "_op", None))
    node_def = property(lambda self: getattr(self, "_node_def", None))
    error_code = property(lambda self: getattr(self, "_error_code", None))

    def __str__(self):
        return self.message


CancelledError = type("CancelledError", (OpError,), {})
UnknownError = type("UnknownError", (OpError,), {})
InvalidArgumentError = type("InvalidArgumentError", (OpError,), {})
DeadlineExceededError = type("DeadlineExceededError", (OpError,), {})
NotFoundError = type("NotFoundError", (OpError,), {})
AlreadyExistsError = type("AlreadyExistsError", (OpError,), {})
PermissionDeniedError = type("PermissionDeniedError", (OpError,), {})
UnauthenticatedError = type("UnauthenticatedError", (OpError,), {})
ResourceExhaustedError = type("ResourceExhaustedError", (OpError,), {})
FailedPreconditionError = type("FailedPreconditionError", (OpError,), {})
AbortedError = type("AbortedError", (OpError,), {})
OutOfRangeError = type("OutOfRangeError", (OpError,), {})
UnimplementedError = type("UnimplementedError", (OpError,), {})
InternalError = type("InternalError", (OpError,), {})
UnavailableError = type("UnavailableError", (OpError,), {})
DataLossError = type("DataLossError", (OpError,), {})
