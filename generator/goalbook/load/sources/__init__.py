"""One file per kind of input under goals/."""
