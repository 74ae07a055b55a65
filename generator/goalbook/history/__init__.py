"""The history of goals: what changed in meaning between two handbooks; `git` is the only subprocess."""
