"""What readers may look for, folded to plain letters, and an index of it that is read in pieces."""
