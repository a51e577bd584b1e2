"""Each part, and the whole, as a book to take along: PDF and EPUB 3 from the same woven text."""
