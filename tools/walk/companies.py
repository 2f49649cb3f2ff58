"""Random events of two companies and users who see one, the other or both: what each company keeps of shared records, and what stays apart."""
PRODUCT = ["name", "company_id", "standard_price", "list_price", "qty_available", "virtual_available", "taxes_id", "supplier_taxes_id", "property_account_income_id"]
PARTNER = ["name", "company_id", "property_account_receivable_id", "property_account_payable_id", "property_payment_term_id", "property_product_pricelist",
           "property_stock_customer", "credit", "debit", "total_invoiced"]
ORDER = ["name", "state", "company_id", "warehouse_id", "partner_id", "pricelist_id", "currency_id", "amount_total", "amount_tax", "invoice_status", "picking_ids",
         "invoice_ids", "team_id", "user_id"]
PURCHASE = ["name", "state", "company_id", "picking_type_id", "amount_total", "currency_id", "picking_ids", "invoice_ids"]
PICKING = ["name", "state", "company_id", "location_id", "location_dest_id", "picking_type_id", "origin"]
ENTRY = ["name", "state", "move_type", "company_id", "journal_id", "amount_total", "amount_residual", "payment_state", "currency_id"]
ITEM = ["move_id", "account_id", "company_id", "debit", "credit", "amount_currency", "tax_ids", "display_type"]
WAREHOUSE = ["name", "code", "company_id", "partner_id", "lot_stock_id", "in_type_id", "out_type_id", "reception_steps", "delivery_steps"]
COMPANY = ["name", "parent_id", "child_ids", "currency_id", "country_id", "partner_id", "chart_template", "account_sale_tax_id", "account_purchase_tax_id",
           "transfer_account_id", "bank_account_code_prefix", "root_id", "anglo_saxon_accounting", "account_fiscal_country_id"]
OWNED = {"product.product": PRODUCT, "res.partner": PARTNER, "sale.order": ORDER, "purchase.order": PURCHASE, "stock.picking": PICKING, "account.move": ENTRY,
         "stock.warehouse": WAREHOUSE}


class Companies:
    def __init__(self, pair, random):
        self.pair, self.random, self.ask = pair, random, pair.ask
        self.old, self.new = pair.series == "17.0", pair.series == "19.0"
        self.groups_name = "group_ids" if self.new else "groups_id"
        self.prepare()

    def prepare(self):
        ask, pair = self.ask, self.pair
        self.main, self.euro = pair.xmlid("base.main_company"), pair.xmlid("base.EUR")
        self.other = ask("res.company", "create", [{"name": "Second", **self.random.choice([{}, {"country_id": pair.xmlid("base.us")},
                         {"currency_id": self.euro}])}])
        ask("res.users", "write", [[pair.xmlid("base.user_admin")], {"company_ids": [(4, self.other)]}])
        if self.random.random() < 0.8:
            ask("account.chart.template", "try_loading", [[], "generic_coa", self.other])
        self.warehouse()
        both, one, two = [self.main, self.other], [self.main], [self.other]
        self.users = [("admin", "admin", both)]
        for login, companies in (("both", both), ("first", one), ("second", two)):
            groups = [pair.xmlid(name) for name in ("base.group_user", "sales_team.group_sale_manager", "stock.group_stock_manager", "account.group_account_manager",
                                                    "purchase.group_purchase_manager", "base.group_partner_manager", "base.group_multi_company")]
            ask("res.users", "create", [{"name": login, "login": login, "password": f"secret-{login}", self.groups_name: [(6, 0, groups)],
                                         "company_ids": [(6, 0, companies)], "company_id": companies[0]}])
            self.users.append((login, f"secret-{login}", companies))
        self.partners = [ask("res.partner", "create", [{"name": f"C{k}", "company_id": company}]) for k, company in enumerate((False, self.main, self.other))]
        goods = {"type": "product"} if self.old else {"type": "consu", "is_storable": True}
        self.products = [ask("product.product", "create", [{"name": f"P{k}", "list_price": 10 + k, "standard_price": 4, "invoice_policy": "order",
                         "company_id": company, **goods}]) for k, company in enumerate((False, False, self.main, self.other))]

    def warehouse(self):
        return self.ask("stock.warehouse", "create", [{"name": "Two", "code": f"W{self.random.randrange(90)}", "company_id": self.other}])

    def step(self):
        login, password, companies = self.random.choice(self.users)
        with self.pair.acting(login, password):
            for _ in range(3):
                self.allowed = self.random.choice([{}, {"context": {"allowed_company_ids": companies[:1]}}, {"context": {"allowed_company_ids": companies[::-1]}},
                                                   {"context": {"allowed_company_ids": companies}}, {"context": {"allowed_company_ids": [self.other]}}])
                self.random.choice([self.sell, self.sell, self.confirm, self.invoice, self.post, self.buy, self.approve, self.move_goods, self.validate, self.count,
                                    self.pay, self.price, self.terms, self.belong, self.bill, self.journal, self.account, self.sequence, self.group, self.names,
                                    self.defaults, self.entry, self.warehouse_of, self.branch, self.give_up, self.taxes, self.pricelist])()
            self.probe()

    def probe(self):
        for model in self.random.sample(list(OWNED), 3):
            self.ask(model, "search_read", [[], OWNED[model]], order="id", **self.allowed)
        with self.pair.acting("admin", "admin"):
            context = {"context": {"allowed_company_ids": [self.main, self.other]}}
            for model in ("sale.order", "purchase.order", "stock.picking", "account.move"):
                self.ask(model, "search_read", [[], OWNED[model]], order="id", **context)
            self.ask("account.move.line", "search_read", [[], ITEM], order="id", **context)
            self.ask("res.company", "search_read", [[], COMPANY], order="id", **context)
            self.ask("stock.quant", "search_read", [[], ["product_id", "location_id", "quantity", "reserved_quantity", "company_id"]], order="id", **context)

    def some(self, model, domain):
        with self.pair.acting("admin", "admin"):
            found = self.ask(model, "search_read", [domain, ["id"]], order="id", context={"allowed_company_ids": [self.main, self.other]})
        return self.random.choice(found)["id"] if found and not isinstance(found, dict) else None

    def place(self):
        return self.random.choice([{}, {}, {"company_id": self.main}, {"company_id": self.other}])

    def sell(self):
        line = {"product_id": self.random.choice(self.products), "product_uom_qty": self.random.choice([1, 2, 5])}
        self.ask("sale.order", "create", [{"partner_id": self.random.choice(self.partners), "order_line": [(0, 0, line)], **self.place()}], **self.allowed)

    def confirm(self):
        order = self.some("sale.order", [["state", "=", "draft"]])
        if order:
            self.ask("sale.order", self.random.choice(["action_confirm", "action_confirm", "action_cancel"]), [[order]], **self.allowed)

    def invoice(self):
        order = self.some("sale.order", [["state", "=", "sale"]])
        if not order:
            return
        wizard = self.ask("sale.advance.payment.inv", "create", [{"sale_order_ids": [(6, 0, [order])], "advance_payment_method": "delivered"}], **self.allowed)
        if not isinstance(wizard, dict):
            self.ask("sale.advance.payment.inv", "create_invoices", [[wizard]], **self.allowed)

    def post(self):
        move = self.some("account.move", [["state", "=", "draft"]])
        if move:
            self.ask("account.move", self.random.choice(["action_post", "action_post", "button_cancel"]), [[move]], **self.allowed)

    def buy(self):
        line = {"product_id": self.random.choice(self.products), "product_qty": 3, "price_unit": 2}
        self.ask("purchase.order", "create", [{"partner_id": self.random.choice(self.partners), "order_line": [(0, 0, line)], **self.place()}], **self.allowed)

    def approve(self):
        order = self.some("purchase.order", [["state", "=", "draft"]])
        if order:
            self.ask("purchase.order", "button_confirm", [[order]], **self.allowed)

    def bill(self):
        order = self.some("purchase.order", [["state", "=", "purchase"]])
        if order:
            self.ask("purchase.order", "action_create_invoice", [[order]], **self.allowed)

    def move_goods(self):
        kind = self.some("stock.picking.type", [["code", "in", ["incoming", "outgoing", "internal"]]])
        name = {} if self.new else {"name": "m"}
        source, target = (self.some("stock.location", [["usage", "in", ["internal", "supplier", "customer"]]]) for _ in range(2))
        move = {"product_id": self.random.choice(self.products), "product_uom_qty": 2, "location_id": source, "location_dest_id": target, **name}
        self.ask("stock.picking", "create", [{"picking_type_id": kind, "location_id": source, "location_dest_id": target, "move_ids": [(0, 0, move)]}], **self.allowed)

    def validate(self):
        picking = self.some("stock.picking", [["state", "not in", ["done", "cancel"]]])
        if picking:
            self.ask("stock.picking", self.random.choice(["action_confirm", "action_assign", "button_validate"]), [[picking]], **self.allowed)

    def count(self):
        location = self.some("stock.location", [["usage", "=", "internal"]])
        quant = self.ask("stock.quant", "create", [{"product_id": self.random.choice(self.products), "location_id": location,
                         "inventory_quantity": self.random.choice([3, 10])}], **self.allowed)
        if not isinstance(quant, dict):
            self.ask("stock.quant", "action_apply_inventory", [[quant]], **self.allowed)

    def pay(self):
        values = {"amount": 7, "payment_type": "inbound", "partner_type": "customer", "partner_id": self.random.choice(self.partners)}
        journal = self.some("account.journal", [["type", "in", ["bank", "cash"]]])
        if self.random.random() < 0.5:
            values["journal_id"] = journal
        payment = self.ask("account.payment", "create", [values], **self.allowed)
        if not isinstance(payment, dict):
            self.ask("account.payment", "action_post", [[payment]], **self.allowed)
            self.ask("account.payment", "read", [[payment], ["name", "state", "company_id", "journal_id", "amount"]], **self.allowed)

    def price(self):
        product = self.random.choice(self.products)
        self.ask("product.product", "write", [[product], {"standard_price": self.random.choice([3, 6.5])}], **self.allowed)
        self.ask("product.product", "read", [[product], PRODUCT], **self.allowed)
        self.ask("product.product", "search", [[["standard_price", "=", 6.5]]], order="id", **self.allowed)

    def terms(self):
        partner = self.random.choice(self.partners)
        term = self.some("account.payment.term", [])
        self.ask("res.partner", "write", [[partner], self.random.choice([{"property_payment_term_id": term}, {"property_payment_term_id": False},
                 {"property_account_receivable_id": self.some("account.account", [["account_type", "=", "asset_receivable"]])}])], **self.allowed)
        self.ask("res.partner", "read", [[partner], PARTNER], **self.allowed)

    def belong(self):
        """Records change sides."""
        model, record = self.random.choice([("res.partner", self.random.choice(self.partners)), ("product.product", self.random.choice(self.products)),
                                            ("sale.order", self.some("sale.order", [])), ("account.journal", self.some("account.journal", [])),
                                            ("stock.warehouse", self.some("stock.warehouse", [])), ("stock.location", self.some("stock.location", []))])
        if record:
            self.ask(model, "write", [[record], {"company_id": self.random.choice([False, self.main, self.other])}], **self.allowed)

    def journal(self):
        self.ask("account.journal", "create", [{"name": "J", "type": self.random.choice(["sale", "purchase", "general", "bank", "cash"]),
                 "code": f"J{self.random.randrange(40)}", **self.place()}], **self.allowed)
        self.ask("account.journal", "search_read", [[], ["name", "code", "type", "company_id", "default_account_id", "suspense_account_id", "currency_id"]],
                 order="id", **self.allowed)

    def account(self):
        owner = {"company_id": self.other} if self.old else {"company_ids": [(6, 0, self.random.choice([[self.other], [self.main, self.other], [self.main]]))]}
        self.ask("account.account", "create", [{"name": "A", "code": str(700000 + self.random.randrange(9)), "account_type": "income",
                                               **self.random.choice([{}, owner])}], **self.allowed)
        self.ask("account.account", "search_read", [[], ["code", "name", "account_type", "reconcile", "company_id" if self.old else "company_ids"]], order="id", **self.allowed)

    def sequence(self):
        self.ask("ir.sequence", "create", [{"name": "S", "code": "walk.code", "prefix": self.random.choice(["A", "B"]), **self.place()}], **self.allowed)
        self.ask("ir.sequence", "next_by_code", ["walk.code"], **self.allowed)

    def group(self):
        model = self.random.choice(list(OWNED))
        self.ask(model, "read_group", [[], [], ["company_id"]], **self.allowed)

    def names(self):
        model = self.random.choice([*OWNED, "account.account", "account.journal", "account.tax", "stock.location", "res.company", "stock.picking.type"])
        self.ask(model, "name_search", [self.random.choice(["", "a", "1"])], limit=8, **self.allowed)

    def defaults(self):
        model, names = self.random.choice([("sale.order", ["company_id", "warehouse_id", "team_id", "currency_id"]), ("account.move", ["company_id", "journal_id", "currency_id"]),
                                           ("purchase.order", ["company_id", "picking_type_id", "currency_id"]), ("stock.picking", ["company_id", "picking_type_id"]),
                                           ("product.product", ["taxes_id", "supplier_taxes_id", "company_id", "categ_id"]), ("res.partner", ["company_id"]),
                                           ("stock.warehouse", ["company_id", "partner_id", "code"]), ("account.journal", ["company_id"]), ("res.users", ["company_id", "company_ids"])])
        self.ask(model, "default_get", [names], **self.allowed)

    def entry(self):
        line = {"name": "x", "quantity": 1, "price_unit": 5, "product_id": self.random.choice([False, *self.products])}
        self.ask("account.move", "create", [{"move_type": self.random.choice(["out_invoice", "in_invoice", "out_refund"]), "partner_id": self.random.choice(self.partners),
                 "invoice_date": "2026-10-05", "invoice_line_ids": [(0, 0, line)], **self.place()}], **self.allowed)

    def warehouse_of(self):
        warehouse = self.some("stock.warehouse", [])
        self.ask("stock.warehouse", "write", [[warehouse], self.random.choice([{"delivery_steps": "pick_ship"}, {"reception_steps": "two_steps"}, {"name": "Renamed"}])], **self.allowed)

    def branch(self):
        if self.random.random() < 0.3:
            made = self.ask("res.company", "create", [{"name": f"Branch {self.random.randrange(99)}", "parent_id": self.random.choice([self.main, self.other])}], **self.allowed)
            if not isinstance(made, dict):
                self.ask("res.company", "read", [[made], COMPANY])

    def give_up(self):
        company = self.random.choice([self.main, self.other])
        self.ask("res.company", "write", [[company], self.random.choice([{"active": False}, {"currency_id": self.euro}, {"name": "Renamed"},
                 {"parent_id": self.main}, {"phone": "123"}, {"street": "S"}])], **self.allowed)

    def taxes(self):
        self.ask("account.tax", "create", [{"name": f"T{self.random.randrange(9)}", "amount": 10, **self.place()}], **self.allowed)
        self.ask("account.tax", "search_read", [[], ["name", "amount", "company_id", "country_id", "tax_group_id", "type_tax_use"]], order="id", **self.allowed)

    def pricelist(self):
        self.ask("product.pricelist", "create", [{"name": "PL", **self.place()}], **self.allowed)
        self.ask("product.pricelist", "search_read", [[], ["name", "company_id", "currency_id"]], order="id", **self.allowed)
