"""An installed Chromium: found, started with a fresh profile, and ended for certain."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from policytrack.errors import FetchError

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "brave-browser",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--mute-audio",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-default-apps", "--disable-dev-shm-usage",
    "--no-default-browser-check", "--disable-domain-reliability", "--metrics-recording-only",
    "--disable-features=OptimizationHints,Translate,MediaRouter,DialMediaRouteProvider",
    # Whatever does not pass through the proxy does not pass at all.
    "--proxy-bypass-list=<-loopback>", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--js-flags=--max-old-space-size=512",
    "--remote-debugging-address=127.0.0.1", "--remote-debugging-port=0",
)  # fmt: skip
START = 30.0  # seconds; a cold start on a busy machine takes ten
BY_HAND = "Try to start it by hand with --headless."
NO_SANDBOX = (
    "Its sandbox is forbidden here: allow user namespaces, or install Debian's chromium-sandbox."
)
MISSING = "Install Chromium, or name the browser's program with --browser."


def find_chromium(given: str = "") -> str:
    """The program to run; FetchError where there is none."""
    if given:
        found = shutil.which(given)
        if found is None:
            raise FetchError(f"{given} is no program that can be run", hint=MISSING)
        return found
    for name in (*NAMES, *PLACES):
        if found := shutil.which(name):
            return found
    raise FetchError("no Chromium is installed", hint=MISSING)


class Chromium:
    """A running browser and its profile, both gone when it is closed."""

    def __init__(self, program: str, proxy: str) -> None:
        self._profile = Path(tempfile.mkdtemp(prefix="policytrack-browser-"))
        # Chromium refuses its sandbox to root; for anybody else it stays on.
        root = sys.platform != "win32" and os.geteuid() == 0
        command = [program, *FLAGS, *(["--no-sandbox"] if root else []), f"--proxy-server={proxy}"]
        self._complaints = self._profile / "complaints"
        with self._complaints.open("wb") as complaints:
            self._process = subprocess.Popen(
                [*command, f"--user-data-dir={self._profile}", "about:blank"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                start_new_session=True,
                env=bare_environment(self._profile),
            )
        try:
            self.endpoint = self._wait_for_endpoint()
        except FetchError:
            self.close()
            raise

    def close(self) -> None:
        """End the browser with all its processes and remove its profile."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)

    def _wait_for_endpoint(self) -> str:
        """Where it listens for us: it writes port and path into its profile."""
        told = self._profile / "DevToolsActivePort"
        ends = time.monotonic() + START
        while time.monotonic() < ends and self._process.poll() is None:
            with contextlib.suppress(FileNotFoundError):
                port, newline, path = told.read_text(encoding="ascii").partition("\n")
                if newline and path:
                    return f"ws://127.0.0.1:{port}{path.strip()}"
            time.sleep(0.02)
        complaints = self._complaints.read_bytes()
        forbidden = b"No usable sandbox" in complaints or b"new namespace" in complaints
        raise FetchError("the browser did not start", hint=NO_SANDBOX if forbidden else BY_HAND)


def bare_environment(home: Path) -> dict[str, str]:
    """What a browser needs to know of its surroundings: no credentials, no proxies."""
    kept = {"PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH"}
    found = {name: value for name, value in os.environ.items() if name.upper() in kept}
    return {**found, "HOME": str(home)}
