"""Pure functions by topic, and tables of pandas. Goals and logs in, numbers out; no text, no pages."""
