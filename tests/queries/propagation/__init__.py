"""Tests of the derivation as a whole: over random histories, killed, and in any order."""
