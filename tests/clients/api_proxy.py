"""Walks through the API with Prism between: a proxy that holds each request and answer against the document.

    api_proxy.py PATH_OF_PARIDOO FOLDER_WITH_NODE_MODULES PATH_OF_OPENAPI_JSON
"""
import json
import os
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request


class Started:
    """A process that prints a line when it is ready, for the time of a `with` block."""

    def __init__(self, command, ready):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if found := re.search(ready, line):
                self.found = found
                # Or it would stop once the pipe is full of what it says of each request.
                self.reader = threading.Thread(target=self.process.stdout.read, daemon=True)
                self.reader.start()
                return
        raise RuntimeError(f"{command[0]} ended with {self.process.wait()} before it was ready")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.reader.join(timeout=20)
        self.process.stdout.close()


class Api:
    def __init__(self, url, token):
        self.url, self.token, self.calls, self.violations = url, token, 0, []

    def ask(self, method, path, body=None, wanted=(200, 201)):
        headers = {"Authorization": f"Bearer {self.token}"}
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, headers=headers, method=method)
        try:
            answer = urllib.request.urlopen(request)
        except urllib.error.HTTPError as refused:
            answer = refused
        self.calls += 1
        text = answer.read().decode()
        if answer.headers.get("sl-violations"):
            self.violations.append(f"{method} {path}: {answer.headers['sl-violations']}")
        if answer.status not in wanted:
            raise AssertionError(f"{method} {path}: {answer.status} {text}")
        return json.loads(text)


# Whom the API sells to: partner 1 is the company itself, 3 its administrator.
def stock(api):
    warehouse = api.ask("GET", "/api/warehouses")["warehouses"][0]
    kit = api.ask("POST", "/api/products", {"name": "Kit", "product_type": "storable", "list_price": 100,
                                            "invoice_policy": "delivery"})["product"]["id"]
    api.ask("PUT", f"/api/products/{kit}", {"list_price": 120.5})
    api.ask("POST", "/api/stock/receive", {"warehouse_id": warehouse["id"], "partner_id": 3, "validate": True,
                                           "lines": [{"product_id": kit, "qty": 10}]})
    api.ask("POST", "/api/stock/adjustment", {"warehouse_id": warehouse["id"], "reason": "Count",
                                              "lines": [{"product_id": kit, "quantity_counted": 12}]})
    for path in ("/api/stock/levels", f"/api/stock/levels/{kit}", "/api/stock/lots", "/api/stock/receipts?state=done",
                 "/api/stock/movements", f"/api/products/{kit}", "/api/products?q=Kit", "/api/products/categories"):
        api.ask("GET", path)
    return kit


def sell(api, kit):
    order = api.ask("POST", "/api/quotations", {"customer_id": 3, "products": [{"product_id": kit, "quantity": 2}]})
    order = order["order"]["id"]
    api.ask("PUT", f"/api/orders/{order}", {"client_order_ref": "PRISM"})
    api.ask("POST", f"/api/orders/{order}/add-lines", {"products": [{"product_id": kit, "quantity": 1}]})
    api.ask("GET", f"/api/orders/{order}/proforma-pdf")
    confirmed = api.ask("POST", f"/api/orders/{order}/confirm", {})["order"]
    delivery = confirmed["picking_ids"][0]
    api.ask("GET", f"/api/stock/deliveries?sale_order_id={order}")
    api.ask("GET", f"/api/stock/deliveries/{delivery}")
    api.ask("POST", f"/api/stock/deliveries/{delivery}/validate", {})
    api.ask("POST", f"/api/orders/{order}/finalize", {})
    return order


def bill(api, order):
    invoice = api.ask("POST", f"/api/orders/{order}/invoice", {})["invoice"]["id"]
    posted = api.ask("POST", f"/api/orders/{order}/invoices/{invoice}/confirm", {})["invoice"]
    api.ask("GET", "/api/customers/3/next-payment")
    api.ask("GET", "/api/customers/3/invoices/pending")
    api.ask("POST", f"/api/orders/{order}/register-payment", {"amount": posted["amount_total"]})
    api.ask("POST", f"/api/orders/{order}/register-payment", {"amount": 1}, wanted=(409,))
    for path in (f"/api/invoices/{invoice}", f"/api/invoices/{invoice}/pdf", "/api/invoices?state=paid", "/api/orders",
                 f"/api/orders/{order}", f"/api/orders/{order}/invoices", "/api/payments", "/api/customers/3/invoices",
                 "/api/customers/3/payments", "/api/customers/3/dashboard"):
        api.ask("GET", path)
    api.ask("GET", "/api/orders/2147483646", wanted=(404,))


def main(binary, folder, document):
    token = subprocess.check_output([binary, "token", "--employee", "7", "--role", "staff"], text=True).strip()
    prism = os.path.join(folder, "node_modules", ".bin", "prism")
    with Started([binary, "api", "--plain", "--port", "0"], r"API on (http://\S+:\d+) over") as served:
        proxy = [prism, "proxy", document, served.found[1], "--port", "0", "--host", "127.0.0.1"]
        with Started(proxy, r"listening on (http://[\d.]+:\d+)") as proxied:
            api = Api(proxied.found[1], token)
            bill(api, sell(api, stock(api)))
    print(f"{api.calls} calls, {len(api.violations)} violations", *api.violations, sep="\n")
    return bool(api.violations)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
