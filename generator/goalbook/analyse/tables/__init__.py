"""One table per file; each is built once and shared by both languages."""
