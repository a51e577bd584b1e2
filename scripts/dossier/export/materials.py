"""What an edition was built with, as a bill of materials (CycloneDX 1.6, JSON).

The same lock file gives the same bytes: the serial number follows from it, the time is the
edition's day.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from typing import Final

from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from dossier.model import Edition

MATERIALS: Final = "sbom.cdx.json"
_PIN: Final = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+?))?\s*\\$", re.MULTILINE
)
_HASH: Final = re.compile(r"--hash=(sha256:[0-9a-f]{64})")
_ORIGIN: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/")


def materials(lock: str, edition: Edition) -> str:
    """Return the bill of materials of what a lock file pins, for an edition."""
    whole = Component(
        name="dossier", version=edition.id, type=ComponentType.APPLICATION, bom_ref="dossier"
    )
    bom = Bom(
        components=_components(lock),
        serial_number=uuid.uuid5(_ORIGIN, f"{edition.id}\n{lock}"),
    )
    bom.metadata.component = whole
    bom.metadata.timestamp = _day(edition)
    bom.register_dependency(whole, list(bom.components))
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _components(lock: str) -> Iterator[Component]:
    """Yield each package with the hashes of which one was installed."""
    pins = list(_PIN.finditer(lock))
    starts = [*(each.start() for each in pins), len(lock)]
    for pin, end in zip(pins, starts[1:], strict=True):
        name, version, when = pin.groups()
        hashes = _HASH.findall(lock, pin.end(), end)
        properties = [Property(name="pip:hash", value=each) for each in hashes]
        properties += [Property(name="pip:marker", value=when)] if when else []
        purl = PackageURL("pypi", name=name, version=version)
        yield Component(
            name=name, version=version, purl=purl, bom_ref=str(purl), properties=properties
        )


def _day(edition: Edition) -> dt.datetime:
    """Return the edition’s day; the first day of computers where it names none."""
    try:
        day = dt.date.fromisoformat(edition.date)
    except ValueError:
        day = dt.date(1970, 1, 1)
    return dt.datetime.combine(day, dt.time(), dt.UTC)
