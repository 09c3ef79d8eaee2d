"""The command `duizhao`: the engine's commands and the application's.

Where the data lies: `--data DIR`, else `./instance` where there is one, else the user's
own folder for the data of programs.  Exit codes: 0 fine, 1 no result (one line on
stderr), 2 wrong use.
"""

from __future__ import annotations

import gc
import importlib
import os
import traceback
from typing import Any

import click

from compare.cli import LANGUAGE, system_language
from compare.cli import commands as engine_commands
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


def _is_of_database(error: Exception) -> bool:
    """Whether it is a sqlite3.Error; told without sqlite3, which the engine's commands do not load."""
    return any(kind.__module__ == "sqlite3" for kind in type(error).__mro__)


#: Numpy's linear algebra would share its work among all cores.  The matrices here are too small for
#: that: the threads mostly wait for each other, and where the machine has other work (as that of several
#: people) a comparison takes three times as long.  Jobs inherit it; whoever sets the variable is obeyed.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}


#: The collector of cyclic garbage looks through everything there is whenever so many objects more were made.
#: A comparison makes hundreds of thousands and hardly one cycle; by default it looks after every 700.
GARBAGE_AFTER = 50_000


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
        gc.set_threshold(GARBAGE_AFTER)
        for name, value in ONE_THREAD.items():
            os.environ.setdefault(name, value)
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except CompareError as error:
            line = error.message(ctx.meta.get(LANGUAGE) or system_language())
        except OSError as error:
            line = str(error)
        except Exception as error:
            if _is_of_database(error):
                line = str(error)
            else:
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
