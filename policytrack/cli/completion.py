"""`policytrack completion`."""

from __future__ import annotations

import click

HOWTO = {
    "bash": "echo 'eval \"$(policytrack completion bash)\"' >> ~/.bashrc",
    "zsh": "echo 'eval \"$(policytrack completion zsh)\"' >> ~/.zshrc",
    "fish": "policytrack completion fish > ~/.config/fish/completions/policytrack.fish",
}


@click.command("completion", epilog="Example: " + HOWTO["bash"])
@click.argument("shell", type=click.Choice(list(HOWTO)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    script = kind(ctx.find_root().command, {}, "policytrack", "_POLICYTRACK_COMPLETE")
    click.echo(script.source())
