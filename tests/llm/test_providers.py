"""`--model PROVIDER/NAME` finds its server, and its key stays secret."""

import subprocess
import sys

import pytest

from llmsum.errors import ConfigError, MissingKey, UnknownProvider
from llmsum.llm.providers import DEFAULT_MODEL, PROVIDERS, resolve_model

KEY = "sk-very-secret"


def test_the_default_model_is_embedded_and_needs_nothing() -> None:
    choice = resolve_model(DEFAULT_MODEL, None, {})
    assert (choice.provider, choice.model, choice.base_url) == ("local", "qwen2.5-coder-1.5b", None)
    assert choice.is_local
    assert choice.name == DEFAULT_MODEL


@pytest.mark.parametrize("provider", [p for p in PROVIDERS.values() if p.key_variable])
def test_a_provider_takes_its_key_from_its_variable(provider) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(MissingKey, match=provider.key_variable):
        resolve_model(f"{provider.name}/m", None, {provider.key_variable: " "})
    choice = resolve_model(f"{provider.name}/m", None, {provider.key_variable: KEY})
    assert choice.api_key is not None
    assert choice.api_key.get_secret_value() == KEY
    assert choice.base_url == provider.base_url


def test_a_key_is_never_shown() -> None:
    choice = resolve_model("deepseek/deepseek-chat", None, {"DEEPSEEK_API_KEY": KEY})
    assert KEY not in repr(choice) + str(choice) + choice.model_dump_json()


def test_a_model_name_may_hold_slashes() -> None:
    assert resolve_model("vllm/Qwen/Qwen3-8B", None, {}).model == "Qwen/Qwen3-8B"


def test_a_near_miss_is_suggested_and_all_presets_are_listed() -> None:
    with pytest.raises(UnknownProvider, match="Did you mean deepseek") as caught:
        resolve_model("deepseak/deepseek-chat", None, {})
    assert all(name in str(caught.value) for name in PROVIDERS)


@pytest.mark.parametrize("name", ["deepseek-chat", "", "nobody/x", "openai"])
def test_a_name_without_a_known_provider_is_refused(name: str) -> None:
    with pytest.raises(UnknownProvider):
        resolve_model(name, None, {"OPENAI_API_KEY": KEY})


@pytest.mark.parametrize("env", [{}, {"OPENAI_API_KEY": KEY}])
def test_any_compatible_server_by_its_address(env: dict[str, str]) -> None:
    choice = resolve_model("Qwen/Qwen3-8B", "http://gpu:9000/v1", env)
    assert (choice.provider, choice.model) == ("custom", "Qwen/Qwen3-8B")
    assert choice.base_url == "http://gpu:9000/v1"
    assert (choice.api_key is not None) == bool(env)
    assert resolve_model(choice.name, "http://gpu:9000/v1", env) == choice


def test_a_base_url_overrides_the_preset() -> None:
    address = "https://dashscope-intl.aliyuncs.com/compatible-mode/v1"
    choice = resolve_model("dashscope/qwen-plus", address, {"DASHSCOPE_API_KEY": KEY})
    assert (choice.provider, choice.base_url) == ("dashscope", address)


@pytest.mark.parametrize(
    ("name", "base_url"),
    [
        ("local/qwen2.5-coder-1.5b", "http://gpu:9000/v1"),
        ("m", "gpu:9000"),
        ("m", f"http://me:{KEY}@gpu/v1"),
        ("", "http://gpu:9000/v1"),
        ("vllm/", None),
    ],
)
def test_what_cannot_work_is_refused_without_showing_secrets(
    name: str, base_url: str | None
) -> None:
    with pytest.raises(ConfigError) as caught:
        resolve_model(name, base_url, {})
    assert KEY not in str(caught.value)


def test_resolving_loads_no_model_client() -> None:
    code = (
        "import sys, llmsum.llm.providers as p; p.resolve_model(p.DEFAULT_MODEL, None, {});"
        "print(sorted({'openai', 'instructor', 'httpx2'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
