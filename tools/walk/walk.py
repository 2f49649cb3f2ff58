#!/usr/bin/env python3
"""Walks at random over a real Odoo and the simulator at once, and prints where their answers part.

    tools/walk/walk.py --theirs http://127.0.0.1:8018 --template odoo18 --ours http://127.0.0.1:7018 stock --seed 1 --events 40

The template is a database of the real server without demo data, admin/admin, that is only ever copied (master password admin).
"""
import argparse
import random
import sys

from access import Access
from books import Books
from catalogue import Catalogue
from companies import Companies
from ledger import Ledger
from missing import Missing
from pair import Pair
from records import Records
from stock import Stock
from trade import Trade
from valued import Valued

AREAS = {"stock": Stock, "trade": Trade, "books": Books, "records": Records, "access": Access, "catalogue": Catalogue,
         "ledger": Ledger, "valued": Valued, "missing": Missing, "companies": Companies}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("area", choices=AREAS)
    parser.add_argument("--theirs", required=True)
    parser.add_argument("--template", required=True)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=40)
    parser.add_argument("-v", "--verbose", action="store_true", help="print every call, not only those that part")
    options = parser.parse_args()
    pair = Pair(options.theirs, options.ours, options.template, f"walk_{options.template}_{options.area}_{options.seed}", options.verbose)
    try:
        walk = AREAS[options.area](pair, random.Random(options.seed))
        for _ in range(options.events):
            walk.step()
    finally:
        print(f"{options.area} {pair.series} seed {options.seed}: {pair.calls} calls, {pair.differences} parted")
        pair.close()
    sys.exit(bool(pair.differences))


main()
