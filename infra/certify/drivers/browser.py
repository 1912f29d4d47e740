#!/usr/bin/env python3
"""Chromium: a page of another origin uploads and reads by presigned URLs, as the bucket's CORS rules let it."""
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading

try:
    import boto3
    from botocore.config import Config
except ImportError:
    boto3 = None
from lib import BUCKET, URL, equal, fail, main

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PAGE = """<!doctype html><script>
const urls = %s;
(async () => {
  const told = {};
  try {
    const bytes = new Uint8Array(6000000).fill(7);
    const put = await fetch(urls.put, {method: "PUT", body: bytes, headers: {"content-type": "text/x-certify"}});
    told.put = put.status;
    told.etag = put.headers.get("etag");
    const back = new Uint8Array(await (await fetch(urls.get)).arrayBuffer());
    told.same = back.length === bytes.length && back.every(one => one === 7);
    told.refused = await fetch(urls.del, {method: "DELETE"}).then(() => false, () => true);
  } catch (e) {
    told.error = String(e);
  }
  await fetch("/told", {method: "POST", body: JSON.stringify(told)});
})();
</script>"""


def version():
    if BROWSER is None:
        fail("there is no Chromium on the path")
    if boto3 is None:
        fail("boto3, which presigns the page's URLs, is not installed for " + sys.executable)
    return subprocess.run([BROWSER, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def job_cors():
    s3 = boto3.client("s3", endpoint_url=URL, config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))
    urls = {
        "put": s3.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": "k", "ContentType": "text/x-certify"}),
        "get": s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "k"}),
        "del": s3.generate_presigned_url("delete_object", Params={"Bucket": BUCKET, "Key": "k"}),
    }
    told = {}
    came = threading.Event()

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write((PAGE % json.dumps(urls)).encode())

        def do_POST(self):
            told.update(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()
            came.set()

        def log_message(self, *ignored):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    s3.put_bucket_cors(Bucket=BUCKET, CORSConfiguration={"CORSRules": [
        {"AllowedOrigins": [origin], "AllowedMethods": ["GET", "PUT"], "AllowedHeaders": ["*"], "ExposeHeaders": ["ETag"]}]})
    browser = subprocess.Popen([BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                                "--user-data-dir=" + os.path.abspath("profile"), origin
                                    + "/"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not came.wait(90):
            fail("the page did not end in 90 seconds")
    finally:
        browser.terminate()
        browser.wait()
    if "error" in told:
        fail("in the page: " + told["error"])
    etag = s3.head_object(Bucket=BUCKET, Key="k")["ETag"]
    equal({"put": 200, "etag": etag, "same": True, "refused": True}, told, "what the page saw")


main(version, globals())
