"""The change report as Markdown."""

from collections.abc import Iterable, Iterator

from llmsum.ledger import Entry
from llmsum.ledger.page import interest, mention_lines, names
from llmsum.refresh.changes import Cause, Changes
from llmsum.report.escape import escape_markdown
from llmsum.report.wording import say
from llmsum.verify import find_quantities
from llmsum.vocabulary import THEME_NAMES, Lang

CAUSE_NAMES: dict[Lang, dict[Cause, str]] = {
    "zh": {
        "source": "来源",
        "prompt": "提示词",
        "model": "模型",
        "settings": "设置",
        "llmsum": "程序版本",
        "unread": "补读未读句",
    },
    "en": {
        "source": "the source",
        "prompt": "the prompt",
        "model": "the model",
        "settings": "the settings",
        "llmsum": "the version of llmsum",
        "unread": "unread sentences asked again",
    },
}

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "title": "变化",
        "first": "这是本项目的第一份简报，没有可比的前一份。",
        "none": "来源、承诺和各城市的部署都没有变化。",
        "sources": "来源",
        "new": "新增",
        "changed": "修改",
        "moved": "移动",
        "removed": "移除",
        "basis": "分析依据",
        "ledger": "新讲话与同一城市先前讲话相比",
        "speeches": "原有来源的承诺",
        "stances": "各城市的部署",
        "cause": "（原因：{}）",
        "vague": "另有 {} 项没有数字、期限或名称的提法未再提，见 `llmsum history`",
        "plain": "另有 {} 项新提没有数字或期限，见简报",
        "added": "新列",
        "left_out": "不再列",
        "silent": "（没有部署）",
    },
    "en": {
        "title": "Changes",
        "first": "This is the project's first briefing; there is none before it to compare with.",
        "none": "Sources, commitments and what the cities deploy are as they were.",
        "sources": "Sources",
        "new": "new",
        "changed": "changed",
        "moved": "moved",
        "removed": "removed",
        "basis": "What the analysis rests on",
        "ledger": "New speeches beside earlier ones of the same city",
        "speeches": "Commitments of sources that were there before",
        "stances": "What cities deploy",
        "cause": " (because of {})",
        "vague": "{} more without a number, date or name were not mentioned again, see `llmsum history`",
        "plain": "{} more are new, without a number or date: see the briefing",
        "added": "now listed",
        "left_out": "no longer listed",
        "silent": "(nothing)",
    },
}

_PAUSE: dict[Lang, str] = {"zh": "。", "en": ". "}


def render_changes(changes: Changes) -> str:
    """The report in the language of the briefing."""
    words = _WORDS[changes.lang]
    lines = [f"# {words['title']} {changes.created[:10]}", ""]
    if changes.is_first:
        lines += [words["first"], ""]
    for heading, body in (
        ("sources", _sources(changes)),
        ("basis", _basis(changes)),
        ("ledger", _ledger(changes)),
        ("speeches", _speeches(changes)),
        ("stances", _stances(changes)),
    ):
        if told := list(body):
            lines += [f"## {words[heading]}", "", *told, ""]
    if not changes:
        lines += [words["none"], ""]
    return "\n".join(lines).rstrip() + "\n"


def _sources(changes: Changes) -> Iterator[str]:
    words, sources, colon = _WORDS[changes.lang], changes.sources, say("colon", changes.lang)
    for kind, paths in (
        ("new", sources.new),
        ("changed", sources.changed),
        ("moved", [f"{before} → {after}" for before, after in sources.moved]),
        ("removed", sources.removed),
    ):
        for path in paths:
            yield f"- {words[kind]}{colon}{escape_markdown(path)}"


def _basis(changes: Changes) -> Iterator[str]:
    colon = say("colon", changes.lang)
    for cause, before, after in changes.basis.changed:
        moved = f"{escape_markdown(before or '—')} → {escape_markdown(after or '—')}"
        yield f"- {CAUSE_NAMES[changes.lang][cause]}{colon}{moved}"


def _ledger(changes: Changes) -> Iterator[str]:
    words = _WORDS[changes.lang]
    vague = [entry for entry in changes.ledger if _is_vague(entry)]
    plain = [entry for entry in changes.ledger if _is_plain(entry)]
    told = [entry for entry in changes.ledger if entry not in (*vague, *plain)]
    for entry in sorted(told, key=interest):
        theme = THEME_NAMES[changes.lang][entry.theme]
        what = (escape_markdown(entry.city), theme, escape_markdown(entry.object), entry.id)
        yield f"- **{names(entry.standing, changes.lang)}** {' · '.join(what)}"
        for mention in entry.mentions[-2:]:
            yield from mention_lines(mention, changes.lang)
    for kind, left_out in (("plain", plain), ("vague", vague)):
        if left_out:
            yield f"- {words[kind].format(len(left_out))}"


def _is_vague(entry: Entry) -> bool:
    """Nobody misses that 要处理好发展与安全的关系 was not said again."""
    return entry.standing == ("dropped",) and entry.mentions[-1].strength == "soft"


def _is_plain(entry: Entry) -> bool:
    """New, by itself, and without a number or date: the briefing of the new speech tells it."""
    last = entry.mentions[-1]
    is_new = len(entry.mentions) == 1 and entry.standing == ("new",) and not last.candidate
    return is_new and not (last.deadline or find_quantities(last.quote))


def _speeches(changes: Changes) -> Iterator[str]:
    words = _WORDS[changes.lang]
    for speech in changes.speeches:
        cause = words["cause"].format(_causes(speech.causes, changes.lang))
        yield f"- {escape_markdown(speech.path)}{cause}"
        for mention in speech.mentions:
            yield from mention_lines(mention, changes.lang)


def _stances(changes: Changes) -> Iterator[str]:
    """The commitments of a stance are told apart where `llmsum.tasks.strategy` ties them."""
    words, colon, tie = (
        _WORDS[changes.lang],
        say("colon", changes.lang),
        say("semicolon", changes.lang),
    )
    for stance in changes.stances:
        place = f"{THEME_NAMES[changes.lang][stance.theme]} · {escape_markdown(stance.city)}"
        before, after = (
            line.text.split(tie) if line else [] for line in (stance.before, stance.after)
        )
        told = [
            f"{words[kind]}{colon}{escape_markdown(tie.join(parts))}"
            for kind, parts in (
                ("added", [part for part in after if part not in before]),
                ("left_out", [part for part in before if part not in after]),
            )
            if parts
        ]
        if not after:
            told.append(words["silent"])
        if told:  # else the order alone is another
            yield f"- {place}{colon}{_PAUSE[changes.lang].join(told)}"


def _causes(causes: Iterable[Cause], lang: Lang) -> str:
    return say("comma", lang).join(CAUSE_NAMES[lang][cause] for cause in causes)
