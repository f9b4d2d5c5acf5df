"""The way out by mail: letters are built here and handed to one of two engines."""
