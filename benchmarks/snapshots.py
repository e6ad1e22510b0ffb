"""How fast the snapshot job is beside webchanges and urlwatch, on the same pages in the same run.

    python benchmarks/snapshots.py PAGES [--policies 500] [--peers VENV] [--etag]

PAGES is a folder of .html files, served by a process of its own under as many paths as there are
policies, each with a few words of its own. Three runs each: all pages new, a fifth with a sentence
changed, nothing changed. VENV is a virtual environment with the peers in it:

    python -m venv VENV && VENV/bin/pip install webchanges urlwatch html2text

The figures that count are ratios of rates, and the peak memory of a run's processes together.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from hashlib import sha256
from pathlib import Path

TEXT = re.compile(rb"<(?:p|li)\b[^>]*>[^<]{80,}")
AT_LEAST = {"first": 1.5, "a fifth changed": 2.0, "unchanged": 6.0}  # times webchanges' rate
MOST_MEMORY = 250  # MB
URLWATCH = """\
report:
  stdout: {enabled: true}
  text: {line_length: 75, details: true}
"""


def edit(page: bytes, words: str) -> bytes:
    """The page with the words at the end of a paragraph in its middle."""
    found = list(TEXT.finditer(page))
    at = found[len(found) // 2].end() if found else page.rfind(b"</body>")
    return page[:at] + b" " + words.encode() + page[at:]


class Site:
    """The pages over HTTP/1.1. `/edit/N` makes it the Nth edition, in which a fifth differs."""

    def __init__(self, folder: Path, policies: int, etag: bool) -> None:
        files = sorted(folder.glob("*.html"))
        self._pages = [file.read_bytes() for file in files if file.stat().st_size > 2000]
        self._bodies: dict[int, bytes] = {}
        self._policies, self._etag, self._edition = policies, etag, 0

    def body(self, number: int) -> bytes:
        """The page of a policy as it now is."""
        if number not in self._bodies:
            page = self._pages[number % len(self._pages)]
            words = f"This copy has the number {number}."
            if self._edition and number % 5 == 0:
                words = f"This copy was changed {self._edition} times since {number}."
            self._bodies[number] = edit(page, words)
            if len(self._bodies) > 600:
                self._bodies.pop(next(iter(self._bodies)))
        return self._bodies[number]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until the client closes it."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(self.answer(head))
                await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            pass
        finally:
            writer.close()

    def answer(self, head: bytes) -> bytes:
        """The answer to a request's head."""
        _, kind, number = head.split(b" ", 2)[1].decode().split("/")
        if kind == "edit":
            self._edition = int(number)
            self._bodies.clear()
            return b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        body = self.body(int(number))
        etag = b""
        if self._etag:
            mark = sha256(body).hexdigest()[:16].encode()
            etag = b'ETag: "' + mark + b'"\r\n'
            if mark in head:
                return b"HTTP/1.1 304 Not Modified\r\n" + etag + b"\r\n"
        length = str(len(body)).encode()
        kind_of = b"Content-Type: text/html\r\nContent-Length: "
        return b"HTTP/1.1 200 OK\r\n" + etag + kind_of + length + b"\r\n\r\n" + body


def run_site(site: Site, told: multiprocessing.Queue[int]) -> None:
    async def run() -> None:
        server = await asyncio.start_server(site.serve, "127.0.0.1", 0, limit=1 << 20)
        told.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def prepare_ours(folder: Path, urls: list[str]) -> list[str]:
    program = [sys.executable, "-m", "policytrack", "-C", str(folder)]
    subprocess.run([*program, "init"], check=True, capture_output=True)
    rows = [
        "[settings]\nallow_private = true\npause = 0\nparallel = 8\nrespect_robots = false\n",
        *(f'[policies."site.example/p{n}"]\nsource = "{url}"\n' for n, url in enumerate(urls)),
    ]
    (folder / "policytrack.toml").write_text("\n".join(rows), encoding="utf-8")
    return [*program, "snapshot"]


def prepare_webchanges(folder: Path, urls: list[str], venv: Path) -> list[str]:
    jobs = "\n---\n".join(f"url: {url}\nfilter:\n  - html2text:" for url in urls)
    (folder / "jobs.yaml").write_text(jobs + "\n", encoding="utf-8")
    program = [str(venv / "bin" / "webchanges"), "--jobs", str(folder / "jobs.yaml")]
    return [*program, "--database", str(folder / "snapshots.db")]


def prepare_urlwatch(folder: Path, urls: list[str], venv: Path) -> list[str]:
    jobs = "\n---\n".join(f"url: {url}\nfilter:\n  - html2text: pyhtml2text" for url in urls)
    (folder / "urls.yaml").write_text(jobs + "\n", encoding="utf-8")
    (folder / "config.yaml").write_text(URLWATCH, encoding="utf-8")
    program = [str(venv / "bin" / "urlwatch"), "--urls", str(folder / "urls.yaml")]
    paths = ["--config", str(folder / "config.yaml"), "--cache", str(folder / "cache.db")]
    return [*program, *paths, "--hooks", str(folder / "hooks.py")]


def measure(command: list[str], home: Path) -> tuple[float, float, float, str]:
    """Seconds, those of processors, the most megabytes with its children, what it printed."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        environment = {**os.environ, "HOME": str(home)}
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment)
        most = 0
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        while child.poll() is None:
            most = max(most, resident(child.pid))
            time.sleep(0.1)
        seconds = time.perf_counter() - start
        out.seek(0)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        busy = after.ru_utime + after.ru_stime - spent.ru_utime - spent.ru_stime
        return seconds, busy, most / 1e6, out.read().decode(errors="replace")


def resident(process: int) -> int:
    """Bytes that a process and all that it started hold for themselves, shared ones divided."""
    total = 0
    try:
        held = Path(f"/proc/{process}/smaps_rollup").read_text()
        total = 1024 * int(held.partition("Pss:")[2].split()[0])
        for task in Path(f"/proc/{process}/task").iterdir():
            children = (task / "children").read_text().split()
            total += sum(resident(int(child)) for child in children)
    except (OSError, IndexError, ValueError):
        pass  # it ended meanwhile
    return total


def compare(folder: Path, port: int, options: argparse.Namespace) -> None:
    base = f"http://127.0.0.1:{port}"
    urls = [f"{base}/p/{number}" for number in range(options.policies)]
    commands = {"policytrack": prepare_ours(folder / "policytrack", urls)}
    if options.peers:
        for name, prepare in (("webchanges", prepare_webchanges), ("urlwatch", prepare_urlwatch)):
            (folder / name).mkdir()
            commands[name] = prepare(folder / name, urls, options.peers.absolute())
    for edition, (kind, least) in zip((0, 1, 1), AT_LEAST.items(), strict=True):
        urllib.request.urlopen(f"{base}/edit/{edition}").close()
        rates: dict[str, float] = {}
        for name, command in commands.items():
            seconds, busy, megabytes, said = measure(command, folder)
            rates[name] = options.policies / seconds
            line = f"{kind:16} {name:12} {seconds:7.1f} s {rates[name]:7.1f}/s"
            line += f" {busy:6.1f} s busy {megabytes:6.0f} MB"
            if name == "policytrack":
                results = Counter(row.split()[0] for row in said.splitlines() if row.strip())
                line += f"  {dict(results)}" + "  TOO LARGE" * (megabytes > MOST_MEMORY)
            elif options.verbose:
                line += "\n" + said[-400:]
            print(line, flush=True)
        for name in list(rates)[1:]:
            ratio = rates["policytrack"] / rates[name]
            verdict = "  TOO SLOW" if name == "webchanges" and ratio < least else ""
            bar = f" (at least {least})" if name == "webchanges" else ""
            print(f"{kind:16} {ratio:5.2f} x {name}{bar}{verdict}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=Path)
    parser.add_argument("--policies", type=int, default=500)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--etag", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    told: multiprocessing.Queue[int] = multiprocessing.Queue()
    site = Site(options.pages, options.policies, options.etag)
    server = multiprocessing.Process(target=run_site, args=(site, told), daemon=True)
    server.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            compare(Path(folder), told.get(timeout=30), options)
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
