"""failing_server.py FOLDER: what goes wrong on web servers, on 127.0.0.1, each under a path of its own. Prints its port,
then a line for each request: method, path, and of what is put the number of bytes that came.

/STATUS/...   that HTTP status ("/403/scene.tif"). /page/...  a web page, as where somebody should sign in.
/whole/...    the file of FOLDER, but never a part of it.
As stores like Amazon's S3, empty, which keep nothing: /small/BUCKET/... takes 100 bytes at most,
/reading/BUCKET/... takes nothing, /slow/BUCKET/... takes more than 100 bytes in drops of 512 bytes.
Anything else is 404."""

import http.server
import os
import sys
import time

page = b"<!DOCTYPE html>\n<html><body>Please sign in</body></html>"
missing = b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code><Message>There is no such key.</Message></Error>"
denied = b"<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
listing = b"<?xml version='1.0'?><ListBucketResult><Name>scenes</Name><IsTruncated>false</IsTruncated></ListBucketResult>"
largest = 100


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def do_DELETE(self):
        self.answer()

    def do_PUT(self):
        size = int(self.headers.get("Content-Length", 0))
        if not self.path.startswith("/slow/") or size <= largest:
            self.rfile.read(size)
            self.answer(size)
            return
        print("PUT begins", self.path, flush=True)
        came = 0
        while came < size and (drop := self.rfile.read(min(512, size - came))):
            came += len(drop)
            time.sleep(5)
        self.answer(came)

    def answer(self, came=0):
        print(self.command, self.path, came, flush=True)
        path, _, query = self.path.partition("?")
        way, _, name = path.strip("/").partition("/")
        if way in ("small", "reading", "slow"):
            self.answer_as_store(way, query, came)
        elif way.isdigit():
            self.send(int(way), page)
        elif way == "page":
            self.send(200, page)
        elif way == "whole":
            with open(os.path.join(sys.argv[1], os.path.basename(name)), "rb") as file:
                self.send(200, file.read(), "image/tiff")
        else:
            self.send(404, page)

    def answer_as_store(self, way, query, came):
        if self.command == "PUT":
            is_denied = way == "reading" or (way == "small" and came > largest)
            self.send(403 if is_denied else 200, denied if is_denied else b"", "application/xml")
        elif self.command == "DELETE":
            self.send(204, b"")
        elif "delimiter" in query and "prefix" not in query:
            self.send(200, listing, "application/xml")
        else:
            self.send(404, missing, "application/xml")

    def send(self, status, content, kind="text/html"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
