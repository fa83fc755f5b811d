"""Tests of associated risk."""
