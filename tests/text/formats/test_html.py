import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.errors import EmptySource, OversizedSource, ParserMissing
from llmsum.records import Origin
from llmsum.text import read_speech
from llmsum.text.edits import apply_edits
from llmsum.text.formats import Raw, parse
from llmsum.text.formats.document import Document, Told
from llmsum.text.repair import repair

PAGES = Path(__file__).with_name("pages")


def read(page: bytes | str, where: str = "page.html") -> Document:
    data = page.encode() if isinstance(page, str) else page
    return parse(Raw(data, where), "html").documents[0]


def kept(page: bytes | str) -> str:
    document = read(page)
    return apply_edits(document.text, document.edits)


def page(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030")])
def test_the_article_of_a_government_page_is_kept_whole_and_nothing_else(
    charset: str, encoding: str
) -> None:
    markup = page("city-news.html").replace("CHARSET", charset)
    text = kept(markup.encode(encoding))
    assert text.splitlines()[0] == "林海市召开全市产业园区高质量发展推进会"
    assert text.rstrip().endswith("（记者 孙小梅）")
    # The list and the table of the article are what extractors lose.
    for commitment in (
        "力争到2025年园区规模以上工业总产值突破2000亿元。",
        "一是抓招商，全年新签约亿元以上项目60个；",
        "四是抓安全，年内完成化工园区整治。",
        "高新区\t800亿元",
    ):
        assert commitment in text
    for furniture in (
        "首页",
        "设为首页",
        "浏览次数",
        "分享到",
        "打印",
        "相关链接",
        "ICP备",
        "调研重点项目建设",
    ):
        assert furniture not in text


def test_what_is_dropped_is_recorded_and_can_be_put_back() -> None:
    document = read(page("city-news.html").replace("CHARSET", "utf-8"))
    dropped = "".join(document.text[edit.start : edit.end] for edit in document.edits)
    assert {edit.kind for edit in document.edits} == {"furniture"}
    assert "当前位置" in dropped
    assert "苏ICP备05000001号-1" in dropped
    assert repair(document.text, document.edits).undo() == document.text


def test_a_page_laid_out_in_tables_and_line_breaks_is_read() -> None:
    lines = kept(page("old-table-layout.html")).strip().splitlines()
    assert [line.strip("\u3000") for line in lines] == [
        "在全市工业大会上的讲话",
        "（2021年3月5日）",
        "同志们：",
        "今天召开全市工业大会，主要任务是总结去年工作，部署今年任务。",
        "一、认清形势",
        "去年全市规上工业增加值增长8.6%，开发区贡献率达到七成。",
        "二、突出重点",
        "要确保年内新增规上企业120家，确保工业投资增长12%以上。各县区要把招商引资作为“一号工程”。",
        "三、狠抓落实",
        "市工信局要牵头，每季度通报一次。",
        "谢谢大家！",
    ]


def test_text_pasted_from_word_keeps_its_sentences_and_tables() -> None:
    assert kept(page("word-paste.html")).strip().splitlines() == [
        "关于加快开发区高质量发展的实施意见",
        "各镇人民政府、各街道办事处：",
        "一、总体要求",
        "坚持“一区多园”，到2025年，开发区工业总产值突破300亿元，亩均税收达到25万元。",
        "二、主要目标",
        "指标\t2021年\t2025年",
        "工业总产值\t180亿元\t300亿元",
        "三、保障措施",
        "（一）加强领导。成立县开发区建设领导小组，县长任组长。",
        "（二）强化考核。对排名末位的镇予以约谈，分享经验做法见附件。",
    ]


def test_a_saved_page_becomes_a_speech_with_its_metadata(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes(page("city-news.html").replace("CHARSET", "gb2312").encode("gb18030"))
    speech = read_speech(path)
    assert (speech.source.format, speech.source.encoding) == ("html", "gb18030")
    assert speech.metadata.speaker == "赵明远"
    assert speech.metadata.date == "2023年6月8日"
    assert speech.metadata.origins["date"].place == "year: HTML pubdate"
    assert speech.metadata.origins["date"].evidence
    assert speech.metadata.event == "全市产业园区高质量发展推进会"
    assert [repair.kind for repair in speech.repairs].count("furniture") == 3


def test_a_page_without_an_article_is_kept_but_for_its_furniture() -> None:
    text = kept("<p>抓招商。</p><p>【打印】【关闭】</p>")
    assert text.strip() == "抓招商。"


def test_a_page_without_text_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>标题</title></head><body><script>1</script></body></html>",
        encoding="utf-8",
    )
    with pytest.raises(EmptySource, match=r"page\.html"):
        read_speech(path)


def test_a_page_nested_too_deep_is_refused_not_cut_off() -> None:
    markup = "<div>" * 5000 + "要确保完成投资30亿元。" + "</div>" * 5000 + "后文"
    with pytest.raises(OversizedSource, match=r"page\.html, line 1: .*deep"):
        read(markup)


def test_an_endless_page_is_refused() -> None:
    with pytest.raises(OversizedSource, match="5,000,000"):
        read("<p>园区</p>" * 700_000)


def test_a_missing_parser_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(ParserMissing, match=r"llmsum\[html\]"):
        read("<p>园区</p>")


WORDS = st.integers(min_value=0, max_value=9999).map("词{}".format)
TREES = st.recursive(
    WORDS,
    lambda inner: st.tuples(
        st.sampled_from(
            ["div", "p", "span", "b", "a", "td", "tr", "table", "ul", "li", "h2", "section", "br"]
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


def markup_and_words(tree: object) -> tuple[str, list[str]]:
    if isinstance(tree, str):
        return f"{tree} ", [tree]
    assert isinstance(tree, tuple)
    tag, children = tree
    inner = [markup_and_words(child) for child in children]
    words = [word for _, words in inner for word in words]
    content = "".join(markup for markup, _ in inner)
    return (f"<br>{content}" if tag == "br" else f"<{tag}>{content}</{tag}>"), words


@given(TREES)
def test_no_visible_word_of_any_page_is_lost(tree: object) -> None:
    markup, words = markup_and_words(tree)
    assert sorted(read(f"<html><body><!--c-->{markup}</body></html>").text.split()) == sorted(words)


def told(head: str, body: str = "") -> Told:
    text = f"<html><head>{head}</head><body><h1>全市开发区工作会议召开</h1>{body}<p>要抓招商，抓项目，抓落实。</p></body></html>"
    return parse(Raw(text.encode(), "page.html"), "html").documents[0].told


@pytest.mark.parametrize(
    ("head", "body", "day", "place"),
    [
        ('<meta name="PubDate" content="2023-05-04 10:00">', "", "2023-05-04", "HTML pubdate"),
        (
            '<meta property="article:published_time" content="2023-05-04T10:00:00+08:00">',
            "<p>发布时间：2023-05-09</p>",
            "2023-05-04",
            "HTML article:published_time",
        ),
        (
            '<script type="application/ld+json">{"@graph":[{"datePublished":"2023-05-04"}]}</script>',
            "",
            "2023-05-04",
            "HTML JSON-LD datePublished",
        ),
        ("", "<p>发布时间：2023年5月4日 来源：林海日报</p>", "2023-05-04", "page"),
        ("", "<p>来源：林海日报 2023/5/4 10:20</p>", "2023-05-04", "page"),
        ('<meta name="PubDate" content="0000-00-00">', "<p>今天是2023-05-04</p>", None, ""),
        ('<script type="application/ld+json">{broken</script>', "", None, ""),
    ],
)
def test_the_day_of_publication_comes_from_named_places_only(
    head: str, body: str, day: str | None, place: str
) -> None:
    found = told(head, body)
    assert (found.published, found.published_place) == (day, place)


@pytest.mark.parametrize(
    "head",
    [
        "<title>全市开发区工作会议召开_林海市人民政府门户网站</title>",
        '<title>林海新闻网</title><meta name="ArticleTitle" content="全市开发区工作会议召开">',
        '<title>林海新闻网</title><meta property="og:title" content="全市开发区工作会议召开">',
    ],
)
def test_the_title_is_without_the_name_of_the_site(head: str) -> None:
    assert told(head).title == "全市开发区工作会议召开"


def test_the_occasion_is_found_in_the_title_when_the_text_has_none(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<title>市长在全市招商工作会议上的讲话-林海政府网</title><p>要抓招商，抓项目，抓落实。</p>",
        encoding="utf-8",
    )
    metadata = read_speech(path).metadata
    assert metadata.event == "全市招商工作会议"
    assert metadata.origins["event"] == Origin(by="file", place="HTML title")


PHONE_PAGE = """<html><head><meta charset="utf-8"><meta property="og:title" content="打好产业园区建设攻坚战"><title></title></head>
<body><h1>打好产业园区建设攻坚战</h1><div><span>原创</span><a>林海发布</a><em>2023-06-15 20:00</em><em>河南</em></div>
<div id="js_content" style="visibility: hidden;"><section><p>点击上方蓝字关注我们</p></section>
<section><p>6月14日，市长钱立新主持召开全市产业园区建设工作座谈会，听取各园区负责同志的汇报。</p></section>
<section><p>会议指出，今年要新引进亿元以上项目40个，力争规上工业增加值增长8%以上，确保年底前建成厂房50万平方米。</p></section>
<section><p>END</p><p>长按二维码关注我们</p></section></div><div>预览时标签不可点</div><div>微信扫一扫</div></body></html>"""


def test_an_article_that_a_script_shows_when_it_is_loaded_is_read() -> None:
    assert kept(PHONE_PAGE).splitlines() == [
        "打好产业园区建设攻坚战",
        "6月14日，市长钱立新主持召开全市产业园区建设工作座谈会，听取各园区负责同志的汇报。",
        "会议指出，今年要新引进亿元以上项目40个，力争规上工业增加值增长8%以上，确保年底前建成厂房50万平方米。",
    ]


def test_what_a_page_hides_beside_its_article_stays_hidden() -> None:
    page = PHONE_PAGE.replace("visibility: hidden", "").replace(
        "<p>END", '<p style="display:none">内部批注。</p><p>END'
    )
    assert "批注" not in kept(page) and "50万平方米" in kept(page)
