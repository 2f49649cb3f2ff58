"""Runs a mocha suite of an npm client against `paridoo serve`.

    npm_clients.py PATH_OF_PARIDOO FOLDER_WITH_NODE_MODULES SERIES SUITE
"""
import os
import subprocess
import sys

from served import Served

KEY = "0123456789abcdef0123456789abcdef01234567"


def main(binary, folder, series, suite):
    with Served(binary, "--series", series, "--api-key", KEY) as server:
        where = {"ODOO_HOST": server.host, "ODOO_BASE_URL": f"http://{server.host}", "ODOO_PORT": str(server.port),
                 "ODOO_DB": server.database, "ODOO_USER": "admin", "ODOO_PW": "admin", "ODOO_SERIES": series,
                 "ODOO_KEY": KEY}
        mocha = os.path.join(folder, "node_modules", ".bin", "mocha")
        return subprocess.call([mocha, "--exit", "--timeout", "10000", suite], cwd=folder, env={**os.environ, **where})


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
