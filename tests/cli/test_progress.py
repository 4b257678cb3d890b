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
        line = capsys.readouterr().err
        assert "a.txt: summary goes on (2/3 questions, " in line
        assert " tokens/s, about 0 s for the rest)" in line
        told.answered("a.txt", "summary", 40, cached=False)
        assert "a.txt: summary done (3/3 questions, " in capsys.readouterr().err


def test_a_log_hears_how_far_the_labels_of_a_long_text_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[-1])
    with listener(quiet=False) as told:
        for now, done in ((100.0, 0), (110.0, 64), (140.0, 128), (150.0, 192)):
            clock.append(now)
            told.labelled("a.txt", done, 1280)
    assert capsys.readouterr().err == (
        "llmsum: a.txt: label goes on (128/1280 sentences, about 6 min for the rest)\n"
    )


def test_a_log_hears_of_a_download_by_the_hundred_megabytes_and_once_of_its_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with listener(quiet=False) as told:
        for megabytes in (50, 120, 130, 150, 150):
            told.downloaded(megabytes * 10**6, 150 * 10**6)
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["llmsum: weights: 120 of 150 MB", "llmsum: weights: 150 of 150 MB"]
