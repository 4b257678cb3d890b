from pathlib import Path

from llmsum.report.schema import briefing_schema

PUBLISHED = Path(__file__).parents[2] / "docs" / "briefing.schema.json"


def test_the_published_schema_is_that_of_the_records():
    """Renew it with `python -m llmsum.report.schema > docs/briefing.schema.json`."""
    assert PUBLISHED.read_text(encoding="utf-8") == briefing_schema()


def test_the_schema_allows_keys_that_later_versions_add():
    assert 'additionalProperties": false' not in briefing_schema()
