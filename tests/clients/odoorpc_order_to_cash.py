"""OdooRPC, as Debian ships it, drives a sale from quotation to a paid invoice over HTTP.

    odoorpc_order_to_cash.py PATH_OF_PARIDOO
"""
import sys
import unittest

import odoorpc

from served import Served

BINARY = sys.argv.pop(1)


class OdooRpcTest(unittest.TestCase):
    """Each test has a server of its own, and is logged in as the administrator."""

    def setUp(self):
        self.server = Served(BINARY)
        self.addCleanup(self.server.stop)
        self.odoo = self.connect()
        self.odoo.login(self.server.database, "admin", "admin")

    def connect(self):
        return odoorpc.ODOO(self.server.host, port=self.server.port)

    def create(self, model, values):
        return self.odoo.env[model].create(values)

    def read(self, model, record_id, *fields):
        return self.odoo.env[model].read([record_id], list(fields))[0]

    def a_customer(self):
        return self.create("res.partner", {"name": "Marie Dupont", "email": "marie@example.com"})

    def a_product(self, **values):
        return self.create("product.product", {
            "name": "Solar Kit", "type": "consu", "is_storable": True, "invoice_policy": "delivery",
            "list_price": 450.0, **values})

    def put_in_stock(self, product, quantity):
        location = self.odoo.env.ref("stock.stock_location_stock").id
        quant = self.create("stock.quant", {
            "product_id": product, "location_id": location, "inventory_quantity": quantity})
        self.odoo.env["stock.quant"].action_apply_inventory([quant])

    def a_quotation(self, customer, *lines):
        commands = [(0, 0, {"product_id": product, "product_uom_qty": quantity}) for product, quantity in lines]
        return self.create("sale.order", {"partner_id": customer, "order_line": commands})

    def assert_refused(self, exception, call, *arguments, **named):
        with self.assertRaises(odoorpc.error.RPCError) as refused:
            call(*arguments, **named)
        self.assertEqual(refused.exception.info["data"]["name"], exception)
        self.assertTrue(str(refused.exception))


class OrderToCash(OdooRpcTest):
    def test_from_quotation_to_paid_invoice(self):
        customer = self.a_customer()
        kit = self.a_product()
        service = self.a_product(name="Installation", type="service", is_storable=False, invoice_policy="order",
                                 list_price=40.0)
        self.put_in_stock(kit, 10)
        order = self.a_quotation(customer, (kit, 2), (service, 1))
        self.assert_quotation(order)
        self.confirm(order)
        self.deliver(order, kit)
        invoice = self.invoice(order, customer)
        self.post(invoice)
        self.pay(invoice)
        self.assertEqual(self.read("sale.order", order, "invoice_status")["invoice_status"], "invoiced")

    def assert_quotation(self, order):
        quotation = self.read("sale.order", order, "name", "state", "amount_untaxed", "amount_tax", "amount_total")
        self.assertEqual(quotation, {"id": order, "name": "S00001", "state": "draft", "amount_untaxed": 940.0,
                                     "amount_tax": 141.0, "amount_total": 1081.0})

    def confirm(self, order):
        self.assertIs(self.odoo.env["sale.order"].action_confirm([order]), True)
        confirmed = self.read("sale.order", order, "state", "delivery_status", "invoice_status", "picking_ids")
        self.assertEqual((confirmed["state"], confirmed["delivery_status"]), ("sale", "pending"))
        self.assertEqual(confirmed["invoice_status"], "to invoice")
        self.assertEqual(len(confirmed["picking_ids"]), 1)

    def deliver(self, order, product):
        picking, = self.read("sale.order", order, "picking_ids")["picking_ids"]
        self.assertEqual(self.read("stock.picking", picking, "state", "origin"),
                         {"id": picking, "state": "assigned", "origin": "S00001"})
        self.assertIs(self.odoo.env["stock.picking"].button_validate([picking]), True)
        self.assertEqual(self.read("stock.picking", picking, "state")["state"], "done")
        self.assertEqual(self.read("sale.order", order, "delivery_status")["delivery_status"], "full")
        self.assertEqual(self.read("product.product", product, "qty_available")["qty_available"], 8.0)

    def invoice(self, order, customer):
        wizards = self.odoo.env["sale.advance.payment.inv"]
        wizard = wizards.create({"advance_payment_method": "delivered", "sale_order_ids": [(6, 0, [order])]})
        action = wizards.create_invoices([wizard])
        self.assertEqual(action["res_model"], "account.move")
        invoice = self.read("account.move", action["res_id"], "state", "move_type", "partner_id", "amount_total",
                            "invoice_origin", "payment_state")
        self.assertEqual(invoice, {"id": action["res_id"], "state": "draft", "move_type": "out_invoice",
                                   "partner_id": [customer, "Marie Dupont"], "amount_total": 1081.0,
                                   "invoice_origin": "S00001", "payment_state": "not_paid"})
        self.assertEqual(self.read("sale.order", order, "invoice_ids")["invoice_ids"], [action["res_id"]])
        return action["res_id"]

    def post(self, invoice):
        self.odoo.env["account.move"].write([invoice], {"invoice_date": "2026-03-15"})
        self.odoo.env["account.move"].action_post([invoice])
        posted = self.read("account.move", invoice, "name", "state", "amount_residual")
        self.assertEqual(posted, {"id": invoice, "name": "INV/2026/00001", "state": "posted",
                                  "amount_residual": 1081.0})

    def pay(self, invoice):
        context = {"active_model": "account.move", "active_ids": [invoice]}
        wizards = self.odoo.env["account.payment.register"].with_context(context)
        wizard = wizards.create({"payment_date": "2026-03-20"})
        self.assertEqual(self.read("account.payment.register", wizard, "amount")["amount"], 1081.0)
        action = wizards.action_create_payments([wizard])
        self.assertEqual(action["res_model"], "account.payment")
        paid = self.read("account.move", invoice, "payment_state", "amount_residual")
        self.assertEqual((paid["payment_state"], paid["amount_residual"]), ("paid", 0.0))


class Records(OdooRpcTest):
    """OdooRPC's own objects: they read every field of a record that is no relation, and write at once."""

    def test_an_order_is_browsed(self):
        order_id = self.a_quotation(self.a_customer(), (self.a_product(), 3))
        order = self.odoo.env["sale.order"].browse(order_id)
        self.assertEqual((order.name, order.state, order.amount_total), ("S00001", "draft", 1552.5))
        order.client_order_ref = "CUST-REF-001"
        self.assertEqual(self.read("sale.order", order_id, "client_order_ref")["client_order_ref"], "CUST-REF-001")

    def test_versions_and_databases_are_told(self):
        self.assertEqual(self.connect().version, self.server.series)
        self.assertEqual(self.connect().db.list(), [self.server.database])


class Refusals(OdooRpcTest):
    def test_a_wrong_password_logs_nobody_in(self):
        with self.assertRaises(odoorpc.error.RPCError):
            self.connect().login(self.server.database, "admin", "wrong")

    def test_an_order_is_not_confirmed_twice(self):
        order = self.a_quotation(self.a_customer(), (self.a_product(), 1))
        orders = self.odoo.env["sale.order"]
        orders.action_confirm([order])
        self.assert_refused("odoo.exceptions.UserError", orders.action_confirm, [order])
        self.assertEqual(self.read("sale.order", order, "state")["state"], "sale")

    def test_nothing_is_invoiced_before_it_is_delivered(self):
        order = self.a_quotation(self.a_customer(), (self.a_product(), 1))
        self.odoo.env["sale.order"].action_confirm([order])
        wizards = self.odoo.env["sale.advance.payment.inv"]
        wizard = wizards.create({"sale_order_ids": [(6, 0, [order])]})
        self.assert_refused("odoo.exceptions.UserError", wizards.create_invoices, [wizard])
        self.assertEqual(self.read("sale.order", order, "invoice_ids")["invoice_ids"], [])

    def test_a_record_that_is_gone_is_missing(self):
        orders = self.odoo.env["sale.order"]
        order = self.a_quotation(self.a_customer(), (self.a_product(), 1))
        orders.unlink([order])
        self.assertEqual(orders.read([order], ["name"]), [])
        self.assert_refused("odoo.exceptions.MissingError", orders.write, [order], {"client_order_ref": "x"})

    def test_an_unknown_field_is_named(self):
        self.assert_refused("builtins.ValueError", self.odoo.env["sale.order"].create, {"no_such_field": 1})


if __name__ == "__main__":
    unittest.main()
