"""Help: every command says what it does, shows an example, and explains every option."""

from collections.abc import Iterator

import click
import pytest
from command import SEEDS, Command

from llmsum.cli import cli


def _commands(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            sub = command.get_command(context, name)
            assert sub is not None
            yield from _commands(sub, (*path, name))


ALL = dict(_commands(cli))
LEAVES = {path: command for path, command in ALL.items() if not isinstance(command, click.Group)}


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_explains_itself_and_its_options(
    llmsum: Command, path: tuple[str, ...]
) -> None:
    done = llmsum(*path, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: {' '.join(['llmsum', *path])}")
    options = [o for o in ALL[path].params if isinstance(o, click.Option)]
    assert ALL[path].help
    assert not [option.name for option in options if not option.help]


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_every_command_shows_an_example(llmsum: Command, path: tuple[str, ...]) -> None:
    shown = llmsum(*path, "--help").out
    assert "Example" in shown
    assert f"  {' '.join(['llmsum', *path])}" in shown.partition("Example")[2]


def test_the_exit_codes_are_told(llmsum: Command) -> None:
    assert "0 done; 1 done, but" in llmsum("--help").out.replace("\n  ", " ")


def test_a_misspelt_command_is_wrong_use(llmsum: Command) -> None:
    done = llmsum("compere", "seeds/")
    assert done.code == 2
    assert "No such command 'compere'. Did you mean compare?" in done.err
    assert "mean" not in llmsum("frobnicate").err


def test_a_path_without_a_command_is_told_where_it_goes(llmsum: Command) -> None:
    done = llmsum(SEEDS)
    assert done.code == 2
    assert f"Name one before the path: llmsum compare {SEEDS}" in done.err


@pytest.mark.parametrize(
    "path",
    [path for path in ALL if path not in LEAVES],
    ids=lambda path: " ".join(path) or "llmsum",
)
def test_a_list_of_commands_cuts_no_sentence(llmsum: Command, path: tuple[str, ...]) -> None:
    assert "..." not in llmsum(*path, "--help").out.partition("Commands:")[2]
