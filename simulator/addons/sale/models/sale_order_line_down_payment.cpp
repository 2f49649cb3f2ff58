// Lines for down payments: how they are called and what they come to, by their invoices.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::RecordSet;

std::string written_day(orm::Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:02}/{:02}/{}", static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     static_cast<int>(date.year()));
}

namespace {

bool all_invoices_are(const RecordSet& line, std::string_view state) {
  return line["invoice_lines"].where("parent_state", "!=", state).empty();
}

// " (ref: INV/2026/00001 on 03/15/2026)" if one posted invoice holds the down payment.
std::string invoice_reference(const RecordSet& line) {
  const RecordSet invoice =
      line["invoice_lines"].where("quantity", ">=", 0.0)["move_id"].where("move_type", "=", "out_invoice");
  if (invoice.size() != 1) return {};
  const auto day = invoice.day("invoice_date");
  const std::string reference = invoice.text("payment_reference");
  return day && !reference.empty() ? fmt::format(" (ref: {} on {})", reference, written_day(*day)) : "";
}

}  // namespace

std::string down_payment_state(const RecordSet& line) {
  if (!line.text("display_type").empty()) return {};
  if (all_invoices_are(line, "draft")) return "draft";
  return all_invoices_are(line, "cancel") ? "cancel" : "";
}

std::string down_payment_description(const RecordSet& line) {
  if (!line.text("display_type").empty()) return "Down Payments";
  const std::string state = down_payment_state(line);
  if (state == "cancel") return "Down Payment (Cancelled)";
  if (state.empty()) return "Down Payment" + invoice_reference(line);
  const orm::Moment created = line.moment("create_date").value_or(line.env().now());
  return fmt::format("Down Payment: {} (Draft)", written_day(std::chrono::floor<std::chrono::days>(created)));
}

std::string down_payment_suffix(const RecordSet& line) {
  if (line.env().since(orm::Series::v18) || !line.flag("is_downpayment") || !line.text("display_type").empty())
    return {};
  const std::string state = down_payment_state(line);
  if (state.empty()) return invoice_reference(line);
  return state == "draft" ? " (Draft)" : " (Canceled)";
}

double down_payment_price(const RecordSet& line, const RecordSet& invoices) {
  double price = 0;
  for (const RecordSet& invoice_line : line["invoice_lines"]) {
    const RecordSet invoice = invoice_line["move_id"];
    if (invoice.text("state") != "posted" || invoices.contains(invoice)) continue;
    price += invoice_line.number("price_unit") * (invoice.text("move_type") == "out_invoice" ? 1 : -1);
  }
  return price;
}

}  // namespace paridoo::addons::sale
