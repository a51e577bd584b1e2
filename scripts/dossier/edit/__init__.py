"""Changes to the source files as text → text, every other byte left alone. Nothing is written."""
