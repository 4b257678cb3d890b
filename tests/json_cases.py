"""Cases kept as JSON: label, comment, text, what is expected, and whether it is known to fail."""

import json
from pathlib import Path
from typing import Any

import pytest


def read_cases(path: Path) -> list[Any]:
    """One parameter a case, named by its label and text; a known failure is a strict xfail."""
    return [
        pytest.param(
            case,
            id=f"{case['label']}: {case['text'][:20]}",
            marks=[pytest.mark.xfail(strict=True, reason=case["comment"])]
            if case.get("xfail")
            else [],
        )
        for case in json.loads(path.read_text(encoding="utf-8"))
    ]
