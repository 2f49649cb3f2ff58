"""Random events of a warehouse: counts, transfers in every state, lots, packages, returns, scraps, costs."""
import transfers

QUANT = ["product_id", "location_id", "lot_id", "package_id", "quantity", "reserved_quantity", "inventory_quantity_set"]
PICKING = ["name", "state", "origin", "location_id", "location_dest_id", "backorder_id", "move_type", "show_check_availability", "products_availability_state"]
MOVE = ["product_id", "product_uom_qty", "quantity", "picked", "state", "location_id", "location_dest_id", "picking_id",
        "product_uom", "origin_returned_move_id", "move_orig_ids", "scrapped", "is_inventory"]
LINE = ["move_id", "product_id", "quantity", "picked", "lot_id", "lot_name", "package_id", "result_package_id",
        "location_id", "location_dest_id", "state"]
PRODUCT = ["qty_available", "virtual_available", "free_qty", "incoming_qty", "outgoing_qty", "standard_price"]
LAYER = ["product_id", "quantity", "unit_cost", "value", "remaining_qty", "remaining_value", "stock_move_id", "description"]


class Stock:
    def __init__(self, pair, random):
        self.pair, self.random, self.ask = pair, random, pair.ask
        self.old, self.new = pair.series == "17.0", pair.series == "19.0"
        self.company = pair.xmlid("base.main_company")
        self.stock = pair.xmlid("stock.stock_location_stock")
        self.suppliers = pair.xmlid("stock.stock_location_suppliers")
        self.customers = pair.xmlid("stock.stock_location_customers")
        self.types = {kind: pair.xmlid(f"stock.picking_type_{kind}") for kind in ("in", "out", "internal")}
        self.unit, self.dozen = pair.xmlid("uom.product_uom_unit"), pair.xmlid("uom.product_uom_dozen")
        self.warehouse = pair.xmlid("stock.warehouse0")
        self.pickings, self.lots, self.packages = [], {}, []
        self.prepare()

    def prepare(self):
        steps = self.random.choice([("one_step", "ship_only"), ("one_step", "ship_only"), ("two_steps", "pick_ship"), ("three_steps", "pick_pack_ship")])
        if steps != ("one_step", "ship_only"):
            self.ask("stock.warehouse", "write", [[self.warehouse], {"reception_steps": steps[0], "delivery_steps": steps[1]}])
        self.shelves = [self.stock] + [
            self.ask("stock.location", "create", [{"name": name, "usage": "internal", "location_id": self.stock}]) for name in ("A", "B")]
        if self.random.random() < 0.5:
            self.ask("stock.location", "write", [[self.shelves[2]], {"location_id": self.shelves[1]}])
        self.products = [self.product(number) for number in range(4)]

    def product(self, number):
        tracking = ["none", "none", "lot", "serial"][number]
        method = self.random.choice(["standard", "average", "fifo"])
        category = self.ask("product.category", "create", [{"name": f"C{number}", "property_cost_method": method,
                            "removal_strategy_id": self.random.choice([False, self.pair.xmlid("stock.removal_lifo"), self.pair.xmlid("stock.removal_fifo")])}])
        kind = {"type": "product"} if self.old else {"type": "consu", "is_storable": True}
        product = self.ask("product.product", "create", [{"name": f"P{number}", "tracking": tracking, "categ_id": category,
                           "standard_price": self.random.choice([0, 5, 7.33, 60]), **kind}])
        self.lots[product] = [self.ask("stock.lot", "create", [{"name": f"L{number}{k}", "product_id": product, "company_id": self.company}])
                              for k in range(4)] if tracking != "none" else []
        return product

    def quantity(self, product):
        if product == self.products[3]:
            return self.random.choice([1, 1, 2])
        return self.random.choice([1, 2, 3, 5, 8, 12])

    def probe(self):
        where = [["product_id", "in", self.products]]
        self.ask("stock.quant", "search_read", [where + [["location_id.usage", "in", ["internal", "transit"]]], QUANT], order="id")
        self.ask("stock.picking", "search_read", [[], PICKING], order="id")
        moves = [name for name in MOVE if not (self.new and name == "scrapped")] + (["value", "remaining_qty"] if self.new else [])
        self.ask("stock.move", "search_read", [where, moves], order="id")
        self.ask("stock.move.line", "search_read", [where, LINE], order="id")
        self.ask("product.product", "read", [self.products, PRODUCT + (["total_value", "avg_cost"] if self.new else [])])
        if not self.new:
            self.ask("stock.valuation.layer", "search_read", [where, LAYER], order="id")

    def step(self):
        events = [self.count, self.count, self.transfer, self.transfer, self.transfer, self.assign, self.unreserve, self.process, self.process,
                  self.validate, self.validate, self.validate, self.cancel, self.scrap, self.give_back, self.demand, self.pack, self.cost,
                  self.line, self.copy, self.priority, self.again, self.relocate]
        self.random.choice(events)()
        self.probe()

    def count(self):
        product = self.random.choice(self.products)
        values = {"product_id": product, "location_id": self.random.choice(self.shelves),
                  "inventory_quantity": self.random.choice([0, 1, 4, 6, 10]) if product != self.products[3] else self.random.choice([0, 1])}
        if self.lots[product] and self.random.random() < 0.9:
            values["lot_id"] = self.random.choice(self.lots[product])
        if self.packages and self.random.random() < 0.2:
            values["package_id"] = self.random.choice(self.packages)
        quant = self.ask("stock.quant", "create", [values])
        if not isinstance(quant, dict):
            self.ask("stock.quant", "action_apply_inventory", [[quant]])

    def move(self, product, source, target):
        values = {"product_id": product, "product_uom_qty": self.quantity(product), "location_id": source, "location_dest_id": target}
        if product == self.products[0] and self.random.random() < 0.3:
            values.update({"product_uom": self.dozen, "product_uom_qty": self.random.choice([0.5, 1])})
        if not self.new:
            values["name"] = "move"
        if source == self.suppliers and self.random.random() < 0.4:
            values["price_unit"] = self.random.choice([4, 6.5, 9.99])
        return (0, 0, values)

    def transfer(self):
        kind = self.random.choice(["in", "in", "out", "out", "internal"])
        source = {"in": self.suppliers, "out": self.stock, "internal": self.random.choice(self.shelves)}[kind]
        target = {"in": self.stock, "out": self.customers, "internal": self.random.choice(self.shelves)}[kind]
        moves = [self.move(self.random.choice(self.products), source, target) for _ in range(self.random.choice([1, 1, 2, 3]))]
        picking = self.ask("stock.picking", "create", [{"picking_type_id": self.types[kind], "location_id": source, "location_dest_id": target,
                           "move_type": self.random.choice(["direct", "direct", "one"]), "move_ids": moves}])
        if isinstance(picking, dict):
            return
        self.pickings.append(picking)
        if self.random.random() < 0.85:
            self.ask("stock.picking", "action_confirm", [[picking]])
        if self.random.random() < 0.6:
            self.ask("stock.picking", "action_assign", [[picking]])

    def some(self, *states):
        found = self.ask("stock.picking", "search_read", [[["state", "in", list(states)]], ["id"]], order="id")
        return self.random.choice(found)["id"] if found else None

    def open(self):
        return self.some("draft", "confirmed", "assigned", "waiting")

    def on_picking(self, method, picking):
        if picking:
            self.ask("stock.picking", method, [[picking]])

    def assign(self):
        self.on_picking("action_assign", self.open())

    def unreserve(self):
        self.on_picking("do_unreserve", self.open())

    def cancel(self):
        self.on_picking("action_cancel", self.open())

    def again(self):
        self.on_picking("action_confirm", self.open())

    def moves_of(self, picking):
        return [row["id"] for row in self.ask("stock.move", "search_read", [[["picking_id", "=", picking]], ["id"]], order="id")]

    def process(self):
        picking = self.some("assigned", "confirmed")
        moves = self.moves_of(picking) if picking else []
        if moves:
            self.ask("stock.move", "write", [[self.random.choice(moves)], {"quantity": self.random.choice([0, 1, 1, 2, 4]), "picked": True}])

    def lot_lines(self, picking):
        """Gives the lines of tracked products what they lack."""
        lines = self.ask("stock.move.line", "search_read", [[["picking_id", "=", picking], ["product_id.tracking", "!=", "none"], ["lot_id", "=", False]],
                         ["product_id", "quantity"]], order="id")
        for line in lines:
            product = line["product_id"][0]
            values = self.random.choice([{"lot_name": f"N{self.random.randrange(40)}"}, {"lot_id": self.random.choice(self.lots.get(product) or [False])}])
            self.ask("stock.move.line", "write", [[line["id"]], values])

    def validate(self):
        picking = self.some("assigned", "assigned", "confirmed")
        if not picking:
            return
        if self.random.random() < 0.8:
            self.lot_lines(picking)
        transfers.validate(self, picking)

    def scrap(self):
        product = self.random.choice(self.products)
        values = {"product_id": product, "scrap_qty": 1}
        if self.lots[product]:
            values["lot_id"] = self.random.choice(self.lots[product])
        if self.random.random() < 0.3:
            values["location_id"] = self.random.choice(self.shelves)
        picking = self.some("assigned", "done") if self.random.random() < 0.3 else None
        if picking:
            values["picking_id"] = picking
        scrap = self.ask("stock.scrap", "create", [values])
        if not isinstance(scrap, dict):
            answer = self.ask("stock.scrap", "action_validate", [[scrap]])
            if isinstance(answer, dict) and self.random.random() < 0.3:
                self.ask("stock.scrap", "do_scrap", [[scrap]])
            self.ask("stock.scrap", "read", [[scrap], ["name", "state", "location_id", "date_done", "origin"]])

    def give_back(self):
        picking = self.some("done")
        if not picking:
            return
        wizard, lines = transfers.open_return(self, picking)
        if not wizard:
            return
        if lines and self.random.random() < 0.7:
            self.ask("stock.return.picking.line", "write", [lines, {"quantity": 1}])
        method = "create_returns" if self.old else self.random.choice(["action_create_returns", "action_create_returns", "action_create_returns_all"])
        self.ask("stock.return.picking", method, [[wizard]])

    def demand(self):
        picking = self.open()
        moves = self.moves_of(picking) if picking else []
        if moves:
            self.ask("stock.move", "write", [[self.random.choice(moves)], {"product_uom_qty": self.random.choice([1, 2, 3, 7])}])

    def pack(self):
        picking = self.some("assigned")
        if picking:
            self.ask("stock.picking", "action_put_in_pack", [[picking]])
            model = "stock.package" if self.new else "stock.quant.package"
            self.packages = [row["id"] for row in self.ask(model, "search_read", [[], ["name", "location_id"]], order="id")]

    def cost(self):
        self.ask("product.product", "write", [[self.random.choice(self.products)], {"standard_price": self.random.choice([3, 8, 12.5])}])

    def line(self):
        picking = self.some("assigned", "done")
        lines = self.ask("stock.move.line", "search_read", [[["picking_id", "=", picking]], ["id"]], order="id") if picking else []
        if lines:
            line = self.random.choice(lines)["id"]
            self.random.choice([
                lambda: self.ask("stock.move.line", "write", [[line], {"quantity": self.random.choice([0, 1, 2, 3])}]),
                lambda: self.ask("stock.move.line", "write", [[line], {"location_id": self.random.choice(self.shelves)}]),
                lambda: self.ask("stock.move.line", "write", [[line], {"picked": True}]),
                lambda: self.ask("stock.move.line", "unlink", [[line]]),
            ])()

    def copy(self):
        if self.pickings:
            picking = self.ask("stock.picking", "copy", [[self.random.choice(self.pickings)]])
            self.pickings += picking if isinstance(picking, list) else [picking]

    def priority(self):
        picking = self.open()
        if picking:
            self.ask("stock.picking", "write", [[picking], self.random.choice([{"priority": "1"}, {"move_type": "one"}, {"scheduled_date": "2027-01-02 03:04:05"}])])

    def relocate(self):
        picking = self.open()
        if picking:
            self.ask("stock.picking", "write", [[picking], {self.random.choice(["location_id", "location_dest_id"]): self.random.choice(self.shelves)}])
