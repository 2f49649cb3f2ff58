// account.move.line: the balance that grows from line to line of a list. Only a list has one: elsewhere it is 0.
#include <regex>

#include "simulator/addons/account/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

constexpr std::string_view usual_order = "date desc, move_name desc, id";

// The list starts at the bottom.
void compute_cumulated_balance(const RecordSet& self) {
  const Value& order = self.env().context("order_cumulated_balance");
  if (!order) {
    for (const RecordSet& line : self) line.set("cumulated_balance", 0);
    return;
  }
  const Value& listed = self.env().context("domain_cumulated_balance");
  const Domain domain = listed.is_list() ? parse_domain(listed) : Domain::everything();
  const RecordSet lines = self.sudo().search(domain, {.order = order.text()}).reversed();
  double balance = 0;
  for (const RecordSet& line : lines) {
    balance += line.number("balance");
    if (self.contains(line.id())) self.browse(line.id()).set("cumulated_balance", balance);
  }
}

bool names_id(const std::string& order) {
  static const std::regex id("\\bid\\b");
  return std::regex_search(order, id);
}

Value search_read(const RecordSet& self, const Arguments& arguments, const Super& super) {
  const Value& asked = arguments["order"];
  std::string order = asked.is_text() && !asked.text().empty() ? asked.text() : std::string(usual_order);
  if (!names_id(order)) order += ", id";
  Value domain = arguments["domain"];
  if (!domain.is_list()) domain = List{};
  return super(self.with_context({{"domain_cumulated_balance", domain}, {"order_cumulated_balance", order}}));
}

}  // namespace

Behaviour account_move_line_cumulated() {
  return {.model = "account.move.line",
          .computes = {{{"cumulated_balance"}, compute_cumulated_balance}},
          .methods = {{"search_read", "", search_read}}};
}

}  // namespace paridoo::addons::account
