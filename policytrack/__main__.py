"""The outermost boundary: every way to end becomes an exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from policytrack.cli import cli
from policytrack.errors import EXIT_BUG, EXIT_FAILURE, EXIT_INTERRUPTED, PolicytrackError

if TYPE_CHECKING:
    from types import FrameType


def run(arguments: list[str]) -> int:
    """Carry out one command line; the exit code."""
    # Interpreters that are started to read pages would look for their modules in the current
    # folder first, which may be somebody else's workspace.
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        result = cli.main(arguments, prog_name="policytrack", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted; what was recorded so far is kept", err=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output is gone; keep the interpreter from failing on it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILURE
    except PolicytrackError as error:
        _tell(error)
        return EXIT_FAILURE
    except Exception as error:  # noqa: BLE001 - the boundary: a bug becomes a log file
        return _report_bug(error, arguments)
    return result if isinstance(result, int) else 0


def _tell(error: PolicytrackError) -> None:
    from policytrack.report import escape_terminal

    click.echo(f"error: {escape_terminal(error.message)}", err=True)
    if error.hint:
        click.echo(f"hint: {escape_terminal(error.hint)}", err=True)


def _report_bug(error: Exception, arguments: list[str]) -> int:
    import platform
    import tempfile
    import traceback

    from policytrack import __version__

    lines = [
        f"policytrack {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"arguments: {arguments!r}",
        "",
        *traceback.format_exception(error),
    ]
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="policytrack-", suffix=".log", delete=False, encoding="utf-8",
            errors="backslashreplace",
        ) as log:  # fmt: skip
            log.write("\n".join(lines))
        where = f"the details are in {log.name}; please send that file with a bug report"
    except OSError as unwritable:
        where = f"no log could be written: {unwritable.strerror}"
    click.echo(
        f"error: policytrack failed in a way it should not ({type(error).__name__})", err=True
    )
    click.echo(f"hint: {where}", err=True)
    return EXIT_BUG


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def main() -> NoReturn:
    """The console script."""
    signal.signal(signal.SIGTERM, _interrupt)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
