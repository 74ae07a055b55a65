"""What writes into goals/: text is inserted, a file is never re-dumped."""
