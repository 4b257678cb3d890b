"""A briefing of fictional cities, built by code: masked, unknown, two speeches of one city, all statuses."""

import re
from typing import Literal

from llmsum.compare.coverage import cells, silences
from llmsum.compare.stances import city_names
from llmsum.compare.targets import find_targets
from llmsum.records import (
    Analysis,
    Briefing,
    CityStatus,
    Commitment,
    Comparison,
    Line,
    Repair,
    Sentence,
    Source,
    Summary,
    ThemeComparison,
    Usage,
)
from llmsum.vocabulary import COMPARED_THEMES, THEMES, Lang, Role, Theme

Roles = tuple[tuple[Role | None, tuple[Theme, ...]], ...]

EARLY = "云岭市去年引进企业三家。2023年要新建标准化厂房50万平方米。由市工信局牵头，确保年底前完成。"
LATE = "各园区要支持企业技术改造。要探索建立人才公寓。同志们，辛苦了。"
MASKED = "力争到2025年引进亿元以上项目12个。要加快建设**大道。"
UNKNOWN = "园区发展态势良好。"


def sentences(text: str, roles: Roles) -> tuple[Sentence, ...]:
    spans = [match.span() for match in re.finditer("[^。]*。", text)]
    return tuple(
        Sentence(id=f"S{n}", start=a, end=b, text=text[a:b], paragraph=1, role=role, themes=themes)
        for n, ((a, b), (role, themes)) in enumerate(zip(spans, roles, strict=True), start=1)
    )


def line(
    text: str,
    *evidence: str,
    status: Literal["verified", "extractive", "unverified"] = "verified",
    problems: tuple[str, ...] = (),
) -> Line:
    return Line(text=text, evidence=evidence, status=status, problems=problems)


def analysis(
    name: str,
    text: str,
    roles: Roles,
    summary: Summary | None,
    commitments: tuple[Commitment, ...] = (),
    unread: tuple[str, ...] = (),
    repairs: tuple[Repair, ...] = (),
    city: str | None = None,
    city_status: CityStatus = "unknown",
    date: str | None = None,
) -> Analysis:
    return Analysis(
        source=Source(path=f"讲话/{name}", sha256="ab" * 32, format="txt", encoding="utf-8"),
        city=city,
        city_status=city_status,
        speaker="王某" if city_status != "unknown" else None,
        speaker_title="市长" if city_status != "unknown" else None,
        date=date,
        event="全市产业园区推进会" if city_status != "unknown" else None,
        repairs=repairs,
        sentences=sentences(text, roles),
        summary=summary,
        commitments=commitments,
        strategy=dict.fromkeys(THEMES),
        unread=unread,
    )


def early() -> Analysis:
    return analysis(
        "云岭-2023.txt",
        EARLY,
        (
            ("achievement", ()),
            ("deployment", ("infrastructure",)),
            ("deployment", ("infrastructure", "accountability")),
        ),
        Summary(
            headline=line("2023年新建标准化厂房50万平方米", "S2"),
            points=(
                line(
                    "由市工信局牵头，确保年底前完成",
                    "S3",
                    status="extractive",
                    problems=("“明年”不在依据中",),
                ),
            ),
        ),
        (
            Commitment(
                id="C1",
                action="新建标准化厂房",
                actor="市工信局",
                deadline="2023年",
                target="50万平方米",
                theme="infrastructure",
                strength="hard",
                firmness="ensure",
                evidence=("S2", "S3"),
                quote="2023年要新建标准化厂房50万平方米。",
                status="verified",
            ),
        ),
        repairs=(
            Repair(kind="pinyin", start=4, end=4, before="(chǎn)", after=""),
            Repair(kind="pinyin", start=6, end=6, before="(yè)", after=""),
            Repair(kind="script", start=0, end=1, before="雲", after="云"),
        ),
        city="云岭",
        city_status="stated",
        date="2023年2月6日",
    )


def late() -> Analysis:
    return analysis(
        "云岭-2024.txt",
        LATE,
        (("deployment", ("innovation",)), ("deployment", ("innovation",)), (None, ())),
        Summary(headline=line("支持企业技术改造", "S1"), points=()),
        (
            Commitment(
                id="C1",
                action="探索建立人才公寓",
                actor=None,
                deadline=None,
                target=None,
                theme="innovation",
                strength="soft",
                firmness="explore",
                evidence=("S2",),
                quote="要探索建立人才公寓。",
                status="extractive",
                problems=("措辞与原文出入较大",),
            ),
        ),
        unread=("S3",),
        city="云岭",
        city_status="given",
        date="2024-01-15",
    )


def masked() -> Analysis:
    return analysis(
        "隐名.txt",
        MASKED,
        (("deployment", ("attraction",)), ("deployment", ("infrastructure",))),
        Summary(headline=line("力争到2025年引进亿元以上项目12个", "S1"), points=()),
        (
            Commitment(
                id="C1",
                action="加快建设**大道",
                actor=None,
                deadline=None,
                target=None,
                theme="infrastructure",
                strength="soft",
                firmness="will",
                evidence=("S2",),
                quote="要加快建设**大道。",
                status="verified",
            ),
            Commitment(
                id="C2",
                action="引进亿元以上项目",
                actor=None,
                deadline="到2025年",
                target="12个",
                theme="attraction",
                strength="hard",
                firmness="strive",
                evidence=("S1",),
                quote="力争到2025年引进亿元以上项目12个。",
                status="verified",
            ),
        ),
        city_status="masked",
    )


def unknown() -> Analysis:
    return analysis(
        "佚名.txt",
        UNKNOWN,
        (("status", ()),),
        Summary(
            headline=line(
                "园区发展很好", "S1", status="unverified", problems=("“很好”不在依据中",)
            ),
            points=(),
        ),
    )


def briefing_speeches() -> tuple[Analysis, ...]:
    """The later speech of 云岭 comes first, so that ordering by date shows."""
    return late(), early(), masked(), unknown()


def comparison(lang: Lang) -> Comparison:
    hidden = city_names(briefing_speeches(), lang)[2]
    silent = dict.fromkeys(("云岭", hidden))
    themes = {theme: ThemeComparison(cities=dict(silent)) for theme in COMPARED_THEMES}
    themes["infrastructure"] = ThemeComparison(
        cities={
            "云岭": line("新建标准化厂房50万平方米", "2#S2"),
            hidden: line("加快建设**大道", "3#S2"),
        },
        shared=(line("两市都要建设园区设施", "2#S2", "3#S2"),),
        differences=(line("云岭写明面积，隐名城市没有", "2#S2", "3#S2"),),
    )
    themes["attraction"] = ThemeComparison(
        cities={"云岭": None, hidden: line("力争引进亿元以上项目12个", "3#S1")}
    )
    speeches = briefing_speeches()
    names = city_names(speeches, lang)
    return Comparison(
        themes=themes,
        overview=(line("云岭重厂房，隐名城市重招商", "2#S2", "3#S1"),),
        silence=silences(speeches, names, cells(speeches, names)),
        targets=find_targets(speeches, names),
    )


def briefing(lang: Lang = "zh") -> Briefing:
    return Briefing(
        llmsum_version="0.1.0",
        created="2026-11-21T09:30:00+08:00",
        model="local/test-model",
        language=lang,
        prompts={"label.jinja": "0123456789ab"},
        speeches=briefing_speeches(),
        comparison=comparison(lang),
        usage=Usage(
            calls=12,
            cached_calls=3,
            prompt_tokens=12345,
            completion_tokens=678,
            cached_tokens=1000,
            seconds=91.4,
        ),
    )
