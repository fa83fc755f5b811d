"""Who benefits in the end: integrated ownership of capital, with every loop solved (最终收益)."""
