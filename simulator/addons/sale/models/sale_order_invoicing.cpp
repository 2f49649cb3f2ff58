// The invoices of an order: which there are, what is left to invoice, and making them.
#include <algorithm>

#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/written_taxes.h"
#include "simulator/addons/base/list_view.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

// Since 19.0, with subsections: a section or subsection, and the notes right below it, only above a line that is
// invoiced.
struct PendingSections {
  RecordSet section, subsection;

  void start(const RecordSet& line) {
    if (line.text("display_type") == "line_section") {
      section = line;
      subsection = line.none();
    } else {
      subsection = line;
    }
  }
  // Whether the note waits for a line below it.
  bool hold(const RecordSet& note) {
    if (subsection.empty() && section.empty()) return false;
    (subsection ? subsection : section) |= note;
    return true;
  }
  RecordSet take() {
    const RecordSet all = section | subsection;
    section = subsection = all.none();
    return all;
  }
};

RecordSet invoiceable_lines_since_19(const RecordSet& order, bool final) {
  const orm::Rounding precision = orm::digits(uom::quantity_digits(order.env()));
  RecordSet lines = order["order_line"].none(), down_payments = lines;
  PendingSections pending{.section = lines, .subsection = lines};
  for (const RecordSet& line : order["order_line"]) {
    const std::string display = line.text("display_type");
    const double quantity = line.number("qty_to_invoice");
    if (display == "line_section" || display == "line_subsection") {
      pending.start(line);
    } else if (display == "line_note") {
      if (!pending.hold(line)) lines |= line;
    } else if (!orm::float_is_zero(quantity, precision) && (quantity > 0 || final)) {
      if (line.flag("is_downpayment"))
        down_payments |= line;
      else
        lines |= pending.take() | line;
    }
  }
  return lines | down_payments;
}

// The lines that an invoice of the order holds: a section only above a line that is invoiced, down payments last.
RecordSet invoiceable_lines(const RecordSet& order, bool final) {
  if (order.env().since(orm::Series::v19)) return invoiceable_lines_since_19(order, final);
  const orm::Rounding precision = orm::digits(uom::quantity_digits(order.env()));
  RecordSet lines = order["order_line"].none();
  RecordSet down_payments = lines;
  RecordSet pending_section = lines;
  for (const RecordSet& line : order["order_line"]) {
    const std::string display = line.text("display_type");
    const double quantity = line.number("qty_to_invoice");
    if (display == "line_section") {
      pending_section = line;
    } else if (display == "line_note" || (!orm::float_is_zero(quantity, precision) && (quantity > 0 || final))) {
      if (line.flag("is_downpayment")) {
        down_payments |= line;
        continue;
      }
      lines |= pending_section | line;
      pending_section = pending_section.none();
    }
  }
  return lines | down_payments;
}

// The commands for the lines of one order's invoice. `sequence` runs on over all orders of a call.
List invoice_line_commands(const RecordSet& lines, std::int64_t& sequence) {
  List commands;
  bool has_down_payments = false;
  for (const RecordSet& line : lines) {
    if (line.flag("is_downpayment") && !has_down_payments) {
      commands.push_back(orm::command::create(down_payment_section(sequence++)));
      has_down_payments = true;
    }
    Dict optional{{"sequence", sequence++}};
    if (line.flag("is_downpayment") && line.env().since(orm::Series::v19))
      optional.update({{"quantity", -1.0}, {"extra_tax_data", account::reversed_taxes(line.value("extra_tax_data"))}});
    commands.push_back(orm::command::create(prepare_invoice_line(line, optional)));
  }
  return commands;
}

std::vector<Dict> invoice_values(const RecordSet& orders, bool final) {
  std::vector<Dict> all;
  std::int64_t sequence = 0;
  for (const RecordSet& any : orders) {
    const RecordSet order = any.with_company(any["company_id"]);
    Dict values = order.call("_prepare_invoice").dict();
    const RecordSet lines = invoiceable_lines(order, final);
    if (lines.where("display_type", "=", false).empty()) continue;
    List commands = invoice_line_commands(lines, sequence);
    List& held = values.find("invoice_line_ids")->list();
    held.insert(held.end(), commands.begin(), commands.end());
    all.push_back(std::move(values));
  }
  return all;
}

// A value that sorts as Python sorts the ids in it.
std::int64_t sort_key(const Value& value) { return value.is_integer() ? value.integer() : 0; }

// What orders of one invoice have in common. Since 19.0 that is their delivery address and fiscal position, too.
std::vector<std::string_view> grouping_fields(const orm::Env& env) {
  if (env.since(orm::Series::v19))
    return {"company_id", "partner_id", "partner_shipping_id", "currency_id", "fiscal_position_id"};
  return {"company_id", "partner_id", "currency_id"};
}

using GroupingKey = std::vector<std::int64_t>;

GroupingKey grouping_key(const orm::Env& env, const Dict& values) {
  GroupingKey key;
  for (const std::string_view field : grouping_fields(env)) key.push_back(sort_key(values.get(field)));
  return key;
}

// The different non-unset texts under `name`, in the order in which they are met.
std::vector<std::string> different_texts(const std::vector<Dict>& group, std::string_view name) {
  std::vector<std::string> texts;
  for (const Dict& values : group) {
    const Value& value = values.get(name);
    const std::string text = value.is_text() ? value.text() : "";
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  }
  return texts;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (&text == &texts.front() ? "" : ", ") + text;
  return all;
}

Dict merged_invoice(const std::vector<Dict>& group) {
  constexpr std::size_t reference_length_max = 2000;
  Dict merged = group.front();
  List& lines = merged.find("invoice_line_ids")->list();
  for (auto values = group.begin() + 1; values != group.end(); ++values) {
    const List& more = values->get("invoice_line_ids").list();
    lines.insert(lines.end(), more.begin(), more.end());
  }
  const auto payments = different_texts(group, "payment_reference");
  merged.set("ref", joined(different_texts(group, "ref")).substr(0, reference_length_max));
  merged.set("invoice_origin", joined(different_texts(group, "invoice_origin")));
  merged.set("payment_reference", payments.size() == 1 && !payments[0].empty() ? Value(payments[0]) : Value(false));
  return merged;
}

// One invoice a company, customer and currency.
std::vector<Dict> merge_by_customer(const orm::Env& env, std::vector<Dict> all) {
  const auto key_of = [&](const Dict& values) { return grouping_key(env, values); };
  std::stable_sort(all.begin(), all.end(), [&](const Dict& a, const Dict& b) { return key_of(a) < key_of(b); });
  std::vector<Dict> merged;
  for (auto first = all.begin(); first != all.end();) {
    const GroupingKey key = key_of(*first);
    const auto last = std::find_if(first, all.end(), [&](const Dict& values) { return key_of(values) != key; });
    merged.push_back(merged_invoice({first, last}));
    first = last;
  }
  return merged;
}

// The lines of merged orders follow each other instead of mixing by the sequences that they had in their orders.
void resequence(std::vector<Dict>& invoices) {
  for (Dict& invoice : invoices) {
    std::int64_t sequence = 1;
    for (Value& line : invoice.find("invoice_line_ids")->list()) line.list().at(2).dict().set("sequence", sequence++);
  }
}

// What is negative in all becomes a credit note. Which invoice it takes back is only told where the law of a country
// wants it.
void turn_negative_into_refunds(const RecordSet& orders, const RecordSet& invoices) {
  const RecordSet negative =
      invoices.filtered([](const RecordSet& invoice) { return invoice.number("amount_total") < 0; });
  if (negative.empty()) return;
  if (!orders.env().since(orm::Series::v18)) {
    negative.call("action_switch_move_type");
    return;
  }
  const orm::Field* const team = &negative.model().at("team_id");
  const orm::Transaction::Protection keep_team(negative.env().transaction(), {&team, 1}, negative.ids());
  negative.call("action_switch_move_type");
}

Value prepare_invoice(const RecordSet& order, const Arguments&) {
  const RecordSet own_position = order.ensure_one()["fiscal_position_id"];
  const RecordSet customer = order["partner_invoice_id"];
  const RecordSet position = own_position ? own_position : account::fiscal_position_of(customer, customer.none());
  const std::string reference = order.text("client_order_ref");
  const bool is_named = !reference.empty() || !order.env().since(orm::Series::v19);
  Dict values{{"ref", is_named ? reference : order.text("name")},
              {"move_type", "out_invoice"},
              {"narration", order.value("note")},
              {"currency_id", order["currency_id"]},
              {"campaign_id", order["campaign_id"]},
              {"medium_id", order["medium_id"]},
              {"source_id", order["source_id"]},
              {"team_id", order["team_id"]},
              {"partner_id", customer},
              {"partner_shipping_id", order["partner_shipping_id"]},
              {"fiscal_position_id", position},
              {"invoice_origin", order.text("name")},
              {"invoice_payment_term_id", order["payment_term_id"]},
              {"invoice_user_id", order["user_id"]},
              {"payment_reference", order.value("reference")},
              {"company_id", order["company_id"]},
              {"invoice_line_ids", List{}},
              {"user_id", order["user_id"]}};
  if (order.env().since(orm::Series::v19))
    values.set("preferred_payment_method_line_id", order["preferred_payment_method_line_id"]);
  if (const RecordSet journal = order["journal_id"]) values.set("journal_id", journal);
  return values;
}

Value create_invoices_method(const RecordSet& orders, const Arguments& arguments) {
  return create_invoices(
      orders, {.grouped = static_cast<bool>(arguments["grouped"]), .final = static_cast<bool>(arguments["final"])});
}

void tell_where_from(const RecordSet& invoice) {
  const RecordSet orders = invoice.mapped("line_ids.sale_line_ids.order_id");
  mail::message_post(invoice, "This document was made from " + joined(orders.texts("name")) + ".");
}

}  // namespace

RecordSet create_invoices(const RecordSet& orders, const InvoicingOptions& options) {
  std::vector<Dict> values = invoice_values(orders, options.final);
  const Value& raise = orders.env().context("raise_if_nothing_to_invoice");
  if (values.empty() && (raise.is_none() || raise))
    throw orm::user_error(
        "There is nothing to invoice: deliver the products first, or let them be invoiced on ordered quantities.");
  if (!options.grouped) values = merge_by_customer(orders.env(), std::move(values));
  if (values.size() < orders.size()) resequence(values);
  const RecordSet moves = orders.env()["account.move"].sudo().with_context({{"default_move_type", "out_invoice"}});
  const RecordSet invoices = moves.create(std::move(values));
  if (options.final) turn_negative_into_refunds(orders, invoices);
  for (const RecordSet& invoice : invoices) {
    if (options.final && !orders.env().since(orm::Series::v19)) settle_down_payments(orders, invoice);
    tell_where_from(invoice);
  }
  return invoices;
}

Dict action_view_invoice(const RecordSet& orders, const RecordSet& invoices) {
  if (invoices.empty()) return {{"type", "ir.actions.act_window_close"}};
  Dict context{{"default_move_type", "out_invoice"}};
  if (orders.size() == 1) {
    const RecordSet own = orders["payment_term_id"];
    const RecordSet term = own ? own : orders.mapped("partner_id.property_payment_term_id");
    context.update({{"default_partner_id", orders["partner_id"]},
                    {"default_partner_shipping_id", orders["partner_shipping_id"]},
                    {"default_invoice_payment_term_id", term},
                    {"default_invoice_origin", orders.text("name")}});
  }
  Dict action{{"name", "Invoices"},          {"type", "ir.actions.act_window"},
              {"res_model", "account.move"}, {"view_mode", base::list_view(orders.env()) + ",kanban,form,activity"},
              {"target", "current"},         {"context", context}};
  if (invoices.size() > 1)
    action.set("domain", List{List{"id", "in", Value(invoices.ids())}});
  else
    action.update({{"views", List{List{false, "form"}}}, {"res_id", invoices}});
  return action;
}

std::vector<orm::Method> invoicing_methods() {
  return {
      {"_prepare_invoice", "", prepare_invoice},
      {"_create_invoices", "grouped=False, final=False, date=None", create_invoices_method},
  };
}

}  // namespace paridoo::addons::sale
