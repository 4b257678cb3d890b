"""What decides an analysis: while none of it changes nothing is done again, and nothing stale is used."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from short_speech import TEXT
from sqlalchemy import create_engine
from stand_in import StandIn, saying
from stored import keep, known

from llmsum import pipeline, reuse
from llmsum.errors import EmptySource
from llmsum.llm.endpoint import Model
from llmsum.llm.models import open_model
from llmsum.pipeline import Request, brief_files, foresee
from llmsum.progress import Silent
from llmsum.records import Briefing
from llmsum.reuse import File, analysis_key, basis_of, code_hash
from llmsum.settings import store_url
from llmsum.store import Store
from llmsum.store.analyses import KEPT
from llmsum.store.contents import contents
from llmsum.store.upkeep import clear, shrink
from llmsum.text import Columns


@pytest.fixture
def file(tmp_path: Path) -> File:
    path = tmp_path / "speech.txt"
    path.write_text(TEXT, encoding="utf-8")
    return File(path, "speech.txt")


@pytest.fixture
def model(service: StandIn) -> Model:
    return open_model("llamacpp/m", service.base_url, "model", Silent())


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store(store_url())
    yield opened
    opened.close()


def _said(briefing: Briefing) -> dict[str, Any]:
    return briefing.model_dump(exclude={"created": True, "usage": True})


@pytest.fixture
def nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on, to read or analyse anything fails."""

    def forbid() -> None:
        def fail(*_: object, **__: object) -> None:
            pytest.fail("done again")

        monkeypatch.setattr(reuse, "read_speeches", fail)
        monkeypatch.setattr(pipeline, "analyse", fail)

    return forbid


def test_the_same_file_is_neither_read_nor_analysed_again(
    file: File, model: Model, store: Store, nothing_is_done: Callable[[], None]
) -> None:
    first = brief_files([file], Request(model), store)
    nothing_is_done()
    second = brief_files([file], Request(model), store)
    assert _said(second) == _said(first)
    assert second.usage.calls == 0
    assert second.usage.cached_calls == first.usage.calls + first.usage.cached_calls
    assert foresee([file], Request(model), store) == ()


def test_every_row_of_a_table_comes_back_and_what_was_skipped_is_told_again(
    tmp_path: Path, model: Model, store: Store, nothing_is_done: Callable[[], None]
) -> None:
    path = tmp_path / "rows.csv"
    line = TEXT.splitlines()[1]
    path.write_text(f"city,text\n云岭市,{line}\n云山市, \n云海市,{line}\n", encoding="utf-8")
    table = File(path, "in/rows.csv")
    first = brief_files([table], Request(model), store)
    assert [a.source.path for a in first.speeches] == ["in/rows.csv#1", "in/rows.csv#3"]
    assert [s.path for s in first.skipped] == ["in/rows.csv#2"]
    nothing_is_done()
    assert _said(brief_files([table], Request(model), store)) == _said(first)


def test_another_text_sidecar_name_or_way_of_reading_is_another_analysis(file: File) -> None:
    keys = [analysis_key(file, "b"), analysis_key(file, "another basis")]
    keys.append(analysis_key(replace(file, name="b/speech.txt"), "b"))
    keys.append(analysis_key(replace(file, encoding="gb18030"), "b"))
    keys.append(analysis_key(replace(file, columns=Columns(text="正文")), "b"))
    sidecar = file.path.with_suffix(".toml")
    for said in ('city = "云岭"', 'city = "云山"'):
        sidecar.write_text(said, encoding="utf-8")
        keys.append(analysis_key(file, "b"))
    sidecar.rename(file.path.with_name("speech.txt.toml"))
    keys.append(analysis_key(file, "b"))
    file.path.write_text(TEXT + "要抓紧。\n", encoding="utf-8")
    keys.append(analysis_key(file, "b"))
    assert len(set(keys)) == len(keys)
    assert None not in keys
    assert analysis_key(replace(file, path=file.path.with_name("gone.txt")), "b") is None


def test_another_model_setting_or_prompt_is_another_basis(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = tmp_path / "probe.npz"
    bases = [basis_of(model, "zh"), basis_of(model, "en"), basis_of(model, "zh", "summary")]
    for change in (
        {"identity": "gguf:0"},
        {"mode": "TOOLS"},
        {"window": 601},
        {"labeller": "probe"},
        {"small": not model.small},
    ):
        bases.append(basis_of(replace(model, **change), "zh"))  # type: ignore[arg-type]
    for data in (b"1", b"2"):
        weights.write_bytes(data)
        bases.append(basis_of(replace(model, probe_weights=weights), "zh"))
    prompts = shutil.copytree(reuse.PACKAGE.parent / "prompts", tmp_path / "prompts")
    monkeypatch.setattr("llmsum.llm.prompts.prompts_dir", lambda: prompts)
    assert basis_of(model, "zh") == bases[0]
    (prompts / "label.jinja").write_text("another\n=== user ===\n", encoding="utf-8")
    bases.append(basis_of(model, "zh"))
    assert len(set(bases)) == len(bases)


def test_another_installed_package_is_another_basis(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    before = basis_of(model)
    (tmp_path / "opencc-9.9.9.dist-info").mkdir()
    assert basis_of(model) != before


@pytest.mark.parametrize(
    "changed", ["tasks/lines.py", "verify/units.json", "tasks/probe/weights.npz", "records.py"]
)
def test_another_line_of_code_or_of_data_is_another_basis(tmp_path: Path, changed: str) -> None:
    package = shutil.copytree(reuse.PACKAGE, tmp_path / "llmsum")
    before = code_hash(reuse.PACKAGE)
    assert code_hash(package) == before
    code_hash.cache_clear()
    (package / "report" / "page.py").write_text("# no part in an analysis", encoding="utf-8")
    assert code_hash(package) == before
    code_hash.cache_clear()
    with (package / changed).open("ab") as opened:
        opened.write(b"\n# x = 1\n")
    assert code_hash(package) != before


def test_parts_language_and_themes_are_told_apart(
    file: File, model: Model, store: Store, service: StandIn
) -> None:
    whole = Request(model)
    for request in (
        whole,
        replace(whole, parts=frozenset({"summary"})),
        replace(whole, themes=("projects",)),
        replace(whole, lang="en"),
    ):
        brief_files([file], request, store)
    assert contents(store.database).analyses == 4


def test_an_answer_that_did_not_come_is_asked_for_again(
    file: File, model: Model, store: Store, service: StandIn
) -> None:
    fitting = service.otherwise
    service.otherwise = lambda body: saying("no JSON")
    first = brief_files([file], Request(model), store)
    assert first.speeches[0].unread
    assert contents(store.database).analyses == 0
    service.otherwise = fitting
    assert not brief_files([file], Request(model), store).speeches[0].unread


def test_what_a_dry_run_imagines_is_never_kept(file: File, model: Model, store: Store) -> None:
    assert foresee([file], Request(model), store)
    assert contents(store.database).analyses == 0


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    file: File, model: Model, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reuse.read_speeches

    def meanwhile(path: Path, *others: Any) -> Any:
        reading = read(path, *others)
        path.write_text("要抓紧建设产业园区。\n", encoding="utf-8")
        return reading

    monkeypatch.setattr(reuse, "read_speeches", meanwhile)
    brief_files([file], Request(model), store)
    assert contents(store.database).analyses == 0


def test_a_file_that_cannot_be_read_is_told_each_time(
    file: File, model: Model, store: Store, tmp_path: Path
) -> None:
    empty = File(tmp_path / "empty.txt", "empty.txt")
    empty.path.write_bytes(b"")
    for _ in range(2):
        briefing = brief_files([empty, file], Request(model), store)
        assert [skipped.path for skipped in briefing.skipped] == ["empty.txt"]
        assert len(briefing.speeches) == 1
    with pytest.raises(EmptySource):
        brief_files([empty], Request(model), store)


def test_what_is_damaged_is_made_again(
    file: File, model: Model, store: Store, service: StandIn
) -> None:
    first = brief_files([file], Request(model), store)
    service.asked.clear()
    engine = create_engine(store_url())
    for data in (b"no zlib", b"x\x9c\x03\x00\x00\x00\x00\x01"):
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE analyses SET data = ?", (data,))
        assert _said(brief_files([file], Request(model), store)) == _said(first)
    engine.dispose()
    assert service.asked == []


def test_answers_that_a_finished_analysis_rests_on_stay(
    file: File, model: Model, store: Store, service: StandIn
) -> None:
    request = Request(model, project="/周报")
    for _ in range(2):  # the second run asks the store for the analysis alone
        brief_files([file], request, store)
    service.asked.clear()
    shrink(store.database, 0)
    assert contents(store.database).analyses == 1
    # As if the code had changed: all is analysed again, from the answers alone.
    brief_files([file], replace(request, themes=("projects",)), store)
    assert service.asked == []


def test_analyses_go_before_answers_and_in_time_by_themselves(
    file: File, model: Model, store: Store
) -> None:
    brief_files([file], Request(model), store)
    brief_files([file], Request(model, parts=frozenset({"summary"})), store)
    assert contents(store.database).analyses == 2
    keep(store, 1)
    size = contents(store.database)
    shrink(store.database, size.size + size.analyses_size - 1)
    assert contents(store.database).analyses == 1
    assert contents(store.database).answers == size.answers
    for _ in range(KEPT + 1):
        brief_files([file], Request(model), store)
    assert contents(store.database).analyses == 1
    assert known(store_url(), 1) == {1}
    clear(store.database)
    assert contents(store.database).analyses == 0
