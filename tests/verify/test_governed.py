"""What is only supported, got rid of or done on a condition, and whose office it is."""

import pytest

from llmsum.verify import check_line

TURNED = [
    ("北京、上海建设具有全球影响力的科技创新中心", "支持北京、上海建设具有全球影响力的科技创新中心。"),
    ("大型企业建立技术转移和服务平台", "鼓励大型企业建立技术转移和服务平台,向创业者提供技术支撑服务。"),
    ("破除创新和成果转化，优化创新政策供给", "破除束缚创新和成果转化的制度障碍，优化创新政策供给。"),
    ("支持智能机器人加快规模应用", "支持智能机器人在确保安全前提下加快规模应用，在实践中不断解决问题。"),
    ("李强陪同调研", "尹力、吴政隆陪同调研。"),
    ("吉林省委书记胡家福出席并宣布项目开工", "吉林省委常委、延边州委书记胡家福出席并宣布项目开工。"),
]  # fmt: skip

RIGHT = [
    ("大力支持大型企业建立技术转移平台", "支持大型企业建立技术转移平台。"),
    ("破除制度障碍", "破除束缚创新和成果转化的制度障碍。"),
    ("在确保安全前提下加快规模应用", "支持智能机器人在确保安全前提下加快规模应用。"),
    ("要确保质量和安全，加快进度", "要在确保质量和安全的前提下加快进度。"),
    ("延边州委副书记洪庆出席", "延边州委常委、副书记洪庆出席。"),
    ("企业要加大研发投入", "支持企业开展攻关。企业要加大研发投入。"),
]


@pytest.mark.parametrize(("line", "sentence"), TURNED)
def test_a_line_without_the_word_that_governs_it_is_refused(line: str, sentence: str) -> None:
    assert check_line(line, [sentence])


@pytest.mark.parametrize(("line", "sentence"), RIGHT)
def test_a_line_that_keeps_it_passes(line: str, sentence: str) -> None:
    assert check_line(line, [sentence]) == ()
