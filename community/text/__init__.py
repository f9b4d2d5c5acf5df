"""Pure functions on text: Markdown to safe HTML, plain text, names, titles, likeness and differences."""
