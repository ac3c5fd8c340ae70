"""s3_server.py PACKAGES: a store like Amazon's S3 (moto, in the folder PACKAGES) on 127.0.0.1, with an empty bucket called
scenes. Prints its port. Lets everybody in."""

import sys
import time
import urllib.request

sys.path.insert(0, sys.argv[1])
from moto.moto_server.threaded_moto_server import ThreadedMotoServer  # noqa: E402

server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
port = server.get_host_and_port()[1]
# The server takes the service from the signature, and looks at nothing else of it.
signature = "AWS4-HMAC-SHA256 Credential=test/20240101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
bucket = urllib.request.Request(f"http://127.0.0.1:{port}/scenes", method="PUT", headers={"Authorization": signature})
urllib.request.urlopen(bucket).close()
print(port, flush=True)
while True:
    time.sleep(3600)
