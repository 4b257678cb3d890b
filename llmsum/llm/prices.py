"""What a token costs, from a price list that others maintain."""

from llmsum.llm.budget import Price
from llmsum.llm.usage import Meter

FREE = frozenset({"local", "ollama", "vllm", "llamacpp"})
"""Providers that run on the user's own machines."""

_NAMES = {"zhipu": "zhipuai", "moonshot": "moonshotai"}
"""Our provider → its name in the list, where they differ."""

_TOKENS = 1_000
"""Of one request, about: some prices grow with its length."""


def find_price(model_name: str) -> Price | None:
    """The price of PROVIDER/NAME, zero on the user's own machine, None where the list has none."""
    provider, _, model = model_name.partition("/")
    if provider in FREE:
        return Price(0.0, 0.0)
    from genai_prices import Usage, calc_price  # noqa: PLC0415 (a third of a second)

    def per_token(usage: Usage) -> float:
        found = calc_price(usage, model, provider_id=_NAMES.get(provider, provider))
        return float(found.total_price) / _TOKENS

    try:
        return Price(
            prompt=per_token(Usage(input_tokens=_TOKENS)),
            completion=per_token(Usage(output_tokens=_TOKENS)),
            cached=per_token(Usage(input_tokens=_TOKENS, cache_read_tokens=_TOKENS)),
        )
    except LookupError:
        return None


def spent(model_name: str, meter: Meter) -> float | None:
    """US dollars for all calls in the meter, to the millionth; None when no price is known."""
    if not meter.calls:
        return 0.0
    price = find_price(model_name)
    if price is None:
        return None
    asked = price.of(meter.prompt_tokens, meter.completion_tokens, meter.cached_tokens)
    return round(asked, 6)
