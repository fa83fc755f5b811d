"""What can be wrong with an identifying number.

::

    ValueError
    └── IdentifierError       ``code`` for programs, the message for people, Chinese first

Codes: ``empty``, ``length``, ``alphabet``, ``department``, ``category``, ``region``, ``organisation_check``, ``check``,
``birth``, ``form``, ``masked``. No message quotes the number itself; one of a person is nowhere shown.
"""


class IdentifierError(ValueError):
    """The text is no such number: ``code`` names the fault, ``message`` says it (中文在前)."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message
