"""Asks two servers the same calls, names the records of each by the order in which they appeared, and tells where answers part."""
import contextlib
import datetime
import http.client
import json
import math
import re
from typing import NamedTuple
from urllib.parse import urlsplit

MOMENT = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$")
MAKES_IDS = ("create", "copy", "search", "exists", "toggle_active")
NAMES_IDS = ("name_search", "name_get", "name_create")
WIDGET_MODELS = {"currency_id": "res.currency", "id": "account.move.line", "move_id": "account.move", "partial_id": "account.partial.reconcile", "account_payment_id": "account.payment"}
ACTION_KEEPS = ("type", "res_model", "res_id", "target")


class Fault(Exception):
    def __init__(self, error):
        super().__init__(error.get("data", {}).get("message") or error.get("message"))
        self.name = error.get("data", {}).get("name")


class Ref(NamedTuple):
    """One record on both servers: the k-th of its model that appeared."""

    model: str
    number: int

    def __repr__(self):
        return f"{self.model}#{self.number}"


class Server:
    """A copy of a template database on one server, the user logged in, and its records by number."""

    def __init__(self, url, template, database):
        self.host = urlsplit(url).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=600)
        self.database = database
        self.ids, self.numbers, self.counts = {}, {}, {}
        self.drop()
        self.service("db", "duplicate_database", "admin", template, database)
        self.user = self.login("admin", "admin")

    def login(self, login, password):
        return self.service("common", "authenticate", self.database, login, password, {}), password

    def drop(self):
        if self.database in self.service("db", "list"):
            self.service("db", "drop", "admin", self.database)

    def service(self, service, method, *args):
        call = {"jsonrpc": "2.0", "method": "call", "params": {"service": service, "method": method, "args": args}}
        self.connection.request("POST", "/jsonrpc", json.dumps(call), {"Content-Type": "application/json"})
        answer = json.loads(self.connection.getresponse().read())
        if "error" in answer:
            raise Fault(answer["error"])
        return answer.get("result")

    def call(self, model, method, args, kwargs):
        return self.service("object", "execute_kw", self.database, *self.user, model, method, args, kwargs)

    def ref(self, model, record):
        if (model, record) not in self.numbers:
            self.counts[model] = self.counts.get(model, 0) + 1
            self.numbers[model, record] = self.counts[model]
            self.ids[Ref(model, self.counts[model])] = record
        return Ref(model, self.numbers[model, record])

    def resolve(self, value):
        """The argument with this server's ids in place of references; None where a record never appeared here."""
        if isinstance(value, Ref):
            return self.ids.get(value)
        if isinstance(value, (list, tuple)):
            return [self.resolve(one) for one in value]
        if isinstance(value, dict):
            return {key: self.resolve(one) for key, one in value.items()}
        return value


def near_moment(value):
    """A moment that counts from now, in days: both servers are asked within a minute."""
    days = (datetime.datetime.fromisoformat(value) - datetime.datetime.utcnow()).total_seconds() / 86400
    return f"@now{round(days):+d}" if abs(days) < 15 and abs(days - round(days)) < 0.05 else value


def rounded(value, digits):
    """Half away from zero, as Odoo rounds: with a little more than the number, for the sake of numbers like 39.995."""
    nudged = abs(value) * 10**digits * (1 + 2**-48) + 0.5
    return math.copysign(math.floor(nudged) / 10**digits, value)


def plain(value):
    if isinstance(value, str):
        return near_moment(value) if MOMENT.match(value) else value
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: bool(one) if key.endswith("_id") else plain(one) for key, one in value.items()}
    return value


def parts(theirs, ours, path=""):
    """Each place where two answers part."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in sorted(set(theirs) | set(ours)):
            yield from parts(theirs.get(key, "(none)"), ours.get(key, "(none)"), f"{path}.{key}")
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for index, (one, other) in enumerate(zip(theirs, ours)):
            yield from parts(one, other, f"{path}[{index}]")
    elif isinstance(theirs, list) and isinstance(ours, list):
        wanted, answered = [one for one in theirs if one not in ours], [one for one in ours if one not in theirs]
        yield f"{path}: only wanted {wanted!r}, only answered {answered!r}"[:900]
    elif theirs != ours:
        yield f"{path}: wanted {theirs!r}, answered {ours!r}"[:400]


class Pair:
    """A real Odoo (theirs) and the simulator (ours)."""

    def __init__(self, theirs, ours, template, database, verbose=False):
        self.theirs = Server(theirs, template, database)
        self.ours = Server(ours, "odoo", database)
        self.series = self.theirs.service("common", "version")["server_serie"]
        self.types, self.calls, self.differences, self.verbose = {}, 0, 0, verbose

    def close(self):
        self.theirs.drop()
        self.ours.drop()

    @contextlib.contextmanager
    def acting(self, login, password):
        """Calls within are made by this user."""
        before = [(server, server.user) for server in (self.theirs, self.ours)]
        for server, _ in before:
            server.user = server.login(login, password)
        yield
        for server, user in before:
            server.user = user

    def fields(self, model):
        if model not in self.types:
            with self.acting("admin", "admin"):
                self.types[model] = self.theirs.call(model, "fields_get", [], {"attributes": ["type", "relation"]})
                for name, kind in self.ours.call(model, "fields_get", [], {"attributes": ["digits"]}).items():
                    self.types[model].setdefault(name, {})["digits"] = kind.get("digits")
        return self.types[model]

    def xmlid(self, name):
        module, _, local = name.partition(".")
        rows = self.ask("ir.model.data", "search_read", [[["module", "=", module], ["name", "=", local]], ["model"]])
        for server in (self.theirs, self.ours):
            row = server.call("ir.model.data", "search_read", [[["module", "=", module], ["name", "=", local]], ["res_id"]], {})
            found = server.ref(rows[0]["model"], row[0]["res_id"])
        return found

    def named(self, server, model, method, value):
        """An answer with references in place of ids."""
        if method in NAMES_IDS:
            pairs = value if method != "name_create" else [value]
            return [[server.ref(model, one), name] for one, name in pairs]
        if method == "load" and value["ids"]:
            return {**plain(value), "ids": [server.ref(model, one) for one in value["ids"]]}
        if method in MAKES_IDS and not isinstance(value, bool):
            return [server.ref(model, one) for one in value] if isinstance(value, list) else server.ref(model, value)
        if isinstance(value, list):
            return [self.row(server, model, one) if isinstance(one, dict) else plain(one) for one in value]
        if method == "web_search_read":
            return {**plain(value), "records": [self.row(server, model, one) for one in value["records"]]}
        if isinstance(value, dict) and "res_model" in value:
            kept = {key: value.get(key) for key in ACTION_KEEPS}
            kept["res_id"] = server.ref(value["res_model"], value["res_id"]) if isinstance(value.get("res_id"), int) and value["res_id"] else value.get("res_id")
            return kept
        return plain(value)

    def row(self, server, model, row):
        return {name: self.field(server, model, name, value) for name, value in row.items()}

    def field(self, server, model, name, value):
        kind = self.fields(model).get(name.split(":")[0], {})
        if name == "__domain" or name == "__extra_domain":
            return [self.term(server, model, term) for term in value]
        if name == "id":
            return server.ref(model, value)
        if kind.get("type") == "many2one" and isinstance(value, int) and value:
            return server.ref(kind["relation"], value)
        if kind.get("type") == "many2one" and isinstance(value, list) and len(value) == 2:
            return [server.ref(kind["relation"], value[0]), value[1]]
        if kind.get("type") in ("one2many", "many2many") and isinstance(value, list) and value and isinstance(value[0], dict):
            return [self.row(server, kind["relation"], one) for one in value]
        if kind.get("type") in ("one2many", "many2many") and isinstance(value, list) and all(isinstance(one, int) for one in value):
            return [server.ref(kind["relation"], one) for one in value]
        if name.endswith("_widget") and isinstance(value, dict):
            return {**plain(value), "content": [{key: self.widget(server, key, one) for key, one in row.items()} for row in value["content"]]}
        if kind.get("digits") and isinstance(value, float):  # builds of 19.0 later than the recordings keep prices unrounded
            return plain(rounded(value, kind["digits"][1]))
        return plain(value)

    def widget(self, server, name, value):
        """What a payment widget says of one match."""
        model = WIDGET_MODELS.get(name)
        return server.ref(model, value) if model and value else plain(value)

    def term(self, server, model, term):
        """A term of a domain that was given back."""
        if isinstance(term, str) or not (isinstance(term, list) and len(term) == 3):
            return term
        name, operator, value = term
        kind = self.fields(model).get(name, {})
        if kind.get("relation") and isinstance(value, int) and value and not isinstance(value, bool):
            value = server.ref(kind["relation"], value)
        return [name, operator, plain(value)] if name != "id" else [name, operator]

    def answer(self, server, model, method, args, kwargs):
        try:
            value = server.call(model, method, server.resolve(args), server.resolve(kwargs))
        except Fault as fault:
            return {"fault": fault.name}, str(fault)
        return self.named(server, model, method, value), ""

    def ask(self, model, method, args, /, **kwargs):
        """What theirs answered; a line on standard output for each place where ours said something else."""
        self.calls += 1
        theirs, said = self.answer(self.theirs, model, method, args, kwargs)
        ours, answered = self.answer(self.ours, model, method, args, kwargs)
        differences = list(parts(theirs, ours))
        if self.verbose or differences:
            print(f"{'!!' if differences else '  '} {self.calls} {model}.{method} {args!r} {kwargs or ''}"[:600], flush=True)
        for difference in differences[:8]:
            print(f"      {difference}")
        if differences and (said or answered):
            print(f"      theirs: {said[-300:]!r}\n      ours:   {answered[-300:]!r}")
        self.differences += bool(differences)
        return theirs
