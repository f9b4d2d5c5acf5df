"""Whole pages for guests, kept until anything changes that one of them could show."""
