"""The providers that `--model PROVIDER/NAME` knows, and how a model's name becomes a place to ask.

Light on purpose: no openai, no instructor.
"""

import difflib
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from llmsum.errors import ConfigError, MissingKey, UnknownProvider
from llmsum.records import Record

Mode = Literal["JSON", "JSON_SCHEMA", "TOOLS"]
"""Names of Instructor's modes. JSON_SCHEMA: the server constrains the answer to the schema;
JSON: the schema is prompt text and the answer is some JSON object; TOOLS: a function call."""

DEFAULT_MODEL = "local/qwen2.5-coder-1.5b"
CUSTOM = "custom"


class Provider(Record):
    """A preset. `key_variable` is the environment variable with the API key, None where there is no key."""

    name: str
    base_url: str | None
    key_variable: str | None
    mode: Mode
    notes: str


class ModelChoice(Record):
    """Which model to ask, and where. `base_url` is None for the embedded engine, known once it runs."""

    provider: str
    model: str
    base_url: str | None
    mode: Mode
    key_variable: str | None = None
    api_key: SecretStr | None = None

    @property
    def name(self) -> str:
        """The choice as `--model` takes it."""
        return f"{self.provider}/{self.model}"

    @property
    def is_local(self) -> bool:
        """True for the embedded engine, which has to be started first."""
        return self.provider == "local"


def _preset(name: str, base_url: str | None, key: str | None, mode: Mode, notes: str) -> Provider:
    return Provider(name=name, base_url=base_url, key_variable=key, mode=mode, notes=notes)


# The remote Chinese services document JSON output for all their models, but forced function
# calls only for those that do not think first: hence JSON, not TOOLS.
PROVIDERS: dict[str, Provider] = {
    preset.name: preset
    for preset in (
        _preset("local", None, None, "JSON_SCHEMA", "embedded engine, on this machine"),
        _preset("openai", "https://api.openai.com/v1", "OPENAI_API_KEY", "TOOLS", "OpenAI"),
        _preset(
            "deepseek", "https://api.deepseek.com", "DEEPSEEK_API_KEY", "JSON", "DeepSeek 深度求索"
        ),
        _preset(
            "dashscope",
            "https://dashscope.aliyuncs.com/compatible-mode/v1",
            "DASHSCOPE_API_KEY",
            "JSON",
            "Qwen 通义千问; outside China: --base-url https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
        ),
        _preset(
            "zhipu",
            "https://open.bigmodel.cn/api/paas/v4",
            "ZHIPUAI_API_KEY",
            "JSON",
            "GLM 智谱; outside China: --base-url https://api.z.ai/api/paas/v4",
        ),
        _preset(
            "moonshot",
            "https://api.moonshot.cn/v1",
            "MOONSHOT_API_KEY",
            "JSON",
            "Kimi 月之暗面; outside China: --base-url https://api.moonshot.ai/v1",
        ),
        _preset(
            "ollama", "http://localhost:11434/v1", None, "JSON_SCHEMA", "Ollama on this machine"
        ),
        _preset(
            "vllm",
            "http://localhost:8000/v1",
            None,
            "JSON_SCHEMA",
            "vLLM at port 8000; elsewhere: --base-url",
        ),
        _preset(
            "llamacpp",
            "http://localhost:8080/v1",
            None,
            "JSON_SCHEMA",
            "a llama-server that you run, at port 8080",
        ),
    )
}


def resolve_model(name: str, base_url: str | None, env: Mapping[str, str]) -> ModelChoice:
    """Turn `PROVIDER/NAME` (`NAME` may hold slashes) and `--base-url` into a choice.

    With a base URL, a name whose first part is no preset is the model's name as a whole, on an
    OpenAI-compatible server; its key is OPENAI_API_KEY when set. A preset's key goes to the base
    URL that is given with it: that is how proxies and regional addresses are used.

    Raises UnknownProvider, MissingKey, and ConfigError for a malformed name or address.
    """
    if base_url is not None:
        _check_url(base_url)
    first, slash, rest = name.strip().partition("/")
    provider = PROVIDERS.get(first) if slash else None
    if provider is None:
        if base_url is None:
            raise UnknownProvider(_unknown(name, first))
        return _custom(name.strip().removeprefix(CUSTOM + "/"), base_url, env)
    if not rest:
        raise ConfigError(f"The model {name!r} has no name after the provider: {first}/NAME.")
    if provider.name == "local" and base_url is not None:
        raise ConfigError(
            f"{name} runs on this machine and takes no --base-url. For another server, "
            "name its model without 'local/'."
        )
    return ModelChoice(
        provider=provider.name,
        model=rest,
        base_url=base_url or provider.base_url,
        mode=provider.mode,
        key_variable=provider.key_variable,
        api_key=_required_key(provider, env),
    )


def _custom(model: str, base_url: str, env: Mapping[str, str]) -> ModelChoice:
    if not model:
        raise ConfigError("--base-url needs the model's name too: --model NAME.")
    key = env.get("OPENAI_API_KEY", "").strip()
    return ModelChoice(
        provider=CUSTOM,
        model=model,
        base_url=base_url,
        mode="JSON_SCHEMA",
        key_variable="OPENAI_API_KEY",
        api_key=SecretStr(key) if key else None,
    )


def _required_key(provider: Provider, env: Mapping[str, str]) -> SecretStr | None:
    if provider.key_variable is None:
        return None
    key = env.get(provider.key_variable, "").strip()
    if not key:
        raise MissingKey(
            f"The provider {provider.name} needs an API key: set the environment variable "
            f"{provider.key_variable}, or use the embedded model ({DEFAULT_MODEL})."
        )
    return SecretStr(key)


def _unknown(name: str, first: str) -> str:
    near = difflib.get_close_matches(first.lower(), PROVIDERS, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return (
        f"The model {name!r} names no known provider (PROVIDER/NAME).{hint} "
        f"Known: {', '.join(PROVIDERS)}; any other OpenAI-compatible server: --base-url URL."
    )


def _check_url(base_url: str) -> None:
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(
            f"The base URL must be an http or https address; {base_url!r} is not. Mend it in "
            "--base-url, LLMSUM_BASE_URL or llmsum.toml: `llmsum config` says where it comes from."
        )
    if parts.username or parts.password:
        # Not repeated in the message: it holds a secret.
        raise ConfigError(
            "The base URL must not hold a name or password; set OPENAI_API_KEY instead."
        )
