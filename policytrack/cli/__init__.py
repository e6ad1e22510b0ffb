"""The door: click options, one call into the floors below, what to print, exit code.

Knows no policy, no git and no network of its own. Commands are loaded when they are called, so
that `policytrack --help` and `--version` stay quick.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from policytrack import __version__

# name: (module that defines it, its short help; a test holds the two together)
COMMANDS = {
    "init": ("init", "Make a workspace, here or in DIR."),
    "add": ("add", "Track a policy: a URL or a file."),
    "snapshot": ("snapshot", "Read the tracked policies and record what changed."),
    "status": ("status", "Show what is tracked and how it stands."),
    "log": ("log", "Show what happened to the policies, newest first."),
    "blame": ("blame", "Show since when each sentence says what it says."),
    "timeline": ("timeline", "Draw the lives of a policy's sections."),
    "show": ("show", "Print the text of a policy, now or at a date."),
    "diff": ("diff", "Show what changed, section by section."),
    "notes": ("notes", "Write change notes in Markdown."),
    "publish": ("publish", "Write a static site of policies and changes."),
    "redline": ("redline", "Write the whole text with its changes marked: HTML, DOCX, PDF."),
    "note": ("note", "Put your own words on a change."),
    "check": ("check", "Check policies before they go out, for CI and pre-commit."),
    "held": ("held", "List held texts, and release or dismiss one."),
    "verify": ("verify", "Check everything that is kept, offline."),
    "replay": ("replay", "Show what today's program would make of the captures that are kept."),
    "import": ("import_", "Take over an archive's versions, with their dates."),
    "export": ("export", "Write what is recorded, for other programs."),
    "notify": ("notify", "Send the notices that wait."),
    "pull": ("pull", "Take over what other machines recorded."),
    "push": ("push", "Give what is recorded here to a remote."),
    "doctor": ("doctor", "Say what should be looked after."),
    "schedule": ("schedule", "Write the unit or workflow that takes snapshots by itself."),
    "extract": ("extract", "Print the text that is read out of a page or file."),
    "demo": ("demo", "Make a workspace from the embedded sample and look around."),
    "completion": ("completion", "Print the completion script for a shell."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which they are commonly met."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"policytrack.cli.{COMMANDS[cmd_name][0]}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest of all commands where there is none of that name."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with `policytrack demo`, or see `policytrack COMMAND --help`.",
)
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Act as if started in DIR.",
)
@click.option("--no-pager", is_flag=True, help="Never pipe output through a pager.")
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, folder: Path, no_pager: bool) -> None:
    """Track privacy policies and terms, and see what changed, section by section.

    \b
    policytrack init                     make a workspace
    policytrack add https://…/privacy    track a policy
    policytrack snapshot                 record what it says today
    policytrack diff                     what changed last
    """
    ctx.obj = {"folder": folder, "pager": not no_pager}
