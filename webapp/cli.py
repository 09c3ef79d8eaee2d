"""The command `duizhao`: the engine's commands and the application's.

Where the data lies: `--data DIR`, else `./instance` where there is one, else the user's
own folder for the data of programs.  Exit codes: 0 fine, 1 no result (one line on
stderr), 2 wrong use.
"""

from __future__ import annotations

import importlib
import os
import sqlite3
import traceback
from typing import Any

import click

from compare.cli import commands as engine_commands
from compare.cli import system_language
from compare.errors import CompareError

#: The application's commands and the modules they are in, loaded when one is called:
#: the engine's commands need no Flask and should not wait for it.
OWN_COMMANDS = {
    "demo": "webapp.cli_serve",
    "serve": "webapp.cli_serve",
    "import": "webapp.cli_data",
    "user": "webapp.cli_data",
    "backup": "webapp.cli_data",
    "check": "webapp.cli_data",
}


class Commands(click.Group):
    """Loads commands when they are called, and says what went wrong in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*OWN_COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in OWN_COMMANDS:
            module = importlib.import_module(OWN_COMMANDS[cmd_name])
            return next(command for command in module.commands if command.name == cmd_name)
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; never a traceback, unless DUIZHAO_TRACEBACK asks for one."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except CompareError as error:
            line = error.message(system_language())
        except (OSError, sqlite3.Error) as error:
            line = str(error)
        except Exception as error:
            line = f"{type(error).__name__}: {error}"
            if os.environ.get("DUIZHAO_TRACEBACK"):
                traceback.print_exc()
        click.echo(" ".join(line.split()), err=True)
        ctx.exit(1)


@click.group(
    cls=Commands,
    commands={command.name: command for command in engine_commands if command.name},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="duizhao", prog_name="duizhao")
def main() -> None:
    """Compare the yearly editions of a report, annotate and sum up what changed."""


if __name__ == "__main__":
    main()
