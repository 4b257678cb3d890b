"""What all cities name on a theme, and what one names alone: counted, not written."""

from llmsum.compare.words import word_contrasts
from llmsum.records import Analysis, Commitment, Sentence, Source

COAST = ("围绕产业链开展以商招商，加强招商引资。", "去年跨境电商增长快。")
HILLS = ("加大招商引资力度，办好博览会，发展跨境电商。", "要建设标准厂房。")


def _analysis(path: str, city: str, deployed: str, other: str) -> Analysis:
    sentences = tuple(
        Sentence(
            id=f"S{number}",
            start=0,
            end=len(text),
            text=text,
            paragraph=1,
            role=role,
            themes=themes,
        )
        for number, (text, role, themes) in enumerate(
            ((deployed, "deployment", ("attraction",)), (other, "achievement", ())), start=1
        )
    )
    source = Source(path=path, sha256="0" * 64, format="txt", encoding="utf-8")
    return Analysis(city=city, city_status="stated", source=source, repairs=(), sentences=sentences)


ANALYSES = (_analysis("a.txt", "临海", *COAST), _analysis("b.txt", "丘陵", *HILLS))


def test_what_all_name_and_what_one_names_alone() -> None:
    shared, differences = word_contrasts("attraction", ANALYSES, ("临海", "丘陵"), "zh")
    assert [(line.text, line.evidence) for line in shared] == [
        ("临海、丘陵（加大招商引资力度）的部署都提到“招商引资”", ("1#S1", "2#S1"))
    ]
    # 临海 speaks of 跨境电商 too, if only as something achieved.
    assert [(line.text, line.evidence) for line in differences] == [
        ("只有临海提到“以商招商”（围绕产业链开展以商招商）", ("1#S1",)),
        ("只有丘陵提到“博览会”", ("2#S1",)),
    ]


def test_a_city_alone_on_a_theme_is_compared_with_nobody() -> None:
    assert word_contrasts("attraction", ANALYSES[:1], ("临海",), "zh") == ((), ())
    assert word_contrasts("green_safety", ANALYSES, ("临海", "丘陵"), "zh") == ((), ())


def test_two_speeches_of_one_city_are_one_voice() -> None:
    again = _analysis("c.txt", "临海", HILLS[0], "会议结束。")
    _, differences = word_contrasts(
        "attraction", (*ANALYSES, again), ("临海", "丘陵", "临海"), "zh"
    )
    assert [line.text for line in differences] == [
        "只有临海提到“以商招商”（围绕产业链开展以商招商）"
    ]


def test_english_frames_quote_the_source_and_say_what_it_means() -> None:
    shared, _ = word_contrasts("attraction", ANALYSES, ("临海", "丘陵"), "en")
    assert shared[0].text == "Named by 临海, 丘陵: “招商引资” (investment attraction)"


def test_a_word_of_half_of_the_cities_is_shared_and_many_are_named_without_their_clauses() -> None:
    names = [f"城{n}" for n in range(10)]
    said = ["各部门要加强招商引资。" if n < 5 else "要办好博览会。" for n in range(10)]
    analyses = [_analysis(f"{n}.txt", n, s, "会议结束。") for n, s in zip(names, said, strict=True)]
    first, second = word_contrasts("attraction", analyses, names, "zh")[0]
    assert first.text.count("（各部门要加强招商引资）") == 4
    assert first.text.endswith("、城4的部署都提到“招商引资”")
    assert second.text.endswith("、城9的部署都提到“博览会”")


def test_the_clause_of_a_commitment_stands_before_a_longer_one() -> None:
    city = _analysis("a.txt", "临海", "2022年引进5家的招商引资工作要看到差距。", "会议结束。")
    promise = Commitment(
        id="C1", action="切实加强招商引资", actor=None, deadline=None, target=None, theme="attraction",
        strength="soft", firmness="will", evidence=("S2",), quote="切实加强招商引资", status="verified",
    )  # fmt: skip
    again = Sentence(
        id="S3", start=0, end=10, text="切实加强招商引资！”", paragraph=1, role="deployment",
        themes=("attraction",),
    )  # fmt: skip
    city = city.model_copy(
        update={"commitments": (promise,), "sentences": (*city.sentences, again)}
    )
    shared, _ = word_contrasts("attraction", (city, ANALYSES[1]), ("临海", "丘陵"), "zh")
    assert shared[0].text.startswith("临海（切实加强招商引资）、")
