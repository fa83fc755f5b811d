"""Tests of queries.documents."""
