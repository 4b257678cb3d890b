"""A report to label, sentences of it, and where the labelled texts are."""

from pathlib import Path

from llmsum.records import Sentence

FOLDER = Path(__file__).parents[3] / "docs" / "labels"

LABELS = [*sorted(FOLDER.glob("*.json")), *sorted((FOLDER / "later").rglob("*.json"))]

PASSAGES = sorted((FOLDER / "passages").glob("*.json"))

PUBLIC = sorted((FOLDER / "public").rglob("*.json"))

NEWS = (
    "来源：望川日报　记者：梅小雨　点击：302",
    "市长叶知远出席会议并讲话，副市长白羽参加。",
    "去年，全市园区完成工业产值920亿元，同比增长12.3%。",
    "但是，园区融资难、人才短缺的问题仍然突出。",
    "要加大招商引资力度，全年引进亿元以上项目60个。",
    "要优化营商环境，审批时限压缩一半，为企业办实事。",
    "要建立考核台账，每月通报排名，对落实不力的严肃问责。",
    "责任编辑：何舟",
)


def speech(*texts: str) -> list[Sentence]:
    """Sentences of one document, each its own paragraph."""
    out, start = [], 0
    for number, text in enumerate(texts, start=1):
        end = start + len(text)
        out.append(Sentence(id=f"S{number}", start=start, end=end, text=text, paragraph=number - 1))
        start = end + 1
    return out
