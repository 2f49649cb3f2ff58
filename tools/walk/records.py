"""Random generic calls: domains, groups, orders, names, x2many commands, import and export over partners and what hangs on them."""

TEXTS = ["a", "Ann", "ann", "B", "%", "_", "", "50%", "A_b", "é", "o c"]
ORDERS = ["id", "name, id", "name desc, id", "ref desc, id", "color, id desc", "parent_id, id", "parent_id desc, id", "country_id, id", "is_company desc, id",
          "create_date desc, id desc", "category_id, id", "nope", "name; drop", "display_name, id", "complete_name, id", "user_id, id", "type, id"]
PARTNER = ["name", "ref", "color", "email", "comment", "active", "is_company", "type", "parent_id", "child_ids", "category_id", "country_id", "display_name",
           "commercial_partner_id", "company_type", "email_normalized", "contact_address", "email_formatted", "website", "complete_name", "barcode",
           "commercial_company_name", "is_public", "partner_share", "lang", "tz", "street", "zip", "city", "state_id", "vat", "function", "user_id"]
CATEGORY = ["name", "parent_id", "color", "active", "child_ids", "parent_path", "partner_ids", "display_name"]
KINDS = {"name": "char", "ref": "char", "email": "char", "comment": "char", "color": "integer", "active": "boolean", "is_company": "boolean", "type": "selection",
         "parent_id": "many2one", "child_ids": "many", "category_id": "many", "country_id": "many2one", "display_name": "char", "id": "id",
         "parent_id.name": "char", "category_id.name": "char", "child_ids.color": "integer", "parent_id.category_id.name": "char", "create_date": "datetime",
         "partner_latitude": "float", "user_id": "many2one", "company_id": "many2one", "category_id.parent_id": "many2one", "user_ids": "many", "lang": "char",
         "commercial_partner_id": "many2one", "country_id.code": "char", "nope": "char", "parent_id.nope": "char", "name.x": "char", "message_ids": "many"}
PLAIN = ["=", "!=", "in", "not in"]
LIKES = ["like", "ilike", "not like", "not ilike", "=like", "=ilike"]
SIZES = ["<", ">", "<=", ">="]


class Records:
    def __init__(self, pair, random):
        self.pair, self.random, self.ask = pair, random, pair.ask
        self.new = pair.series == "19.0"
        self.prepare()

    def prepare(self):
        self.categories, self.partners = [], []
        for number in range(5):
            self.categories.append(self.ask("res.partner.category", "create", [{"name": f"Tag{number}",
                                   "parent_id": self.random.choice([False, *self.categories]), "color": number % 3}]))
        self.countries = [self.pair.xmlid("base." + code) for code in ("be", "us", "de")]
        for _ in range(10):
            self.make()

    def partner(self):
        random = self.random
        values = {"name": random.choice(["Ann", "Bob", "ann", "Zoé", "A_b", "50% off", "O Connor", "Acme"]) + random.choice(["", " 2", " B"])}
        for name, choices in (("ref", ["R1", "R2", "r3", False]), ("color", [0, 1, 2, 5]), ("email", ["a@x.test", "Bob <B@x.test>", "bad", False]),
                              ("is_company", [True, False]), ("type", ["contact", "invoice", "delivery", "other"]), ("comment", ["first", "<p>A</p>", False]),
                              ("active", [True, True, True, False]), ("country_id", [*self.countries, False]), ("parent_id", [False, *self.partners]),
                              ("partner_latitude", [0.0, 1.5, -3.25]), ("website", ["x.test", "http://y.test/", False]), ("lang", ["en_US", False]),
                              ("category_id", [[(6, 0, random.sample(self.categories, 2))], [(4, random.choice(self.categories))], []])):
            if random.random() < 0.5:
                values[name] = random.choice(choices)
        return values

    def make(self):
        made = self.ask("res.partner", "create", [self.partner()])
        if not isinstance(made, dict):
            self.partners.append(made)

    # --- domains

    def value(self, kind, operator):
        random = self.random
        if operator in ("in", "not in"):
            return random.choice([[], [False], *[[self.one(kind) for _ in range(random.choice([1, 2, 3]))] for _ in range(4)],
                                  [self.one(kind), False], self.one(kind)])
        if operator in ("child_of", "parent_of"):
            return random.choice([random.choice(self.partners), [random.choice(self.partners)], [], False, "Ann", "a", 999999])
        return self.one(kind)

    def one(self, kind):
        random = self.random
        if random.random() < 0.08:
            return random.choice([True, False, None, 0, "x", 1.5, 999999, "", [], "0"])
        choices = {"char": TEXTS + [False], "integer": [0, 1, 2, 5, -1, False], "boolean": [True, False], "selection": ["contact", "invoice", "nope", False],
                   "many2one": [*self.partners[:4], *self.countries[:1], False, "Ann", "b", 1], "many": [*self.partners[:3], *self.categories[:3], False, "Tag1", "a"],
                   "datetime": ["2020-01-01", "2030-01-01 00:00:00", "2024-02-30", False, "bad"], "float": [0, 1.5, -3.25, "1.5"],
                   "id": [*self.partners[:5], 1, 999999, False]}
        return random.choice(choices[kind])

    def leaf(self, depth):
        random = self.random
        name, kind = random.choice(list(KINDS.items()))
        operators = PLAIN + (LIKES if kind in ("char", "many2one", "many") else []) + (SIZES if kind in ("integer", "float", "datetime", "id") else [])
        if kind in ("many2one", "many", "id"):
            operators = operators + ["child_of", "parent_of"]
        if random.random() < 0.06:
            operators = PLAIN + LIKES + SIZES + ["child_of", "any", "==", "<>", "bogus", "=?"]
        if kind in ("many2one", "many") and "." not in name and random.random() < 0.2:
            inner = random.choice([[["name", "ilike", "a"]], [["active", "=", True]], [["color", ">", 0]], [], [["nope", "=", 1]]])
            return [name, random.choice(["any", "not any"]), inner]
        operator = random.choice(operators)
        return [name, operator, self.value(kind, operator)]

    def domain(self, depth=2):
        random = self.random
        if depth == 0 or random.random() < 0.4:
            return [self.leaf(depth)]
        kind = random.choice(["&", "|", "!"])
        if kind == "!":
            return ["!", *self.domain(depth - 1)]
        return [kind, *self.domain(depth - 1), *self.domain(depth - 1)]

    def mine(self):
        return ["&", ["id", ">", self.partners[0]], *self.domain()]

    def context(self):
        return self.random.choice([{}, {}, {"context": {"active_test": False}}, {"context": {"lang": "en_US"}}])

    # --- events

    def step(self):
        events = [self.search] * 8 + [self.count, self.read, self.read, self.group, self.group, self.group, self.group, self.names, self.names, self.make, self.write,
                                      self.write, self.tags, self.duplicate, self.remove, self.imports, self.exports, self.web, self.defaults, self.odd, self.parameter]
        self.random.choice(events)()

    def search(self):
        extra = self.context()
        if self.random.random() < 0.3:
            extra["limit"] = self.random.choice([0, 1, 3, 100])
        if self.random.random() < 0.2:
            extra["offset"] = self.random.choice([0, 1, 5])
        order = self.random.choice(ORDERS) if self.random.random() < 0.5 else "id"
        self.ask("res.partner", "search_read", [self.mine(), ["name"]], order=order, **extra)

    def count(self):
        self.ask("res.partner", "search_count", [self.mine()], **({"limit": 3} if self.random.random() < 0.3 else {}))

    def read(self):
        names = self.random.sample(PARTNER, 6)
        self.ask("res.partner", "read", [self.random.sample(self.partners, 3), names], **self.random.choice([{}, {"load": None}, {"load": "_classic_read"}]))
        self.ask("res.partner.category", "search_read", [[], CATEGORY], order="id")

    def group(self):
        random = self.random
        domain = random.choice([[["id", ">", self.partners[0]]], self.mine()])
        bases = ["parent_id", "country_id", "is_company", "type", "color", "category_id", "ref", "create_date:month", "create_date:year", "create_date:quarter",
                 "active", "name", "commercial_partner_id", "lang", "display_name", "nope", "create_date:week", "create_date:hour", "child_ids", "create_date"]
        by = random.sample(bases, random.choice([1, 1, 2]))
        sums = random.choice([[], ["color:sum"], ["color:avg", "partner_latitude:max"], ["color"], ["total:sum(color)"], ["name:count_distinct"], ["ref:array_agg"],
                              ["color:min", "color:max"], ["is_company:bool_or"], ["color:bogus"], ["nope:sum"], ["parent_id:count"]])
        more = {"lazy": random.choice([True, False])}
        if random.random() < 0.3:
            more["orderby"] = random.choice([by[0], by[0] + " desc", "color desc", "nope", "id"])
        if random.random() < 0.3:
            more["limit"] = random.choice([1, 2, 80])
        if self.new and random.random() < 0.6:
            self.formatted(domain, by)
        else:
            self.ask("res.partner", "read_group", [domain, sums, by], **more, **self.context())

    def formatted(self, domain, by):
        sums = self.random.choice([["__count"], ["color:sum"], ["color:avg", "__count"], ["partner_latitude:max"], ["name:count_distinct"], ["id:array_agg"],
                                   ["color:bogus"], ["parent_id:recordset"]])
        more = {"order": self.random.choice([by[0], by[0] + " desc", "__count desc", "color:sum", "nope"])} if self.random.random() < 0.4 else {}
        self.ask("res.partner", "formatted_read_group", [domain, by, sums], **more)

    def names(self):
        random = self.random
        model = random.choice(["res.partner", "res.partner", "res.partner.category", "res.country", "product.product", "res.currency", "account.account", "res.users"])
        more = {"operator": random.choice(["ilike", "=", "like", "not ilike", "=ilike", "!="])} if random.random() < 0.5 else {}
        if random.random() < 0.4:
            more["limit"] = random.choice([1, 3, 8, None])
        argument = "domain" if self.new else "args"
        self.ask(model, "name_search", [], name=random.choice(["a", "Ann", "b", "Tag1", "Tag0 / Tag1", "belg", "US", "101", "", "R1", "x.test", "Acme, Ann"]),
                 **{argument: random.choice([[], [["id", ">", 3]]])}, **more)

    def write(self):
        values = self.partner()
        values.pop("name")
        self.ask("res.partner", "write", [self.random.sample(self.partners, self.random.choice([1, 1, 2])), values])
        self.ask("res.partner", "search_read", [[["id", ">", self.partners[0]]], PARTNER], order="id", context={"active_test": False})

    def tags(self):
        random = self.random
        tag = random.choice(self.categories)
        commands = random.choice([[(4, tag)], [(3, tag)], [(5,)], [(5, 0, 0)], [(6, 0, [tag])], [(0, 0, {"name": "New", "color": 4})], [(1, tag, {"color": 7})], [(2, tag)],
                                  [(4, tag), (3, tag)], [(0, 0, {})], [(6, 0, [])], [tag], [(4, 999999)], [(1, 999999, {"color": 1})], [(9, 0, 0)], False, tag, "x"])
        self.ask("res.partner", "write", [[random.choice(self.partners)], {"category_id": commands}])
        self.ask("res.partner.category", "search_read", [[], CATEGORY], order="id")
        self.ask("res.partner", "search_read", [[["id", ">", self.partners[0]]], ["category_id"]], order="id")

    def duplicate(self):
        made = self.ask("res.partner", "copy", [self.random.choice(self.partners), *self.random.choice([[], [{"color": 9}], [{"name": "Copied"}]])])
        if not isinstance(made, dict):
            self.ask("res.partner", "read", [made if isinstance(made, list) else [made], PARTNER])

    def remove(self):
        gone = self.random.choice(self.partners[1:])
        if self.ask("res.partner", "unlink", [[gone]]) is True:
            self.partners.remove(gone)

    def imports(self):
        random = self.random
        names = random.sample(["ref", "color", "is_company", "country_id", "parent_id/name", "category_id", "email", "type", "active", "nope", "parent_id/id", "id", "child_ids/name"], 3)
        cells = {"ref": ["R9", ""], "color": ["3", "x", "1.5"], "is_company": ["1", "true", "no", "maybe"], "country_id": ["Belgium", "Nowhere", "BE"],
                 "parent_id/name": ["Ann"], "category_id": ["Tag0", "Tag0,Tag1", "None such"], "email": ["q@x.test"], "type": ["Contact", "invoice", "bogus"],
                 "active": ["0", "yes"], "nope": ["1"], "parent_id/id": ["base.main_partner", "no.such", "bad"], "id": ["__import__.p1", "__import__.p2", "base.main_partner", ""],
                 "child_ids/name": ["Kid"]}
        rows = [[random.choice(["Imp", "Imp2", ""]), *[random.choice(cells[name]) for name in names]] for _ in range(random.choice([1, 2, 3]))]
        self.ask("res.partner", "load", [["name", *names], rows])
        self.ask("res.partner", "search_read", [[["name", "like", "Imp"]], PARTNER[:14]], order="id", context={"active_test": False})

    def exports(self):
        names = self.random.sample(["name", "color", "country_id", "country_id/code", "category_id", "category_id/name", "parent_id/name", "child_ids/name", "is_company",
                                    "type", "ref", "active", "create_uid", "partner_latitude", "nope", "country_id/id", "email"], 4)
        self.ask("res.partner", "export_data", [self.random.sample(self.partners, 3), names])

    def web(self):
        tree = {"name": {}, "parent_id": {"fields": {"display_name": {}, "color": {}}}, "category_id": {"fields": {"name": {}}, "order": "name desc"},
                "child_ids": {"fields": {"name": {}, "type": {}}, "limit": 2}, "country_id": {}}
        tree = {name: tree[name] for name in self.random.sample(list(tree), 3)}
        if self.random.random() < 0.5:
            self.ask("res.partner", "web_read", [self.random.sample(self.partners, 2), tree])
        else:
            self.ask("res.partner", "web_search_read", [self.mine(), tree], order="id", limit=self.random.choice([None, 2]), **self.random.choice([{}, {"count_limit": 3}]))

    def defaults(self):
        model = self.random.choice(["res.partner", "product.template", "sale.order", "account.move", "crm.lead", "res.users", "stock.picking", "calendar.event", "purchase.order"])
        names = [name for name in self.pair.fields(model) if not name.startswith(("in_group_", "sel_groups_", "view_group_"))]
        context = self.random.choice([{}, {"default_name": "D"}, {"default_color": 3}, {"default_is_company": True}, {"default_move_type": "out_invoice"}, {"default_nope": 1}])
        self.ask(model, "default_get", [names], context=context)

    def odd(self):
        someone = self.random.choice(self.partners)
        self.random.choice([
            lambda: self.ask("res.partner", "read", [[someone, 999999], ["name"]]),
            lambda: self.ask("res.partner", "read", [someone, ["name"]]),
            lambda: self.ask("res.partner", "read", [[someone], ["nope"]]),
            lambda: self.ask("res.partner", "write", [[someone], {"nope": 1}]),
            lambda: self.ask("res.partner", "write", [[someone], {"color": "x"}]),
            lambda: self.ask("res.partner", "write", [[someone], {"name": False}]),
            lambda: self.ask("res.partner", "write", [[someone], {"parent_id": someone}]),
            lambda: self.ask("res.partner", "write", [[someone], {"type": "bogus"}]),
            lambda: self.ask("res.partner", "write", [[someone], {"country_id": "x"}]),
            lambda: self.ask("res.partner", "write", [[someone], {"is_company": "yes"}]),
            lambda: self.ask("res.partner", "write", [[someone], {"partner_latitude": "x"}]),
            lambda: self.ask("res.partner", "write", [[someone], {"name": 12}]),
            lambda: self.ask("res.partner", "write", [[], {"name": "Z"}]),
            lambda: self.ask("res.partner", "write", [[someone]]),
            lambda: self.ask("res.partner", "write", [[someone], {"id": 4}]),
            lambda: self.ask("res.partner", "write", [[someone], {"create_date": "2020-01-01"}]),
            lambda: self.ask("res.partner", "write", [[someone], {"child_ids": [(0, 0, {"name": "Kid"})]}]),
            lambda: self.ask("res.partner", "create", [[{"name": "M1"}, {"name": "M2"}]]),
            lambda: self.ask("res.partner", "create", [{"name": ""}]),
            lambda: self.ask("res.partner", "create", ["x"]),
            lambda: self.ask("res.partner", "create", [[]]),
            lambda: self.ask("res.partner", "search", [[["name", "=", "x"]], 0, 1, "id", 5, 6]),
            lambda: self.ask("res.partner", "search", [[]], limit="x"),
            lambda: self.ask("res.partner", "search", [[]], limit=-1),
            lambda: self.ask("res.partner", "search", [[]], offset=-1),
            lambda: self.ask("res.partner", "exists", [[someone, 999999]]),
            lambda: self.ask("res.partner", "name_create", ["Made"]),
            lambda: self.ask("res.partner", "name_create", ["Made <made@x.test>"]),
            lambda: self.ask("res.partner", "get_metadata", [[someone]]) and None,
            lambda: self.ask("res.partner", "unlink", [[999999]]),
            lambda: self.ask("res.partner", "copy", [999999]),
            lambda: self.ask("res.partner", "toggle_active", [[someone]]),
            lambda: self.ask("res.partner", "action_archive", [[someone]]),
            lambda: self.ask("res.partner", "fields_get", [["name", "parent_id"], ["string", "type", "required", "relation", "domain", "searchable", "sortable"]]),
            lambda: self.ask("res.partner", "mapped", [[someone], "name"]),
            lambda: self.ask("res.partner", "filtered_domain", [[someone], [["name", "!=", False]]]),
            lambda: self.ask("res.partner", "copy_data", [[someone]]),
            lambda: self.ask("res.partner.category", "write", [[self.categories[0]], {"parent_id": self.categories[-1]}]),
            lambda: self.ask("res.partner", "check_access_rights", ["unlink"], raise_exception=False),
            lambda: self.ask("res.partner", "browse", [[someone]]),
            lambda: self.ask("res.partner", "nope", []),
            lambda: self.ask("res.nope", "search", [[]]),
        ])()

    def parameter(self):
        name = f"F{self.random.randrange(3)}"
        self.ask("ir.config_parameter", "set_param", [f"walk.{name}", self.random.choice(["1", "x", False])])
        self.ask("ir.config_parameter", "get_param", [f"walk.{name}", "none"])
