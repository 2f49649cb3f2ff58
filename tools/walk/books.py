"""Random events of the books: documents of every type, taxes, currencies, payments, reconciliation, reversals, statements."""
ENTRY = ["name", "ref", "state", "move_type", "payment_state", "partner_id", "invoice_date", "invoice_date_due", "date", "currency_id", "journal_id",
         "amount_untaxed", "amount_tax", "amount_total", "amount_residual", "amount_total_signed", "amount_residual_signed", "amount_untaxed_signed",
         "payment_reference", "reversed_entry_id", "invoice_origin", "tax_totals", "invoice_payment_term_id", "always_tax_exigible", "has_reconciled_entries",
         "invoice_outstanding_credits_debits_widget", "sequence_number", "sequence_prefix", "made_sequence_gap", "status_in_payment"]
ITEM = ["name", "account_id", "partner_id", "quantity", "price_unit", "discount", "price_subtotal", "price_total", "debit", "credit", "balance",
        "amount_currency", "currency_id", "amount_residual", "amount_residual_currency", "reconciled", "matching_number", "full_reconcile_id",
        "display_type", "tax_ids", "tax_line_id", "tax_base_amount", "tax_tag_ids", "date_maturity", "discount_date", "discount_amount_currency",
        "discount_balance", "is_storno"]
PAYMENT = ["name", "state", "amount", "payment_type", "partner_type", "partner_id", "journal_id", "move_id", "is_reconciled", "is_matched",
           "amount_signed", "currency_id", "payment_method_line_id", "outstanding_account_id", "destination_account_id", "reconciled_invoice_ids",
           "reconciled_bill_ids", "memo", "date"]
PARTIAL = ["debit_move_id", "credit_move_id", "amount", "debit_amount_currency", "credit_amount_currency", "full_reconcile_id", "exchange_move_id", "max_date"]
STATEMENT = ["name", "amount", "amount_currency", "foreign_currency_id", "is_reconciled", "amount_residual", "payment_ref", "move_id", "running_balance"]
ACCOUNTS = {"income": "400000", "expense": "600000", "asset_receivable": "121000", "liability_payable": "211000"}
TYPES = ["out_invoice", "out_invoice", "out_invoice", "in_invoice", "in_invoice", "out_refund", "in_refund", "out_receipt", "entry"]


class Books:
    def __init__(self, pair, random):
        self.pair, self.random, self.ask = pair, random, pair.ask
        self.old, self.new = pair.series == "17.0", pair.series == "19.0"
        self.prepare()

    def prepare(self):
        ask = self.ask
        self.dollar, self.euro = self.pair.xmlid("base.USD"), self.pair.xmlid("base.EUR")
        ask("res.currency", "write", [[self.euro], {"active": True}])
        for day, rate in (("2026-01-01", 0.8), ("2026-10-10", 0.93), ("2026-11-15", 0.7)):
            ask("res.currency.rate", "create", [{"currency_id": self.euro, "name": day, "rate": rate}])
        self.partners = [ask("res.partner", "create", [{"name": f"C{k}", "email": f"c{k}@example.com"}]) for k in range(2)]
        self.terms = [False] + [row["id"] for row in ask("account.payment.term", "search_read", [[], ["name"]], order="id")]
        self.journals = [row["id"] for row in ask("account.journal", "search_read", [[["type", "in", ["bank", "cash"]]], ["code"]], order="id")]
        self.accounts = {kind: ask("account.account", "search_read", [[["code", "=", code]], ["code"]])[0]["id"]
                         for kind, code in ACCOUNTS.items()}
        if self.random.random() < 0.3:
            ask("res.company", "write", [[self.pair.xmlid("base.main_company")], {"tax_calculation_rounding_method": "round_globally"}])
        self.taxes = {use: [self.tax(use) for _ in range(5)] for use in ("sale", "purchase")}

    def tax(self, use):
        kind = self.random.choice(["percent", "percent", "percent", "fixed", "division", "group"])
        included = self.random.random() < 0.35
        values = {"name": f"{use}{self.random.randrange(10**6)}", "amount_type": kind, "type_tax_use": use, "sequence": self.random.randrange(4),
                  "amount": {"percent": self.random.choice([5, 21, 8.25, -10]), "fixed": self.random.choice([0.5, 2]), "division": 10, "group": 0}[kind],
                  "include_base_amount": self.random.random() < 0.3, "is_base_affected": self.random.random() < 0.8}
        values.update({"price_include": included} if self.old else {"price_include_override": "tax_included" if included else "tax_excluded"})
        if kind == "group":
            values["children_tax_ids"] = [(0, 0, {"name": f"{values['name']}-{k}", "amount": amount, "type_tax_use": "none", "sequence": k})
                                          for k, amount in enumerate((3, 7))]
        return self.ask("account.tax", "create", [values])

    def probe(self):
        entry = [name for name in ENTRY if not (self.old and name in ("status_in_payment", "made_sequence_gap"))]
        self.ask("account.move", "search_read", [[], entry], order="id")
        self.ask("account.move.line", "search_read", [[], ITEM], order="id")
        payment = ["ref" if self.old and name == "memo" else name for name in PAYMENT]
        self.ask("account.payment", "search_read", [[], payment], order="id")
        self.ask("account.partial.reconcile", "search_read", [[], PARTIAL], order="id")
        self.ask("account.bank.statement.line", "search_read", [[], STATEMENT], order="id")
        self.ask("res.partner", "read", [self.partners, ["credit", "debit", "total_invoiced"]])

    def step(self):
        events = [self.document, self.document, self.document, self.post, self.post, self.post, self.pay, self.pay, self.pay, self.payment, self.confirm,
                  self.reconcile, self.reconcile, self.unreconcile, self.reverse, self.draft, self.assign, self.unassign, self.change, self.change,
                  self.cancel, self.statement, self.duplicate, self.payment_back, self.switch]
        self.random.choice(events)()
        self.probe()

    def some(self, model, domain, count=1):
        found = [row["id"] for row in self.ask(model, "search_read", [domain, ["id"]], order="id")]
        return self.random.sample(found, min(count, len(found)))

    def use(self, kind):
        return "sale" if kind.startswith("out") else "purchase"

    def line(self, kind):
        values = {"name": f"l{self.random.randrange(9)}", "quantity": self.random.choice([1, 2, 3, 0.5]),
                  "price_unit": self.random.choice([100, 9.99, 33.33, 0.07, 1234.56])}
        if self.random.random() < 0.75:
            values["tax_ids"] = [(6, 0, self.random.sample(self.taxes[self.use(kind)], self.random.choice([0, 1, 1, 2])))]
        if self.random.random() < 0.2:
            values["discount"] = self.random.choice([5, 12.5])
        return (0, 0, values)

    def document(self):
        kind = self.random.choice(TYPES)
        values = {"move_type": kind, "date": self.random.choice(["2026-09-30", "2026-11-16"])} if kind == "entry" else {
            "move_type": kind, "partner_id": self.random.choice(self.partners), "invoice_date": self.random.choice(["2026-09-15", "2026-10-20", "2026-11-20"]),
            "invoice_line_ids": [self.line(kind) for _ in range(self.random.choice([1, 2, 3]))]}
        if kind == "entry":
            amount = self.random.choice([50, 12.34])
            values["line_ids"] = [(0, 0, {"name": "d", "debit": amount, "credit": 0, "account_id": self.accounts["asset_receivable"], "partner_id": self.partners[0]}),
                                  (0, 0, {"name": "c", "debit": 0, "credit": amount, "account_id": self.accounts[self.random.choice(["income", "liability_payable"])],
                                          "partner_id": self.partners[0]})]
        else:
            if self.random.random() < 0.35:
                values["currency_id"] = self.euro
            if self.random.random() < 0.3:
                values["invoice_payment_term_id"] = self.random.choice(self.terms)
            if not self.new and self.random.random() < 0.2:  # builds of 19.0 name due lines of vendors differently
                values["ref"] = f"R{self.random.randrange(30)}"
        move = self.ask("account.move", "create", [values])
        if not isinstance(move, dict) and self.random.random() < 0.6:
            self.ask("account.move", "action_post", [[move]])

    def post(self):
        for move in self.some("account.move", [["state", "=", "draft"]]):
            self.ask("account.move", "action_post", [[move]])

    def draft(self):
        for move in self.some("account.move", [["state", "in", ["posted", "cancel"]], ["move_type", "!=", "entry"]]):
            self.ask("account.move", "button_draft", [[move]])

    def cancel(self):
        for move in self.some("account.move", [["state", "=", "draft"]]):
            self.ask("account.move", self.random.choice(["button_cancel", "unlink"]), [[move]])

    def duplicate(self):
        for move in self.some("account.move", [["move_type", "!=", "entry"]]):
            self.ask("account.move", "copy", [[move]])

    def change(self):
        for move in self.some("account.move", [["state", "=", "draft"], ["move_type", "!=", "entry"]]):
            lines = self.ask("account.move.line", "search_read", [[["move_id", "=", move], ["display_type", "=", "product"]], ["id"]], order="id")
            line = self.random.choice(lines)["id"] if lines else None
            kind = self.ask("account.move", "read", [[move], ["move_type"]])[0]["move_type"]
            changes = [{"invoice_date": "2026-11-21"}, {"currency_id": self.random.choice([self.euro, self.dollar])}, {"invoice_payment_term_id": self.random.choice(self.terms)},
                       {"invoice_line_ids": [self.line(kind)]}, {"partner_id": self.random.choice(self.partners)}]
            if line:
                changes += [{"invoice_line_ids": [(1, line, {"price_unit": 44.44})]}, {"invoice_line_ids": [(1, line, {"quantity": 4})]}, {"invoice_line_ids": [(2, line)]},
                            {"invoice_line_ids": [(1, line, {"tax_ids": [(6, 0, self.random.sample(self.taxes[self.use(kind)], 2))]})]}]
            self.ask("account.move", "write", [[move], self.random.choice(changes)])

    def switch(self):
        for move in self.some("account.move", [["state", "=", "draft"], ["move_type", "!=", "entry"]]):
            self.ask("account.move", "action_switch_move_type", [[move]])

    def pay(self):
        kind = self.random.choice(["out_invoice", "in_invoice", "out_refund"])
        moves = self.some("account.move", [["state", "=", "posted"], ["move_type", "=", kind], ["payment_state", "in", ["not_paid", "partial"]]], self.random.choice([1, 1, 2]))
        if not moves:
            return
        context = {"active_model": "account.move", "active_ids": moves}
        values = {"payment_date": self.random.choice(["2026-10-25", "2026-11-22"]), "journal_id": self.random.choice(self.journals)}
        if len(moves) == 1 and self.random.random() < 0.5:
            values["amount"] = self.random.choice([5, 50, 2000])
            if self.random.random() < 0.4:
                values.update({"payment_difference_handling": "reconcile", "writeoff_account_id": self.accounts["expense"], "writeoff_label": "off"})
        if self.random.random() < 0.3:
            values["currency_id"] = self.random.choice([self.euro, self.dollar])
        if len(moves) > 1:
            values["group_payment"] = self.random.random() < 0.5
        wizard = self.ask("account.payment.register", "create", [values], context=context)
        if isinstance(wizard, dict):
            return
        self.ask("account.payment.register", "read", [[wizard], ["amount", "source_amount", "source_amount_currency", "payment_difference", "can_edit_wizard",
                 "can_group_payments", "communication", "payment_type", "currency_id", "company_currency_id", "partner_bank_id"]])
        self.ask("account.payment.register", "action_create_payments", [[wizard]])

    def payment(self):
        values = {"payment_type": self.random.choice(["inbound", "outbound"]), "partner_type": self.random.choice(["customer", "supplier"]),
                  "partner_id": self.random.choice(self.partners), "amount": self.random.choice([10, 75.5, 300]),
                  "journal_id": self.random.choice(self.journals), "date": self.random.choice(["2026-10-12", "2026-11-18"])}
        if self.random.random() < 0.3:
            values["currency_id"] = self.euro
        payment = self.ask("account.payment", "create", [values])
        if not isinstance(payment, dict) and self.random.random() < 0.8:
            self.ask("account.payment", "action_post", [[payment]])

    def confirm(self):
        for payment in self.some("account.payment", []):
            changes = {"amount": self.random.choice([20, 99.99])}
            self.random.choice([lambda: self.ask("account.payment", "action_post", [[payment]]), lambda: self.ask("account.payment", "write", [[payment], changes])])()

    def payment_back(self):
        for payment in self.some("account.payment", []):
            method = self.random.choice(["action_draft", "action_draft", "action_cancel"] + ([] if self.old else ["action_validate", "action_reject"]))
            self.ask("account.payment", method, [[payment]])

    def reconcile(self):
        account = self.accounts[self.random.choice(["asset_receivable", "liability_payable"])]
        lines = self.some("account.move.line", [["account_id", "=", account], ["parent_state", "=", "posted"], ["reconciled", "=", False]], self.random.choice([2, 2, 3]))
        if len(lines) > 1:
            self.ask("account.move.line", "reconcile", [lines])

    def unreconcile(self):
        lines = self.some("account.move.line", [["matching_number", "!=", False]])
        if lines:
            self.ask("account.move.line", "remove_move_reconcile", [lines])

    def reverse(self):
        for move in self.some("account.move", [["state", "=", "posted"]]):
            journal = self.ask("account.move", "read", [[move], ["journal_id"]])[0]["journal_id"][0]
            wizard = self.ask("account.move.reversal", "create", [{"move_ids": [(6, 0, [move])], "journal_id": journal, "reason": "why",
                              "date": self.random.choice(["2026-10-21", "2026-11-21"])}], context={"active_model": "account.move", "active_ids": [move]})
            if not isinstance(wizard, dict):
                self.ask("account.move.reversal", self.random.choice(["refund_moves", "refund_moves", "modify_moves"]), [[wizard]])

    def assign(self):
        for move in self.some("account.move", [["state", "=", "posted"], ["move_type", "in", ["out_invoice", "in_invoice"]], ["payment_state", "in", ["not_paid", "partial"]]]):
            row = self.ask("account.move", "read", [[move], ["move_type", "partner_id"]])[0]
            account = self.accounts["asset_receivable" if row["move_type"] == "out_invoice" else "liability_payable"]
            sign = "<" if row["move_type"] == "out_invoice" else ">"
            for line in self.some("account.move.line", [["account_id", "=", account], ["parent_state", "=", "posted"], ["reconciled", "=", False],
                                                        ["partner_id", "=", row["partner_id"][0]], ["balance", sign, 0]]):
                self.ask("account.move", "js_assign_outstanding_line", [[move], line])

    def unassign(self):
        for partial in self.some("account.partial.reconcile", []):
            move = self.some("account.move", [["state", "=", "posted"]])
            self.ask("account.move", "js_remove_outstanding_partial", [move, partial])

    def statement(self):
        line = self.ask("account.bank.statement.line", "create", [{"journal_id": self.journals[0], "payment_ref": "S", "date": self.random.choice(["2026-10-13", "2026-11-19"]),
                        "amount": self.random.choice([-40, 75.5, 115]), "partner_id": self.random.choice(self.partners + [False])}])
        if not isinstance(line, dict) and self.random.random() < 0.3:
            self.ask("account.bank.statement.line", self.random.choice(["action_undo_reconciliation", "unlink"]), [[line]])
