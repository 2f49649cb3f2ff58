// What forms of 19.0 show of a partner.
#include "simulator/addons/base/models/res_partner.h"
#include "simulator/addons/base/users.h"

namespace paridoo::addons::base::partner {

using namespace orm;

namespace {

constexpr Id superuser = 1;

// An internal user before a guest of the portal, the oldest of them.
Value main_user_of(const RecordSet& partner) {
  const Env& env = partner.env();
  if (env.user()["partner_id"].id() == partner.id()) return env.uid();
  const RecordSet users = partner.sudo()["user_ids"].filtered("active");
  const auto robot = env.find_ref("base.partner_root");
  if (users.empty()) return robot && robot->id() == partner.id() ? Value(superuser) : Value(false);
  return users.sorted([](const RecordSet& user) { return std::pair(user.flag("share"), user.id()); }).first();
}

std::string address_label(const RecordSet& partner) {
  const std::string type = partner.text("type");
  if (type == "invoice") return "Invoice Address";
  if (type == "delivery") return "Delivery Address";
  return type == "contact" && partner["parent_id"] ? "Company Address" : "Address";
}

// A count that an addon shows to a group of users.
struct Statistic {
  std::string_view group = {}, count = {}, icon = {}, label = {}, tag = {};
};

// In the order in which the addons that show them build on one another.
constexpr Statistic statistics[] = {
    {"", "meeting_count", "fa-calendar", "Meetings", "o_tag_color_3"},
    {"account.group_account_invoice", "", "fa-pencil-square-o", "Invoices/Bills/Mandates", "o_tag_color_9"},
    {"purchase.group_purchase_user", "purchase_order_count", "fa-credit-card", "Purchases", "o_tag_color_5"},
    {"sales_team.group_sale_salesman", "opportunity_count", "fa-star", "Opportunities", "o_tag_color_8"},
    {"sales_team.group_sale_salesman", "sale_order_count", "fa-usd", "Sale Orders", "o_tag_color_2"},
};

std::int64_t count_of(const RecordSet& partner, const Statistic& statistic) {
  if (statistic.count.empty()) return partner.integer("account_move_count") + partner.integer("supplier_invoice_count");
  return partner.integer(statistic.count);
}

Value statistics_of(const RecordSet& partner, const RecordSet& user) {
  List out;
  for (const Statistic& one : statistics) {
    if (!one.group.empty() && !has_group(user, one.group)) continue;
    if (const std::int64_t count = count_of(partner.sudo(), one); count > 0)
      out.push_back(Dict{{"iconClass", one.icon}, {"value", count}, {"label", one.label}, {"tagClass", one.tag}});
  }
  return out.empty() ? Value(false) : Value(out);
}

}  // namespace

void compute_main_user(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("main_user_id", main_user_of(partner));
}

void compute_type_address_label(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("type_address_label", address_label(partner));
}

void compute_application_statistics(const RecordSet& self) {
  const RecordSet user = self.env().user();
  for (const RecordSet& partner : self) partner.set("application_statistics", statistics_of(partner, user));
}

// Modules of countries that are not among those recorded say what such a number looks like.
void compute_company_registry_placeholder(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("company_registry_placeholder", false);
}

}  // namespace paridoo::addons::base::partner
