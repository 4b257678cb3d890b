"""The field's terms, in the order in which every table shows them."""

from functools import cache
from typing import Literal, get_args

Lang = Literal["zh", "en"]

Role = Literal["deployment", "achievement", "status", "problem", "activity", "rationale"]

Theme = Literal[
    "positioning",
    "layout",
    "projects",
    "attraction",
    "innovation",
    "governance",
    "environment",
    "infrastructure",
    "green_safety",
    "accountability",
    "other",
]

ROLES: tuple[Role, ...] = get_args(Role)
THEMES: tuple[Theme, ...] = get_args(Theme)
COMPARED_THEMES: tuple[Theme, ...] = THEMES[:-1]
"""The ten themes on which cities are compared; `other` is listed, not compared."""

ROLE_NAMES: dict[Lang, dict[Role, str]] = {
    "zh": {
        "deployment": "部署",
        "achievement": "成绩",
        "status": "现状",
        "problem": "问题",
        "activity": "活动",
        "rationale": "意义",
    },
    "en": {role: role for role in ROLES},
}

THEME_NAMES: dict[Lang, dict[Theme, str]] = {
    "zh": {
        "positioning": "产业定位",
        "layout": "规划布局",
        "projects": "项目投资",
        "attraction": "招商引资",
        "innovation": "科技人才",
        "governance": "体制机制与投融资",
        "environment": "营商环境",
        "infrastructure": "基础设施与产城融合",
        "green_safety": "绿色安全",
        "accountability": "考核落实",
        "other": "其他",
    },
    "en": {
        "positioning": "Industrial positioning",
        "layout": "Planning and layout",
        "projects": "Projects and investment",
        "attraction": "Investment attraction",
        "innovation": "Technology and talent",
        "governance": "Governance and finance",
        "environment": "Business environment",
        "infrastructure": "Infrastructure and city integration",
        "green_safety": "Green development and safety",
        "accountability": "Accountability and delivery",
        "other": "Other",
    },
}


@cache
def theme_words() -> dict[Theme, tuple[str, ...]]:
    """The words that each theme is searched by (themes.toml), in the themes' order.

    The probe counts them, and a report names them when it says that a city is silent on a theme.

    >>> "产业集群" in theme_words()["positioning"]
    True
    """
    import tomllib  # noqa: PLC0415 (start-up time)
    from importlib import resources  # noqa: PLC0415

    text = resources.files("llmsum").joinpath("themes.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)
    return {theme: tuple(words[theme]) for theme in THEMES}


TERM_OF_MANY = 0.1
"""Share of work reports: what more of them have in quotation marks (揭榜挂帅) is a term of everybody."""


@cache
def word_shares() -> dict[str, float]:
    """Theme word, or term that many quote → the share of 400 work reports that have it so
    (benchmarks/word_shares.py).

    >>> word_shares()["四好农村路"] > TERM_OF_MANY
    True
    """
    import json  # noqa: PLC0415 (start-up time)
    from importlib import resources  # noqa: PLC0415

    text = resources.files("llmsum").joinpath("word_shares.json").read_text(encoding="utf-8")
    shares: dict[str, float] = json.loads(text)
    return shares


PAGE_TITLES: dict[str, tuple[str, str]] = {
    "briefing": ("产业园区讲话比较简报", "Comparison of industrial-park speeches"),
    "summaries": ("产业园区讲话摘要", "Summaries of industrial-park speeches"),
    "commitments": ("产业园区讲话承诺清单", "Commitments in industrial-park speeches"),
}
"""The titles of llmsum's own pages, Chinese and English: by them a page is known for no speech."""
