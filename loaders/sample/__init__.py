"""A synthetic province in official layouts: invented enterprises and people, planted stories, and the key to them."""

from loaders.sample.build import write_sample
from loaders.sample.bulk import penalty_file
from loaders.sample.companies import LARGEST
from loaders.sample.key import FILE_NAME, Key

__all__ = ["FILE_NAME", "LARGEST", "Key", "penalty_file", "write_sample"]
