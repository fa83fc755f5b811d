"""Tests of the identifying numbers."""
