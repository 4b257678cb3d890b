"""The normalised form of dates and periods, whichever language they were written in.

A value is `YEAR` or `YEAR-PART`. YEAR is four digits, `this`, `last`, `next`, `last2` (前年),
`next2` (后年), `same` and `following` (同年, 次年, of a year named before), `this/next` (今明两年),
or empty where the text leaves it out. PART is `MM`, `MM-DD`, `MM-end`, `MM-early`, `MM-mid`, `MM-late` (上旬, 中旬,
下旬), `Q1`…`Q4`, `H1`, `H2` (with `-end` for 季度末), `M01/M05` (January to May), `end`, `mid` (年中) or
`whole`; `month`, `next_month` and `last_month` (本月, 下月, 上月), with the rest of `MM`'s forms
(`month-29`), and `quarter`, `next_quarter`, `last_quarter` count from those of the text, `tomorrow`
from its day; `week`, `next_week-5` (下周五), `week-end`; `weekday-5` is the next Friday. `spring` … `winter` are
seasons. A range has a stroke: `2023/2025`, `-06-28/07-03`. Five-year plans are `FYP14` and
`FYP14-end`; spans such as 近三年 are `past:3年`, 未来五年 `next:5年`, 三年内 `within:3年`, 半年内
`within:6月`, 一年半内 `within:18月`; a term of office is `term` and `term-end`, 春节前 is `-春节` with the bound `by`, 本世纪中叶 `century-mid`.
"""

from dataclasses import dataclass
from typing import Literal

Bound = Literal["by", "after", ""]
"""`by`: 前, 底前, 到…, by; `after`: 后, 起, since; empty: neither."""


@dataclass(frozen=True)
class DateMention:
    """A date or period at [start, end) of the text. Equal periods have equal `value`s."""

    start: int
    end: int
    text: str
    value: str
    bound: Bound = ""

    @property
    def year(self) -> str:
        return self.value.partition("-")[0]

    @property
    def part(self) -> str:
        return self.value.partition("-")[2]

    def supported_by(self, other: "DateMention") -> bool:
        """Whether `other` says at least as much: 2023年 is supported by 2023年底, not the reverse."""
        if {self.bound, other.bound} == {"by", "after"}:
            return False
        if self.text.endswith("起") and other.bound != "after":
            return False
        if self.text.endswith("前") and not other.bound and not self.part.endswith("end"):
            # 5月前 ends where 5月 begins; 年底前 and 年底 are one deadline.
            return False
        return self.year in ("", other.year) and (
            self.part in ("", other.part) or other.part.startswith(self.part + "-")
        )


def period(year: str, part: str) -> str:
    """The value for a year and a part of it, either of which may be empty."""
    return f"{year}-{part}" if part else year
