"""Readers of other people's actor files; what they give is kept by `dateline.actors.imported`."""
