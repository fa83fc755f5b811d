"""Register rows settled: roles, stakes and names over time."""
