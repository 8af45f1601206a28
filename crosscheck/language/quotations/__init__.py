"""Quotations and reported speech: what was said, by whom, and which word says so."""
