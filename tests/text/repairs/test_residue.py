"""What a page left between the sentences. The advertisements are real ones, the sentences invented."""

import pytest

from llmsum.text.repair import repair


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "进一步释放活力。 广告 可御可甜 有颜有料 >>进入直播间与主播亲密互动 ×会议强调，要加快建设。",
            "进一步释放活力。 会议强调，要加快建设。",
        ),
        ("推动见效。广告 一步步平步青云！ ×广告 真人秀场 ×要加快建设。", "推动见效。要加快建设。"),
        ("会议结束。(完)返回搜狐，查看更多责任编辑：", "会议结束。(完)"),
        ("会议结束。 更多精彩内容请进入财经频道", "会议结束。 "),
        ("园区开工（点击查看图片），年底投产。", "园区开工，年底投产。"),
    ],
)
def test_advertisements_and_links_are_taken_out_and_can_be_put_back(text: str, left: str) -> None:
    repaired = repair(text)
    assert repaired.text == left
    assert repaired.undo() == text


@pytest.mark.parametrize(
    "text",
    [
        "打造广告 创意产业园，规划用地2×3公里。",
        "广告 产业园建设2×300兆瓦机组。",
        "返回故乡，查看更多项目，企业家很振奋。",
        "群众可点击查看办事指南。",
        "更多精彩内容请关注后续报道，要抓好落实。",
    ],
)
def test_what_a_speech_says_stays(text: str) -> None:
    assert repair(text).text == text
