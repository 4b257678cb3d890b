import pytest
from served import Served
from short_speech import ask, assert_supported, labelled
from stand_in import MODEL, StandIn

from llmsum.llm.client import Client
from llmsum.records import Commitment, Line
from llmsum.tasks.commitments import find_commitments
from llmsum.tasks.strategy import find_strategy
from llmsum.verify import check_line
from llmsum.vocabulary import COMPARED_THEMES, Theme


@pytest.mark.cassette("strategy")
def test_a_stance_on_each_theme_from_that_theme_s_sentences(served: Served) -> None:
    sentences = labelled()

    async def both(client: Client) -> dict[Theme, Line | None]:
        found = await find_commitments(client, "short.txt", sentences)
        return await find_strategy(client, "short.txt", sentences, found.commitments)

    strategy, _ = ask(served, both)
    assert tuple(strategy) == COMPARED_THEMES
    spoken = {theme: line for theme, line in strategy.items() if line}
    assert set(spoken) == {"attraction", "infrastructure", "green_safety"}
    for theme, line in spoken.items():
        assert_supported(line)
        assert set(line.evidence) <= {s.id for s in sentences if theme in s.themes}


def test_a_clause_cut_out_of_a_quotation_opens_none(service: StandIn) -> None:
    said = "全面落实市委提出的“支持云澜经济开发区与云澜港口物流园按照一区两园模式联动，共同申报国家级开发区，三年内建成对外开放主阵地”决策部署"
    sentence = next(s for s in labelled() if s.role == "deployment")
    commitment = Commitment(
        id="C1", action=said, actor=None, deadline=None, target=None, theme=sentence.themes[0],
        strength="soft", firmness="will", evidence=(sentence.id,), quote=said, status="verified",
    )  # fmt: skip
    strategy, _ = ask(
        Served(MODEL, service.base_url),
        lambda client: find_strategy(client, "a.txt", [sentence], [commitment]),
        small=True,
    )
    line = strategy[sentence.themes[0]]
    assert line is not None
    assert line.text.count("“") == line.text.count("”")


def test_a_stance_does_not_read_as_if_its_first_doer_did_the_rest(service: StandIn) -> None:
    told = "李强传达了全省园区发展工作会议精神"
    asked = "把强化招商引资作为园区工作的主抓手"
    template = next(s for s in labelled() if s.role == "deployment")
    themes: tuple[Theme, ...] = ("attraction",)
    sentences = [
        template.model_copy(update={"id": "S1", "text": f"会上，{told}。", "themes": themes}),
        template.model_copy(
            update={"id": "S2", "text": f"李强要求，要{asked}。", "themes": themes}
        ),
    ]
    commitments = [
        Commitment(
            id=f"C{number}", action=said, actor=None, deadline=None, target=None, theme="attraction",
            strength="soft", firmness="will", evidence=(f"S{number}",), quote=said, status="verified",
        )
        for number, said in enumerate((told, asked), start=1)
    ]  # fmt: skip
    strategy, _ = ask(
        Served(MODEL, service.base_url),
        lambda client: find_strategy(client, "a.txt", sentences, commitments),
        small=True,
    )
    line = strategy["attraction"]
    assert line is not None
    cited = [s.text for s in sentences if s.id in line.evidence]
    assert not check_line(line.text, cited)
