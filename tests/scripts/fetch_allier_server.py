"""A loopback server with small stand-ins of the official sources, for fetch_allier_test.sh.

Usage: fetch_allier_server.py FOLDER     serves FOLDER/www, logs to FOLDER/log, writes FOLDER/port

Files in FOLDER change what it does: `truncate` holds a word, the next answer whose path has it stops
half way; `page` holds a word, answers whose path has it are an HTML page; `no-ranges` ignores Range.
"""
import hashlib
import http.server
import os
import sys

folder = sys.argv[1]


def setting(name):
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return file.read().strip()
    except FileNotFoundError:
        return ""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def note(self):
        with open(os.path.join(folder, "log"), "a", encoding="utf-8") as file:
            file.write(f"{self.command} {self.path} {self.headers.get('Range', '')}\n")

    def do_CONNECT(self):
        self.note()
        self.send_error(403)

    def answer(self, status, body, headers, length=None):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.note()
        path = os.path.join(folder, "www", self.path.lstrip("/").replace("?", "_").replace("&", "_"))
        page = setting("page")
        if page and page in self.path:
            self.answer(200, b"<!DOCTYPE html><html>maintenance</html>" + b" " * 400, {})
            return
        if not os.path.isfile(path):
            self.answer(404, b"not here", {})
            return
        with open(path, "rb") as file:
            body = file.read()
        tag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        wanted = self.headers.get("Range", "")
        same = self.headers.get("If-Range", tag) == tag
        if wanted.startswith("bytes=") and same and not setting("no-ranges"):
            begin = int(wanted[6:].split("-")[0])
            if begin >= len(body):
                self.answer(416, b"", {"Content-Range": f"bytes */{len(body)}"})
                return
            span = f"bytes {begin}-{len(body) - 1}/{len(body)}"
            self.answer(206, body[begin:], {"ETag": tag, "Content-Range": span})
            return
        cut = setting("truncate")
        if cut and cut in self.path:
            os.remove(os.path.join(folder, "truncate"))
            self.answer(200, body[: len(body) // 2], {"ETag": tag}, len(body))
            self.close_connection = True
            return
        self.answer(200, body, {"ETag": tag})


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open(os.path.join(folder, "port.part"), "w", encoding="utf-8") as file:
    file.write(str(server.server_address[1]))
os.replace(os.path.join(folder, "port.part"), os.path.join(folder, "port"))
server.serve_forever()
