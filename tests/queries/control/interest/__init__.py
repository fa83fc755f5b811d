"""Who benefits in the end: known answers, oracles, and what must not change an answer."""
