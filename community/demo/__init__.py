"""The demo community: Fördenetz, an invented network operator in Kiel; all its people are invented too."""
