"""The command lines of `paridoo serve`, `paridoo api` and `paridoo token`, from the outside.

    command_line.py PATH_OF_PARIDOO
"""
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

from served import Served

BINARY = sys.argv.pop(1)


def run(*arguments, **environment):
    return subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=20, env={**os.environ, **environment})


def call(server, service, method, *args):
    body = {"jsonrpc": "2.0", "id": 1, "params": {"service": service, "method": method, "args": args}}
    request = urllib.request.Request(
        f"http://{server.host}:{server.port}/jsonrpc", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer).get("result")


class Misuse(unittest.TestCase):
    def test_a_wrong_flag_names_the_nearest_right_one(self):
        for wrong, right in (("--prot", "--port"), ("--autodb", "--auto-db"), ("--masterpassword=x", "--master-password")):
            done = run("serve", wrong)
            self.assertEqual(done.returncode, 2, wrong)
            self.assertIn(f"Did you mean {right}?", done.stderr)
            self.assertEqual(done.stdout, "")

    def test_a_wrong_subcommand_names_the_nearest_right_one(self):
        done = run("sevre")
        self.assertEqual(done.returncode, 2)
        self.assertIn("Did you mean serve?", done.stderr)

    def test_values_that_make_no_sense(self):
        for arguments in (["--port", "70000"], ["--series", "12.0"], ["--now", "tomorrow"], ["--addons", "/no/such/folder"]):
            self.assertEqual(run("serve", *arguments).returncode, 2, arguments)
        self.assertEqual(run().returncode, 2)

    def test_help_is_no_failure_and_has_examples(self):
        done = run("serve", "--help")
        self.assertEqual(done.returncode, 0)
        self.assertIn("Examples:", done.stdout)
        self.assertIn("PARIDOO_AUTO_DB", done.stdout)

    def test_an_address_that_cannot_be_had(self):
        with Served(BINARY) as server:
            done = run("serve", "--port", str(server.port))
        self.assertEqual(done.returncode, 1)
        self.assertIn("cannot listen on", done.stderr)

    def test_a_name_that_is_none(self):
        self.assertEqual(run("serve", "--port", "0", "--db", "../x").returncode, 1)


class Serving(unittest.TestCase):
    def test_the_ready_line_and_the_clean_end(self):
        for ending in (signal.SIGTERM, signal.SIGINT):
            server = Served(BINARY)
            self.assertEqual((server.series, server.database), ("18.0", "odoo"))
            self.assertEqual(call(server, "common", "version")["server_serie"], "18.0")
            server.process.send_signal(ending)
            self.assertEqual(server.process.wait(timeout=10), 0)
            server.process.stdout.close()

    def test_flags(self):
        with Served(BINARY, "--db", "mine", "--password", "secret", "--auto-db", "t_*", "--master-password", "m",
                    "--api-key", "k" * 20) as server:
            self.assertEqual(server.database, "mine")
            self.assertEqual(call(server, "common", "login", "mine", "admin", "secret"), 2)
            self.assertEqual(call(server, "common", "login", "mine", "admin", "admin"), False)
            self.assertEqual(call(server, "common", "login", "mine", "admin", "k" * 20), 2)
            self.assertEqual(call(server, "common", "login", "t_1", "admin", "secret"), 2)
            self.assertEqual(call(server, "db", "list"), ["mine", "t_1"])
            self.assertEqual(call(server, "db", "drop", "m", "t_1"), True)

    def test_environment(self):
        os.environ["PARIDOO_DB"] = "from_outside"
        self.addCleanup(os.environ.pop, "PARIDOO_DB")
        with Served(BINARY) as server:
            self.assertEqual(server.database, "from_outside")

    def test_now(self):
        with Served(BINARY, "--now", "2031-02-03T04:05:06+01:00") as server:
            with urllib.request.urlopen(f"http://{server.host}:{server.port}/paridoo/clock", timeout=20) as answer:
                self.assertTrue(json.load(answer)["now"].startswith("2031-02-03 03:05:"))

    def test_data_is_kept(self):
        with tempfile.TemporaryDirectory() as folder:
            with Served(BINARY, "--data", folder) as server:
                args = ["odoo", 2, "admin", "res.partner", "create", [{"name": "Kept"}]]
                partner = call(server, "object", "execute_kw", *args)
            self.assertTrue(os.path.exists(os.path.join(folder, "odoo.sqlite")))
            with Served(BINARY, "--data", folder) as server:
                args = ["odoo", 2, "admin", "res.partner", "read", [[partner], ["name"]]]
                self.assertEqual(call(server, "object", "execute_kw", *args), [{"id": partner, "name": "Kept"}])

    def test_addons_that_are_built_in_and_a_folder_of_ones_own(self):
        machine = {"model": "x.machine", "name": "Machine", "order": "id", "defaults": {}, "fields": {
            "id": {"type": "integer", "string": "ID", "store": True},
            "name": {"type": "char", "string": "Name", "store": True},
            "x_account_id": {"type": "many2one", "string": "Account", "relation": "ov.serviced_account", "store": True}}}
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "x.machine.json"), "w", encoding="utf-8") as file:
                json.dump(machine, file)
            with Served(BINARY, "--addons", "ov", folder) as server:
                def ask(model, method, *args):
                    return call(server, "object", "execute_kw", "odoo", 2, "admin", model, method, args)

                account = ask("ov.serviced_account", "create", {"name": "Togo", "code": "TG"})
                made = ask("x.machine", "create", {"name": "Press", "x_account_id": account})
                self.assertEqual(ask("x.machine", "read", [made], ["x_account_id"]),
                                 [{"id": made, "x_account_id": [account, "Togo"]}])
        with Served(BINARY) as server:
            self.assertIsNone(call(server, "object", "execute_kw", "odoo", 2, "admin", "ov.outlet", "search", [[]]))


class Api(unittest.TestCase):
    READY = re.compile(r"paridoo: API on (http://[\d.:]+) over a simulated Odoo")

    def setUp(self):
        self.process = subprocess.Popen(
            [BINARY, "api", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(self.process.stdout.close)
        self.addCleanup(self.process.wait, 10)
        self.addCleanup(self.process.terminate)
        self.url = self.READY.match(self.process.stdout.readline())[1]

    def ask(self, path, body, *token):
        headers = {"Content-Type": "application/json", "Authorization": "Bearer " + run("token", *token).stdout.strip()}
        request = urllib.request.Request(self.url + path, json.dumps(body).encode() if body else None, headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code

    def test_somebody_may_sell_from_the_start(self):
        agent = ("--employee", "1", "--account", "1")
        self.assertEqual(self.ask("/api/tickets", {"subject": "No light"}, *agent), 201)
        self.assertEqual(self.ask("/api/tickets/1", None, *agent), 200)
        stranger = ("--employee", "3", "--account", "1")
        self.assertEqual(self.ask("/api/tickets/1", None, *stranger), 404)
        self.assertEqual(self.ask("/api/customer/subscriptions", None, "--customer", "7"), 200)
        self.assertEqual(self.ask("/api/customer/subscriptions", None, *agent), 401)

    def test_answers_are_kept_over_a_restart(self):
        with tempfile.TemporaryDirectory() as folder:
            token = run("token", "--employee", "1", "--account", "1").stdout.strip()
            body = json.dumps({"subject": "No light"}).encode()
            answers = []
            for replayed in (None, "true"):
                process = subprocess.Popen([BINARY, "api", "--port", "0", "--store", os.path.join(folder, "answers.sqlite")],
                                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
                url = self.READY.match(process.stdout.readline())[1]
                request = urllib.request.Request(url + "/api/tickets", body, {
                    "Content-Type": "application/json", "Authorization": "Bearer " + token, "Idempotency-Key": "k"})
                with urllib.request.urlopen(request, timeout=20) as answer:
                    self.assertEqual(answer.status, 201)
                    self.assertEqual(answer.headers["Idempotency-Replayed"], replayed)
                    answers.append(answer.read())
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.wait(timeout=20), 0)
                process.stdout.close()
            self.assertEqual(answers[0], answers[1])

    def test_a_token_is_of_one_person(self):
        self.assertEqual(run("token").returncode, 2)
        self.assertEqual(run("token", "--employee", "1", "--customer", "1").returncode, 2)


if __name__ == "__main__":
    unittest.main()
