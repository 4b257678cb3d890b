"""A briefing as JSON, record by record: as one text thousands of speeches take more room than as records."""

from collections.abc import Iterator

from llmsum.records import Briefing


def json_pieces(briefing: Briefing, indent: int = 0) -> Iterator[str]:
    """What `model_dump_json` gives, in pieces; `indent`: spaces a level, 0 for all on one line."""
    comparison = briefing.comparison
    bare = comparison.model_copy(update={"silence": (), "targets": ()})
    frame = briefing.model_copy(update={"speeches": (), "comparison": bare})
    rest = frame.model_dump_json(indent=indent or None)
    for name, records, level in (
        ("speeches", briefing.speeches, 1),
        ("silence", comparison.silence, 2),
        ("targets", comparison.targets, 2),
    ):
        before, _, rest = rest.partition(f'"{name}": []' if indent else f'"{name}":[]')
        yield f'{before}"{name}": [' if indent else f'{before}"{name}":['
        edge = "\n" + " " * indent * level if indent else ""
        for number, record in enumerate(records):
            text = record.model_dump_json(indent=indent or None)
            if indent:  # no string in it has a line break as it is
                text = f"\n{text}".replace("\n", edge + " " * indent)
            yield f",{text}" if number else text
        yield f"{edge}]" if records else "]"
    yield rest
