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
        ("市工信局局长李明强调，要抓好链长制落实。", "市工信局"),
        ("市经信局负责人说：我们将推动园区提质。", "市经信局"),
        ("市长张伟指出，市商务局要牵头招商。", "市商务局"),
        ("市委书记强调，要坚定信心。", None),
        ("政府要加大投入。", None),
        ("请市教育局尽快拿出方案。", "市教育局"),
        ("责任单位：市科技局、市财政局", "市科技局、市财政局"),
        ("加快建设实验室（市科技局负责）", "市科技局"),
        ("党委要求全区干部职工要坚定信心。", "全区干部职工"),
        ("建好由上海周口商会牵头打造的示范园", "上海周口商会"),
        ("发展园区要敢于突破。", None),
        ("将充分发挥领导小组办公室牵头作用", None),
        ("这是高质量发展的主要任务，必须抓好。", None),
        ("项目建设要提速。", None),
    ],
)
def test_the_body_that_the_sentence_holds_responsible(sentence: str, who: str | None) -> None:
    assert find_actor(sentence, len(sentence)) == who


def test_a_body_named_after_the_action_is_not_its_actor() -> None:
    sentence = "加快建设产业园，市财政局要保障资金。"
    assert find_actor(sentence, sentence.index("，")) is None


def test_who_leads_one_item_of_a_list_does_not_lead_the_next() -> None:
    sentence = "由市商务局牵头招商；夯实部门责任；"
    assert find_actor(sentence, 9) == "市商务局"
    assert find_actor(sentence, len(sentence) - 1) is None
