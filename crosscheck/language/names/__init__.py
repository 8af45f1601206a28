"""Names: which words are one, where they begin and end, what they name."""
