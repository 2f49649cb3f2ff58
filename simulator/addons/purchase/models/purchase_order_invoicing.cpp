// The bills of purchase orders.
#include <algorithm>

#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/list_view.h"
#include "simulator/addons/base/partner.h"
#include "simulator/addons/purchase/models/purchase_order.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::purchase {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

orm::Rounding quantity_precision(const orm::Env& env) { return orm::digits(uom::quantity_digits(env)); }

bool is_due(const RecordSet& line, orm::Rounding precision) {
  return !orm::float_is_zero(line.number("qty_to_invoice"), precision);
}

std::string invoice_status_of(const RecordSet& order) {
  const std::string state = order.text("state");
  if (state != "purchase" && state != "done") return "no";
  const orm::Rounding precision = quantity_precision(order.env());
  const RecordSet lines = order["order_line"].where("display_type", "=", false);
  if (!lines.filtered([&](const RecordSet& line) { return is_due(line, precision); }).empty()) return "to invoice";
  return order["invoice_ids"].empty() ? "no" : "invoiced";
}

RecordSet bank_account_of(const RecordSet& order) {
  const List companies{false, order["company_id"]};
  return order["partner_id"]["commercial_partner_id"]["bank_ids"].where("company_id", "in", companies).first();
}

Value prepare_invoice(const RecordSet& order, const Arguments&) {
  const RecordSet vendor = base::address_of(order.ensure_one()["partner_id"], "invoice");
  const RecordSet own_position = order["fiscal_position_id"];
  const Value& type = order.env().context("default_move_type");
  const bool is_19 = order.env().since(orm::Series::v19);
  Dict values{{"move_type", type ? type : Value("in_invoice")},
              {"narration", order.value(is_19 ? "note" : "notes")},
              {"currency_id", order["currency_id"]},
              {"partner_id", vendor},
              {"fiscal_position_id", own_position ? own_position : account::fiscal_position_of(vendor, vendor.none())},
              {"partner_bank_id", bank_account_of(order)},
              {"invoice_origin", order.text("name")},
              {"invoice_payment_term_id", order["payment_term_id"]},
              {"invoice_line_ids", List{}},
              {"company_id", order["company_id"]}};
  // Since 19.0 the bill gets its reference when it is entered.
  if (!is_19) values.update({{"ref", order.text("partner_ref")}, {"payment_reference", order.text("partner_ref")}});
  return values;
}

Dict bill_line(const RecordSet& line, std::int64_t sequence) {
  Dict values = line.call("_prepare_account_move_line").dict();
  values.set("sequence", sequence);
  return values;
}

// Since 19.0 a bill has all lines of its order, due or not.
bool bills_all_lines(const RecordSet& order) { return order.env().since(orm::Series::v19); }

// A section only above a line that is billed. `sequence` runs on over all orders of a call.
List bill_lines(const RecordSet& order, std::int64_t& sequence) {
  const orm::Rounding precision = quantity_precision(order.env());
  List commands;
  RecordSet section = order["order_line"].none();
  for (const RecordSet& line : order["order_line"]) {
    const std::string display = line.text("display_type");
    if (display == "line_section" || display == "line_subsection") {
      section = line;
    } else if (bills_all_lines(order) || is_due(line, precision)) {
      for (const RecordSet& one : section | line) commands.push_back(orm::command::create(bill_line(one, sequence++)));
      section = section.none();
    }
  }
  return commands;
}

std::vector<Dict> bill_values(const RecordSet& orders) {
  std::vector<Dict> all;
  std::int64_t sequence = 10;
  const RecordSet due =
      orders.env().since(orm::Series::v19) ? orders : orders.where("invoice_status", "=", "to invoice");
  for (const RecordSet& any : due) {
    const RecordSet order = any.with_company(any["company_id"]);
    Dict values = order.call("_prepare_invoice").dict();
    values.set("invoice_line_ids", bill_lines(order, sequence));
    all.push_back(std::move(values));
  }
  return all;
}

bool goes_with(const Dict& a, const Dict& b) {
  const auto same = [&](std::string_view key) { return a.get(key) == b.get(key); };
  return same("company_id") && same("partner_id") && same("currency_id");
}

void add_text(std::string& texts, const std::string& text) {
  if ((", " + texts + ", ").find(", " + text + ", ") == std::string::npos) texts += (texts.empty() ? "" : ", ") + text;
}

// One bill a company, vendor and currency.
std::vector<Dict> merge_by_vendor(const std::vector<Dict>& all) {
  std::vector<Dict> merged;
  for (const Dict& values : all) {
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const Dict& m) { return goes_with(m, values); });
    if (same == merged.end()) {
      merged.push_back(values);
      continue;
    }
    const List& more = values.get("invoice_line_ids").list();
    List& lines = same->find("invoice_line_ids")->list();
    lines.insert(lines.end(), more.begin(), more.end());
    for (const std::string_view field : {"ref", "invoice_origin"}) {
      if (!values.get(field).is_text()) continue;
      std::string texts = same->get(field).text();
      add_text(texts, values.get(field).text());
      same->set(field, texts);
    }
    if (!(same->get("payment_reference") == values.get("payment_reference"))) same->set("payment_reference", "");
  }
  for (Dict& values : merged)
    if (!values.get("payment_reference")) values.set("payment_reference", false);
  return merged;
}

Dict view_of(const RecordSet& bills) {
  if (bills.empty()) return {{"type", "ir.actions.act_window_close"}};
  Dict action{{"name", "Bills"},
              {"type", "ir.actions.act_window"},
              {"res_model", "account.move"},
              {"view_mode", base::list_view(bills.env()) + ",kanban,form,activity"},
              {"target", "current"},
              {"context", Dict{{"default_move_type", "in_invoice"}}}};
  if (bills.size() > 1)
    action.set("domain", List{List{"id", "in", Value(bills.ids())}});
  else
    action.update({{"views", List{List{false, "form"}}}, {"res_id", bills}});
  return action;
}

Value action_create_invoice(const RecordSet& orders, const Arguments&) {
  const std::vector<Dict> values = merge_by_vendor(bill_values(orders));
  if (values.empty())
    throw orm::user_error("There is nothing to bill: products billed on received quantities must be received first.");
  const RecordSet moves = orders.env()["account.move"].with_context({{"default_move_type", "in_invoice"}});
  RecordSet bills = moves;
  for (const Dict& one : values)
    bills |= moves.in(moves.env().with_company(one.get("company_id").integer())).create(one);
  const RecordSet refunds = bills.filtered(
      [](const RecordSet& bill) { return base::currency_round(bill["currency_id"], bill.number("amount_total")) < 0; });
  if (refunds) refunds.call("action_switch_move_type");
  return view_of(bills);
}

Value action_view_invoice(const RecordSet& orders, const Arguments& arguments) {
  const Value& given = arguments["invoices"];
  const RecordSet bills = given.is_list() ? orders.env()["account.move"].browse(given.ids()) : orders["invoice_ids"];
  return view_of(bills);
}

}  // namespace

void compute_invoice_status(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("invoice_status", invoice_status_of(order));
}

void compute_invoices(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet bills = order.mapped("order_line.invoice_lines.move_id");
    order.set("invoice_ids", Value(bills.ids()));
    order.set("invoice_count", bills.size());
  }
}

std::vector<orm::Method> invoicing_methods() {
  return {
      {"_prepare_invoice", "", prepare_invoice},
      {"action_create_invoice", "", action_create_invoice, orm::In{.until = orm::Series::v18}},
      {"action_create_invoice", "attachment_ids=False", action_create_invoice, orm::In{.since = orm::Series::v19}},
      {"action_view_invoice", "invoices=False", action_view_invoice},
  };
}

}  // namespace paridoo::addons::purchase
