"""One check per file; its docstring is its page in the handbook."""
