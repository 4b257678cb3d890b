"""What a model's stored answers cost: the ground for saying what the next ones will."""

from sqlalchemy import func, select

from llmsum.records import Record
from llmsum.store.database import Database
from llmsum.store.tables import responses


class Measured(Record):
    """What the stored answers of one task cost, summed up; `seconds` overlap where calls ran side by side."""

    answers: int
    prompt_tokens: int
    completion_tokens: int
    seconds: float


def measured(database: Database, model: str) -> dict[str, Measured]:
    """Task → what its stored answers by this model (PROVIDER/NAME) cost."""
    sums = [
        func.sum(responses.c[name]).label(name)
        for name in ("prompt_tokens", "completion_tokens", "seconds")
    ]
    wanted = select(responses.c.task, func.count().label("answers"), *sums)
    with database.reading() as connection:
        rows = connection.execute(
            wanted.where(responses.c.model == model).group_by(responses.c.task)
        ).mappings()
        return {
            row["task"]: Measured.model_validate({k: row[k] for k in Measured.model_fields})
            for row in rows
        }
