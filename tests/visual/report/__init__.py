"""Tests of visual.report."""
