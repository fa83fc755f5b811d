"""The one door of numba: kernels are plain loops over arrays, compiled at their first call and kept between runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(kernel: Kernel) -> Kernel:
    """The kernel as machine code that lets other threads run.

    A kernel calls only kernels of its own file: what is kept between runs is thrown away when that file changes, and
    would not be for a change elsewhere.
    """
    return cast(Kernel, njit(cache=True, nogil=True)(kernel))
