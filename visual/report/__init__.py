"""The evidence report: one file that can be mailed and opens offline."""
