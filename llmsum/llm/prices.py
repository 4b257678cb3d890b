"""What a token costs, from a price list that others maintain."""

from llmsum.llm.budget import Price

FREE = frozenset({"local", "ollama", "vllm", "llamacpp"})
"""Providers that run on the user's own machines."""

_NAMES = {"zhipu": "zhipuai", "moonshot": "moonshotai"}
"""Our provider → its name in the list, where they differ."""

_TOKENS = 1_000_000


def find_price(model_name: str) -> Price | None:
    """The price of PROVIDER/NAME, zero on the user's own machine, None where the list has none."""
    provider, _, model = model_name.partition("/")
    if provider in FREE:
        return Price(0.0, 0.0)
    from genai_prices import Usage, calc_price  # noqa: PLC0415 (a third of a second)

    try:
        prompt = calc_price(
            Usage(input_tokens=_TOKENS), model, provider_id=_NAMES.get(provider, provider)
        )
        completion = calc_price(
            Usage(output_tokens=_TOKENS), model, provider_id=_NAMES.get(provider, provider)
        )
    except LookupError:
        return None
    return Price(float(prompt.total_price) / _TOKENS, float(completion.total_price) / _TOKENS)
