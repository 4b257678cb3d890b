"""Checks what the installed llmsum made of the five speeches: `python check_briefing.py DIR CODE`.

DIR holds briefing.json and briefing.md; CODE is the exit code of the command that wrote the first.
"""

import json
import sys
from pathlib import Path


def main(folder: str, code: str) -> None:
    data = json.loads(Path(folder, "briefing.json").read_text(encoding="utf-8"))
    page = Path(folder, "briefing.md").read_text(encoding="utf-8")
    speeches = data["speeches"]
    assert int(code) == (1 if any(s["unread"] for s in speeches) else 0), f"exit code {code}"
    assert data["schema_version"] == 1
    assert len(speeches) == 5, len(speeches)
    assert all(s["commitments"] and s["summary"] for s in speeches)
    assert [s["city_status"] for s in speeches].count("masked") == 1
    for theme in data["comparison"]["themes"].values():
        assert len(theme["cities"]) == 4, theme["cities"]
    known = {
        f"{number}#{sentence['id']}"
        for number, speech in enumerate(speeches, start=1)
        for sentence in speech["sentences"]
    }
    assert all(set(line["evidence"]) <= known for line in data["comparison"]["overview"])
    assert page.startswith("# ")
    for expected in ("周口", "海口", "绵阳", "隐名城市", "seeds/haikou-2012.txt"):
        assert expected in page, f"{expected} is missing from the page"
    print(f"briefing: {len(page)} characters, {data['usage']['calls']} calls answered by cassette")


if __name__ == "__main__":
    main(*sys.argv[1:])
