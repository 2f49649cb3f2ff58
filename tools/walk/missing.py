"""Creates and writes with links to records that are not there: which fault each field gives."""
NOWHERE = 99_999
FIELDS = {"attributes": ["type", "relation", "store", "readonly"]}
MODELS = ["res.partner", "res.users", "product.template", "product.product", "product.category", "product.pricelist", "product.supplierinfo", "uom.uom",
          "sale.order", "sale.order.line", "purchase.order", "purchase.order.line", "account.move", "account.move.line", "account.payment", "account.journal",
          "account.account", "account.tax", "account.bank.statement.line", "account.payment.term", "stock.picking", "stock.move", "stock.move.line",
          "stock.quant", "stock.lot", "stock.location", "stock.warehouse", "stock.warehouse.orderpoint", "stock.scrap", "stock.rule", "stock.route",
          "stock.picking.type", "crm.lead", "crm.team", "mail.activity", "res.company", "res.partner.bank", "product.attribute.value"]


class Missing:
    def __init__(self, pair, random):
        self.pair, self.random, self.ask = pair, random, pair.ask
        self.old, self.new = pair.series == "17.0", pair.series == "19.0"
        ask = self.ask
        self.partner = ask("res.partner", "create", [{"name": "Partner"}])
        self.product = ask("product.product", "create", [{"name": "P", **({"type": "product"} if self.old else {"type": "consu", "is_storable": True})}])
        self.template = ask("product.product", "read", [[self.product], ["product_tmpl_id"]])[0]["product_tmpl_id"][0]
        self.attribute = ask("product.attribute", "create", [{"name": "A"}])
        self.sale = ask("sale.order", "create", [{"partner_id": self.partner, "order_line": [(0, 0, {"product_id": self.product})]}])
        self.purchase = ask("purchase.order", "create", [{"partner_id": self.partner, "order_line": [(0, 0, {"product_id": self.product, "product_qty": 1})]}])
        self.bill = ask("account.move", "create", [{"move_type": "out_invoice", "partner_id": self.partner, "invoice_line_ids": [(0, 0, {"name": "x", "price_unit": 5})]}])
        self.stock, self.customers = pair.xmlid("stock.stock_location_stock"), pair.xmlid("stock.stock_location_customers")
        self.out = pair.xmlid("stock.picking_type_out")
        self.number = 0
        self.links = {}

    def base(self, model):
        """The least that a new record of a model takes."""
        self.number += 1
        name = {"name": f"N{self.number}"}
        move = {"product_id": self.product, "location_id": self.stock, "location_dest_id": self.customers}
        return {
            "res.users": {**name, "login": f"u{self.number}"},
            "product.supplierinfo": {"partner_id": self.partner, "product_tmpl_id": self.template},
            "uom.uom": {**name, **({} if self.new else {"category_id": self.pair.xmlid("uom.product_uom_categ_unit"), "uom_type": "bigger", "factor_inv": 2})},
            "sale.order": {"partner_id": self.partner}, "purchase.order": {"partner_id": self.partner},
            "sale.order.line": {"order_id": self.sale, "product_id": self.product},
            "purchase.order.line": {"order_id": self.purchase, "product_id": self.product, "product_qty": 1},
            "account.move": {"move_type": "out_invoice", "partner_id": self.partner},
            "account.move.line": {"move_id": self.bill, "name": "x", "price_unit": 1},
            "account.payment": {"partner_id": self.partner, "amount": 3},
            "account.journal": {**name, "type": "bank", "code": f"B{self.number}"},
            "account.account": {**name, "code": f"A{self.number}", "account_type": "expense"},
            "account.tax": {**name, "amount": 5},
            "account.bank.statement.line": {"payment_ref": "x", "amount": 1},
            "stock.picking": {"picking_type_id": self.out, "location_id": self.stock, "location_dest_id": self.customers},
            "stock.move": {**({} if self.new else name), **move}, "stock.move.line": move,
            "stock.quant": {"product_id": self.product, "location_id": self.stock, "quantity": 1},
            "stock.lot": {**name, "product_id": self.product},
            "stock.warehouse": {**name, "code": f"W{self.number}"},
            "stock.warehouse.orderpoint": {"product_id": self.product},
            "stock.scrap": {"product_id": self.product},
            "stock.rule": {**name, "action": "pull", "location_dest_id": self.customers, "location_src_id": self.stock, "picking_type_id": self.out,
                           "route_id": self.pair.xmlid("stock.route_warehouse0_mto")},
            "stock.picking.type": {**name, "code": "internal", "sequence_code": f"T{self.number}"},
            "mail.activity": {"res_model_id": self.pair.xmlid("base.model_res_partner"), "res_id": self.partner},
            "res.partner.bank": {"acc_number": f"123{self.number}", "partner_id": self.partner},
            "product.attribute.value": {**name, "attribute_id": self.attribute},
        }.get(model, name)

    def links_of(self, model):
        if model not in self.links:
            fields = self.pair.theirs.call(model, "fields_get", [], FIELDS)
            self.links[model] = sorted(name for name, one in fields.items() if one["type"] == "many2one" and one["store"] and name not in ("create_uid", "write_uid"))
        return self.links[model]

    def step(self):
        model = self.random.choice(MODELS)
        link = self.random.choice(self.links_of(model))
        if self.random.random() < 0.7:
            self.ask(model, "create", [{**self.base(model), link: NOWHERE}])
            return
        record = self.ask(model, "search", [[]], limit=1, order="id desc")
        if record:
            self.ask(model, "write", [record, {link: NOWHERE}])
