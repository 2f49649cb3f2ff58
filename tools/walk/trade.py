"""Random events of sales and purchases: orders, deliveries, receipts, invoices of both, what they do to stock."""
import documents
import transfers

ORDER = ["name", "state", "partner_id", "amount_untaxed", "amount_tax", "amount_total", "invoice_status", "delivery_status", "invoice_count",
         "picking_ids", "invoice_ids", "locked", "amount_to_invoice", "amount_invoiced", "amount_undiscounted", "expected_date", "pricelist_id", "currency_id"]
LINE = ["name", "product_id", "product_uom_qty", "product_uom_readonly", "qty_delivered", "qty_invoiced", "qty_to_invoice", "price_unit", "discount",
        "price_subtotal", "price_tax", "price_total", "invoice_status", "state", "is_downpayment", "untaxed_amount_invoiced",
        "untaxed_amount_to_invoice", "amount_invoiced", "amount_to_invoice", "product_updatable", "display_type", "free_qty_today",
        "virtual_available_at_date", "qty_available_today", "is_mto"]
PURCHASE = ["name", "state", "partner_id", "amount_untaxed", "amount_tax", "amount_total", "invoice_status", "receipt_status", "invoice_count",
            "picking_ids", "invoice_ids", "origin", "is_shipped"]
BOUGHT = ["name", "product_id", "product_qty", "qty_received", "qty_invoiced", "qty_to_invoice", "price_unit", "price_subtotal", "price_total", "state",
          "product_uom_qty", "date_planned", "price_unit_discounted"]
PICKING = ["name", "state", "origin", "location_id", "location_dest_id", "backorder_id", "sale_id", "return_count"]
MOVE = ["product_id", "product_uom_qty", "quantity", "picked", "state", "location_id", "location_dest_id", "picking_id", "sale_line_id",
        "purchase_line_id", "price_unit", "rule_id", "move_orig_ids", "to_refund", "origin"]
ENTRY = ["name", "ref", "state", "move_type", "payment_state", "invoice_date", "date", "amount_untaxed", "amount_tax", "amount_total",
         "amount_residual", "invoice_origin", "partner_id"]
ITEM = ["name", "account_id", "product_id", "quantity", "price_unit", "discount", "price_subtotal", "price_total", "debit", "credit", "balance",
        "display_type", "tax_ids", "tax_line_id", "tax_base_amount", "sale_line_ids", "purchase_line_id", "is_downpayment"]


class Trade:
    def __init__(self, pair, random):
        self.pair, self.random, self.ask = pair, random, pair.ask
        self.old, self.new = pair.series == "17.0", pair.series == "19.0"
        self.taxes_name = "tax_ids" if self.new else "tax_id"
        self.prepare()

    def prepare(self):
        ask, random = self.ask, self.random
        self.customers = [ask("res.partner", "create", [{"name": f"C{k}", "email": f"c{k}@example.com"}]) for k in range(2)]
        self.vendors = [ask("res.partner", "create", [{"name": f"V{k}"}]) for k in range(2)]
        self.taxes = {use: [row["id"] for row in ask("account.tax", "search_read", [[["type_tax_use", "=", use]], ["name"]], order="id")]
                      for use in ("sale", "purchase")}
        for amount, kind, included in ((21, "percent", False), (6, "percent", True), (2, "fixed", False), (10, "division", False)):
            values = {"name": f"T{amount}{kind}", "amount": amount, "amount_type": kind, "type_tax_use": "sale"}
            values.update({"price_include": included} if self.old else {"price_include_override": "tax_included" if included else "tax_excluded"})
            self.taxes["sale"].append(ask("account.tax", "create", [values]))
        self.products = [self.product(number, random.choice(["order", "delivery"]), random.choice(["purchase", "receive"])) for number in range(5)]
        if random.random() < 0.3:
            warehouse = self.pair.xmlid("stock.warehouse0")
            ask("stock.warehouse", "write", [[warehouse], {"reception_steps": random.choice(["one_step", "two_steps"]),
                                                           "delivery_steps": random.choice(["ship_only", "pick_ship", "pick_pack_ship"])}])
        if random.random() < 0.5:
            self.ask("product.pricelist.item", "create", [{"pricelist_id": self.pricelist(), "compute_price": "percentage", "percent_price": 10,
                     "applied_on": "1_product", "product_tmpl_id": self.template(self.products[0]), "min_quantity": random.choice([0, 3])}])

    def pricelist(self):
        return self.ask("product.pricelist", "create", [{"name": "Special"}])

    def template(self, product):
        return self.ask("product.product", "read", [[product], ["product_tmpl_id"]])[0]["product_tmpl_id"][0]

    def product(self, number, invoicing, billing):
        goods = {"type": "product"} if self.old else {"type": "consu", "is_storable": True}
        kind = [goods, goods, {"type": "consu"}, {"type": "service"}, goods][number]
        price = self.random.choice([10, 33.33, 99.99, 450])
        product = self.ask("product.product", "create", [{"name": f"P{number}", "list_price": price, "standard_price": self.random.choice([4, 12.5]),
                           "invoice_policy": invoicing, "purchase_method": billing,
                           "taxes_id": [(6, 0, self.random.sample(self.taxes["sale"], self.random.choice([0, 1, 1, 2])))],
                           "seller_ids": [(0, 0, {"partner_id": self.vendors[number % 2], "price": 3.5, "min_qty": self.random.choice([0, 5])})], **kind}])
        if number == 4:
            routes = [self.pair.xmlid("purchase_stock.route_warehouse0_buy")]
            if self.random.random() < 0.6:
                mto = self.pair.xmlid("stock.route_warehouse0_mto")
                self.ask("stock.route", "write", [[mto], {"active": True}])
                routes.append(mto)
            self.ask("product.product", "write", [[product], {"route_ids": [(6, 0, routes)]}])
        return product

    def probe(self):
        self.ask("sale.order", "search_read", [[], ORDER], order="id")
        self.ask("sale.order.line", "search_read", [[], [name for name in LINE if not (self.old and name in ("amount_invoiced", "amount_to_invoice"))]], order="id")
        self.ask("purchase.order", "search_read", [[], PURCHASE], order="id")
        self.ask("purchase.order.line", "search_read", [[], [name for name in BOUGHT if not (self.old and name == "price_unit_discounted")]], order="id")
        self.ask("stock.picking", "search_read", [[], PICKING], order="id")
        moves = [name for name in MOVE if name != "price_unit" or not self.new] + (["value"] if self.new else [])
        self.ask("stock.move", "search_read", [[], moves], order="id")
        self.ask("account.move", "search_read", [[["move_type", "!=", "entry"]], ENTRY], order="id")
        self.ask("account.move.line", "search_read", [[["move_id.move_type", "!=", "entry"]], ITEM], order="id")

    def step(self):
        events = [self.sell, self.sell, self.confirm, self.confirm, self.change, self.change, self.deliver, self.deliver, self.deliver, self.invoice, self.invoice,
                  self.post, self.post, self.cancel, self.draft, self.give_back, self.refund, self.buy, self.approve, self.approve, self.receive, self.bill, self.bill,
                  self.count, self.lock, self.reorder, self.duplicate, self.extra, self.delivered]
        self.random.choice(events)()
        self.probe()

    def some(self, model, domain):
        return documents.some(self, model, domain)

    def sold(self):
        values = {"product_id": self.random.choice(self.products), "product_uom_qty": self.random.choice([1, 2, 3, 5, 0.5])}
        if self.random.random() < 0.3:
            values["discount"] = self.random.choice([5, 10, 33.3])
        if self.random.random() < 0.2:
            values["price_unit"] = self.random.choice([7.77, 120])
        if self.random.random() < 0.2:
            values[self.taxes_name] = [(6, 0, self.random.sample(self.taxes["sale"], 2))]
        return values

    def sell(self):
        lines = [(0, 0, self.sold()) for _ in range(self.random.choice([1, 2, 3]))]
        if self.random.random() < 0.3:
            lines.insert(0, (0, 0, {"display_type": "line_section", "name": "Part"}))
        values = {"partner_id": self.random.choice(self.customers), "order_line": lines}
        if self.random.random() < 0.2:
            values["commitment_date"] = "2027-02-03 04:05:06"
        if self.random.random() < 0.2:
            values["picking_policy"] = "one"
        self.ask("sale.order", "create", [values])

    def confirm(self):
        order = self.some("sale.order", [["state", "in", ["draft", "sent"]]])
        if order:
            self.ask("sale.order", "action_confirm", [[order]])

    def change(self):
        order = self.some("sale.order", [["state", "in", ["draft", "sale"]]])
        if not order:
            return
        lines = self.ask("sale.order.line", "search_read", [[["order_id", "=", order], ["display_type", "=", False]], ["id"]], order="id")
        line = self.random.choice(lines)["id"] if lines else None
        changes = [[(0, 0, self.sold())]]
        if line:
            changes += [[(1, line, {"product_uom_qty": self.random.choice([0, 1, 4, 7])})], [(1, line, {"price_unit": self.random.choice([8, 15.15])})],
                        [(1, line, {"discount": self.random.choice([0, 12.5])})], [(2, line)]]
        self.ask("sale.order", "write", [[order], {"order_line": self.random.choice(changes)}])

    def delivered(self):
        line = self.some("sale.order.line", [["qty_delivered_method", "=", "manual"], ["state", "=", "sale"]])
        if line:
            self.ask("sale.order.line", "write", [[line], {"qty_delivered": self.random.choice([1, 2, 0])}])

    def validate(self, domain):
        picking = self.some("stock.picking", domain + [["state", "in", ["assigned", "confirmed", "waiting"]]])
        if not picking:
            return
        moves = self.ask("stock.move", "search_read", [[["picking_id", "=", picking]], ["product_uom_qty"]], order="id")
        if self.random.random() < 0.5 and moves:
            self.ask("stock.move", "write", [[self.random.choice(moves)["id"]], {"quantity": self.random.choice([1, 1, 2, 6]), "picked": True}])
        transfers.validate(self, picking)

    def deliver(self):
        self.validate([["picking_type_code", "in", ["outgoing", "internal"]]])

    def receive(self):
        self.validate([["picking_type_code", "in", ["incoming", "internal"]]])

    def invoice(self):
        order = self.some("sale.order", [["state", "=", "sale"]])
        if not order:
            return
        orders = [order]
        if self.random.random() < 0.2:
            orders = [row["id"] for row in self.ask("sale.order", "search_read", [[["state", "=", "sale"]], ["id"]], order="id")]
        values = {"sale_order_ids": [(6, 0, orders)], **self.random.choice([
            {"advance_payment_method": "delivered"}, {"advance_payment_method": "delivered"}, {"advance_payment_method": "delivered"},
            {"advance_payment_method": "percentage", "amount": 25}, {"advance_payment_method": "fixed", "fixed_amount": 20}])}
        wizard = self.ask("sale.advance.payment.inv", "create", [values])
        if not isinstance(wizard, dict):
            self.ask("sale.advance.payment.inv", "create_invoices", [[wizard]])

    def post(self):
        move = self.some("account.move", [["state", "=", "draft"], ["move_type", "!=", "entry"]])
        if move:
            if self.random.random() < 0.7:
                self.ask("account.move", "write", [[move], {"invoice_date": self.random.choice(["2026-10-02", "2026-11-20"])}])
            self.ask("account.move", "action_post", [[move]])

    def cancel(self):
        order = self.some("sale.order", [["state", "!=", "cancel"]])
        if order:
            self.ask("sale.order", "action_cancel", [[order]])

    def draft(self):
        order = self.some("sale.order", [["state", "=", "cancel"]])
        if order:
            self.ask("sale.order", "action_draft", [[order]])

    def lock(self):
        order = self.some("sale.order", [["state", "=", "sale"]])
        if order:
            self.ask("sale.order", self.random.choice(["action_lock", "action_unlock", "action_unlock"]), [[order]])

    def duplicate(self):
        order = self.some("sale.order", [])
        if order:
            self.ask("sale.order", "copy", [[order]])

    def extra(self):
        """Moves that somebody adds to a delivery by hand."""
        picking = self.some("stock.picking", [["picking_type_code", "=", "outgoing"], ["state", "=", "assigned"]])
        if picking:
            name = {} if self.new else {"name": "extra"}
            self.ask("stock.picking", "write", [[picking], {"move_ids": [(0, 0, {"product_id": self.products[0], "product_uom_qty": 1, "quantity": 1,
                     "location_id": self.pair.xmlid("stock.stock_location_stock"), "location_dest_id": self.pair.xmlid("stock.stock_location_customers"), **name})]}])

    def give_back(self):
        picking = self.some("stock.picking", [["state", "=", "done"], ["picking_type_code", "in", ["outgoing", "incoming"]]])
        if not picking:
            return
        wizard, lines = transfers.open_return(self, picking)
        if not wizard:
            return
        if lines:
            self.ask("stock.return.picking.line", "write", [lines,
                     {"quantity": self.random.choice([0, 1, 1]), "to_refund": self.random.choice([True, True, False])}])
        self.ask("stock.return.picking", "create_returns" if self.old else "action_create_returns", [[wizard]])

    def refund(self):
        move = self.some("account.move", [["state", "=", "posted"], ["move_type", "in", ["out_invoice", "in_invoice"]]])
        if not move:
            return
        wizard = documents.open_reversal(self, move)
        if wizard:
            self.ask("account.move.reversal", self.random.choice(["refund_moves", "modify_moves" if not self.old else "refund_moves"]), [[wizard]])

    def bought(self):
        values = {"product_id": self.random.choice(self.products), "product_qty": self.random.choice([1, 3, 6])}
        if self.random.random() < 0.5:
            values["price_unit"] = self.random.choice([2.5, 19.99])
        return values

    def buy(self):
        self.ask("purchase.order", "create", [{"partner_id": self.random.choice(self.vendors),
                 "order_line": [(0, 0, self.bought()) for _ in range(self.random.choice([1, 2]))]}])

    def approve(self):
        order = self.some("purchase.order", [])
        if order:
            self.ask("purchase.order", self.random.choice(["button_confirm", "button_confirm", "button_confirm", "button_cancel", "button_draft"]), [[order]])

    def bill(self):
        order = self.some("purchase.order", [["state", "in", ["purchase", "done"]]])
        if order:
            self.ask("purchase.order", "action_create_invoice", [[order]])

    def reorder(self):
        order = self.some("purchase.order", [["state", "in", ["draft", "purchase"]]])
        line = self.some("purchase.order.line", [["order_id", "=", order]]) if order else None
        if line:
            self.ask("purchase.order", "write", [[order], {"order_line": [self.random.choice([(1, line, {"product_qty": 4}), (1, line, {"price_unit": 5.55}),
                     (0, 0, self.bought()), (2, line)])]}])

    def count(self):
        quant = self.ask("stock.quant", "create", [{"product_id": self.random.choice([self.products[0], self.products[1]]),
                         "location_id": self.pair.xmlid("stock.stock_location_stock"), "inventory_quantity": self.random.choice([0, 4, 20])}])
        if not isinstance(quant, dict):
            self.ask("stock.quant", "action_apply_inventory", [[quant]])
