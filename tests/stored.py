"""Answers and runs as a test puts them into a store."""

from llmsum.store import Run, Store, StoredResponse

ANSWER = StoredResponse(
    answer='{"text": "“产业园区”５％"}',
    prompt_tokens=120,
    completion_tokens=30,
    cached_tokens=80,
    attempts=2,
    seconds=1.5,
)


def key(number: int) -> str:
    """The n-th key."""
    return f"{number:064x}"


def run(project: str = "") -> Run:
    """A run of this project."""
    return Run(
        model="local/x",
        language="zh",
        sources={"市.txt": "0" * 64},
        prompts={},
        briefing_sha256="1" * 64,
        created="2026-01-01T00:00:00+00:00",
        project=project,
    )


def keep(store: Store, *numbers: int, letters: int = 0) -> None:
    """Keep an answer under each of these keys; `letters`: how long its text is, in addition."""
    answer = ANSWER.model_copy(update={"answer": f'{{"text": "{"x" * letters}"}}'})
    for number in numbers:
        store.keep(key(number), "label", "local/x", answer)


def known(url: str, *numbers: int) -> set[int]:
    """Which of these the store still has."""
    store = Store(url)
    try:
        return {number for number in numbers if store.response(key(number))}
    finally:
        store._used.clear()
        store.close()
