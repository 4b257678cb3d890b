"""The report's own words, in both languages side by side."""

import re
from string import Formatter
from typing import Final

from llmsum.records import Comparability, Firmness, LineStatus, Strength, TargetChange
from llmsum.vocabulary import PAGE_TITLES, Lang

FIRMNESS_NAMES: Final[dict[Lang, dict[Firmness, str]]] = {
    "zh": {
        "ensure": "确保",
        "strive": "力争",
        "will": "要、将",
        "promote": "推动、支持",
        "explore": "探索、研究",
    },
    "en": {
        "ensure": "ensure",
        "strive": "strive",
        "will": "will",
        "promote": "promote",
        "explore": "explore",
    },
}

STRENGTH_NAMES: Final[dict[Lang, dict[Strength, str]]] = {
    "zh": {"hard": "硬", "soft": "软"},
    "en": {"hard": "hard", "soft": "soft"},
}

STATUS_NAMES: Final[dict[Lang, dict[LineStatus, str]]] = {
    "zh": {"verified": "已核对", "extractive": "原文摘句", "unverified": "未通过核对"},
    "en": {
        "verified": "verified",
        "extractive": "the source's own words",
        "unverified": "unverified",
    },
}

TARGET_CHANGE_NAMES: Final[dict[Lang, dict[TargetChange, str]]] = {
    "zh": {"level": "水平", "growth": "增量"},
    "en": {"level": "level", "growth": "growth"},
}

REASONS: Final[dict[Lang, dict[Comparability, str]]] = {
    "zh": {
        "same": "是",
        "no_object": "否：对象不明",
        "one_city": "否：其他城市没有量化指标",
        "other_unit": "否：单位不同",
        "other_change": "否：口径不同",
        "other_object": "否：没有同一对象",
    },
    "en": {
        "same": "yes",
        "no_object": "no: its object is not stated",
        "one_city": "no: no other city states a quantity",
        "other_unit": "no: other units",
        "other_change": "no: a level there, a growth here, or the reverse",
        "other_object": "no: no other city measures this",
    },
}
"""Whether a target can be compared, and if not what the nearest of other cities differs in."""

SIGNS: Final[dict[LineStatus, str]] = {"verified": "", "extractive": "†", "unverified": "‡"}
"""What stands behind a line, by its status."""

_PHRASES: Final[dict[str, tuple[str, str]]] = {
    "briefing_title": PAGE_TITLES["briefing"],
    "summaries_title": PAGE_TITLES["summaries"],
    "commitments_title": PAGE_TITLES["commitments"],
    "counts": (
        "{date} · 城市 {cities} 个 · 文稿 {texts} 篇 · 承诺 {commitments} 项，其中硬承诺 {hard} 项",
        "{date} · cities: {cities} · texts: {texts} · commitments: {commitments}, of these hard: {hard}",
    ),
    "overview": ("概览", "Overview"),
    "matrix": ("城市与主题", "Cities and themes"),
    "comparison": ("主题比较", "Comparison by theme"),
    "comparison_signs": (
        "“只有…提到”：本次比较的其他城市文稿全文不含该词，不说明别处没有；五分之一以上工作报告都有的词不列，立场已写明的只列词。立场为承诺的原文，每句一段，以“；”分开；一个城市有多篇文稿的，各以【日期】标明。",
        "“Only … names”: no other text of this comparison has the word, which says nothing of other places; words that a fifth of work reports have are left out. Stances are commitments in the source's words; where a city has several texts, each stands behind its 【date】.",
    ),
    "shared": ("共同点", "Shared"),
    "differences": ("不同点", "Differences"),
    "stances": ("各城市立场", "Each city's stance"),
    "silence": ("空白与检索词", "Silence, and the words searched for"),
    "silence_signs": (
        "空白：该城市没有归入该主题的部署句。逐句检索下列词语；含词而不是该主题部署的句子列出，可据此复核。",
        "Silence: the city has no deployment sentence on the theme. Its sentences were searched for these words; those that have one, and are no deployment on the theme, are listed to be checked.",
    ),
    "words_searched": ("检索词 {count} 个：{words}", "{count} words searched for: {words}"),
    "no_mention": ("全文不含任何检索词", "no sentence has any of them"),
    "mentions": ("含检索词的句子 {count} 句", "sentences that have one ({count})"),
    "more_mentions": ("另有 {count} 句，见 JSON", "{count} more in the JSON"),
    "not_certain": ("（有未读句，不能断定）", "; some sentences were left unread: not certain"),
    "labelled": ("部署句（按主题）：{count} 句", "Deployment sentences by theme: {count}"),
    "quantified": ("量化指标", "Quantified targets"),
    "quantified_signs": (
        "承诺原文中写明的数量。单位、对象和口径（水平或增量）都相同，且城市不同，才算可比；同一指标排在一起。",
        "The quantities that commitments state. Two are comparable when unit, object and kind (level or growth) are the same and the cities differ; those of one measure stand together.",
    ),
    "clause": ("原文", "Source clause"),
    "amount": ("数量", "Quantity"),
    "object": ("对象", "Object"),
    "change": ("口径", "Kind"),
    "change_since": ("{change}，比{base}", "{change}, over {base}"),
    "none_comparable": (
        "没有两个城市写明同一指标。",
        "No two cities state the same measure.",
    ),
    "not_comparable": (
        "没有可比指标的数量：{count} 个",
        "Quantities without a counterpart: {count}",
    ),
    "comparable": ("可比", "Comparable"),
    "comparable_with": ("是：{ids}", "yes: {ids}"),
    "comparable_with_more": ("是：{ids}，另有 {more} 项", "yes: {ids} and {more} more"),
    "targets": ("指标与期限", "Targets and deadlines"),
    "targets_signs": (
        "写明期限或数量的承诺，以及写明指标的硬承诺。另有软承诺 {count} 项只写了目标，见各城市文稿。",
        "Commitments with a deadline or a number, and hard ones with a target. {count} more, soft ones, state a goal alone: see the texts by city.",
    ),
    "profile": ("承诺概况", "Commitments in figures"),
    "deployed": ("部署句", "Deployment sentences"),
    "committed": ("承诺", "Commitments"),
    "hard_ones": ("其中硬承诺", "Of these hard"),
    "named_body": ("写明责任主体", "With a body"),
    "named_day": ("写明期限", "With a deadline"),
    "named_number": ("写明数量", "With a number"),
    "firmest": ("语气“确保”", "Worded “ensure”"),
    "profile_signs": (
        "各列为句数或承诺项数，硬承诺、责任主体、期限、数量和语气各自计数，可以重叠。文稿长短不一，比较时看占承诺的份额。",
        "Numbers of sentences and of commitments; a commitment may count in several columns. Texts differ in length: compare shares.",
    ),
    "by_city": ("分城市文稿", "Texts by city"),
    "summary": ("摘要", "Summary"),
    "commitments": ("承诺", "Commitments"),
    "untranslated": (
        "未翻译的软承诺：{count} 项",
        "Soft commitments, not translated, in the source's words: {count}",
    ),
    "repairs": ("文本修复：{count} 处", "Repairs to the text: {count}"),
    "marks": ("原文不可尽信之处：{count} 处", "Places not to be taken at their word: {count}"),
    "marked": ("{kind}：{count} 处（{places}）", "{kind}: {count} ({places})"),
    "marked_more": ("……", "…"),
    "broken_bytes": (
        "{count} 处字节无法解码，以\ufffd代替",
        "places that could not be decoded, shown as \ufffd: {count}",
    ),
    "skipped": ("未能读取的文件：{count} 个", "Files that could not be read: {count}"),
    "unread": ("未读句：{count} 句", "Sentences left unread: {count}"),
    "about": ("编制说明", "How this was made"),
    "footnotes": ("原文依据", "Source sentences"),
    "text": ("文{number}", "Source {number}"),
    "page": ("第{number}页", "p. {number}"),
    "city_masked": ("原文隐去", "masked in the source"),
    "city_unknown": ("原文未载明", "not stated in the source"),
    "city_given": (
        "{city}（用户提供，非原文所载）",
        "{city} (given by the user, not by the source)",
    ),
    "not_stated": ("原文未载明", "not stated in the source"),
    "colon": ("：", ": "),
    "comma": ("、", ", "),
    "semicolon": ("；", "; "),
    "percentage_points": ("个百分点", "percentage points"),
    "source": ("来源", "Source"),
    "file": ("文件", "File"),
    "city": ("城市", "City"),
    "city_status": ("城市来源", "City known from"),
    "speaker": ("讲话人", "Speaker"),
    "speaker_title": ("职务", "Title"),
    "date": ("日期", "Date"),
    "event": ("场合", "Event"),
    "published": ("网页发布", "Page published"),
    "headline": ("主旨", "Headline"),
    "id": ("编号", "No."),
    "what": ("事项", "What"),
    "who": ("责任主体", "Who"),
    "by_when": ("期限", "By when"),
    "target": ("指标", "Target"),
    "theme": ("主题", "Theme"),
    "strength": ("硬软", "Strength"),
    "firmness": ("语气", "Firmness"),
    "status": ("核对", "Check"),
    "evidence": ("依据", "Evidence"),
    "quote": ("原文", "Quote"),
    "unread_column": ("未读句数", "Unread"),
    "sentences": ("句数", "Sentences"),
    "prompt": ("提示词文件", "Prompt file"),
    "hash": ("SHA-256 前 12 位", "SHA-256, first 12 digits"),
    "cell": (
        "✓ {deployments}/{commitments}（硬 {hard}）",
        "✓ {deployments}/{commitments} (hard {hard})",
    ),
    "cell_plain": ("✓ {deployments}/{commitments}", "✓ {deployments}/{commitments}"),
    "cell_silent": ("—", "—"),
    "cell_unsure": ("—？", "—?"),
    "none": ("无。", "None."),
    "no_summary": (
        "无可摘要的内容，或未能读出。",
        "nothing to summarise, or nothing of it could be read.",
    ),
    "silent": ("未见立场", "No stance found"),
    "all_silent": ("未见任何城市立场的主题", "No stance of any city was found on"),
    "kind_count": ("{kind}：{count} 处", "{kind}: {count}"),
    "replaced": ("“{before}”改为“{after}”", "“{before}” became “{after}”"),
    "removed": ("删去“{before}”", "removed “{before}”"),
    "inserted": ("补入“{after}”", "inserted “{after}”"),
    "examples_only": (
        "每类列前几例，全部见 JSON。",
        "The first of each kind; all are in the JSON.",
    ),
    "matrix_signs": (
        "“✓ 5/3（硬 2）”：部署 5 句，承诺 3 项，其中硬承诺 2 项。“—”：未见部署和承诺。“—？”：未见，但该城市有未读句，不能断定。一句可归两个主题，承诺只计入第一个，所以有部署而承诺为 0 的主题也可有立场；各行不能相加。",
        "“✓ 5/3 (hard 2)”: 5 deployment sentences, 3 commitments, of these 2 hard. “—”: none found. “—?”: none found, but some sentences of this city were left unread, so silence is not certain. A sentence may count under two themes, a commitment counts under its first: a theme without commitments may have a stance, and rows do not add up.",
    ),
    "commitment_signs": (
        "硬承诺：所引原文写明数字、日期、具名项目（园区、清单）或具名责任单位；其余为软承诺。语气由强到弱：确保、力争、要（将）、推动（支持）、探索（研究）。",
        "Hard: the cited sentences state a number, a date, a named project, park or list, or a named responsible body; all others are soft. Firmness from strong to weak: ensure, strive, will, promote, explore. Who, By when and Target are the source's own words.",
    ),
    "kept_sign": (
        "‡：未通过核对，按用户要求保留。",
        " ‡: failed the check, kept because the user asked for it.",
    ),
    "line_signs": (
        "各行末尾的脚注为所依据的原文句子。†：原文摘句，模型的表述未通过核对，改用原文。“—”：原文未载明。",
        "The footnotes of a line are the source sentences that it rests on. †: the source's own words, in whole or where they stand in quotation marks, because the model's wording failed the check, or because its English could not be checked. “—”: not stated in the source. English lines are translations of lines that were checked in Chinese; names, titles and quotes stand in the source's words.",
    ),
    "repaired_text": (
        "脚注为修复后文本的句子，修复之处见各文“文本修复”。",
        "Footnotes quote the repaired text; the repairs are listed with each text.",
    ),
    "doubts": (
        "原文摘句和未通过核对的行：{count}",
        "Lines in the source's own words, or unverified: {count}",
    ),
    "made_with": ("llmsum {version}，{created}", "llmsum {version}, {created}"),
    "model": ("模型", "Model"),
    "usage": (
        "调用 {calls} 次，另有 {cached_calls} 次取自缓存；输入 {prompt_tokens:,} 词元（其中缓存 {cached_tokens:,}），输出 {completion_tokens:,} 词元；模型用时 {seconds:,.0f} 秒",
        "Calls: {calls}, and {cached_calls} answered from the cache; prompt tokens: {prompt_tokens:,} (cached {cached_tokens:,}); completion tokens: {completion_tokens:,}; seconds in the model: {seconds:,.0f}",
    ),
    "usage_label": ("用量", "Usage"),
    "cost": ("费用（美元）", "Cost (US dollars)"),
    "city_is_stated": ("原文载明", "the source"),
    "city_is_masked": ("原文隐去", "masked in the source"),
    "city_is_given": ("用户提供", "the user"),
    "city_is_unknown": ("原文未载明", "not stated"),
    "this_file": ("本文件", "THIS_FILE"),
    "verify": (
        "复核：下列命令不用模型，把本文逐行与原文比对。",
        "To check this page against its sources, line by line and without a model:",
    ),
}

PHRASES: Final = tuple(_PHRASES)
"""The keys that `say` knows."""


def say(phrase: str, lang: Lang, **values: object) -> str:
    """The phrase in the language, with its values filled in. Raises KeyError for one that is not there.

    >>> say("text", "zh", number=2)
    '文2'
    """
    chinese, english = _PHRASES[phrase]
    return (chinese if lang == "zh" else english).format(**values)


def heard(phrase: str, lang: Lang, text: str) -> dict[str, str] | None:
    """The values, as words, with which `say` gives the text; None where it does not.

    >>> heard("text", "zh", "文2"), heard("text", "zh", "图2")
    ({'number': '2'}, None)
    """
    pattern = "".join(
        re.escape(words) + (f"(?P<{value}>.+?)" if value else "")
        for words, value, _, _ in Formatter().parse(_PHRASES[phrase][lang == "en"])
    )
    match = re.fullmatch(pattern, text)
    return match.groupdict() if match else None
