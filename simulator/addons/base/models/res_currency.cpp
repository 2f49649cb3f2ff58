#include "simulator/addons/base/models/res_currency.h"

#include <fmt/format.h>

#include <cmath>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

std::optional<double> first_rate(const RecordSet& currency, const RecordSet& company, const Domain& more,
                                 const std::string& order) {
  const RecordSet rates = currency.sudo().env()["res.currency.rate"];
  for (const Value& owner : {Value(company["root_id"].id()), Value(false)}) {
    const Domain domain = term("currency_id", "=", currency.id()) & term("company_id", "=", owner) & more;
    if (const RecordSet found = rates.search(domain, {.limit = 1, .order = order})) return found.number("rate");
  }
  return {};
}

}  // namespace

double technical_rate(const RecordSet& currency, const RecordSet& company, Day day) {
  const Domain before = term("name", "<=", format_day(day));
  if (const auto rate = first_rate(currency, company, before, "name desc")) return *rate;
  if (const auto rate = first_rate(currency, company, Domain::everything(), "name asc")) return *rate;
  // Odoo finds no rate of what does not exist, and divides by it all the same.
  if (currency.exists().empty())
    throw Fault(FaultKind::type_error, "unsupported operand type(s) for /: 'NoneType' and 'float'");
  return 1;
}

namespace {

RecordSet asked_company(const RecordSet& self) {
  const Value& asked = self.env().context("company_id");
  return asked.is_integer() ? self.env()["res.company"].browse(asked.integer()) : self.env().company();
}

Day asked_day(const Env& env) {
  const Value& asked = env.context("date");
  return asked.is_text() ? parse_day(asked.text()).value_or(env.today()) : env.today();
}

void compute_current_rate(const RecordSet& self) {
  const RecordSet own = asked_company(self)["currency_id"];
  const Value& asked = self.env().context("to_currency");
  const RecordSet target = asked.is_integer() ? self.browse(asked.integer()) : own;
  const Day day = asked_day(self.env());
  const double target_rate = technical_rate(target, self.env().company(), day);
  for (const RecordSet& currency : self) {
    const double rate = technical_rate(currency, self.env().company(), day) / target_rate;
    currency.set("rate", rate);
    currency.set("inverse_rate", 1 / rate);
    const std::string told = fmt::format("1 {} = {:.6f} {}", target.text("name"), rate, currency.text("name"));
    currency.set("rate_string", currency == own ? "" : told);
  }
}

void compute_decimal_places(const RecordSet& self) {
  for (const RecordSet& currency : self) {
    const double rounding = currency.number("rounding");
    const bool fraction = 0 < rounding && rounding < 1;
    currency.set("decimal_places", fraction ? static_cast<int>(std::ceil(std::log10(1 / rounding))) : 0);
  }
}

void compute_date(const RecordSet& self) {
  for (const RecordSet& currency : self) currency.set("date", currency["rate_ids"].first().value("name"));
}

void compute_is_current_company_currency(const RecordSet& self) {
  const RecordSet own = self.env().company()["currency_id"];
  for (const RecordSet& currency : self) currency.set("is_current_company_currency", currency == own);
}

void check_company_currency_stays_active(const RecordSet& self) {
  if (self.env().context("install_mode") || self.env().context("force_deactivate")) return;
  const RecordSet inactive = self.where("active", "=", false);
  if (self.env()["res.company"].search_count(term("currency_id", "in", inactive.ids())))
    throw user_error("A company keeps its books in this currency: it cannot be deactivated.");
}

void check_rounding(const RecordSet& self) {
  for (const RecordSet& currency : self)
    if (currency.number("rounding") <= 0) throw validation_error("The rounding factor of a currency is above 0.");
}

// Users see the fields of several currencies as soon as there is a second active one.
void toggle_multi_currency(const Env& env) {
  const bool several = env["res.currency"].search_count(term("active", "=", true)) > 1;
  env["res.currency"].call(several ? "_activate_group_multi_currency" : "_deactivate_group_multi_currency");
}

void change_internal_users(const Env& env, std::string_view change) {
  const auto internal_users = env.find_ref("base.group_user");
  const auto multi_currency = env.find_ref("base.group_multi_currency");
  if (internal_users && multi_currency) internal_users->sudo().call(change, {multi_currency->id()});
}

Value activate_group_multi_currency(const RecordSet& self, const Arguments&) {
  change_internal_users(self.env(), "_apply_group");
  return {};
}

Value deactivate_group_multi_currency(const RecordSet& self, const Arguments&) {
  change_internal_users(self.env(), "_remove_group");
  return {};
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet created = super(std::move(values));
  toggle_multi_currency(created.env());
  return created;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const bool toggles = values.contains("active");
  super(self, std::move(values));
  if (toggles) toggle_multi_currency(self.env());
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  super(self);
  toggle_multi_currency(self.env());
}

Value round_amount(const RecordSet& self, const Arguments& arguments) {
  return currency_round(self.ensure_one(), arguments["amount"].number());
}

Value format(const RecordSet& self, const Arguments& arguments) {
  return format_amount(self.ensure_one(), arguments["amount"].number());
}

Value is_zero(const RecordSet& self, const Arguments& arguments) {
  return currency_is_zero(self, arguments["amount"].number());
}

Value compare_amounts(const RecordSet& self, const Arguments& arguments) {
  return currency_compare(self, arguments["amount1"].number(), arguments["amount2"].number());
}

}  // namespace

Behaviour res_currency() {
  return {
      .model = "res.currency",
      .name_search_fields = {"name", "full_name"},
      .computes = {{{"rate", "inverse_rate", "rate_string"}, compute_current_rate},
                   {{"decimal_places"}, compute_decimal_places},
                   {{"date"}, compute_date},
                   {{"is_current_company_currency"}, compute_is_current_company_currency}},
      .constraints = {{check_company_currency_stays_active, {"active"}}, {check_rounding, {"rounding"}}},
      .unique = {{{"name"}, "There is a currency with this code already."}},
      .methods = {model_method("_activate_group_multi_currency", "", activate_group_multi_currency),
                  model_method("_deactivate_group_multi_currency", "", deactivate_group_multi_currency),
                  {"round", "amount", round_amount},
                  {"format", "amount", format},
                  {"is_zero", "amount", is_zero},
                  {"compare_amounts", "amount1, amount2", compare_amounts}},
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::base
