import pytest
from seeds_briefing import seeds_briefing

from llmsum.records import Briefing
from llmsum.report import render_briefing


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return seeds_briefing()


@pytest.fixture(scope="module")
def page(briefing: Briefing) -> str:
    return render_briefing(briefing, "md")


@pytest.fixture(scope="module")
def data(briefing: Briefing) -> str:
    return render_briefing(briefing, "json")
