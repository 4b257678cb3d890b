"""`llmsum eval`: figures of a whole run, and of labels alone."""

import json
from pathlib import Path

from annotated import GOLD, write_gold
from command import Command, imported_by
from stand_in import MODEL, StandIn


def _measured(text: str) -> dict[str, dict[str, dict[str, float]]]:
    figures: dict[str, dict[str, dict[str, float]]] = json.loads(text)["total"]["figures"]
    return figures


def test_a_whole_run_is_measured_beside_the_baselines(
    llmsum: Command, service: StandIn, tmp_path: Path
) -> None:
    gold = write_gold(tmp_path / "gold")
    asked = ("--model", f"llamacpp/{MODEL}", "--base-url", service.base_url, "--labeller", "model")
    done = llmsum("eval", gold, *asked, "--format", "json", "--quiet")
    assert done.code == 0, done.err
    figures = _measured(done.out)
    # The stand-in calls every sentence a deployment.
    assert figures["llmsum"]["f1"]["value"] == figures["every sentence"]["f1"]["value"] == 8 / 12
    assert figures["cue words"]["f1"]["value"] > figures["every sentence"]["f1"]["value"]
    assert figures["llmsum"]["hard_recall"]["value"] == 1
    # Of two traps the rules of background leave one out, whatever the label.
    assert figures["llmsum"]["traps"]["value"] == 0.5
    assert figures["llmsum"]["unsupported"]["above"] == 0
    assert figures["llmsum"]["unsupported"]["below"] > 0
    assert "key_facts" in figures["llmsum"] and "key_facts" not in figures["cue words"]
    (document,) = json.loads(done.out)["documents"]
    assert document["usage"]["calls"] > 0
    assert not document["in_sample"]
    (trap,) = document["wrong"]["traps"]
    assert "1200亿元" not in trap


def test_a_second_run_asks_nothing_and_still_tells_what_its_answers_cost(
    llmsum: Command, service: StandIn, tmp_path: Path
) -> None:
    gold = write_gold(tmp_path / "gold")
    asked = ("--model", f"llamacpp/{MODEL}", "--base-url", service.base_url, "--labeller", "model")
    first, second = (
        json.loads(llmsum("eval", gold, *asked, "--format", "json").out) for _ in range(2)
    )
    assert second["total"]["figures"] == first["total"]["figures"]
    assert second["total"]["usage"]["calls"] == 0
    ((one,), (other,)) = first["documents"], second["documents"]
    assert other["asked"] == one["asked"]
    tokens = ("calls", "prompt_tokens", "completion_tokens")
    assert [one["asked"][name] for name in tokens] == [one["usage"][name] for name in tokens]
    assert one["usage"]["completion_tokens"] > 0


def test_labels_alone_need_no_model(llmsum: Command, tmp_path: Path) -> None:
    done = llmsum("eval", write_gold(tmp_path / "gold"), "--only", "labels", "--quiet")
    assert done.code == 0, done.err
    assert "Deployments: F1" in done.out
    assert "Key facts" not in done.out
    assert "IN-SAMPLE" not in done.out


def test_the_page_for_the_docs_has_both_tables(llmsum: Command, tmp_path: Path) -> None:
    page = tmp_path / "evaluation.md"
    done = llmsum("eval", write_gold(tmp_path / "gold"), "--only", "labels", "-o", page)
    assert done.out == ""
    text = page.read_text(encoding="utf-8")
    assert "| All texts | llmsum | cue words | every sentence |" in text
    assert "| short |" in text


def test_a_broken_annotation_is_one_line(llmsum: Command, tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold", {**GOLD, "text_sha256": ""})
    done = llmsum("eval", gold, "--only", "labels")
    assert done.code == 2
    assert "short.gold.json: text_sha256" in done.error()


def test_its_help_needs_no_model() -> None:
    assert not imported_by("eval", "--help") & {"openai", "numpy", "sqlalchemy", "rich", "pydantic"}
