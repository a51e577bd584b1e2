"""The bill of materials names what the lock file pins, all of it, the same way each time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from dossier.export.materials import materials
from dossier.model import Edition

EDITION = Edition(id="2026.1", date="2026-11-23")


@pytest.fixture(name="lock")
def _lock(root: Path) -> str:
    """Return the lock file of what builds the site."""
    return (root / "requirements.lock").read_text(encoding="utf-8")


def test_every_pinned_package_is_named_with_its_hashes(lock: str) -> None:
    """Name, version and hashes, none more and none less."""
    bill = json.loads(materials(lock, EDITION))
    named = {(each["name"], each["version"]) for each in bill["components"]}
    assert named == set(re.findall(r"^([a-z0-9][^\s=]*)==([^\s;\\]+)", lock, re.MULTILINE))
    told = [p["value"] for each in bill["components"] for p in each["properties"]]
    assert {each for each in told if each.startswith("sha256:")} == set(
        re.findall(r"sha256:[0-9a-f]{64}", lock)
    )


def test_the_bill_is_valid_cyclonedx(lock: str) -> None:
    """By the schema of its own version."""
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(materials(lock, EDITION)) is None


def test_a_project_without_a_lock_has_an_empty_bill() -> None:
    """An old tag may have none."""
    assert "components" not in json.loads(materials("", EDITION))


def test_one_lock_gives_one_bill(lock: str) -> None:
    """No time of making and no chance is in it; another lock gives another serial number."""
    bills = [materials(text, EDITION) for text in (lock, lock, lock.replace("nh3==", "nh4=="))]
    assert bills[0] == bills[1]
    serials = {json.loads(each)["serialNumber"] for each in bills}
    assert (len(serials), "2026-11-23T00:00:00" in bills[0]) == (2, True)
