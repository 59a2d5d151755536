"""Doors into other tools: spaCy."""
