"""file_server.py FOLDER: serves the files of a folder on 127.0.0.1 as web servers do, parts of them (Range) too. Prints
its port, then a line for each request: method, path and the Range asked for."""

import functools
import http.server
import os
import re
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.answer(with_content=False)

    def do_GET(self):
        self.answer(with_content=True)

    def answer(self, with_content):
        asked = self.headers.get("Range", "-")
        print(self.command, self.path, asked, flush=True)
        path = self.translate_path(self.path)
        if not os.path.isfile(path):
            self.send_error(404)
            return
        with open(path, "rb") as file:
            content = file.read()
        size = len(content)
        part = re.fullmatch(r"bytes=(\d+)-(\d*)", asked)
        first = int(part[1]) if part else 0
        last = min(int(part[2]), size - 1) if part and part[2] else size - 1
        if part and first >= size:
            self.send_error(416)
            return
        self.send_response(206 if part else 200)
        if part:
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        if with_content:
            self.wfile.write(content[first : last + 1])


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=sys.argv[1])) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
