import pytest
from served import Served
from short_speech import ask, labelled
from stand_in import MODEL, StandIn, saying

from llmsum.tasks.commitments import find_commitments
from llmsum.verify import check_line


@pytest.mark.cassette("commitments")
def test_who_does_what_by_when_and_how_much(served: Served) -> None:
    sentences = labelled()
    answered, _ = ask(served, lambda client: find_commitments(client, "short.txt", sentences))
    found = answered.commitments
    texts = {s.id: s.text for s in sentences}
    assert [c.id for c in found] == [f"C{number}" for number in range(1, len(found) + 1)]
    assert {i for c in found for i in c.evidence} == {
        s.id for s in sentences if s.role == "deployment"
    }
    for commitment in found:
        cited = "".join(texts[i] for i in commitment.evidence)
        assert commitment.quote in cited
        assert not check_line(commitment.action, [cited])
        for words in (commitment.actor, commitment.deadline, commitment.target):
            assert words is None or words in cited
    factory = next(c for c in found if "50万平方米" in c.quote)
    assert (factory.strength, factory.firmness) == ("hard", "strive")
    assert "2025年" in str(factory.deadline)
    assert "50万平方米" in str(factory.target)
    team = next(c for c in found if "小分队" in c.quote)
    assert team.actor == "市招商局"

    # No clause of a deployment is lost.
    quoted = "".join(c.quote for c in found)
    for words in ("小分队", "以商招商", "跟踪问效", "早落地", "100家", "高污染"):
        assert words in quoted


def test_where_no_answer_is_usable_each_clause_stands_for_itself(service: StandIn) -> None:
    service.otherwise = lambda body: saying("no JSON")
    text = "要组建招商小分队，引进项目20个，建设厂房5万平方米。"
    sentence = labelled()[3].model_copy(update={"text": text})
    found, _ = ask(
        Served(MODEL, service.base_url),
        lambda client: find_commitments(client, "short.txt", [sentence]),
    )
    assert service.asked
    assert [c.action for c in found.commitments] == [
        "组建招商小分队",
        "引进项目20个",
        "建设厂房5万平方米",
    ]
