"""Entities: who or what a name, a description or a pronoun means."""
