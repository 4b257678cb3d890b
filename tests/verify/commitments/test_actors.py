import pytest

from llmsum.records import Sentence
from llmsum.verify.commitments.actors import Actor, actor_of, find_actor


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
        ("市长叮嘱项目负责人，要加快进度", "项目负责人"),
        ("市发改委副主任李明表示，将加快建设储能项目", "市发改委"),
        ("今年，我市计划在最高时段将储存300万吨电煤", "我市"),
        ("云澜县将在厂房租金等方面予以补贴", "云澜县"),
        ("招商部门不能等客上门", "招商部门"),
        ("市督查室要建立红黄牌制度，垫底的，主要负责同志到会上说明", "主要负责同志"),
        ("能办的马上办，不能办的讲清楚", None),
        ("建议市发改委会同税务部门于年底前出台办法", "市发改委"),
        ("创新街区要推倒围墙", None),
        (
            "区党委领导及区直部门主要负责人都是服务员，要主动了解企业状况。",
            "区党委领导及区直部门主要负责人",
        ),
        ("各级各部门尤其是主要负责同志，要对照目标查找薄弱环节。", "各级各部门尤其是主要负责同志"),
        (
            "各县(市、区)特别是“一核三组团”、各园区要挖掘潜力。",
            "各县(市、区)特别是“一核三组团”、各园区",
        ),
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


def _speech(*texts: str, lines: bool = False) -> list[Sentence]:
    return [
        Sentence(id=f"S{n}", start=0, end=len(text), text=text, paragraph=n if lines else 1)
        for n, text in enumerate(texts, start=1)
    ]


def _who(at: int, *texts: str, lines: bool = False) -> Actor | None:
    return actor_of(_speech(*texts, lines=lines), at, len(texts[at]))


def test_a_sentence_that_goes_on_has_the_subject_of_the_one_before() -> None:
    first = "市商务局要牵头组建招商小分队。"
    assert _who(1, first, "要开展以商招商。") == Actor("市商务局", "S1")
    assert _who(2, first, "要开展以商招商。", "并加强跟踪问效。") == Actor("市商务局", "S1")
    assert _who(1, first, "会议强调，要开展以商招商。") is None
    assert _who(1, first, "营商环境持续优化。") is None
    assert _who(1, "各部门要抓落实。", "要开展以商招商。") is None
    assert _who(1, "由市商务局牵头招商；", "要夯实部门责任；") is None


def test_what_only_ends_like_a_body_or_is_a_person_is_no_actor() -> None:
    assert _who(0, "转型升级事关发展全局，必须抓紧抓好。") is None
    assert _who(1, "凡是上级部门定了的，必须坚决落实。", "要坚决破除障碍。") is None
    assert _who(1, "市委副书记、市长张伟", "将全力当好店小二。", lines=True) is None
    assert _who(4, "市商务局要带头。", "要招商。", "要引资。", "要引才。", "要落实。") is None


def test_a_body_meant_by_a_pointing_word_is_named() -> None:
    before = "市科技局负责人表示，平台已投用。"
    assert _who(1, before, "该局将新建实验室10家。") == Actor("市科技局", "S1")


def test_who_speaks_a_quotation_may_be_named_behind_it() -> None:
    quoted, behind = "“狠抓工业向园区集中。”", "市经信局相关负责人表示，将强化政策引导。"
    assert _who(0, quoted, behind) == Actor("市经信局", "S2")
    assert _who(0, "要狠抓工业向园区集中。", behind) is None


def test_a_heading_and_a_note_make_a_body_responsible() -> None:
    task = "新建标准厂房20万平方米。"
    assert _who(1, "市工信局：", task, lines=True) == Actor("市工信局", "S1")
    assert _who(0, "市工信局：新建标准厂房20万平方米。") == Actor("市工信局")
    assert _who(0, task, "（责任单位：市发改委）") == Actor("市发改委", "S2")
    assert _who(2, "市工信局", "二、保障措施", task, lines=True) is None


def test_a_subject_without_a_modal_is_named_and_ends_the_one_before() -> None:
    text = "供电公司要确保双回路送电，园区同步建好职工公寓。"
    assert _who(0, text) is None
    text = "对停滞项目，市自然资源局、市生态环境局11月15日前上门会诊。"
    assert _who(0, text) == Actor("市自然资源局、市生态环境局")
    assert _who(0, "云澜高新区重点发展数控机床。") == Actor("云澜高新区")


def test_where_one_body_after_the_other_is_told_what_to_do_who_comes_next_is_open() -> None:
    one, other = "市自然资源局要上门会诊。", "市人社局要组织夜市招聘。"
    assert _who(1, other, "要提前谋划明年项目。") == Actor("市人社局", "S1")
    assert _who(2, one, other, "要提前谋划明年项目。") is None


def test_an_item_of_a_digest_has_no_other_item_s_body() -> None:
    other = "▲云澜高新区：招引企业10家。"
    assert _who(0, other) == Actor("云澜高新区")
    assert _who(1, other, "▲禾川市：新增停车位800个。", lines=True) is None
