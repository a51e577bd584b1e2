"""Editions as folders: built from their tags, summed, kept, and laid under the current site."""
