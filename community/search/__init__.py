"""Finding threads: the engine's contract, the German and English analysis, and the Whoosh engine behind it."""
