"""What was said: the words of speech, and whether two quotations are one speech, altered or not."""
