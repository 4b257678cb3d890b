"""What a model's stored answers cost: the ground for saying what the next ones will."""

from sqlalchemy import func, select

from llmsum.records import Record, Usage
from llmsum.store.database import Database
from llmsum.store.tables import responses, rests_on


class TaskCost(Record):
    """What the stored answers of one task cost, summed up; `seconds` overlap where calls ran side by side."""

    answers: int
    prompt_tokens: int
    completion_tokens: int
    seconds: float


def task_costs(database: Database, model: str) -> dict[str, TaskCost]:
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
            row["task"]: TaskCost.model_validate({k: row[k] for k in TaskCost.model_fields})
            for row in rows
        }


def cost_of_last_run(database: Database, project: str) -> Usage:
    """What the answers that the project's last run rests on cost when they were asked, summed up.

    `calls` counts every attempt; `seconds` overlap where calls ran side by side. What was cut off
    is not in it: it left no answer.
    """
    names = ("prompt_tokens", "completion_tokens", "cached_tokens", "seconds")
    sums = [func.coalesce(func.sum(responses.c[name]), 0).label(name) for name in names]
    attempts = func.coalesce(func.sum(responses.c.attempts), 0).label("calls")
    wanted = select(rests_on.c.key).where(rests_on.c.project == project)
    with database.reading() as connection:
        found = connection.execute(select(attempts, *sums).where(responses.c.key.in_(wanted))).one()
    cost = Usage.model_validate(dict(found._mapping))
    return cost.model_copy(update={"seconds": round(cost.seconds, 1)})
