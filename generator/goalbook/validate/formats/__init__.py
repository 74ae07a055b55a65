"""The ways to print what a check found, one file each."""
