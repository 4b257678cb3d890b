"""`llmsum verify` on English pages: what is translated, and what is quoted."""

import json
from pathlib import Path

import pytest
from seeds_briefing import audited, seeds_briefing

from llmsum.audit.citing import Objection
from llmsum.audit.commitments import commitment_problems
from llmsum.audit.lines import line_problems, part_problems
from llmsum.evidence import among
from llmsum.report import render_briefing

SMALL, LARGE = "local/qwen2.5-coder-1.5b", "openai/gpt-5"
RIGHT = "Encourage enterprises to build national and provincial-level technology centers"


def _page(model: str, point: str) -> str:
    """An English briefing of 周口 in JSON, with a point on its sentence S22."""
    briefing = seeds_briefing("zhoukou-2020.txt", "haikou-2012.txt", lang="en")
    data = json.loads(render_briefing(briefing.model_copy(update={"model": model}), "json"))
    line = {"text": point, "evidence": ["S22"], "status": "verified", "problems": []}
    data["speeches"][0]["summary"]["points"].append(line)
    return json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("model", [SMALL, LARGE])
def test_a_translated_point_holds(tmp_path: Path, model: str) -> None:
    assert audited(_page(model, RIGHT), tmp_path, "briefing.json") == ()


@pytest.mark.parametrize("verb", ["Forbid", "Discourage", "Force"])
def test_a_word_that_the_chinese_lacks_is_found_in_a_small_model_s_english(
    tmp_path: Path, verb: str
) -> None:
    turned = RIGHT.replace("Encourage", verb)
    (finding,) = audited(_page(SMALL, turned), tmp_path, "briefing.json")
    assert finding.place == "speeches[0].summary.points[0]"
    assert f"“{verb.lower()}” is not in the cited sentences" in finding.problem


SENTENCES = ["进一步完善“办不成事”反映窗口职能,优化服务。", "要严格考核（含年度考核）。"]


def test_a_stance_of_quotes_alone_holds() -> None:
    stance = "“进一步完善‘办不成事’反映窗口职能,优化服务”; “严格考核(含年度考核)”"
    assert part_problems(stance, SENTENCES, "extractive", ()) == ()
    assert part_problems(stance.replace("服务", "‘服务’"), SENTENCES, "extractive", ())
    assert part_problems(
        stance.replace("; “严格", ", improve services; “严"), SENTENCES, "extractive", ()
    )


def test_a_quote_that_nobody_translated_goes_through_the_gate_as_its_words() -> None:
    assert line_problems("“进一步完善‘办不成事’反映窗口职能”", SENTENCES, "verified") == ()
    assert line_problems("“进一步完善‘办成事’反映窗口职能”", SENTENCES, "verified")


def test_the_facts_of_an_untranslated_row_are_read_again() -> None:
    speech = seeds_briefing("zhoukou-2020.txt", "haikou-2012.txt", lang="en").speeches[0]
    texts = {among(1, s.id): s.text for s in speech.sentences}
    # As a page has them.
    rows = tuple(c.model_copy(update={"quote": ""}) for c in speech.commitments)
    at = next(n for n, c in enumerate(rows) if c.action.startswith("“") and c.firmness == "will")

    def problems(firmness: str) -> list[Objection]:
        turned = rows[at].model_copy(update={"firmness": firmness})
        changed = (*rows[:at], turned, *rows[at + 1 :])
        return list(
            commitment_problems("", speech.model_copy(update={"commitments": changed}), 1, texts)
        )

    assert problems("will") == []
    assert problems("ensure")


def test_words_that_the_source_quotes_keep_their_marks_when_facts_are_read_again() -> None:
    speech = seeds_briefing("zhoukou-2020.txt", "haikou-2012.txt").speeches[0]
    said = "交通一定要纳入城市范围通盘考虑，“标准上一定要等高对接”。"
    update = {"text": said, "role": "deployment", "themes": ("infrastructure",)}
    sentence = speech.sentences[0].model_copy(update=update)
    row = speech.commitments[0].model_copy(
        update={
            "action": "“标准上一定要等高对接”",
            "quote": "",
            "target": None,
            "theme": "infrastructure",
            "strength": "hard",
            "firmness": "ensure",
            "evidence": (sentence.id,),
            "status": "verified",
        }
    )
    made = speech.model_copy(update={"sentences": (sentence,), "commitments": (row,)})
    found = list(commitment_problems("", made, 1, {among(1, sentence.id): said}))
    assert not [what for where, what in found if where.endswith("strength")]
