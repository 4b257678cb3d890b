"""Writes the golden files anew: `python tests/report/golden/update.py`. Read the diff before you commit it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from fictional import briefing

from llmsum.report import render_briefing, render_commitments, render_summaries

if __name__ == "__main__":
    for page in (render_briefing, render_summaries, render_commitments):
        for lang in ("zh", "en"):
            name = page.__name__.removeprefix("render_")
            path = Path(__file__).with_name(f"{name}.{lang}.md")
            path.write_text(page(briefing(lang), "md"), encoding="utf-8")
