"""Random calls of users with random groups, on records that are theirs, another's, nobody's or of another company."""

GROUPS = ["base.group_user", "base.group_user", "sales_team.group_sale_salesman", "sales_team.group_sale_salesman_all_leads", "sales_team.group_sale_manager",
          "stock.group_stock_user", "stock.group_stock_manager", "account.group_account_invoice", "account.group_account_readonly", "account.group_account_user",
          "account.group_account_manager", "purchase.group_purchase_user", "purchase.group_purchase_manager", "base.group_partner_manager",
          "base.group_system", "base.group_erp_manager", "base.group_portal", "base.group_public", "base.group_multi_company", "product.group_product_variant"]
MODELS = ["res.partner", "product.product", "product.template", "sale.order", "sale.order.line", "purchase.order", "purchase.order.line", "stock.picking", "stock.move",
          "stock.move.line", "stock.quant", "stock.lot", "stock.location", "stock.warehouse", "account.move", "account.move.line", "account.payment", "account.journal",
          "account.account", "account.tax", "crm.lead", "crm.team", "res.users", "res.company", "res.groups", "ir.model.access", "ir.rule", "ir.sequence",
          "ir.config_parameter", "ir.cron", "mail.message", "mail.activity", "product.pricelist", "product.pricelist.item", "product.category", "product.supplierinfo",
          "res.currency", "res.currency.rate", "res.partner.bank", "uom.uom", "stock.rule", "stock.route", "stock.picking.type", "stock.warehouse.orderpoint",
          "account.bank.statement", "account.bank.statement.line", "account.partial.reconcile", "account.payment.term", "account.fiscal.position", "res.country",
          "ir.model", "ir.model.fields", "res.lang", "calendar.event", "mail.template", "base.automation", "res.partner.category",
          "stock.scrap", "account.payment.register", "stock.return.picking", "sale.advance.payment.inv"]
FIELDS = {"res.partner": ["name", "email"], "res.users": ["login"], "sale.order": ["state", "amount_total"], "product.product": ["standard_price"],
          "account.move": ["state", "amount_total"], "res.company": ["name"], "stock.quant": ["quantity"], "product.template": ["name", "standard_price"]}


class Access:
    def __init__(self, pair, random):
        self.pair, self.random, self.ask = pair, random, pair.ask
        self.groups_name = "group_ids" if pair.series == "19.0" else "groups_id"
        self.users = []
        self.prepare()

    def prepare(self):
        ask, pair = self.ask, self.pair
        other = ask("res.company", "create", [{"name": "Second"}])
        self.main = main = pair.xmlid("base.main_company")
        ask("res.users", "write", [[pair.xmlid("base.user_admin")], {"company_ids": [(4, other)]}])
        for number in range(5):
            names = self.random.sample(GROUPS, self.random.choice([1, 2]))
            if not any("portal" in name or "public" in name for name in names):
                names.append("base.group_user")
            groups = [pair.xmlid(name) for name in names]
            companies = self.random.choice([[main], [main], [main, other], [other]])
            made = ask("res.users", "create", [{"name": f"U{number}", "login": f"u{number}", "password": f"secret-u{number}", self.groups_name: [(6, 0, groups)],
                       "company_ids": [(6, 0, companies)], "company_id": companies[0]}])
            if not isinstance(made, dict):
                self.users.append((made, f"u{number}"))
        goods = {"type": "product"} if pair.series == "17.0" else {"type": "consu", "is_storable": True}
        self.products = [ask("product.product", "create", [{"name": f"P{k}", "list_price": 10, "company_id": company, **goods}]) for k, company in enumerate((False, main, other))]
        self.partners = [ask("res.partner", "create", [{"name": f"C{k}", "company_id": company}]) for k, company in enumerate((False, main, other))]
        for user, _ in self.users + [(False, "")]:
            order = ask("sale.order", "create", [{"partner_id": self.partners[0], "user_id": user, "order_line": [(0, 0, {"product_id": self.products[0]})]}])
            if user and self.random.random() < 0.5:
                ask("sale.order", "action_confirm", [[order]])
        ask("crm.lead", "create", [{"name": "L", "user_id": self.users[0][0]}])
        ask("purchase.order", "create", [{"partner_id": self.partners[0], "order_line": [(0, 0, {"product_id": self.products[0], "product_qty": 2, "price_unit": 4})]}])
        for kind in ("out_invoice", "in_invoice", "entry"):
            line = {"name": "x", "quantity": 1, "price_unit": 5}
            ask("account.move", "create", [{"move_type": kind, "partner_id": self.partners[0], "invoice_date": "2026-01-05",
                                            **({} if kind == "entry" else {"invoice_line_ids": [(0, 0, line)]})}])
        ask("mail.activity", "create", [{"res_model_id": self.model("res.partner"), "res_id": self.partners[0], "user_id": self.users[0][0]}])

    def model(self, name):
        found = []
        for server in (self.pair.theirs, self.pair.ours):
            found = server.ref("ir.model", server.call("ir.model", "search", [[["model", "=", name]]], {})[0])
        return found

    def step(self):
        _, login = self.random.choice(self.users)
        with self.pair.acting(login, f"secret-{login}"):
            for _ in range(8):
                self.random.choice([self.look, self.look, self.may, self.may, self.change, self.work, self.make, self.remove, self.see, self.known])()

    def context(self):
        return {}

    def some(self, model):
        with self.pair.acting("admin", "admin"):
            found = self.ask(model, "search_read", [[], ["id"]], order="id desc", limit=6)
        return self.random.choice(found)["id"] if found and not isinstance(found, dict) else None

    def look(self):
        model = self.random.choice(MODELS)
        names = FIELDS.get(model, ["display_name"])
        order = "id desc"
        self.random.choice([
            lambda: self.ask(model, "search_read", [[], names], order=order, limit=6),
            lambda: self.ask(model, "search_count", [[]]),
            lambda: self.ask(model, "read", [[self.some(model)], names]),
            lambda: self.ask(model, "name_search", [""], limit=3),
        ])()

    def may(self):
        model, operation = self.random.choice(MODELS), self.random.choice(["read", "write", "create", "unlink"])
        self.ask(model, "check_access_rights", [operation, False])
        if self.pair.series != "17.0":
            self.ask(model, "has_access", [[], operation])
            record = self.some(model)
            if record:
                self.ask(model, "has_access", [[record], operation])
        elif self.random.random() < 0.5:
            record = self.some(model)
            if record:
                self.ask(model, "check_access_rule", [[record], operation])

    def change(self):
        model, values = self.random.choice([
            ("res.partner", {"name": "Changed"}), ("res.partner", {"company_id": False}), ("product.product", {"list_price": 7}), ("product.template", {"name": "T"}),
            ("sale.order", {"client_order_ref": "x"}), ("sale.order", {"user_id": self.users[0][0]}), ("stock.picking", {"origin": "x"}), ("account.move", {"ref": "x"}),
            ("purchase.order", {"partner_ref": "x"}), ("res.users", {"name": "N"}), ("res.users", {"lang": "en_US"}), ("res.company", {"name": "Co"}),
            ("ir.config_parameter", {"value": "x"}), ("crm.lead", {"name": "LL"}), ("product.category", {"name": "Cat"}), ("account.journal", {"name": "J"}),
            ("stock.location", {"name": "Loc"}), ("ir.cron", {"active": False}), ("mail.activity", {"summary": "s"}), ("res.currency", {"symbol": "x"}),
            ("stock.warehouse", {"name": "WH2"}), ("res.groups", {"name": "G"}), ("sale.order.line", {"product_uom_qty": 4}), ("stock.quant", {"inventory_quantity": 3})])
        record = self.some(model)
        if record:
            self.ask(model, "write", [[record], values])

    def work(self):
        model, method = self.random.choice([("sale.order", "action_confirm"), ("sale.order", "action_cancel"), ("purchase.order", "button_confirm"), ("account.move", "action_post"),
                                            ("account.move", "button_draft"), ("stock.picking", "action_assign"), ("stock.picking", "button_validate"),
                                            ("mail.activity", "action_feedback"), ("res.partner", "toggle_active"), ("sale.order", "action_draft")])
        record = self.some(model)
        if record:
            self.ask(model, method, [[record]])

    def make(self):
        model, values = self.random.choice([
            ("res.partner", {"name": "New"}), ("product.product", {"name": "NewP"}), ("sale.order", {"partner_id": self.partners[self.random.randrange(3)]}),
            ("purchase.order", {"partner_id": self.partners[0]}), ("account.move", {"move_type": "out_invoice", "partner_id": self.partners[0]}),
            ("account.move", {"move_type": "entry"}), ("crm.lead", {"name": "NL"}), ("res.users", {"name": "X", "login": f"x{self.random.randrange(999)}"}),
            ("product.category", {"name": "NC"}), ("res.partner.category", {"name": "Tag"}), ("account.tax", {"name": "Tx", "amount": 3}),
            ("stock.lot", {"name": "L1", "product_id": self.products[0]}), ("product.pricelist", {"name": "PL"}),
            ("account.payment", {"amount": 5, "payment_type": "inbound", "partner_type": "customer", "partner_id": self.partners[0]}),
            ("stock.location", {"name": "NLoc"}), ("res.company", {"name": "NCo"}), ("calendar.event", {"name": "E", "start": "2026-12-01 10:00:00", "stop": "2026-12-01 11:00:00"}),
            ("ir.config_parameter", {"key": "walk.x", "value": "1"}), ("stock.quant", {"product_id": self.products[0], "inventory_quantity": 2}),
            ("product.supplierinfo", {"partner_id": self.partners[0], "product_tmpl_id": 1}), ("res.partner.bank", {"acc_number": "BE1", "partner_id": self.partners[0]})])
        self.ask(model, "create", [values])

    def remove(self):
        model = self.random.choice(["res.partner", "product.product", "sale.order", "purchase.order", "account.move", "crm.lead", "mail.activity", "res.users",
                                    "product.category", "stock.lot", "product.pricelist", "mail.message", "stock.quant", "stock.move"])
        record = self.some(model)
        if record:
            self.ask(model, "unlink", [[record]])

    def see(self):
        model = self.random.choice(MODELS)
        names = self.ask(model, "fields_get", [], attributes=["type"])
        if not isinstance(names, dict) or "fault" in names:
            return
        chosen = self.random.sample(sorted(names), min(6, len(names)))
        self.ask(model, "search_read", [[], chosen], order="id", limit=1)

    def known(self):
        self.random.choice([
            lambda: self.ask("res.users", "has_group", ["sales_team.group_sale_manager"]),
            lambda: self.ask("res.users", "context_get", []),
            lambda: self.ask("res.partner", "message_post", [[self.partners[0]]], body="hello") and None,
            lambda: self.ask("res.users", "read", [[self.users[-1][0]], ["name", "login", "email", "company_id"]]),
            lambda: self.ask("res.users", "change_password", ["wrong", "new"]),
            lambda: self.ask("ir.model.data", "check_object_reference", ["base", "main_company"]),
            lambda: self.ask("res.partner", "read_group", [[], ["color:sum"], ["company_id"]]),
            lambda: self.ask("res.partner", "search", [[["id", "in", self.partners]]], context={"allowed_company_ids": [self.main]}),
        ])()
