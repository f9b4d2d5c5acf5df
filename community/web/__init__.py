"""The web: Flask lives here, in app and in cli, and nowhere else."""
