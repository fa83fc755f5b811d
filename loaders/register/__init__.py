"""What the register says of a company, worked out: who held which role and stake from when to when, and who a name is."""
