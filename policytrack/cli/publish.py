"""`policytrack publish`."""

from __future__ import annotations

from pathlib import Path

import click

from policytrack.cli.shared import LANGUAGES, Door, open_workspace


@click.command("publish", epilog="Example: policytrack publish site --url https://example.org/p/")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--url", metavar="URL", default="", help="Where the site will be found.")
@click.option("--title", default="", help="What the site is called.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en",
              help="Of the interface (default: en).")  # fmt: skip
@click.pass_obj
def command(door: Door, folder: Path, url: str, title: str, language: str) -> None:
    """Write a static site of policies and changes.

    Pages, feeds and data; it needs no server and loads nothing from elsewhere. Published again,
    only what changed is written; the site is replaced whole or not at all. With --url the feeds
    name whole addresses, and a sitemap is made.
    """
    from policytrack.publish import SiteOptions
    from policytrack.publish.catalogue import Catalogue
    from policytrack.tracker.publishing import publish

    if url and not url.lower().startswith(("http://", "https://")):
        raise click.UsageError("--url must begin with http:// or https://.")
    options = SiteOptions(title=title or Catalogue(language)("site"), url=url, language=language)
    done = publish(open_workspace(door), folder, options)
    click.echo(
        f"{done.folder}: {done.policies} policies, {done.changes} changes, "
        f"{done.files} files, {done.written} of them written"
    )
