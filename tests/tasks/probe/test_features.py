"""Features and regressions."""

import pytest


def test_a_cue_fades_from_sentence_to_sentence() -> None:
    np = pytest.importorskip("numpy")
    from llmsum.tasks.probe.features import FADE, carried

    rows = np.array([[1.0], [0.0], [0.0]], dtype=np.float32)
    assert carried(rows).ravel().tolist() == pytest.approx([0, FADE, FADE**2])


def test_runs_are_the_frequent_ones_and_a_rare_one_weighs_more() -> None:
    pytest.importorskip("numpy")
    from llmsum.tasks.probe.runs import frequent_runs

    texts = ["引进项目3个", "引进项目20个", "修路", "引进人才", "植树"]
    runs = frequent_runs(texts)
    assert "项目0" in runs.names
    assert "3" not in "".join(runs.names)
    (row,) = runs.rows(["引进项目"])
    weights = dict(zip(runs.names, row, strict=True))
    assert weights["项目"] > weights.get("引进", 0) >= 0
    assert weights["修路"] == 0
    assert not runs.rows(["……"]).any()


def test_the_regression_learns_halves_from_two_themes() -> None:
    np = pytest.importorskip("numpy")
    from llmsum.tasks.probe.regression import fit

    features = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], dtype=np.float32)
    targets = np.array([[1, 0], [1, 0], [0.5, 0.5], [0.5, 0.5]], dtype=np.float32)
    likely = fit(
        features, targets, strength=1e3, counts=np.ones(len(features), dtype=np.float32)
    ).probabilities(features, temperature=1)
    assert likely[0, 0] > 0.95
    assert likely[2, 0] == pytest.approx(0.5, abs=0.02)
