"""How `paridoo api` is operated: HTTPS, its end while requests run, the rate limit, and where its options come from.

    operation.py PATH_OF_PARIDOO
"""
import http.client
import http.server
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest

BINARY = sys.argv.pop(1)
READY = re.compile(r"paridoo: API on (https?)://([\d.]+):(\d+) over")


class Served:
    """The API on a free port, for the time of a `with` block; environment is added to our own."""

    def __init__(self, *options, before=(), environment=None):
        self.process = subprocess.Popen([BINARY, *before, "api", *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        text=True, env={**os.environ, **(environment or {})})
        self.scheme, self.host, port = READY.match(self.process.stdout.readline()).groups()
        self.port = int(port)

    def get(self, path, **headers):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()


class SlowOdoo(http.server.BaseHTTPRequestHandler):
    """Says its version, slowly once told to."""

    asked = threading.Event()
    delay_seconds = 0

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        if SlowOdoo.delay_seconds:
            SlowOdoo.asked.set()
            time.sleep(SlowOdoo.delay_seconds)
        version = {"server_version": "18.0", "server_version_info": [18, 0, 0, "final", 0, ""]}
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "result": version}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def make_certificate(folder, name):
    certificate, key = os.path.join(folder, name + ".pem"), os.path.join(folder, name + ".key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    return certificate, key


class Https(unittest.TestCase):
    def ask(self, server, trusted):
        context = ssl.create_default_context(cafile=trusted)
        connection = http.client.HTTPSConnection(server.host, server.port, timeout=20, context=context)
        try:
            connection.request("GET", "/healthz")
            return connection.sock.version(), connection.getresponse().status
        finally:
            connection.close()

    def test_the_certificate_is_shown_and_holds(self):
        with tempfile.TemporaryDirectory() as folder:
            certificate, key = make_certificate(folder, "ours")
            other, _ = make_certificate(folder, "other")
            with Served("--port", "0", "--tls-certificate", certificate, "--tls-key", key) as server:
                self.assertEqual(server.scheme, "https")
                version, status = self.ask(server, certificate)
                self.assertIn(version, ("TLSv1.2", "TLSv1.3"))
                self.assertEqual(status, 200)
                with self.assertRaises(ssl.SSLCertVerificationError):
                    self.ask(server, other)

    def test_a_key_of_another_certificate_is_refused_at_the_start(self):
        with tempfile.TemporaryDirectory() as folder:
            certificate, _ = make_certificate(folder, "ours")
            _, key = make_certificate(folder, "other")
            done = subprocess.run([BINARY, "api", "--port", "0", "--tls-certificate", certificate, "--tls-key", key],
                                  capture_output=True, text=True, timeout=20)
            self.assertEqual(done.returncode, 2)
            self.assertIn("no certificate and its key", done.stderr)


class Ending(unittest.TestCase):
    def setUp(self):
        self.odoo = http.server.ThreadingHTTPServer(("127.0.0.1", 0), SlowOdoo)
        threading.Thread(target=self.odoo.serve_forever, daemon=True).start()
        self.addCleanup(self.odoo.server_close)
        self.addCleanup(self.odoo.shutdown)

    def test_what_runs_is_answered_and_what_comes_is_not(self):
        SlowOdoo.delay_seconds = 0
        with Served("--port", "0", "--governance", "off", "--odoo", f"http://127.0.0.1:{self.odoo.server_port}") as server:
            SlowOdoo.delay_seconds = 2
            answers = []
            running = threading.Thread(target=lambda: answers.append(server.get("/readyz")[0]))
            running.start()
            self.assertTrue(SlowOdoo.asked.wait(10))
            server.process.send_signal(signal.SIGTERM)
            time.sleep(1)
            self.assertIsNone(server.process.poll(), "it waits for what runs")
            with self.assertRaises((ConnectionError, http.client.HTTPException)):
                server.get("/healthz")
            running.join(timeout=20)
            self.assertEqual(answers, [200])
            self.assertEqual(server.process.wait(timeout=20), 0)


class RateLimit(unittest.TestCase):
    def test_who_asks_too_often_is_told_when_to_come_back(self):
        with Served("--port", "0", "--rate-limit", "3") as server:
            statuses = [server.get("/api/warehouses", **{"X-API-KEY": "one"})[0] for _ in range(3)]
            self.assertEqual(statuses, [401] * 3, "a wrong key is no reason to count less")
            status, headers, body = server.get("/api/warehouses", **{"X-API-KEY": "one"})
            self.assertEqual(status, 429)
            self.assertGreater(int(headers["Retry-After"]), 0)
            self.assertEqual(json.loads(body)["code"], "too_many_requests")
            self.assertEqual(server.get("/api/warehouses", **{"X-API-KEY": "another"})[0], 401)
            self.assertEqual(server.get("/healthz")[0], 200)


class Configuration(unittest.TestCase):
    """A flag goes before the environment, which goes before the file."""

    def origin(self, *options, environment=None):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "api.toml")
            with open(file, "w", encoding="utf-8") as out:
                out.write('[api]\nport = 0\nallowed-origin = "https://file.example"\n')
            with Served(*options, before=("--config", file), environment=environment) as server:
                return server.get("/healthz")[1]["Access-Control-Allow-Origin"]

    def test_which_of_them_holds(self):
        environment = {"PARIDOO_ALLOWED_ORIGIN": "https://environment.example"}
        self.assertEqual(self.origin(), "https://file.example")
        self.assertEqual(self.origin(environment=environment), "https://environment.example")
        self.assertEqual(self.origin("--allowed-origin", "https://flag.example", environment=environment),
                         "https://flag.example")

    def test_a_file_that_says_what_is_not_known_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "api.toml")
            with open(file, "w", encoding="utf-8") as out:
                out.write('[api]\nno-such-option = 1\n')
            done = subprocess.run([BINARY, "--config", file, "api", "--port", "0"], capture_output=True, text=True, timeout=20)
            self.assertEqual(done.returncode, 2)
            self.assertIn("no-such-option", done.stderr)


if __name__ == "__main__":
    unittest.main()
