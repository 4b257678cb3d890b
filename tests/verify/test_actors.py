import pytest

from llmsum.verify.actors import find_actor


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("市商务局要牵头组建招商小分队。", "市商务局"),
        ("对在建项目，市有关审批部门要加强沟通，明确责任。", "市有关审批部门"),
        ("各县区、各有关部门，特别是各园区，一定要抢抓机遇。", "各园区"),
        ("市发改委相关负责人表示，将加强动态评估。", "市发改委"),
        ("由处级领导干部牵头，开展主动招商。", "处级领导干部"),
        ("会议强调，要加快建设。", None),
        ("这是高质量发展的主要任务，必须抓好。", None),
        ("项目建设要提速。", None),
    ],
)
def test_the_body_that_the_sentence_holds_responsible(sentence: str, who: str | None) -> None:
    assert find_actor(sentence, len(sentence)) == who


def test_a_body_named_after_the_action_is_not_its_actor() -> None:
    sentence = "加快建设产业园，市财政局要保障资金。"
    assert find_actor(sentence, sentence.index("，")) is None
