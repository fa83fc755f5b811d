"""Tests of government commitments."""
