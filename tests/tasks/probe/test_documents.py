"""The labelled texts: whole, without the texts of others, and refused when they have changed."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from labelled import LABELS, PASSAGES, PUBLIC


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


def test_a_passage_is_read_with_our_themes(tmp_path: Path) -> None:
    from llmsum.tasks.probe.documents import read_documents

    text = "要抓好项目。\n"
    folders = _passage(tmp_path, text, hashlib.sha256(text.encode()).hexdigest())
    (ours,) = read_documents(*folders)
    assert ours.sentences[0].themes == ("layout", "projects")
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
