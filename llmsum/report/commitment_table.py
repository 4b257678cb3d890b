"""The list of commitments as CSV, for a spreadsheet."""

import csv
import io

from llmsum.records import Analysis, Briefing, Commitment
from llmsum.report.escape import BYTE_ORDER_MARK, csv_cell
from llmsum.report.tables import hard_first
from llmsum.report.wording import FIRMNESS_NAMES, STATUS_NAMES, STRENGTH_NAMES, say
from llmsum.vocabulary import THEME_NAMES, Lang

_COLUMNS = [
    "city",
    "city_status",
    "source",
    "speaker",
    "date",
    "id",
    "what",
    "who",
    "by_when",
    "target",
    "theme",
    "strength",
    "firmness",
    "status",
    "evidence",
    "quote",
]


def commitment_csv(briefing: Briefing) -> str:
    """One row for each commitment, hard ones first within a speech; RFC 4180, with a byte order mark."""
    lang = briefing.language
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(say(column, lang) for column in _COLUMNS)
    for speech in briefing.speeches:
        for commitment in hard_first(speech.commitments):
            writer.writerow(csv_cell(value) for value in _row(speech, commitment, lang))
    return out.getvalue()


def _row(speech: Analysis, c: Commitment, lang: Lang) -> tuple[str | None, ...]:
    return (
        None if speech.city_status == "masked" else speech.city,
        say(f"city_is_{speech.city_status}", lang),
        speech.source.path,
        speech.speaker,
        speech.date,
        c.id,
        c.action,
        c.actor,
        c.deadline,
        c.target,
        THEME_NAMES[lang][c.theme],
        STRENGTH_NAMES[lang][c.strength],
        FIRMNESS_NAMES[lang][c.firmness],
        STATUS_NAMES[lang][c.status],
        " ".join(c.evidence),
        c.quote,
    )
