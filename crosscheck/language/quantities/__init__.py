"""Quantities: what a number is measured in, what it counts, and what values it allows."""
