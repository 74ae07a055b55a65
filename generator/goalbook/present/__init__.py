"""Everything above -> Site, as values. Knows Jinja and charts, nothing of MkDocs."""
