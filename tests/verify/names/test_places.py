"""Places are found from left to right, the longest name first, and not inside of other words."""

import pytest

from llmsum.verify.names.places import place_problems


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到七里河区调研", ["七里河区"]),
        ("打造七里河区域中心", []),
        ("学习内蒙古和鄂尔多斯市", ["内蒙古", "鄂尔多斯"]),
        ("朝阳产业向朝阳市集聚", ["朝阳市"]),
        ("周口", ["周口"]),
        ("周", []),
        ("", []),
    ],
)
def test_places_of_a_line(text: str, found: list[str]) -> None:
    assert place_problems(text, "") == [f"地名“{place}”不在所引句中" for place in sorted(found)]
