"""Random templates, attributes, variants, pricelists, units, vendors' prices and what orders make of them."""

TEMPLATE = ["name", "type", "list_price", "standard_price", "default_code", "barcode", "active", "product_variant_count", "product_variant_ids", "attribute_line_ids", "categ_id",
            "weight", "volume", "uom_id", "sale_ok", "purchase_ok", "has_configurable_attributes", "product_variant_id", "display_name", "is_product_variant", "valid_product_template_attribute_line_ids"]
VARIANT = ["name", "default_code", "barcode", "active", "lst_price", "list_price", "standard_price", "price_extra", "display_name", "product_template_attribute_value_ids",
           "product_template_variant_value_ids", "combination_indices", "partner_ref", "code", "weight", "volume", "product_tmpl_id"]
VALUE = ["name", "price_extra", "ptav_active", "attribute_id", "product_attribute_value_id", "attribute_line_id", "display_name", "is_custom", "ptav_product_variant_ids"]
ITEM = ["name", "price", "applied_on", "compute_price", "fixed_price", "percent_price", "base", "min_quantity", "price_discount", "price_round", "price_surcharge",
        "price_min_margin", "price_max_margin", "product_tmpl_id", "product_id", "categ_id", "date_start", "date_end", "currency_id"]
LINE = ["name", "product_id", "product_uom_qty", "price_unit", "discount", "price_subtotal", "price_total", "product_no_variant_attribute_value_ids"]


class Catalogue:
    def __init__(self, pair, random):
        self.pair, self.random, self.ask = pair, random, pair.ask
        self.old, self.new = pair.series == "17.0", pair.series == "19.0"
        self.unit_name = "product_uom_id" if self.new else "product_uom"
        self.templates, self.pricelists, self.attributes = [], [], []
        self.prepare()

    def prepare(self):
        ask, random = self.ask, self.random
        self.category = ask("product.category", "create", [{"name": "Cat", "parent_id": False}])
        self.below = ask("product.category", "create", [{"name": "Below", "parent_id": self.category}])
        self.partner = ask("res.partner", "create", [{"name": "Buyer", "is_company": True}])
        self.vendors = [ask("res.partner", "create", [{"name": f"V{k}"}]) for k in range(2)]
        self.dozen, self.unit = self.pair.xmlid("uom.product_uom_dozen"), self.pair.xmlid("uom.product_uom_unit")
        self.euro = self.pair.xmlid("base.EUR")
        self.dollar = self.pair.xmlid("base.USD")
        ask("res.currency", "write", [[self.euro], {"active": True}])
        ask("res.currency", "write", [[self.dollar], {"active": True}])
        ask("res.currency.rate", "create", [{"currency_id": self.euro, "name": "2026-01-01", "rate": random.choice([0.8, 1.25])}])
        for number in range(3):
            attribute = ask("product.attribute", "create", [{"name": f"A{number}", "create_variant": random.choice(["always", "always", "dynamic", "no_variant"]),
                            "display_type": random.choice(["radio", "select", "color"])}])
            values = [ask("product.attribute.value", "create", [{"name": f"A{number}v{k}", "attribute_id": attribute, "is_custom": k == 2,
                          **({} if self.old and random.random() < 0.5 else {"default_extra_price": random.choice([0, 2.5])})}]) for k in range(3)]
            self.attributes.append((attribute, values))
        self.make()
        self.list()

    def probe(self):
        ask, context = self.ask, {"active_test": False}
        ask("product.template", "search_read", [[["id", "in", self.templates]], [name for name in TEMPLATE]], order="id", context=context)
        ask("product.product", "search_read", [[["product_tmpl_id", "in", self.templates]], VARIANT], order="id", context=context)
        ask("product.template.attribute.value", "search_read", [[], VALUE], order="id", context=context)
        ask("product.template.attribute.line", "search_read", [[], ["attribute_id", "value_ids", "active", "value_count", "product_template_value_ids"]], order="id", context=context)
        ask("product.pricelist.item", "search_read", [[], ITEM], order="id")

    def step(self):
        events = [self.make, self.make, self.list, self.rule, self.rule, self.rule, self.line, self.line, self.widen, self.narrow, self.extra, self.price, self.price, self.code, self.archive,
                  self.remove, self.duplicate, self.sell, self.sell, self.sell, self.vendor, self.buy, self.value, self.variant, self.drop, self.unit_of, self.odd]
        (self.random.choice(events) if self.templates else self.make)()
        self.probe()

    def make(self):
        random = self.random
        values = {"name": random.choice(["Chair", "Table", "Desk"]), "list_price": random.choice([10, 33.33, 99.95, 0]), "categ_id": random.choice([self.category, self.below])}
        for name, choices in (("default_code", ["X1", "X2"]), ("standard_price", [4.5, 12]), ("weight", [1.5]), ("type", ["consu", "service"]), ("barcode", ["111", "222"]),
                              ("sale_ok", [False]), ("volume", [0.5]), ("description_sale", ["Good"])):
            if random.random() < 0.4:
                values[name] = random.choice(choices)
        chosen = random.sample(self.attributes, random.choice([0, 1, 2, 3]))
        values["attribute_line_ids"] = [(0, 0, {"attribute_id": one, "value_ids": [(6, 0, random.sample(all_values, random.choice([1, 2, 3])))]}) for one, all_values in chosen]
        made = self.ask("product.template", "create", [values])
        if not isinstance(made, dict):
            self.templates.append(made)

    def list(self):
        values = {"name": f"PL{len(self.pricelists)}", "currency_id": self.random.choice([self.euro, self.dollar])}
        if self.old:
            values["discount_policy"] = self.random.choice(["with_discount", "without_discount"])
        self.pricelists.append(self.ask("product.pricelist", "create", [values]))

    def rule(self):
        random = self.random
        values = {"pricelist_id": random.choice(self.pricelists), "applied_on": random.choice(["3_global", "2_product_category", "1_product", "0_product_variant"]),
                  "compute_price": random.choice(["fixed", "percentage", "formula", "formula"]), "min_quantity": random.choice([0, 0, 2, 6])}
        if values["applied_on"] == "2_product_category":
            values["categ_id"] = random.choice([self.category, self.below])
        if values["applied_on"] == "1_product":
            values["product_tmpl_id"] = random.choice(self.templates)
        if values["applied_on"] == "0_product_variant":
            variant = self.some("product.product")
            if not variant:
                return
            values["product_id"] = variant
        if values["compute_price"] == "fixed":
            values["fixed_price"] = random.choice([5, 19.99])
        if values["compute_price"] == "percentage":
            values["percent_price"] = random.choice([10, 33.3, -5, 100])
        if values["compute_price"] == "formula":
            values.update({"base": random.choice(["list_price", "standard_price", "pricelist"]), "price_discount": random.choice([0, 10, -20]),
                           "price_round": random.choice([0, 0.5, 1, 10]), "price_surcharge": random.choice([0, -0.01, 3])})
            if random.random() < 0.4:
                values.update({"price_min_margin": random.choice([1, 5]), "price_max_margin": random.choice([0, 6, 2])})
            if values["base"] == "pricelist":
                values["base_pricelist_id"] = random.choice(self.pricelists)
        if random.random() < 0.2:
            values.update({"date_start": random.choice(["2026-01-01 00:00:00", "2030-01-01 00:00:00"]), "date_end": random.choice([False, "2029-01-01 00:00:00"])})
        self.ask("product.pricelist.item", "create", [values])

    def some(self, model, domain=(), **more):
        found = self.ask(model, "search_read", [[*domain, *([["product_tmpl_id", "in", self.templates]] if model == "product.product" else [])], ["id"]], order="id", **more)
        return self.random.choice(found)["id"] if found and not isinstance(found, dict) else None

    def line(self):
        attribute, values = self.random.choice(self.attributes)
        self.ask("product.template", "write", [[self.random.choice(self.templates)], {"attribute_line_ids": [
            (0, 0, {"attribute_id": attribute, "value_ids": [(6, 0, self.random.sample(values, self.random.choice([1, 2])))]})]}])

    def widen(self):
        line = self.some("product.template.attribute.line")
        if line:
            attribute = self.ask("product.template.attribute.line", "read", [[line], ["attribute_id"]])[0]["attribute_id"][0]
            values = next(all_values for one, all_values in self.attributes if one == attribute) if any(one == attribute for one, _ in self.attributes) else None
            if values:
                self.ask("product.template.attribute.line", "write", [[line], {"value_ids": [self.random.choice([(4, values[0]), (4, values[2]), (3, values[1]), (6, 0, values)])]}])

    def narrow(self):
        line = self.some("product.template.attribute.line")
        if line:
            self.ask("product.template.attribute.line", "unlink", [[line]])

    def extra(self):
        value = self.some("product.template.attribute.value")
        if value:
            self.ask("product.template.attribute.value", "write", [[value], {"price_extra": self.random.choice([0, 5, 7.25, -1])}])

    def price(self):
        variant = self.some("product.product")
        values = self.random.choice([{"list_price": 50}, {"standard_price": 8.125}, {"lst_price": 77}, {"weight": 2}, {"uom_id": self.dozen}, {"name": "Renamed"},
                                     {"categ_id": self.below}, {"type": "service"}, {"default_code": False}])
        if variant and self.random.random() < 0.6:
            self.ask("product.product", "write", [[variant], values])
        else:
            values.pop("lst_price", None)
            self.ask("product.template", "write", [[self.random.choice(self.templates)], values])

    def code(self):
        variant = self.some("product.product")
        if variant:
            self.ask("product.product", "write", [[variant], self.random.choice([{"default_code": "D1"}, {"barcode": "333"}, {"barcode": "111"}, {"barcode": False}])])

    def archive(self):
        if self.random.random() < 0.5:
            self.ask("product.template", "action_archive", [[self.random.choice(self.templates)]])
        else:
            variant = self.some("product.product", context={"active_test": False})
            if variant:
                self.ask("product.product", self.random.choice(["action_archive", "action_unarchive"]), [[variant]])

    def remove(self):
        if self.random.random() < 0.5 and len(self.templates) > 2:
            gone = self.random.choice(self.templates)
            if self.ask("product.template", "unlink", [[gone]]) is True:
                self.templates.remove(gone)
        else:
            variant = self.some("product.product")
            if variant:
                self.ask("product.product", "unlink", [[variant]])
                left = self.ask("product.template", "search_read", [[["id", "in", self.templates]], ["id"]], context={"active_test": False}, order="id")
                self.templates = [row["id"] for row in left]

    def duplicate(self):
        made = self.ask("product.template", "copy", [self.random.choice(self.templates)])
        if not isinstance(made, dict):
            self.templates.append(made[0] if isinstance(made, list) else made)

    def sell(self):
        lines = []
        for _ in range(self.random.choice([1, 2])):
            variant = self.some("product.product")
            if variant:
                line = {"product_id": variant, "product_uom_qty": self.random.choice([1, 2, 6, 12.5])}
                if self.random.random() < 0.3:
                    line[self.unit_name] = self.dozen
                lines.append((0, 0, line))
        order = self.ask("sale.order", "create", [{"partner_id": self.partner, "pricelist_id": self.random.choice([*self.pricelists, False]), "order_line": lines}])
        if isinstance(order, dict):
            return
        if self.random.random() < 0.3:
            self.ask("sale.order", "write", [[order], {"pricelist_id": self.random.choice(self.pricelists)}])
            self.ask("sale.order", "action_update_prices", [[order]])
        self.ask("sale.order", "read", [[order], ["amount_untaxed", "amount_total", "currency_id", "pricelist_id", "show_update_pricelist"]])
        self.ask("sale.order.line", "search_read", [[["order_id", "=", order]], LINE], order="id")

    def vendor(self):
        values = {"partner_id": self.random.choice(self.vendors), "product_tmpl_id": self.random.choice(self.templates), "price": self.random.choice([3, 7.5]),
                  "min_qty": self.random.choice([0, 5]), "discount": self.random.choice([0, 10]), "delay": self.random.choice([1, 4])}
        if self.random.random() < 0.3:
            values["currency_id"] = self.euro
        if self.random.random() < 0.3:
            values.update({"product_name": "Theirs", "product_code": "TC"})
        if self.random.random() < 0.2:
            values["date_end"] = "2025-01-01"
        self.ask("product.supplierinfo", "create", [values])
        self.ask("product.supplierinfo", "search_read", [[], ["partner_id", "product_tmpl_id", "price", "min_qty", "currency_id", "sequence", "display_name", "product_uom_id" if self.new else "product_uom"]], order="id")

    def buy(self):
        variant = self.some("product.product")
        if variant:
            order = self.ask("purchase.order", "create", [{"partner_id": self.random.choice(self.vendors), "order_line": [
                (0, 0, {"product_id": variant, "product_qty": self.random.choice([1, 5, 10])})]}])
            if not isinstance(order, dict):
                self.ask("purchase.order.line", "search_read", [[["order_id", "=", order]], ["name", "price_unit", "discount", "product_qty", "price_subtotal", "product_uom_qty"]], order="id")

    def value(self):
        attribute, values = self.random.choice(self.attributes)
        self.random.choice([
            lambda: self.ask("product.attribute.value", "write", [[self.random.choice(values)], {"name": "Renamed value"}]),
            lambda: self.ask("product.attribute.value", "unlink", [[self.random.choice(values)]]),
            lambda: self.ask("product.attribute", "write", [[attribute], {"create_variant": "always"}]),
            lambda: self.ask("product.attribute", "unlink", [[attribute]]),
            lambda: values.append(self.ask("product.attribute.value", "create", [{"name": f"More{len(values)}", "attribute_id": attribute}])),
        ])()
        if any(isinstance(one, dict) for one in values):
            values[:] = [one for one in values if not isinstance(one, dict)]

    def variant(self):
        template = self.random.choice(self.templates)
        combination = self.ask("product.template.attribute.value", "search_read", [[["product_tmpl_id", "=", template]], ["id"]], order="id")
        chosen = [row["id"] for row in combination][:self.random.choice([1, 2, 3])]
        self.ask("product.template", "create_product_variant", [template, chosen])

    def drop(self):
        found = self.some("product.pricelist.item")
        if found:
            self.ask("product.pricelist.item", *self.random.choice([("unlink", [[found]]), ("write", [[found], {"min_quantity": 3}]), ("write", [[found], {"compute_price": "fixed", "fixed_price": 1}])]))

    def unit_of(self):
        if self.new:
            values = {"name": "Six", "relative_factor": 6, "relative_uom_id": self.unit}
        else:
            values = {"name": "Six", "factor_inv": 6, "uom_type": "bigger", "category_id": self.ask("uom.uom", "read", [[self.unit], ["category_id"]])[0]["category_id"][0]}
        made = self.ask("uom.uom", "create", [values])
        if not isinstance(made, dict):
            self.ask("uom.uom", "read", [[made], ["name", "factor", "rounding", "active", "display_name"]])

    def odd(self):
        template = self.random.choice(self.templates)
        self.random.choice([
            lambda: self.ask("product.template", "create", [{"name": "X", "type": "bogus"}]),
            lambda: self.ask("product.template", "write", [[template], {"list_price": "x"}]),
            lambda: self.ask("product.pricelist.item", "create", [{"compute_price": "fixed", "fixed_price": 3}]),
            lambda: self.ask("product.pricelist", "unlink", [[self.pricelists[0]]]),
            lambda: self.ask("product.category", "unlink", [[self.category]]),
            lambda: self.ask("product.category", "write", [[self.category], {"parent_id": self.below}]),
            lambda: self.ask("product.template", "name_search", [], name=self.random.choice(["Chair", "X1", "A0v1"])),
            lambda: self.ask("product.product", "name_search", [], name=self.random.choice(["Chair", "X1", "A0v1", "D1", "[X1] Chair"])),
            lambda: self.ask("product.product", "name_search", [], name="TC", context={"partner_id": 1}),
            lambda: self.ask("product.template", "create", [{"name": "Two", "barcode": "111"}]),
            lambda: self.ask("product.product", "read_group", [[["product_tmpl_id", "in", self.templates]], ["standard_price:sum", "weight:avg"], ["categ_id"]]),
            lambda: self.ask("uom.uom", "unlink", [[self.dozen]]),
            lambda: self.ask("product.product", "copy", [self.some("product.product")]),
        ])()
