"""The dossier and its parts → files of other formats, one module a format."""
