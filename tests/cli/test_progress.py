"""What a log hears of a run that takes long."""

import pytest

from llmsum.cli import progress
from llmsum.cli.progress import listener


def test_a_log_hears_of_each_stage_and_now_and_then_of_a_long_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with listener(quiet=False) as told:
        told.planned("a.txt", "summary", 3)
        told.answered("a.txt", "summary", 0, cached=True)
        assert capsys.readouterr().err == ""
        monkeypatch.setattr(progress, "EVERY", 0.0)
        told.answered("a.txt", "summary", 40, cached=False)
        assert "a.txt: summary goes on (2/3 questions, " in capsys.readouterr().err
        told.answered("a.txt", "summary", 40, cached=False)
        assert "a.txt: summary done (3/3 questions, " in capsys.readouterr().err


def test_a_log_hears_of_a_download_by_the_hundred_megabytes_and_once_of_its_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with listener(quiet=False) as told:
        for megabytes in (50, 120, 130, 150, 150):
            told.downloaded(megabytes * 10**6, 150 * 10**6)
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["llmsum: weights: 120 of 150 MB", "llmsum: weights: 150 of 150 MB"]
