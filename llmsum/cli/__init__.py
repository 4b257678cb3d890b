"""The command line: parse, call, print, exit. Commands are imported when they are called."""

import errno
import gc
import importlib
import os
import signal
import sys
from pathlib import Path
from types import FrameType

import click

from llmsum import __version__
from llmsum.errors import LlmsumError

_COMMANDS = {
    "read": "llmsum.cli.read:read",
    "summarise": "llmsum.cli.summarise:summarise",
    "commitments": "llmsum.cli.commitments:commitments",
    "compare": "llmsum.cli.compare:compare",
    "verify": "llmsum.cli.verify:verify",
    "init": "llmsum.cli.init:init",
    "refresh": "llmsum.cli.refresh:refresh",
    "history": "llmsum.cli.history:history",
    "schedule": "llmsum.cli.schedule:schedule",
    "config": "llmsum.cli.config:config",
    "eval": "llmsum.cli.eval:evaluate",
    "model": "llmsum.cli.model:model",
    "cache": "llmsum.cli.cache:cache",
    "doctor": "llmsum.cli.doctor:doctor",
}


class _Commands(click.Group):
    """Knows the commands by name and loads one only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with what may have been meant by a name that is no command."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib  # noqa: PLC0415 (start-up time)

            meant = ""
            if near := difflib.get_close_matches(args[0], _COMMANDS, n=1):
                meant = f" Did you mean {near[0]}?"
            elif Path(args[0]).exists():
                meant = f" Name one before the path: llmsum compare {args[0]}"
            raise click.UsageError(error.message + meant, ctx) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="llmsum")
def cli() -> None:
    """Summarise Chinese industrial-park speeches, list their commitments and compare cities.

    Every line of the result cites sentences of its source and is checked against them by code.
    The default model runs on this machine; nothing leaves it unless you name a remote model.

    \b
    Start here:
      llmsum compare seeds/ -o briefing.md    a briefing over a folder of speeches
      llmsum commitments speech.txt           who does what, by when, how much
      llmsum read speech.txt                  the text as llmsum repaired it

    Exit codes: 0 done; 1 done, but something is unread, skipped, unverified or unsupported; 2 wrong use or
    unusable input; 3 the model or its service failed; 130 interrupted, answers kept.
    """


def main() -> None:
    """Run the command line and exit; an error that a user can meet is one line on stderr."""
    # A command's records and imports live until its end: to look for garbage among them again and
    # again takes a tenth of its time.
    gc.set_threshold(20_000)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        code = cli.main(prog_name="llmsum", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        code = _say("Interrupted. Every answer so far is kept; run the same command to go on.", 130)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except LlmsumError as error:
        if "--verbose" in sys.argv:
            raise
        code = _say(f"Error: {error}", error.exit_code)
    except BrokenPipeError:
        _forget_output()
        code = 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _forget_output()
        code = _say("Error: No room is left where standard output goes. Free some space.", 2)
    sys.exit(code if isinstance(code, int) else 0)


def _forget_output() -> None:
    """What is left in the buffer of standard output goes nowhere, lest the exit try it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
