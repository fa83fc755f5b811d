"""The error of an identifier survives the way back from another process."""

import pickle

from graph.identifiers.errors import IdentifierError


def test_it_is_pickled_whole() -> None:
    error = pickle.loads(pickle.dumps(IdentifierError("check", "校验码不符")))  # noqa: S301 - its own bytes
    assert (error.code, error.message, str(error)) == ("check", "校验码不符", "校验码不符")
    assert isinstance(error, ValueError)
