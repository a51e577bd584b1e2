"""One page’s Markdown and the dossier → HTML: blocks, links, citations, derived sections."""
