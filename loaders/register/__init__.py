"""What the register says of a company, worked out: roles and stakes over time, and who a name is."""
