"""What walks over trade, values and the ledger all do with documents and currencies."""


def some(walk, model, domain):
    """A record at random; None where there is none."""
    found = walk.ask(model, "search_read", [domain, ["id"]], order="id")
    return walk.random.choice(found)["id"] if found else None


def open_reversal(walk, move):
    """The wizard that reverses a document; None where it is refused."""
    journal = walk.ask("account.move", "read", [[move], ["journal_id"]])[0]["journal_id"][0]
    wizard = walk.ask("account.move.reversal", "create", [{"move_ids": [(6, 0, [move])], "journal_id": journal, "reason": "why", "date": "2026-11-21"}],
                      context={"active_model": "account.move", "active_ids": [move]})
    return None if isinstance(wizard, dict) else wizard


def use_euros(walk):
    """Dollars and euros at three rates."""
    walk.dollar, walk.euro = walk.pair.xmlid("base.USD"), walk.pair.xmlid("base.EUR")
    walk.ask("res.currency", "write", [[walk.euro], {"active": True}])
    for day, rate in (("2026-01-01", 0.8), ("2026-10-10", 0.93), ("2026-11-15", 0.7)):
        walk.ask("res.currency.rate", "create", [{"currency_id": walk.euro, "name": day, "rate": rate}])
