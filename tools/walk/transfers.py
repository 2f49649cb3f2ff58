"""What walks over stock and over trade both do with a transfer (stock.picking)."""


def validate(walk, picking):
    """Validates a transfer, and answers the question about a backorder if it is asked."""
    answer = walk.ask("stock.picking", "button_validate", [[picking]])
    if isinstance(answer, dict) and answer.get("res_model") == "stock.backorder.confirmation":
        context = {"button_validate_picking_ids": [picking], "default_pick_ids": [[4, picking]], "default_show_transfers": False}
        wizard = walk.ask("stock.backorder.confirmation", "create", [{"pick_ids": [[4, picking]]}], context=context)
        method = walk.random.choice(["process", "process", "process_cancel_backorder"])
        walk.ask("stock.backorder.confirmation", method, [[wizard]], context=context)


def open_return(walk, picking):
    """The wizard that returns a transfer and its lines; none where it is refused."""
    wizard = walk.ask("stock.return.picking", "create", [{"picking_id": picking}],
                      context={"active_id": picking, "active_model": "stock.picking"})
    if isinstance(wizard, dict):
        return None, []
    lines = walk.ask("stock.return.picking.line", "search_read",
                     [[["wizard_id", "=", wizard]], ["product_id", "quantity", "move_id", "to_refund"]], order="id")
    return wizard, [line["id"] for line in lines]
