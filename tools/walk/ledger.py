"""Random events of the ledger that books.py leaves out: taxes due on payment, storno, coins, terms of every kind, early discounts, bank lines and what they
are matched with, lock dates, recurring and secured entries, numbers given anew, reversals of every kind, discounts and down payments of orders."""
import documents
from books import ACCOUNTS, ENTRY, ITEM, PARTIAL, PAYMENT, STATEMENT

MORE_ENTRY = ["auto_post", "auto_post_until", "auto_post_origin_id", "tax_cash_basis_rec_id", "tax_cash_basis_origin_move_id", "invoice_cash_rounding_id",
              "reversal_move_ids", "inalterable_hash", "has_reconciled_entries", "bank_partner_id", "invoice_has_outstanding", "is_storno"]
LOCKS = ["fiscalyear_lock_date", "tax_lock_date", "sale_lock_date", "purchase_lock_date"]
ORDER = ["name", "state", "amount_untaxed", "amount_tax", "amount_total", "amount_to_invoice", "amount_invoiced", "invoice_status", "tax_totals"]
SOLD = ["name", "product_uom_qty", "price_unit", "discount", "price_subtotal", "price_tax", "price_total", "qty_invoiced", "is_downpayment", "sequence", "product_id"]
DELAYS = ["days_after", "days_after_end_of_month", "days_after_end_of_next_month", "days_end_of_month_on_the"]


class Ledger:
    def __init__(self, pair, random):
        self.pair, self.random, self.ask = pair, random, pair.ask
        self.old, self.new = pair.series == "17.0", pair.series == "19.0"
        self.prepare()

    def maybe(self, share):
        return self.random.random() < share

    def prepare(self):
        ask, random = self.ask, self.random
        self.company = self.pair.xmlid("base.main_company")
        # Who works without the accounting app may not write what comes from the bank.
        group = self.pair.xmlid("account.group_account_user" if self.old else "account.group_account_basic")
        ask("res.users", "write", [[self.pair.xmlid("base.user_admin")], {"group_ids" if self.new else "groups_id": [(4, group)]}])
        documents.use_euros(self)
        self.partners = [ask("res.partner", "create", [{"name": f"C{k}"}]) for k in range(2)]
        self.accounts = {kind: ask("account.account", "search_read", [[["code", "=", code]], ["code"]])[0]["id"] for kind, code in ACCOUNTS.items()}
        settings = {"tax_exigibility": True}
        if self.maybe(0.3):
            settings["account_storno"] = True
        if self.maybe(0.3):
            settings["tax_calculation_rounding_method"] = "round_globally"
        if self.maybe(0.4):
            settings["account_cash_basis_base_account_id"] = self.account("CBBASE", "asset_current")
        ask("res.company", "write", [[self.company], settings])
        self.journals = [row["id"] for row in ask("account.journal", "search_read", [[["type", "in", ["bank", "cash"]]], ["code"]], order="id")]
        self.journals.append(ask("account.journal", "create", [{"name": "Euros", "type": "bank", "code": "EURB", "currency_id": self.euro}]))
        self.general = ask("account.journal", "search_read", [[["type", "=", "general"]], ["code"]], order="id")[0]["id"]
        self.secured = ask("account.journal", "create", [{"name": "Secured", "type": "sale", "code": "SEC", "restrict_mode_hash_table": True}])
        self.taxes = {use: [self.tax(use) for _ in range(5)] for use in ("sale", "purchase")}
        self.terms = [False] + [self.term() for _ in range(3)]
        self.coins = [ask("account.cash.rounding", "create", [{"name": f"R{strategy}", "rounding": random.choice([0.05, 1]), "strategy": strategy,
                      "rounding_method": method, "profit_account_id": self.accounts["income"], "loss_account_id": self.accounts["expense"]}])
                      for strategy, method in (("biggest_tax", "HALF-UP"), ("add_invoice_line", random.choice(["UP", "DOWN", "HALF-UP"])))]
        self.product = ask("product.product", "create", [{"name": "P", "type": "service", "list_price": 100, "invoice_policy": "order", "taxes_id": [(6, 0, [])]}])

    def account(self, code, kind, **values):
        return self.ask("account.account", "create", [{"code": code, "name": code, "account_type": kind, **values}])

    def tax(self, use):
        number = self.random.randrange(10**6)
        kind = self.random.choice(["percent", "percent", "percent", "fixed", "division"])
        values = {"name": f"{use}{number}", "amount_type": kind, "type_tax_use": use, "sequence": self.random.randrange(4),
                  "amount": {"percent": self.random.choice([5, 21, 8.25, -10]), "fixed": self.random.choice([0.5, 2]), "division": 10}[kind],
                  "include_base_amount": self.maybe(0.3), "is_base_affected": self.maybe(0.8)}
        included = self.maybe(0.35)
        values.update({"price_include": included} if self.old else {"price_include_override": "tax_included" if included else "tax_excluded"})
        own = self.account(f"TAX{number}", "liability_current")
        share = self.random.choice([100, 100, 60])
        for document in ("invoice", "refund"):
            values[f"{document}_repartition_line_ids"] = [(0, 0, {"repartition_type": "base"}),
                                                          (0, 0, {"repartition_type": "tax", "factor_percent": share, "account_id": own})]
            if share < 100:
                values[f"{document}_repartition_line_ids"].append((0, 0, {"repartition_type": "tax", "factor_percent": 100 - share}))
        if self.maybe(0.5):
            transition = self.account(f"CBT{number}", "liability_current", reconcile=self.new or self.maybe(0.5))
            values.update({"tax_exigibility": "on_payment", "cash_basis_transition_account_id": transition})
        return self.ask("account.tax", "create", [values])

    def term(self):
        def line(value, amount):
            delay = self.random.choice(DELAYS[:3] if self.old else DELAYS)
            values = {"value": value, "value_amount": amount, "delay_type": delay, "nb_days": self.random.choice([0, 10, 31, 45])}
            if not self.old:
                values["days_next_month"] = self.random.choice(["10", "25"])
            return (0, 0, values)
        lines = self.random.choice([[("percent", 100)], [("percent", 30), ("percent", 70)], [("fixed", 20), ("percent", 100)], [("percent", 33.33), ("percent", 66.67)]])
        values = {"name": f"T{self.random.randrange(999)}", "line_ids": [line(*one) for one in lines]}
        if len(lines) == 1 and self.maybe(0.7):
            values.update({"early_discount": True, "discount_percentage": self.random.choice([2, 5]), "discount_days": self.random.choice([7, 40]),
                           "early_pay_discount_computation": self.random.choice(["included", "excluded", "mixed"])})
        return self.ask("account.payment.term", "create", [values])

    def probe(self):
        ask = self.ask
        left_out = {"status_in_payment", "made_sequence_gap", "is_storno"} if self.old else set()
        entry = [name for name in dict.fromkeys(ENTRY + MORE_ENTRY) if name not in left_out]
        ask("account.move", "search_read", [[], entry], order="id")
        ask("account.move.line", "search_read", [[], [name for name in ITEM if not (self.new and name == "price_unit")]], order="id")
        ask("account.payment", "search_read", [[], ["ref" if self.old and name == "memo" else name for name in PAYMENT]], order="id")
        ask("account.partial.reconcile", "search_read", [[], PARTIAL], order="id")
        ask("account.bank.statement.line", "search_read", [[], STATEMENT], order="id")
        ask("sale.order", "search_read", [[], ORDER], order="id")
        # Some builds of 19.0 round prices, others do not.
        ask("sale.order.line", "search_read", [[], [name for name in SOLD if not (self.new and name == "price_unit")]], order="id")

    def step(self):
        events = [self.document, self.document, self.document, self.document, self.post, self.post, self.pay, self.pay, self.pay, self.pay, self.many, self.statement,
                  self.statement, self.match, self.match, self.undo, self.unreconcile, self.reverse, self.reverse, self.draft, self.assign, self.unassign, self.lock,
                  self.recurring, self.resequence, self.order, self.discount, self.discount, self.advance, self.bill_order, self.duplicate, self.change]
        self.random.choice(events)()
        self.probe()

    def some(self, model, domain, count=1):
        found = [row["id"] for row in self.ask(model, "search_read", [domain, ["id"]], order="id")]
        return self.random.sample(found, min(count, len(found)))

    def line(self, use):
        values = {"name": f"l{self.random.randrange(9)}", "quantity": self.random.choice([1, 2, 3, -1]), "price_unit": self.random.choice([100, 9.99, 33.33, 1234.56])}
        values["tax_ids"] = [(6, 0, self.random.sample(self.taxes[use], self.random.choice([0, 1, 1, 2, 2])))]
        if self.maybe(0.2):
            values["discount"] = self.random.choice([5, 12.5])
        return (0, 0, values)

    def document(self):
        kind = self.random.choice(["out_invoice", "out_invoice", "out_invoice", "in_invoice", "in_invoice", "out_refund", "in_refund", "in_receipt"])
        use = "sale" if kind.startswith("out") else "purchase"
        values = {"move_type": kind, "partner_id": self.random.choice(self.partners), "invoice_date": self.random.choice(["2026-09-15", "2026-10-20", "2026-11-20"]),
                  "invoice_line_ids": [self.line(use) for _ in range(self.random.choice([1, 2]))]}
        if self.maybe(0.35):
            values["currency_id"] = self.euro
        if self.maybe(0.4):
            values["invoice_payment_term_id"] = self.random.choice(self.terms)
        if self.maybe(0.25):
            values["invoice_cash_rounding_id"] = self.random.choice(self.coins)
        if use == "sale" and self.maybe(0.2):
            values["journal_id"] = self.secured
        move = self.ask("account.move", "create", [values])
        if not isinstance(move, dict) and self.maybe(0.75):
            self.ask("account.move", "action_post", [[move]])

    def post(self):
        for move in self.some("account.move", [["state", "=", "draft"]]):
            self.ask("account.move", "action_post", [[move]])

    def change(self):
        for move in self.some("account.move", [["state", "=", "draft"], ["move_type", "!=", "entry"]]):
            changes = [{"invoice_date": "2026-11-21"}, {"invoice_cash_rounding_id": self.random.choice(self.coins + [False])},
                       {"invoice_payment_term_id": self.random.choice(self.terms)}, {"currency_id": self.random.choice([self.euro, self.dollar])}]
            self.ask("account.move", "write", [[move], self.random.choice(changes)])

    def duplicate(self):
        for move in self.some("account.move", [["move_type", "!=", "entry"]]):
            self.ask("account.move", "copy", [[move]])

    def draft(self):
        for move in self.some("account.move", [["state", "in", ["posted", "cancel"]]]):
            self.ask("account.move", self.random.choice(["button_draft", "button_draft", "button_cancel"]), [[move]])

    def pay(self):
        kind = self.random.choice(["out_invoice", "out_invoice", "in_invoice", "out_refund"])
        self.register([["state", "=", "posted"], ["move_type", "=", kind], ["payment_state", "in", ["not_paid", "partial"]]], 1)

    def many(self):
        self.register([["state", "=", "posted"], ["move_type", "in", ["out_invoice", "out_refund"]], ["payment_state", "in", ["not_paid", "partial"]]],
                      self.random.choice([2, 3]))

    def register(self, domain, count):
        moves = self.some("account.move", domain, count)
        if not moves:
            return
        values = {"payment_date": self.random.choice(["2026-09-16", "2026-10-25", "2026-11-22"]), "journal_id": self.random.choice(self.journals)}
        if self.maybe(0.4):
            values["amount"] = self.random.choice([5, 50, 2000])
        if self.maybe(0.3):
            values.update({"payment_difference_handling": "reconcile", "writeoff_account_id": self.accounts["expense"], "writeoff_label": "off"})
        if self.maybe(0.3):
            values["currency_id"] = self.random.choice([self.euro, self.dollar])
        if len(moves) > 1:
            values["group_payment"] = self.maybe(0.6)
        wizard = self.ask("account.payment.register", "create", [values], context={"active_model": "account.move", "active_ids": moves})
        if isinstance(wizard, dict):
            return
        self.ask("account.payment.register", "read", [[wizard], ["amount", "source_amount", "source_amount_currency", "payment_difference", "can_edit_wizard",
                 "can_group_payments", "communication", "payment_type", "currency_id", "early_payment_discount_mode", "payment_difference_handling",
                 "hide_writeoff_section"]])
        self.ask("account.payment.register", "action_create_payments", [[wizard]])

    def statement(self):
        journal = self.random.choice(self.journals)
        values = {"journal_id": journal, "payment_ref": "S", "date": self.random.choice(["2026-10-13", "2026-11-19"]), "amount": self.random.choice([-40, 75.5, 115, 0]),
                  "partner_id": self.random.choice(self.partners + [False])}
        if self.maybe(0.3):
            other = self.dollar if journal == self.journals[-1] else self.euro
            values.update({"foreign_currency_id": other, "amount_currency": values["amount"] * self.random.choice([1, 0.9])})
        if self.maybe(0.2):
            values["counterpart_account_id"] = self.accounts["expense"]
        self.ask("account.bank.statement.line", "create", [values])

    def match(self):
        """The suspense line of a bank line becomes one of the partner's, and is reconciled: what the widget of the enterprise edition does."""
        for line in self.some("account.bank.statement.line", [["is_reconciled", "=", False]]):
            row = self.ask("account.bank.statement.line", "read", [[line], ["move_id", "amount", "partner_id", "journal_id"]])[0]
            account = self.accounts["asset_receivable" if row["amount"] > 0 else "liability_payable"]
            journal = self.ask("account.journal", "read", [[row["journal_id"][0]], ["suspense_account_id"]])[0]
            own = [["move_id", "=", row["move_id"][0]], ["account_id", "=", journal["suspense_account_id"][0]]]
            suspense = self.ask("account.move.line", "search_read", [own, ["account_id"]], order="id")
            if not suspense:
                return
            partner = row["partner_id"][0] if row["partner_id"] else self.partners[0]
            item = suspense[-1]["id"]
            self.ask("account.move.line", "write", [[item], {"account_id": account, "partner_id": partner}])
            open_items = self.some("account.move.line", [["account_id", "=", account], ["parent_state", "=", "posted"], ["reconciled", "=", False], ["id", "!=", item]],
                                   self.random.choice([1, 2]))
            if open_items:
                self.ask("account.move.line", "reconcile", [[item] + open_items])

    def undo(self):
        for line in self.some("account.bank.statement.line", []):
            self.ask("account.bank.statement.line", self.random.choice(["action_undo_reconciliation", "unlink"]), [[line]])

    def unreconcile(self):
        lines = self.some("account.move.line", [["matching_number", "!=", False]])
        if lines:
            self.ask("account.move.line", "remove_move_reconcile", [lines])

    def reverse(self):
        moves = self.some("account.move", [["state", "=", "posted"]], self.random.choice([1, 1, 1, 2]))
        if not moves:
            return
        journal = self.ask("account.move", "read", [moves[:1], ["journal_id"]])[0]["journal_id"][0]
        wizard = self.ask("account.move.reversal", "create", [{"move_ids": [(6, 0, moves)], "journal_id": journal, "reason": self.random.choice(["why", False]),
                          "date": self.random.choice(["2026-10-21", "2026-11-21", "2027-01-05"])}], context={"active_model": "account.move", "active_ids": moves})
        if not isinstance(wizard, dict):
            self.ask("account.move.reversal", self.random.choice(["refund_moves", "modify_moves"]), [[wizard]])

    def assign(self):
        owed = [["state", "=", "posted"], ["move_type", "in", ["out_invoice", "in_invoice"]], ["payment_state", "in", ["not_paid", "partial"]]]
        for move in self.some("account.move", owed):
            row = self.ask("account.move", "read", [[move], ["move_type", "partner_id"]])[0]
            account = self.accounts["asset_receivable" if row["move_type"] == "out_invoice" else "liability_payable"]
            for line in self.some("account.move.line", [["account_id", "=", account], ["parent_state", "=", "posted"], ["reconciled", "=", False],
                                                        ["partner_id", "=", row["partner_id"][0]], ["balance", "<" if row["move_type"] == "out_invoice" else ">", 0]]):
                self.ask("account.move", "js_assign_outstanding_line", [[move], line])

    def unassign(self):
        for partial in self.some("account.partial.reconcile", []):
            self.ask("account.move", "js_remove_outstanding_partial", [self.some("account.move", [["state", "=", "posted"]]), partial])

    def lock(self):
        lock = self.random.choice(["fiscalyear_lock_date", "tax_lock_date"] if self.old else LOCKS + ["hard_lock_date"])
        day = self.random.choice(["2026-09-20", "2026-10-05"] if lock == "hard_lock_date" else ["2026-09-30", "2026-10-31", False, False])
        self.ask("res.company", "write", [[self.company], {lock: day}])
        if not self.old and self.maybe(0.4):
            self.ask("account.lock_exception", "create", [{self.random.choice(LOCKS): self.random.choice(["2026-09-01", False]), "reason": "so"}])
        self.ask("res.company", "read", [[self.company], ["fiscalyear_lock_date", "tax_lock_date"] if self.old else LOCKS])

    def recurring(self):
        for move in self.some("account.move", [["state", "=", "draft"]]):
            self.ask("account.move", "write", [[move], {"auto_post": self.random.choice(["at_date", "monthly", "quarterly", "yearly"]),
                     "auto_post_until": self.random.choice(["2027-02-01", False])}])
            if self.maybe(0.5):
                self.ask("account.move", "action_post", [[move]])

    def resequence(self):
        moves = self.some("account.move", [["state", "=", "posted"], ["journal_id.type", "=", self.random.choice(["sale", "purchase"])]], 4)
        if not moves:
            return
        context = {"active_model": "account.move", "active_ids": moves}
        wizard = self.ask("account.resequence.wizard", "create", [{"ordering": self.random.choice(["keep", "date"]),
                          "first_name": self.random.choice(["NEW/2026/00001", "INV/2026/00050", "B/2026/11/0007", "X0003"])}], context=context)
        if not isinstance(wizard, dict):
            self.ask("account.resequence.wizard", "read", [[wizard], ["sequence_number_reset", "first_name"]])
            self.ask("account.resequence.wizard", "resequence", [[wizard]])

    def order(self):
        name = "tax_ids" if self.new else "tax_id"
        lines = [(0, 0, {"product_id": self.product, "product_uom_qty": self.random.choice([1, 2, 3]), "price_unit": self.random.choice([100, 33.33, 9.99, 1234.56]),
                         "discount": self.random.choice([0, 0, 10]), name: [(6, 0, self.random.sample(self.taxes["sale"], self.random.choice([0, 1, 1, 2])))]})
                 for _ in range(self.random.choice([1, 2, 3]))]
        order = self.ask("sale.order", "create", [{"partner_id": self.random.choice(self.partners), "order_line": lines}])
        if not isinstance(order, dict) and self.maybe(0.7):
            self.ask("sale.order", "action_confirm", [[order]])

    def discount(self):
        for order in self.some("sale.order", [["state", "in", ["draft", "sale"]]]):
            kind = self.random.choice(["so_discount", "so_discount", "amount", "sol_discount"])
            values = {"sale_order_id": order, "discount_type": kind, "discount_amount": self.random.choice([10, 33.33]),
                      "discount_percentage": self.random.choice([0.1, 0.125])}
            wizard = self.ask("sale.order.discount", "create", [values])
            if not isinstance(wizard, dict):
                self.ask("sale.order.discount", "action_apply_discount", [[wizard]])

    def advance(self):
        for order in self.some("sale.order", [["state", "=", "sale"]]):
            values = self.random.choice([{"advance_payment_method": "percentage", "amount": 25}, {"advance_payment_method": "fixed", "fixed_amount": 20}])
            self.invoice(order, values)

    def bill_order(self):
        for order in self.some("sale.order", [["state", "=", "sale"]]):
            self.invoice(order, {"advance_payment_method": "delivered"})

    def invoice(self, order, values):
        wizard = self.ask("sale.advance.payment.inv", "create", [{"sale_order_ids": [(6, 0, [order])], **values}])
        if not isinstance(wizard, dict):
            self.ask("sale.advance.payment.inv", "create_invoices", [[wizard]])
