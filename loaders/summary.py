"""What became of a load: each file's rows counted, every refused row with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from loaders.rejects import Reject


@dataclass(slots=True)
class FileSummary:
    """What became of one file (or sheet): its format, its rows, and what was wrong with it as a whole."""

    file: str
    format: str = ""
    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    rejected: int = 0
    quarantined: int = 0
    fault: str = ""
    notes: list[str] = field(default_factory=list)

    def as_answer(self) -> dict[str, Any]:
        """The counts as JSON."""
        return {
            "file": self.file,
            "format": self.format,
            "read": self.read,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "quarantined": self.quarantined,
            "rejected": self.rejected,
            "fault": self.fault or None,
            "notes": self.notes,
        }


@dataclass(slots=True)
class LoadSummary:
    """What became of all files, and of the register rows settled afterwards."""

    files: list[FileSummary] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    quarantined: int = 0
    seconds: float = 0.0

    @property
    def has_problems(self) -> bool:
        """Whether a row or file was refused or put aside."""
        return bool(self.rejects) or any(file.fault for file in self.files)

    def total(self) -> FileSummary:
        """All files together."""
        whole = FileSummary("合计 / total", quarantined=self.quarantined)
        for file in self.files:
            whole.read += file.read
            whole.accepted += file.accepted
            whole.unchanged += file.unchanged
            whole.rejected += file.rejected
        whole.notes = [f"未读 / not read: {name}：{reason}" for name, reason in self.left_out]
        return whole
