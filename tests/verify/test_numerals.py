"""What Chinese numerals are worth, exactly, and which characters form none."""

from fractions import Fraction
from pathlib import Path

import pytest
from json_cases import read_cases

from llmsum.verify.numerals import parse_han

CASES = read_cases(Path(__file__).with_name("numerals.json"))


@pytest.mark.parametrize("case", CASES)
def test_value(case):
    expected = None if case["expect"] is None else Fraction(case["expect"])
    assert parse_han(case["text"]) == expected
