"""How fast the snapshot job is beside webchanges and urlwatch, on the same pages in the same run.

    python benchmarks/snapshots.py PAGES [--policies 500] [--peers VENV] [--times 3] [--etag]

PAGES is a folder of .html files, served by a process of its own under as many paths as there are
policies, each with a few words of its own. Three runs each: all pages new, a fifth with a sentence
changed, nothing changed. VENV is a virtual environment with the peers in it:

    python -m venv VENV && VENV/bin/pip install webchanges urlwatch html2text

The figures that count are ratios of rates, and the peak memory of a run's processes together.
With `--times` all take turns, and the median of the ratios counts. The ratio of processor time
says the same on a machine that is busy otherwise, but for what a second processor brings.
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
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

TEXT = re.compile(rb"<(?:p|li)\b[^>]*>[^<]{80,}")
AT_LEAST = {"first": 1.5, "a fifth changed": 2.0, "unchanged": 6.0}  # times webchanges' rate
MOST_MEMORY = 250  # MB
URLWATCH = """\
report:
  stdout: {enabled: true}
  text: {line_length: 75, details: true}
"""


Turn = dict[tuple[str, str], "Run"]  # by kind of run and program


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
        *(
            f'[policies."site{n // 10}.example/p{n}"]\nsource = "{url}"\n'
            for n, url in enumerate(urls)
        ),
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


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, those of processors, the most bytes of its processes together, what it printed."""

    seconds: float
    busy: float
    memory: int
    said: str


def measure(command: list[str], home: Path) -> Run:
    """Run a command to its end."""
    with tempfile.TemporaryFile() as out:
        environment = {**os.environ, "HOME": str(home)}
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment)
        most = 0
        while child.poll() is None:
            most = max(most, resident(child.pid))
            time.sleep(0.1)
        seconds = time.perf_counter() - start
        out.seek(0)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        busy = after.ru_utime + after.ru_stime - spent.ru_utime - spent.ru_stime
        return Run(seconds, busy, most, out.read().decode(errors="replace"))


def resident(process: int, parent: bytes = b"") -> int:
    """Bytes that a process and all that it started hold for themselves, shared ones divided.

    A child that does not run its own program yet (`vfork`) is its parent, and counted there.
    """
    total = 0
    try:
        program = Path(f"/proc/{process}/cmdline").read_bytes()
        if program in {b"", parent}:
            return 0
        held = Path(f"/proc/{process}/smaps_rollup").read_text()
        total = 1024 * int(held.partition("Pss:")[2].split()[0])
        for task in Path(f"/proc/{process}/task").iterdir():
            children = (task / "children").read_text().split()
            total += sum(resident(int(child), program) for child in children)
    except (OSError, IndexError, ValueError):
        pass  # it ended meanwhile
    return total


def prepare(folder: Path, urls: list[str], peers: Path | None) -> dict[str, list[str]]:
    """The command of each program, with what it needs in a folder of its own."""
    commands = {"policytrack": prepare_ours(folder / "policytrack", urls)}
    if peers:
        for name, make in (("webchanges", prepare_webchanges), ("urlwatch", prepare_urlwatch)):
            (folder / name).mkdir()
            commands[name] = make(folder / name, urls, peers.absolute())
    return commands


def take_turns(folder: Path, port: int, turn: int, options: argparse.Namespace) -> Turn:
    """The three runs of each program; who is first changes from turn to turn."""
    base = f"http://127.0.0.1:{port}"
    urls = [f"{base}/p/{number}" for number in range(options.policies)]
    commands = prepare(folder, urls, options.peers)
    names = list(commands)[:: -1 if turn % 2 else 1]
    found: Turn = {}
    for edition, kind in zip((0, 1, 1), AT_LEAST, strict=True):
        urllib.request.urlopen(f"{base}/edit/{2 * turn + edition}").close()
        for name in names:
            run = found[kind, name] = measure(commands[name], folder)
            line = (
                f"{kind:16} {name:12} {run.seconds:7.1f} s {options.policies / run.seconds:7.1f}/s"
            )
            line += f" {run.busy:6.1f} s busy {run.memory / 1e6:6.0f} MB"
            if name == "policytrack":
                results = Counter(re.findall(r"^[a-z]+(?= )", run.said, re.MULTILINE))
                line += f"  {dict(results)}"
            elif options.verbose:
                line += "\n" + run.said[-400:]
            print(line, flush=True)
    return found


def conclude(turns: list[Turn]) -> None:
    """The medians of all turns, beside the bars."""
    for kind, least in AT_LEAST.items():
        for peer in sorted({name for one in turns for _, name in one} - {"policytrack"}):
            pairs = [(one[kind, peer], one[kind, "policytrack"]) for one in turns]
            rate = median(theirs.seconds / ours.seconds for theirs, ours in pairs)
            busy = median(theirs.busy / ours.busy for theirs, ours in pairs)
            bar = ""
            if peer == "webchanges":
                bar = f"  at least {least}: {'met' if rate >= least else 'MISSED'}"
            print(f"{kind:16} {rate:6.2f} x {peer} (processor time {busy:.2f} x){bar}")
    most = max(run.memory for one in turns for (_, name), run in one.items()
               if name == "policytrack") / 1e6  # fmt: skip
    verdict = "met" if most <= MOST_MEMORY else "MISSED"
    print(f"memory {most:.0f} MB  at most {MOST_MEMORY}: {verdict}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=Path)
    parser.add_argument("--policies", type=int, default=500)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--etag", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    told: multiprocessing.Queue[int] = multiprocessing.Queue()
    site = Site(options.pages, options.policies, options.etag)
    server = multiprocessing.Process(target=run_site, args=(site, told), daemon=True)
    server.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            port, turns = told.get(timeout=30), []
            for turn in range(options.times):
                (Path(folder) / str(turn)).mkdir()
                turns.append(take_turns(Path(folder) / str(turn), port, turn, options))
            conclude(turns)
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
