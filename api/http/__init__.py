"""What every HTTP route shares: who asks, what may be answered, the record of it, and the envelope."""
