"""Why a rule does not reach somebody: the first premise that fails, in the order a lawyer asks."""
