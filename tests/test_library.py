"""llmsum as a library: what the package names, and the example of the README."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import SEEDS
from stand_in import MODEL, StandIn

import llmsum


def test_every_public_name_is_there() -> None:
    assert sorted(llmsum.__all__) == llmsum.__all__
    assert all(getattr(llmsum, name) is not None for name in llmsum.__all__)
    with pytest.raises(AttributeError, match="has no nothing"):
        llmsum.nothing  # noqa: B018


def test_the_package_alone_imports_nothing_heavy() -> None:
    code = "import llmsum, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pydantic", "sqlalchemy", "openai", "click"} & set(done.stdout.split())


def test_the_example_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, service: StandIn
) -> None:
    readme = (SEEDS.parent / "README.md").read_text("utf-8")
    (example,) = re.findall("```python\n(.*?)```", readme, re.DOTALL)
    model = f'open_model("llamacpp/{MODEL}", "{service.base_url}", labeller="model")'
    assert "open_model()" in example
    (tmp_path / "speeches").mkdir()
    (tmp_path / "speeches" / "a.txt").write_bytes((SEEDS / "zhoukou-2020.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(example.replace("open_model()", model), {})
    page = Path("briefing.md").read_text("utf-8")
    assert page.startswith("# 产业园区讲话比较简报")
    assert "[^1-S" in page
