"""What calls cost in money: by the price list, with a discount for what the service still had."""

from dataclasses import replace

import pytest
from command import SEEDS
from genai_prices import Usage, calc_price
from stand_in import StandIn

from llmsum.llm.models import open_model
from llmsum.llm.prices import find_price, spent
from llmsum.llm.usage import Meter
from llmsum.pipeline import Request, brief_files
from llmsum.progress import Silent
from llmsum.reuse import File
from llmsum.settings import store_url
from llmsum.store import Store


def _asked(prompt: int, completion: int, cached: int = 0) -> Meter:
    meter = Meter()
    meter.add(prompt, completion, cached)
    return meter


def test_the_price_is_that_of_the_list_and_cached_tokens_are_cheaper() -> None:
    listed = calc_price(
        Usage(input_tokens=1000, cache_read_tokens=600, output_tokens=500),
        "deepseek-chat",
        provider_id="deepseek",
    )
    told = spent("deepseek/deepseek-chat", _asked(1000, 500, 600))
    assert told == pytest.approx(float(listed.total_price), abs=1e-6)
    whole = spent("deepseek/deepseek-chat", _asked(1000, 500))
    assert whole is not None
    assert told is not None
    assert 0 < told < whole


def test_own_machines_are_free_unknown_prices_are_none_and_no_call_is_no_cost() -> None:
    assert spent("local/qwen2.5-coder-1.5b", _asked(1000, 500)) == 0.0
    assert find_price("dashscope/of-tomorrow") is None
    assert spent("dashscope/of-tomorrow", _asked(1000, 500)) is None
    assert spent("dashscope/of-tomorrow", Meter()) == 0.0


def test_a_briefing_tells_what_it_cost(service: StandIn) -> None:
    served = open_model("llamacpp/m", service.base_url, "model", Silent())
    model = replace(served, name="deepseek/deepseek-chat")
    store = Store(store_url())
    file = File(SEEDS / "zhoukou-2022.txt", "zhoukou-2022.txt")
    first, second = (brief_files([file], Request(model), store).usage for _ in range(2))
    store.close()
    price = find_price("deepseek/deepseek-chat")
    assert price is not None
    assert first.calls == len(service.asked)
    assert first.cost == pytest.approx(
        price.of(first.prompt_tokens, first.completion_tokens), abs=1e-6
    )
    assert first.cost
    assert (second.calls, second.cost) == (0, 0.0)
