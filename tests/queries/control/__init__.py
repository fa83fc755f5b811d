"""Tests of control by votes."""
