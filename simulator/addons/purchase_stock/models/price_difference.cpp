#include "simulator/addons/purchase_stock/models/price_difference.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "simulator/addons/account/move.h"
#include "simulator/addons/account/product_accounts.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/purchase_stock/models/purchase_order_line.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/valuation.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/text_parts.h"

namespace paridoo::addons::purchase_stock {

using orm::Dict;
using orm::Id;
using orm::RecordSet;

namespace {

// How much of a layer can be billed in all, and how much of that no bill asks for yet.
struct Billable {
  double total = 0;
  double open = 0;
};
// How much of a layer a bill asks for, and how much of that no credit note has taken back.
struct Billed {
  double initial = 0;
  double left = 0;
};

// Receipts, returns and bills of an order line, replayed in the order in which they happened: which bill is for which
// layer.
class History {
 public:
  History(const RecordSet& line, const RecordSet& layers) : unit_(line["product_id"]["uom_id"]), layers_(layers) {
    using Event = std::tuple<std::string, bool, Id>;
    std::vector<Event> events;
    for (const RecordSet& layer : layers) events.emplace_back(layer.text("create_date"), false, layer.id());
    for (const RecordSet& other : line["purchase_line_id"]["invoice_lines"])
      if (other["move_id"].text("state") == "posted")
        events.emplace_back(other["move_id"].text("create_date"), true, other.id());
    std::sort(events.begin(), events.end());
    for (const auto& [_, is_bill, id] : events) is_bill ? bill(line.browse(id)) : receive(layers.browse(id));
    bill(line);
  }

  const Billable& billable(const RecordSet& layer) { return billable_[layer.id()]; }
  const Billed& billed(const RecordSet& layer, const RecordSet& bill) { return billed_[{layer.id(), bill.id()}]; }

 private:
  void receive(const RecordSet& layer) {
    double quantity = std::abs(layer.number("quantity"));
    const RecordSet returned =
        layer["stock_move_id"]["origin_returned_move_id"]["stock_valuation_layer_ids"]
            .filtered([](const RecordSet& one) { return one["stock_valuation_layer_id"].empty(); })
            .first();
    if (returned) {
      Billable& before = billable_[returned.id()];
      const double common = std::min(before.open, quantity);
      before.total -= common;
      before.open -= common;
      quantity = std::max(0.0, quantity - common);
    }
    if (stock::compare(quantity, 0, unit_) <= 0) return;
    billable_[layer.id()] = {quantity, quantity};
    order_.push_back(layer.id());
  }

  // The layers that a line can be for, with what is left of them, and the bill that it takes back, if it does.
  std::vector<std::pair<Id, double>> candidates(const RecordSet& line, const RecordSet& reversed) {
    std::vector<std::pair<Id, double>> found;
    const bool is_refund = line.flag("is_refund");
    if (is_refund && reversed) {
      for (const RecordSet& layer : layers_) found.emplace_back(layer.id(), billed(layer, reversed).left);
      return found;
    }
    const auto direction = is_refund ? stock_account::Direction::out : stock_account::Direction::in;
    for (const Id id : order_)
      if (goes(layers_.browse(id)["stock_move_id"], direction)) found.emplace_back(id, billable_[id].open);
    return found;
  }

  void bill(const RecordSet& line) {
    const RecordSet invoice = line["move_id"];
    const RecordSet reversed = line.flag("is_refund") ? invoice["reversed_entry_id"] : invoice.none();
    const double sign = reversed ? -1 : 1;
    double quantity = uom::compute_quantity(line["product_uom_id"], line.number("quantity"), unit_);
    for (const auto& [layer, open] : candidates(line, reversed)) {
      if (stock::compare(quantity, 0, unit_) <= 0) return;
      if (stock::is_zero(open, unit_)) continue;
      const double common = std::min(quantity, open);
      quantity -= common;
      billable_[layer].open -= sign * common;
      billed_[{layer, invoice.id()}] = {common, common};
      if (reversed) billed_[{layer, reversed.id()}].left -= common;
    }
  }

  RecordSet unit_, layers_;
  std::vector<Id> order_ = {};
  std::map<Id, Billable> billable_ = {};
  std::map<std::pair<Id, Id>, Billed> billed_ = {};
};

// --- prices

double company_price(const RecordSet& line) {
  const double rate = line.number("currency_rate");
  const double price = billed_price(line) / (rate != 0 ? rate : 1);
  return uom::compute_price(line["product_uom_id"], price, line["product_id"]["uom_id"]);
}

// What goes back to the vendor and comes again is worth what it left with; its bill is for what was ordered.
double price_received(const RecordSet& line, const RecordSet& layer) {
  const RecordSet returned = layer["stock_move_id"]["origin_returned_move_id"], order_line = line["purchase_line_id"];
  if (!returned || !goes(returned, stock_account::Direction::out) ||
      returned["location_dest_id"].text("usage") != "supplier")
    return layer_price(layer);
  const double price = gross_price(order_line);
  if (!line.env().since(orm::Series::v18)) return price;
  return base::convert(price, order_line["currency_id"], layer["currency_id"], layer["company_id"],
                       layer.day("create_date"), {.round = false});
}

// --- corrections

// How much of a layer is to be corrected, of what is there and of what has left, and by how much a unit.
struct Correction {
  double there = 0;
  double left = 0;
  double difference = 0;
  double billed = 0;  // the price of a unit on the bill, in its currency
};

Correction correction_of_bill(const RecordSet& line, const RecordSet& layer, History& history) {
  const double billed = history.billed(layer, line["move_id"]).left;
  const Billable& billable = history.billable(layer);
  const double out = billable.total - layer.number("remaining_qty");
  const double billed_before = billable.total - billable.open - billed;
  const double out_here = std::min(std::max(0.0, out - billed_before), billed);
  return {.there = billed - out_here,
          .left = out_here,
          .difference = company_price(line) - price_received(line, layer),
          .billed = billed_price(line)};
}

// A credit note takes back what its bill corrected.
Correction correction_of_refund(const RecordSet& line, const RecordSet& layer, History& history) {
  const RecordSet reversed = line["move_id"]["reversed_entry_id"];
  const RecordSet made = layer["stock_valuation_layer_ids"].filtered(
      [&](const RecordSet& one) { return one["account_move_line_id"]["move_id"] == reversed; });
  if (!reversed || !made || history.billed(layer, reversed).initial == 0) return {};
  const double out = history.billable(layer).total - layer.number("remaining_qty");
  const double there = std::max(0.0, history.billed(layer, line["move_id"]).left - std::max(0.0, out));
  const RecordSet bill_line = made.first()["account_move_line_id"];
  return {
      .there = -there, .difference = company_price(bill_line) - layer_price(layer), .billed = billed_price(bill_line)};
}

// What the order said, in the currency of the bill, less what the bill says, for what is corrected.
double told_difference(const RecordSet& line, const Correction& correction) {
  const RecordSet order_line = line["purchase_line_id"];
  const std::optional<orm::Day> billed = line["move_id"].day("invoice_date");
  const double ordered = base::convert(order_line.number("price_unit"), order_line["currency_id"], line["currency_id"],
                                       line["company_id"], billed ? billed : line.day("date"), {.round = false});
  return base::currency_round(line["currency_id"], (ordered - correction.billed) * correction.there);
}

Dict layer_values(const RecordSet& line, const RecordSet& layer, const Correction& correction) {
  const RecordSet product = line["product_id"], invoice = line["move_id"];
  Dict values = stock_account::in_layer_values(product, correction.there, correction.difference);
  const std::string name = invoice.text("name");
  values.update({{"account_move_id", invoice},
                 {"account_move_line_id", line},
                 {"company_id", line["company_id"]},
                 {"quantity", 0},
                 {"unit_cost", 0},
                 {"remaining_qty", 0},
                 {"remaining_value", 0},
                 {"description", (name.empty() ? "" : name + " - ") + product.text("name")},
                 {"price_diff_value", told_difference(line, correction)},
                 {"stock_valuation_layer_id", layer}});
  if (line.env().since(orm::Series::v18)) values.set("lot_id", layer["lot_id"]);
  return values;
}

// What has left already is an expense.
void add_expense(const RecordSet& line, const Correction& correction, std::vector<Dict>& entries) {
  const RecordSet product = line["product_id"], currency = line["company_id"]["currency_id"];
  const double amount = correction.difference * correction.left;
  const RecordSet partner = line["partner_id"] ? line["partner_id"] : line["move_id"]["commercial_partner_id"];
  const bool is_booked = !line.env().since(orm::Series::v18) || product.text("valuation") == "real_time";
  if (!is_booked || base::currency_is_zero(line["currency_id"], amount * line.number("currency_rate"))) return;
  const RecordSet expense = account::product_accounts(product, line["move_id"]["fiscal_position_id"]).expense;
  if (!expense) return;
  const double sign = account::direction_sign(line["move_id"]);
  for (const auto& [value, on] : {std::pair(amount, expense), {-amount, line["account_id"]}})
    entries.push_back({{"name", std::string(orm::first_letters(line.text("name"), 64))},
                       {"move_id", line["move_id"]},
                       {"partner_id", partner},
                       {"currency_id", line["currency_id"]},
                       {"product_id", product},
                       {"product_uom_id", line["product_uom_id"]},
                       {"balance", base::currency_round(currency, value * sign)},
                       {"account_id", on},
                       {"analytic_distribution", line.value("analytic_distribution")},
                       {"display_type", "cogs"}});
}

// The layers of what the order line brought, without corrections.
RecordSet received_layers(const RecordSet& line) {
  const RecordSet moves = line["purchase_line_id"]["move_ids"].filtered(
      [](const RecordSet& move) { return move.text("state") == "done" && move.number("product_qty") != 0; });
  return moves.sudo()["stock_valuation_layer_ids"].filtered([&](const RecordSet& layer) {
    return layer["product_id"].id() == line["product_id"].id() && layer["stock_valuation_layer_id"].empty();
  });
}

bool bills_goods_received(const RecordSet& line) {
  const RecordSet order_line = line["purchase_line_id"], unit = line["product_uom_id"];
  const double quantity = line.number("quantity");
  const double billed_before = order_line.number("qty_invoiced") - quantity;
  const double billable = std::min(quantity, order_line.number("qty_received") - billed_before);
  return order_line && !stock::is_zero(std::max(billable, 0.0), unit);
}

struct Made {
  std::vector<Dict> layers = {};
  std::vector<Dict> entries = {};
};

void correct(const RecordSet& line, Made& made) {
  const RecordSet layers = received_layers(line);
  if (!layers) return;
  const RecordSet unit = line["product_id"]["uom_id"], currency = line["company_id"]["currency_id"];
  History history(line, layers);
  for (const RecordSet& layer : layers) {
    if (stock::is_zero(history.billed(layer, line["move_id"]).left, unit)) continue;
    const Correction correction =
        line.flag("is_refund") ? correction_of_refund(line, layer, history) : correction_of_bill(line, layer, history);
    add_expense(line, correction, made.entries);
    if (base::currency_is_zero(currency, correction.difference * correction.there)) continue;
    Dict values = layer_values(line, layer, correction);
    layer.write({{"remaining_value", layer.number("remaining_value") + values.get("value").number()}});
    made.layers.push_back(std::move(values));
  }
}

}  // namespace

double billed_price(const RecordSet& line) {
  double price = line.number("price_unit");
  const double quantity = line.number("quantity"), discount = line.number("discount");
  if (stock::is_zero(quantity, line["product_uom_id"])) return price;
  const bool includes_taxes = !line["tax_ids"].filtered("price_include").empty();
  if (discount != 100)
    price = !includes_taxes && discount != 0 ? price * (1 - discount / 100) : line.number("price_subtotal") / quantity;
  return line["move_id"].text("move_type") == "in_refund" ? -price : price;
}

double layer_price(const RecordSet& layer) { return layer.number("value") / layer.number("quantity"); }

RecordSet correct_prices(const RecordSet& lines) {
  Made made;
  for (const RecordSet& line : lines)
    if (bills_goods_received(line)) correct(line.with_company(line["company_id"]), made);
  const RecordSet none = lines.env().sudo()["stock.valuation.layer"];
  const RecordSet layers = made.layers.empty() ? none : none.create(std::move(made.layers));
  if (!made.entries.empty()) lines.env().sudo()["account.move.line"].create(std::move(made.entries));
  return layers;
}

}  // namespace paridoo::addons::purchase_stock
