"""attr.exceptions."""


class FrozenError(AttributeError):
    msg = "can't set attribute"

    def __init__(self):
        AttributeError.__init__(self, self.msg)


class FrozenInstanceError(FrozenError):
    pass


class FrozenAttributeError(FrozenError):
    pass


class AttrsAttributeNotFoundError(ValueError):
    pass


class NotAnAttrsClassError(ValueError):
    pass


class DefaultAlreadySetError(RuntimeError):
    pass


class UnannotatedAttributeError(RuntimeError):
    pass


class PythonTooOldError(RuntimeError):
    pass


class NotCallableError(TypeError):
    def __init__(self, msg, value):
        TypeError.__init__(self, msg, value)
        self.msg = msg
        self.value = value
