"""Cities, and the counties, districts and county-level cities below them, by the names that texts use."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PROVINCES = (
    "河北|山西|辽宁|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|四川|贵州|云南"
    "|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|吉林省|海南省"
)
"""As a regular expression; 吉林 and 海南 with their unit only, since they are cities and prefectures too."""

PROVINCE_UNIT = r"(?:省|(?:壮族|回族|维吾尔)?自治区)?"


@dataclass(frozen=True)
class County:
    """A county, district, banner or county-level city.

    `name` is what `city` calls it: 昆山 for 昆山市, as with larger cities, but 平江县 and 涪陵区,
    whose short names are often those of something else. `cities` are the short names of the cities that
    it may belong to, more than one where several places share its name.
    """

    full: str
    name: str
    cities: tuple[str, ...]

    @property
    def stem(self) -> str:
        """The name without its unit: 昆山, 平江."""
        return self.full[:-1]

    @property
    def unit(self) -> str:
        return self.full[-1]


def _lines(name: str) -> list[str]:
    text = files("llmsum.text.metadata").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def city_names() -> dict[str, str]:
    """Each way in which the gazetteer lets a city be named → its short name."""
    names = {}
    for line in _lines("cities.txt"):
        full, _, short = line.partition(" ")
        short = short or full.removesuffix("市")
        names[short] = short
        if not full.endswith("市"):
            names[full] = short
    return names


@cache
def counties() -> dict[str, County]:
    """The full name of each county-level place → what is known of it, without those named as a city."""
    found = {}
    for line in _lines("counties.txt"):
        full, *cities = line.split()
        is_city = full.endswith("市") and full[:-1] not in city_names()
        if full not in city_names() and (is_city or not full.endswith("市")):
            found[full] = County(full, full[:-1] if is_city else full, tuple(cities))
    return found


@cache
def longest_county() -> int:
    """Characters of the longest full name."""
    return max(map(len, counties()))


@cache
def county_stems() -> dict[str, tuple[County, ...]]:
    """Each short name of a county-level place that is not a city's too → the places that have it."""
    found: dict[str, tuple[County, ...]] = {}
    for county in counties().values():
        if len(county.stem) > 1 and county.stem not in city_names():
            found[county.stem] = (*found.get(county.stem, ()), county)
    return found


def county_level_city(name: str) -> County | None:
    """The county-level city of a short name: 昆山."""
    return next((county for county in county_stems().get(name, ()) if county.name == name), None)


def county_before(text: str, end: int) -> County | None:
    """The county-level place whose full name ends there."""
    for length in range(min(longest_county(), end), 2, -1):
        if county := counties().get(text[end - length : end]):
            return county
    return None


def county_after(text: str, start: int, city: str) -> County | None:
    """The county-level place of a city whose name, full or short, begins there."""
    for length in range(longest_county(), 1, -1):
        word = text[start : start + length]
        for county in (counties().get(word), *county_stems().get(word, ())):
            if county and city in county.cities:
                return county
    return None
