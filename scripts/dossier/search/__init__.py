"""What readers may look for, folded to plain letters, and Pagefind's index of it."""
