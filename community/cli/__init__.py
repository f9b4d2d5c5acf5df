"""The command line: `python -m community ...`, one small file for each group of commands."""
