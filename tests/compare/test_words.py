"""What all cities name on a theme, and what one names alone: counted, not written."""

from llmsum.compare.words import word_contrasts
from llmsum.records import Analysis, Commitment, Line, Sentence, Source

COAST = ("围绕产业链开展驻点招商，加强招商引资，承接产业转移。", "去年落地率增长快。")
HILLS = (
    "积极承接产业转移，加大招商引资力度，办好博览会，提高落地率，组建招商小分队。",
    "要建设标准厂房。",
)


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
    shared, differences = word_contrasts("attraction", ANALYSES, ("临海", "丘陵"), "zh", {})
    # 招商引资 stands in most work reports, and tells nothing.
    assert [(line.text, line.evidence) for line in shared] == [
        (
            "“产业转移”，2 个城市的部署都提到：临海；丘陵（积极承接产业转移）",
            ("1#S1", "2#S1"),
        )
    ]
    # 临海 speaks of 落地率 too, if only as something achieved; 博览会 stands in two of five reports.
    assert [(line.text, line.evidence) for line in differences] == [
        ("只有临海提到：“驻点招商”（围绕产业链开展驻点招商）", ("1#S1",)),
        ("只有丘陵提到：“招商小分队”", ("2#S1",)),
    ]


def test_a_city_alone_on_a_theme_is_compared_with_nobody() -> None:
    assert word_contrasts("attraction", ANALYSES[:1], ("临海",), "zh", {}) == ((), ())
    assert word_contrasts("green_safety", ANALYSES, ("临海", "丘陵"), "zh", {}) == ((), ())


def test_two_speeches_of_one_city_are_one_voice() -> None:
    again = _analysis("c.txt", "临海", HILLS[0], "会议结束。")
    _, differences = word_contrasts(
        "attraction", (*ANALYSES, again), ("临海", "丘陵", "临海"), "zh", {}
    )
    assert [line.text for line in differences] == [
        "只有临海提到：“驻点招商”（围绕产业链开展驻点招商）"
    ]


def test_english_frames_quote_the_source_and_say_what_it_means() -> None:
    shared, _ = word_contrasts("attraction", ANALYSES, ("临海", "丘陵"), "en", {})
    assert shared[0].text == "Named by 临海, 丘陵: “产业转移” (industrial relocation)"


def test_a_word_of_half_of_the_cities_is_shared_and_many_are_named_without_their_clauses() -> None:
    names = [f"城{n}" for n in range(10)]
    said = ["积极承接产业转移。" if n < 5 else "要办好博览会。" for n in range(10)]
    analyses = [_analysis(f"{n}.txt", n, s, "会议结束。") for n, s in zip(names, said, strict=True)]
    first, second = word_contrasts("attraction", analyses, names, "zh", {})[0]
    assert first.text.startswith("“产业转移”，5 个城市的部署都提到：城0（积极承接产业转移）；")
    assert first.text.count("（积极承接产业转移）") == 4
    assert first.text.endswith("；城4")
    assert second.text.endswith("；城9")


def _promising(analysis: Analysis, *actions: str) -> Analysis:
    """With hard commitments that rest on its first sentence."""
    promises = tuple(
        Commitment(
            id=f"C{n}", action=action, actor=None, deadline=None, target=None, theme="attraction",
            strength="hard", firmness="will", evidence=("S1",), quote=action, status="verified",
        )
        for n, action in enumerate(actions, start=1)
    )  # fmt: skip
    return analysis.model_copy(update={"commitments": promises})


def test_terms_that_many_reports_quote_and_mottos_are_no_difference() -> None:
    said = ("落实“双链长制”", "推行“一网通办”", "发扬“四千精神”")
    city = _analysis("a.txt", "临海", "，".join(said) + "。", "会议结束。")
    analyses = (_promising(city, *said), ANALYSES[1])
    _, differences = word_contrasts("attraction", analyses, ("临海", "丘陵"), "zh", {})
    assert differences[0].text == "只有临海提到：落实“双链长制”"


def test_what_the_stance_below_tells_is_named_without_its_clause() -> None:
    stance = Line(text="围绕产业链开展驻点招商", evidence=("1#S1",), status="verified")
    told = word_contrasts("attraction", ANALYSES, ("临海", "丘陵"), "zh", {"临海": stance})
    assert told[1][0].text == "只有临海提到：“驻点招商”"


def test_the_clause_of_a_commitment_stands_before_a_longer_one() -> None:
    city = _analysis("a.txt", "临海", "2022年引进5家的产业转移项目要看到差距。", "会议结束。")
    again = Sentence(
        id="S3", start=0, end=10, text="切实承接产业转移！”", paragraph=1, role="deployment",
        themes=("attraction",),
    )  # fmt: skip
    city = city.model_copy(update={"sentences": (*city.sentences, again)})
    promised = _promising(city, "切实承接产业转移").commitments[0]
    promised = promised.model_copy(update={"evidence": ("S3",)})
    city = city.model_copy(update={"commitments": (promised,)})
    shared, _ = word_contrasts("attraction", (city, ANALYSES[1]), ("临海", "丘陵"), "zh", {})
    assert "：临海（切实承接产业转移）；" in shared[0].text


def test_the_names_of_a_city_s_own_campaigns_are_told_with_their_clause() -> None:
    said = "实施“百链千企”招商行动，推进“四大行动”，围绕“三新”抓招商。"
    city = _promising(_analysis("a.txt", "临海", said, "会议结束。"), *said[:-1].split("，"))
    _, differences = word_contrasts("attraction", (city, ANALYSES[1]), ("临海", "丘陵"), "zh", {})
    # 四大行动 are told elsewhere, and 围绕“三新” only frames.
    assert differences[0].text == "只有临海提到：实施“百链千企”招商行动"


def test_a_word_inside_of_another_is_not_named() -> None:
    city = _analysis("a.txt", "临海", "推进产业转移化改革，开展驻点招商。", "会议结束。")
    shared, _ = word_contrasts("attraction", (city, ANALYSES[1]), ("临海", "丘陵"), "zh", {})
    assert shared == ()
