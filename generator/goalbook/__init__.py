"""Goalbook: team goals kept as YAML in git become a handbook and dashboard site."""

__version__ = "0.1.0"
