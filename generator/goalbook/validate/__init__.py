"""Handbook -> Problems: judges goals and the shape of logs, without pandas."""
