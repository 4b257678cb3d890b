"""A project that the tests of several commands run in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import SEEDS
from project_folder import write
from stand_in import StandIn


@pytest.fixture
def project(tmp_path: Path, service: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project over two speeches, asked of the stand-in; the test stands in its folder."""
    folder = tmp_path / "项目 [1]"
    (folder / "speeches").mkdir(parents=True)
    for name in ("haikou-2012.txt", "zhoukou-2020.txt"):
        shutil.copy(SEEDS / name, folder / "speeches")
    write(folder, service)
    monkeypatch.chdir(folder)
    yield folder
