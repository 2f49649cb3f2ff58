"""Random events of goods whose value is booked: purchases in two currencies, bills at other prices, credit notes, returns, sales, counts, costs set anew."""
import documents
import transfers

PRODUCT = ["qty_available", "standard_price"]
LAYER = ["product_id", "quantity", "unit_cost", "value", "remaining_qty", "remaining_value", "stock_move_id", "description", "account_move_id",
         "stock_valuation_layer_id", "price_diff_value", "account_move_line_id"]
ENTRY = ["name", "ref", "state", "move_type", "date", "invoice_date", "amount_untaxed", "amount_total", "amount_residual", "payment_state", "currency_id",
         "partner_id", "journal_id"]
ITEM = ["name", "account_id", "product_id", "quantity", "price_unit", "price_subtotal", "debit", "credit", "balance", "amount_currency", "currency_id",
        "display_type", "reconciled", "amount_residual", "matching_number", "partner_id", "purchase_line_id"]
BOUGHT = ["product_qty", "qty_received", "qty_invoiced", "qty_to_invoice", "price_unit", "price_subtotal", "state"]
MOVE = ["product_id", "product_uom_qty", "quantity", "state", "price_unit", "to_refund", "purchase_line_id", "sale_line_id"]


class Valued:
    def __init__(self, pair, random):
        self.pair, self.random, self.ask = pair, random, pair.ask
        self.old, self.new = pair.series == "17.0", pair.series == "19.0"
        self.prepare()

    def maybe(self, share):
        return self.random.random() < share

    def prepare(self):
        ask = self.ask
        self.stock = self.pair.xmlid("stock.stock_location_stock")
        self.unit, self.dozen = self.pair.xmlid("uom.product_uom_unit"), self.pair.xmlid("uom.product_uom_dozen")
        documents.use_euros(self)
        self.partner = ask("res.partner", "create", [{"name": "Partner"}])
        self.difference = ask("account.account", "create", [{"code": "PDIFF", "name": "Price difference", "account_type": "expense"}])
        self.counterpart = ask("account.account", "create", [{"code": "REVAL", "name": "Revaluation", "account_type": "expense"}])
        self.products = [self.product(number, method) for number, method in enumerate(("standard", "average", "fifo", self.random.choice(["average", "fifo"])))]

    def product(self, number, method):
        automated = number < 3 or self.maybe(0.5)
        values = {"name": f"C{number}", "property_cost_method": method, "property_valuation": "real_time" if automated else ("periodic" if self.new else "manual_periodic")}
        if method == "standard" and self.maybe(0.7):
            values["property_price_difference_account_id" if self.new else "property_account_creditor_price_difference_categ"] = self.difference
        category = self.ask("product.category", "create", [values])
        kind = {"type": "product"} if self.old else {"type": "consu", "is_storable": True}
        return self.ask("product.product", "create", [{"name": f"P{number}", "categ_id": category, "standard_price": self.random.choice([0, 5, 7.33, 60]),
                        "purchase_method": self.random.choice(["purchase", "receive"]), "invoice_policy": self.random.choice(["order", "delivery"]),
                        "list_price": 50, "taxes_id": [(6, 0, [])], "supplier_taxes_id": [(6, 0, [])], **kind}])

    def probe(self):
        self.ask("product.product", "read", [self.products, PRODUCT + (["total_value", "avg_cost"] if self.new else [])])
        self.ask("stock.move", "search_read", [[], [name for name in MOVE if not (self.new and name == "price_unit")] + (["value", "remaining_qty"] if self.new else [])], order="id")
        if not self.new:
            self.ask("stock.valuation.layer", "search_read", [[], LAYER], order="id")
        self.ask("purchase.order.line", "search_read", [[], BOUGHT], order="id")
        self.ask("account.move", "search_read", [[], ENTRY], order="id")
        self.ask("account.move.line", "search_read", [[], ITEM], order="id")

    def step(self):
        events = [self.buy, self.buy, self.receive, self.receive, self.receive, self.bill, self.bill, self.bill, self.price, self.price, self.post, self.post,
                  self.post, self.refund, self.reset, self.give_back, self.give_back, self.sell, self.deliver, self.deliver, self.invoice, self.count,
                  self.cost, self.revalue, self.scrap, self.reorder, self.method, self.direct, self.close]
        self.random.choice(events)()
        self.probe()

    def some(self, model, domain):
        return documents.some(self, model, domain)

    def bought(self):
        values = {"product_id": self.random.choice(self.products), "product_qty": self.random.choice([1, 3, 6, 10]),
                  "price_unit": self.random.choice([2.5, 7.77, 19.99, 100])}
        if self.maybe(0.2):
            values["product_uom_id" if self.new else "product_uom"] = self.dozen
        if self.maybe(0.15):
            values["discount"] = 10
        return values

    def buy(self):
        order = self.ask("purchase.order", "create", [{"partner_id": self.partner, "currency_id": self.random.choice([self.dollar, self.dollar, self.euro]),
                         "order_line": [(0, 0, self.bought()) for _ in range(self.random.choice([1, 1, 2]))]}])
        self.ask("purchase.order", "button_confirm", [[order]])

    def validate(self, code):
        picking = self.some("stock.picking", [["picking_type_code", "=", code], ["state", "in", ["assigned", "confirmed"]]])
        if not picking:
            return
        moves = self.ask("stock.move", "search_read", [[["picking_id", "=", picking]], ["product_uom_qty"]], order="id")
        if self.maybe(0.5) and moves:
            self.ask("stock.move", "write", [[self.random.choice(moves)["id"]], {"quantity": self.random.choice([1, 2, 4, 8]), "picked": True}])
        transfers.validate(self, picking)

    def receive(self):
        self.validate("incoming")

    def deliver(self):
        self.validate("outgoing")

    def bill(self):
        order = self.some("purchase.order", [["state", "=", "purchase"]])
        if order:
            self.ask("purchase.order", "action_create_invoice", [[order]])

    def price(self):
        line = self.some("account.move.line", [["move_id.state", "=", "draft"], ["move_id.move_type", "in", ["in_invoice", "in_refund"]], ["display_type", "=", "product"]])
        if line:
            self.ask("account.move.line", "write", [[line], self.random.choice([{"price_unit": 8.5}, {"price_unit": 120}, {"quantity": 2}, {"discount": 12.5}])])

    def post(self):
        move = self.some("account.move", [["state", "=", "draft"], ["move_type", "!=", "entry"]])
        if move:
            self.ask("account.move", "write", [[move], {"invoice_date": self.random.choice(["2026-10-02", "2026-11-20"])}])
            self.ask("account.move", "action_post", [[move]])

    def refund(self):
        move = self.some("account.move", [["state", "=", "posted"], ["move_type", "in", ["out_invoice", "in_invoice"]]])
        if not move:
            return
        wizard = documents.open_reversal(self, move)
        if wizard:
            self.ask("account.move.reversal", self.random.choice(["refund_moves", "modify_moves"]), [[wizard]])

    def reset(self):
        move = self.some("account.move", [["state", "=", "posted"]])
        if move:
            self.ask("account.move", "button_draft", [[move]])

    def give_back(self):
        picking = self.some("stock.picking", [["state", "=", "done"], ["picking_type_code", "in", ["outgoing", "incoming"]]])
        wizard, lines = transfers.open_return(self, picking) if picking else (None, [])
        if not wizard:
            return
        if lines:
            self.ask("stock.return.picking.line", "write", [lines, {"quantity": self.random.choice([1, 1, 2]), "to_refund": self.maybe(0.7)}])
        self.ask("stock.return.picking", "create_returns" if self.old else "action_create_returns", [[wizard]])

    def sell(self):
        order = self.ask("sale.order", "create", [{"partner_id": self.partner, "order_line": [(0, 0, {"product_id": self.random.choice(self.products),
                         "product_uom_qty": self.random.choice([1, 2, 5])})]}])
        self.ask("sale.order", "action_confirm", [[order]])

    def invoice(self):
        order = self.some("sale.order", [["state", "=", "sale"]])
        if not order:
            return
        wizard = self.ask("sale.advance.payment.inv", "create", [{"sale_order_ids": [(6, 0, [order])], "advance_payment_method": "delivered"}])
        if not isinstance(wizard, dict):
            self.ask("sale.advance.payment.inv", "create_invoices", [[wizard]])

    def count(self):
        quant = self.ask("stock.quant", "create", [{"product_id": self.random.choice(self.products), "location_id": self.stock,
                         "inventory_quantity": self.random.choice([0, 4, 20])}])
        if not isinstance(quant, dict):
            self.ask("stock.quant", "action_apply_inventory", [[quant]])

    def cost(self):
        self.ask("product.product", "write", [[self.random.choice(self.products)], {"standard_price": self.random.choice([3, 11.11, 40])}])

    def revalue(self):
        if self.new:
            return
        wizard = self.ask("stock.valuation.layer.revaluation", "create", [{"product_id": self.random.choice(self.products[1:]), "reason": "why",
                          "added_value": self.random.choice([10, -3.33, 100]), "account_id": self.counterpart}])
        if not isinstance(wizard, dict):
            self.ask("stock.valuation.layer.revaluation", "action_validate_revaluation", [[wizard]])

    def scrap(self):
        scrap = self.ask("stock.scrap", "create", [{"product_id": self.random.choice(self.products), "scrap_qty": 1}])
        if not isinstance(scrap, dict):
            self.ask("stock.scrap", "action_validate", [[scrap]])

    def reorder(self):
        line = self.some("purchase.order.line", [["state", "=", "purchase"]])
        if line:
            self.ask("purchase.order.line", "write", [[line], self.random.choice([{"price_unit": 5.55}, {"product_qty": 4}, {"product_qty": 12}])])

    def method(self):
        if self.maybe(0.3):
            product = self.random.choice(self.products)
            category = self.ask("product.product", "read", [[product], ["categ_id"]])[0]["categ_id"][0]
            self.ask("product.category", "write", [[category], {"property_cost_method": self.random.choice(["standard", "average", "fifo"])}])

    def direct(self):
        """A bill or a credit note without an order."""
        kind = self.random.choice(["in_invoice", "in_invoice", "in_refund", "out_invoice"])
        self.ask("account.move", "create", [{"move_type": kind, "partner_id": self.partner, "currency_id": self.random.choice([self.dollar, self.euro]),
                 "invoice_line_ids": [(0, 0, {"product_id": self.random.choice(self.products), "quantity": self.random.choice([1, 2]), "price_unit": 9.99})]}])

    def close(self):
        """Since 19.0 the books learn what the stock is worth at the end of a period."""
        if self.new:
            options = self.random.choice([{"auto_post": True}, {}, {"at_date": "2026-11-20"}, {"at_date": "2030-01-01", "auto_post": True}])
            self.ask("res.company", "action_close_stock_valuation", [[self.pair.xmlid("base.main_company")]], **options)
