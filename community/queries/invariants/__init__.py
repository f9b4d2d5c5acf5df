"""What must always hold, one function an invariant: each selects the ids for which it does not."""
