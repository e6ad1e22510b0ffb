"""A time stamp authority of OpenSSL's on loopback, with a root certificate of its own."""

from __future__ import annotations

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

CONFIG = """\
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/root.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
"""
USAGE = "extendedKeyUsage=critical,timeStamping\nbasicConstraints=CA:false\n"


class Authority:
    """Answers time stamp queries while the block runs; `broken` makes it fail."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.broken = False
        self.root = folder / "root.pem"
        self._make()

    def __enter__(self) -> Self:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"]))
                answer = b"" if outer.broken else outer.stamp(query)
                self.send_response(500 if outer.broken else 200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/tsr"

    def _make(self) -> None:
        for name, text in {
            "ts.cnf": CONFIG.format(folder=self.folder), "usage": USAGE, "serial": "01\n",
        }.items():  # fmt: skip
            (self.folder / name).write_text(text, encoding="ascii")
        new = ("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        self._openssl(*new, "-x509", "-days", "30", "-subj", "/CN=Larkspur Root",
                      "-keyout", "root.key", "-out", "root.pem")  # fmt: skip
        self._openssl(*new, "-subj", "/O=Larkspur/CN=Larkspur Time", "-keyout", "tsa.key",
                      "-out", "tsa.csr")  # fmt: skip
        self._openssl("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key",
                      "-CAcreateserial", "-days", "20", "-extfile", "usage", "-out",
                      "tsa.pem")  # fmt: skip

    def stamp(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        self._openssl("ts", "-reply", "-config", "ts.cnf", "-queryfile", "query", "-out", "reply")
        return (self.folder / "reply").read_bytes()

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)
