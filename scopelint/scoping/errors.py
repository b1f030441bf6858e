"""The one exception of the scoping engine: what TensorFlow would raise, as data.

``ScopingError`` carries the name of TensorFlow's exception class, its text (first lines, in the words of the version
in force), the rule that speaks of it and, where the author's intention is plain, a way to go on (``recover``).
"""

from __future__ import annotations

from collections.abc import Callable


class ScopingError(Exception):
    """An exception TensorFlow raises while names are being made.

    Attributes:
      type: the class name of TensorFlow's exception, such as ``"ValueError"``.
      message: its text, in the words of the version in force.
      code: the rule (``"TFS101"``), or None where no rule stands for it.
      variable: the full name (store key) of the variable concerned, or None.
      existing: the variable made earlier under that name, or None.
      certain: False when the state the error follows from was left open by a merge of two arms.
    """

    def __init__(
        self,
        type: str,
        message: str,
        code: str | None = None,
        *,
        variable: str | None = None,
        existing: object | None = None,
        certain: bool = True,
        recovery: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(message)
        self.type = type
        self.message = message
        self.code = code
        self.variable = variable
        self.existing = existing
        self.certain = certain
        self.recovery = recovery

    @property
    def first_line(self) -> str:
        """The first line of the message, which is what the recorded cases hold."""
        return self.message.split("\n", 1)[0]

    @property
    def recoverable(self) -> bool:
        """Whether ``recover`` gives something."""
        return self.recovery is not None

    def recover(self) -> object:
        """Go on as the author meant.

        TFS101, TFS103, TFS104 and TFS108 give the variable that exists; TFS102 makes the missing one.

        Raises:
          ScopingError: when making the missing variable fails in its turn, or when there is no recovery.
        """
        if self.recovery is None:
            raise self
        return self.recovery()
