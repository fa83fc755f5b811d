"""What can be wrong with accounts and asking.

::

    AccountError
    └── TooManyFailures      so many wrong passwords that none is looked at for a while
"""

from __future__ import annotations


class AccountError(Exception):
    """Something cannot be done with accounts; the message says why, in both languages."""


class TooManyFailures(AccountError):
    """So many wrong passwords that none is looked at for a while."""
