// account.move.line: the deliveries that an invoice line is for, and what they cost.
#include <algorithm>

#include "simulator/addons/sale_stock/models.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/cogs.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

using orm::Arguments;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value stock_moves(const RecordSet& line, const Arguments&, const Super& super) {
  const RecordSet known = line.env()["stock.move"].browse(super().ids());
  return (known | line["sale_line_ids"]["move_ids"]).ids();
}

// --- until 18.0: the average of what was delivered, less what was booked already

struct Booked {
  double quantity = 0;  // in the unit of the product
  double value = 0;
};

void add(Booked& booked, const RecordSet& lines, double sign) {
  for (const RecordSet& line : lines) {
    if (line.number("balance") <= 0) continue;
    booked.quantity +=
        sign * uom::compute_quantity(line["product_uom_id"], line.number("quantity"), line["product_id"]["uom_id"]);
    booked.value += sign * line.number("balance");
  }
}

Booked booked_before(const RecordSet& line, const RecordSet& order_line, bool reverses) {
  const RecordSet moves = order_line["invoice_lines"]["move_id"].filtered([&](const RecordSet& move) {
    return move.text("state") == "posted" && move["reversed_entry_id"].empty() != reverses;
  });
  const RecordSet lines = stock_account::cogs_of(moves, line["product_id"]).filtered([&](const RecordSet& one) {
    return one["cogs_origin_id"]["sale_line_ids"].contains(order_line);
  });
  Booked booked;
  add(booked, lines, 1);
  const RecordSet reversals = line.env()["account.move"].search(
      orm::term("reversed_entry_id", "in",
                lines.filtered([](const RecordSet& one) { return one.number("balance") > 0; })["move_id"].ids()));
  add(booked, stock_account::cogs_of(reversals, line["product_id"]), -1);
  return booked;
}

bool is_returned(const RecordSet& move) {
  return move["origin_returned_move_id"] && move["stock_valuation_layer_ids"].sum("quantity") >= 0;
}

double returned_of(const RecordSet& move, const RecordSet& unit) {
  double quantity = 0;
  for (const RecordSet& back : move["returned_move_ids"].where("state", "=", "done"))
    quantity += uom::compute_quantity(back["product_uom"], back.number("quantity"), unit);
  return quantity;
}

// What the transfers moved, and what it was worth.
Booked moved(const RecordSet& moves, const RecordSet& product, bool returned) {
  Booked all;
  for (const RecordSet& move : moves.sudo()) {
    if (is_returned(move) != returned) continue;
    for (const RecordSet& layer : move["stock_valuation_layer_ids"]) {
      const double quantity = layer.number("quantity");
      if (stock::is_zero(quantity, product["uom_id"])) continue;
      const double left = std::abs(quantity) - returned_of(move, product["uom_id"]);
      if (stock::is_zero(left, product["uom_id"])) continue;
      all.quantity += left;
      all.value += left * (layer.number("value") + layer["stock_valuation_layer_ids"].sum("value")) / quantity;
    }
  }
  return all;
}

double average_price(const RecordSet& product, const RecordSet& moves, const Booked& before, double wanted,
                     bool returned) {
  if (wanted == 0) return 0;
  Booked left = moved(moves, product, returned);
  left.quantity -= before.quantity;
  left.value -= before.value;
  double valued = 0, value = 0;
  if (stock::compare(left.quantity, 0, product["uom_id"]) > 0) {
    valued = std::min(left.quantity, wanted);
    value = left.value / left.quantity * valued;
  }
  const double missing = wanted - valued;
  if (stock::compare(missing, 0, product["uom_id"]) > 0) value += product.number("standard_price") * missing;
  return value / wanted;
}

bool has_down_payment(const RecordSet& move) {
  return !move["invoice_line_ids"]["sale_line_ids"].filtered("is_downpayment").empty();
}

Value price_unit_until_18(const RecordSet& line, const Arguments&, const Super& super) {
  const RecordSet order_line = line["sale_line_ids"].last(), move = line["move_id"];
  if (!order_line) return super();
  const RecordSet product = line["product_id"].with_company(line["company_id"]), unit = line["product_uom_id"];
  const bool refunds = move.text("move_type") == "out_refund";
  const bool reverses = refunds && !has_down_payment(move);
  const double quantity = uom::compute_quantity(unit, line.number("quantity"), product["uom_id"]);
  const double price = average_price(product, order_line["move_ids"], booked_before(line, order_line, reverses),
                                     refunds && !reverses ? -quantity : quantity, reverses);
  return uom::compute_price(product["uom_id"], price, unit);
}

// --- since 19.0

RecordSet cogs_of_order(const RecordSet& line) {
  const RecordSet invoices = line["sale_line_ids"]["order_id"]["invoice_ids"].where("move_type", "=", "out_invoice");
  const RecordSet account = stock_account::stock_account_of(line["product_id"], line["move_id"]);
  return stock_account::cogs_of(invoices, line["product_id"]).where("account_id", "=", account);
}

Value cogs_qty(const RecordSet& line, const Arguments&, const Super& super) {
  return super().number() + cogs_of_order(line).sum("quantity");
}

Value posted_cogs_value(const RecordSet& line, const Arguments&, const Super& super) {
  return super().number() - cogs_of_order(line).sum("balance");
}

}  // namespace

orm::Behaviour account_move_line() {
  const orm::In since_19{.since = orm::Series::v19}, until_18{.until = orm::Series::v18};
  return {.model = "account.move.line",
          .methods = {{"_get_stock_moves", "", stock_moves, since_19},
                      {"_stock_account_get_anglo_saxon_price_unit", "", price_unit_until_18, until_18},
                      {"_get_cogs_qty", "", cogs_qty, since_19},
                      {"_get_posted_cogs_value", "", posted_cogs_value, since_19}}};
}

}  // namespace paridoo::addons::sale_stock
