"""The published JSON Schema of a briefing. `python -m llmsum.report.schema` prints it."""

import json
import sys

from llmsum.records import Briefing

_TITLE = "llmsum briefing"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def briefing_schema() -> str:
    """The schema of `render_briefing(…, "json")`, as docs/briefing.schema.json holds it.

    Unknown keys are allowed, as the contract promises: later versions may add some, so a
    program that checks a briefing with this schema keeps working.
    """
    schema = Briefing.model_json_schema(mode="serialization")
    for record in (schema, *schema["$defs"].values()):
        if record.get("additionalProperties") is False:
            del record["additionalProperties"]
    published = {"$schema": _DIALECT, **schema, "title": _TITLE}
    return json.dumps(published, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(briefing_schema())
