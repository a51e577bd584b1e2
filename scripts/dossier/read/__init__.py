"""Text → model and findings, with line numbers. Nothing here raises on bad content."""

from dossier.read.document import Document, Raw
from dossier.read.files import beside, load
from dossier.read.reading import Kept, Reading, read

__all__ = ["Document", "Kept", "Raw", "Reading", "beside", "load", "read"]
