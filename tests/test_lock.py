"""requirements.lock: what `make` installs is what pyproject.toml asks for, pinned and with hashes."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[1]
LOCK = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
PINNED = re.findall(r"^([\w.-]+)==(\S+)((?:.|\n    --hash)*)", LOCK, re.MULTILINE)
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["local"],
    *PROJECT["dependency-groups"]["dev"],
]


@pytest.mark.parametrize("asked", ASKED)
def test_every_requirement_is_locked_at_a_version_that_fits(asked: str) -> None:
    """Renew the lock with `make lock`."""
    requirement = Requirement(asked)
    versions = [v for name, v, _ in PINNED if name == canonicalize_name(requirement.name)]
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


def test_every_version_has_hashes_and_no_place_is_named() -> None:
    assert not [name for name, _, rest in PINNED if "--hash=sha256:" not in rest]
    assert "://" not in LOCK
    assert "--index" not in LOCK
