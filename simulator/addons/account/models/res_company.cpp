#include <algorithm>
#include <array>

#include "simulator/addons/account/chart_template.h"
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

RecordSet with_parents(const RecordSet& company) {
  RecordSet all = company.none();
  for (RecordSet at = company; at; at = at.sudo()["parent_id"]) all |= company.browse(at.ids());
  return all;
}

RecordSet root_of(const RecordSet& company) { return with_parents(company).last(); }

RecordSet accessible_branch(const RecordSet& company) {
  const RecordSet accessible = company.env().companies();
  for (RecordSet level = company; level; level = level.sudo()["child_ids"])
    for (const RecordSet& branch : level)
      if (accessible.contains(branch.id())) return company.browse(branch.id());
  return company.none();
}

Domain of_company(const RecordSet& company, const std::string& field) {
  return term(field, "in", Value(with_parents(company).ids()));
}

bool has_accounting(const RecordSet& company) {
  const Domain in_it = term("company_id", "child_of", company);
  return !company.sudo().env()["account.move.line"].search(in_it, {.limit = 1}).empty();
}

namespace {

using Dates = std::optional<Day>;

Dates later(Dates a, Dates b) { return std::max(a, b); }

// An exception that an accountant granted lets a user (or everybody) write before a soft lock date.
Dates excepted(const RecordSet& company, std::string_view field, Day locked) {
  const RecordSet exceptions = company.sudo().env()["account.lock_exception"];
  const Domain whose = term("user_id", "=", false) | term("user_id", "=", company.env().uid());
  const Domain domain = term("active", "=", true) & term("company_id", "=", company.id()) &
                        term("lock_date_field", "=", std::string(field)) & whose;
  Dates out = locked;
  for (const RecordSet& exception : exceptions.search(domain)) {
    const auto end = exception.moment("end_datetime");
    if (end && *end < company.env().now()) continue;
    const Dates allowed = exception.day("lock_date");
    if (allowed < out) out = allowed;
  }
  return out;
}

Dates soft_lock_date(const RecordSet& company, std::string_view field) {
  Dates out;
  if (!company.env().since(Series::v18)) {
    for (const RecordSet& owner : with_parents(company).sudo()) out = later(out, owner.day(field));
    return out;
  }
  for (const RecordSet& owner : with_parents(company).sudo())
    if (const Dates locked = owner.day(field)) out = later(out, excepted(owner, field, *locked));
  return out;
}

Dates hard_lock_date(const RecordSet& company) {
  Dates out;
  if (!company.env().since(Series::v18)) return out;
  for (const RecordSet& owner : with_parents(company).sudo()) out = later(out, owner.day("hard_lock_date"));
  return out;
}

// The lock that holds besides that of the year: that of the journal's kind. 17.0 has one for all who are no advisers.
std::string_view journal_lock_field(const RecordSet& journal) {
  const Env& env = journal.env();
  if (!env.since(Series::v18))
    return base::has_group(env.user(), "account.group_account_manager") ? "" : "period_lock_date";
  const std::string type = journal.text("type");
  if (type == "sale") return "sale_lock_date";
  return type == "purchase" ? "purchase_lock_date" : "";
}

// Where nothing is locked Odoo tells the first day that Python knows.
Value told(const Dates& day) { return day ? format_day(*day) : "0001-01-01"; }

void compute_user_lock_dates(const RecordSet& self) {
  for (const RecordSet& company : self) {
    company.set("user_fiscalyear_lock_date", told(soft_lock_date(company, "fiscalyear_lock_date")));
    company.set("user_tax_lock_date", told(soft_lock_date(company, "tax_lock_date")));
    company.set("user_sale_lock_date", told(soft_lock_date(company, "sale_lock_date")));
    company.set("user_purchase_lock_date", told(soft_lock_date(company, "purchase_lock_date")));
    company.set("user_hard_lock_date", told(hard_lock_date(company)));
  }
}

// The position that holds at home: for the company's country, or for a group of countries that it is in.
RecordSet domestic_position(const RecordSet& company) {
  const RecordSet country = company["country_id"];
  const RecordSet fitting = company["fiscal_position_ids"].filtered([&](const RecordSet& position) {
    if (position["country_id"]) return position["country_id"] == country;
    return country.empty() || position["country_group_id"]["country_ids"].contains(country.id());
  });
  return fitting
      .sorted([](const RecordSet& position) {
        return std::pair(position.integer("sequence"), position["country_id"].empty());
      })
      .first();
}

void compute_domestic_position(const RecordSet& self) {
  for (const RecordSet& company : self) company.set("domestic_fiscal_position_id", domestic_position(company));
}

// Where law wants entries to be taken back by negative amounts.
constexpr std::array<std::string_view, 11> storno_countries = {"BA", "CN", "CZ", "HR", "PL", "RO",
                                                               "RS", "RU", "SI", "SK", "UA"};

void compute_account_storno(const RecordSet& self) {
  for (const RecordSet& company : self) {
    const std::string code = company["account_fiscal_country_id"].text("code");
    company.set("account_storno", std::ranges::count(storno_countries, code) > 0);
  }
}

void compute_fiscal_country(const RecordSet& self) {
  for (const RecordSet& company : self) {
    const RecordSet country = company["account_fiscal_country_id"];
    company.set("account_fiscal_country_id", country ? country : company["country_id"]);
  }
}

void compute_max_tax_lock_date(const RecordSet& self) {
  for (const RecordSet& company : self)
    company.set("max_tax_lock_date", told(soft_lock_date(company, "tax_lock_date")));
}

void refuse_earlier_hard_lock(const RecordSet& self, const Dict& values) {
  const Value* asked = values.find("hard_lock_date");
  if (!asked || !self.env().since(Series::v18)) return;
  const Dates day = asked->is_text() ? parse_day(asked->text()) : Dates{};
  for (const RecordSet& company : self) {
    const Dates locked = company.day("hard_lock_date");
    if (locked && day < locked) throw user_error("A hard lock date can only be moved forward.");
  }
}

// 17.0 had no hard lock: it was the lock of the year that asked for clean books.
void refuse_locking_drafts(const RecordSet& self, const Dict& values) {
  const Value* asked = values.find(self.env().since(Series::v18) ? "hard_lock_date" : "fiscalyear_lock_date");
  if (!asked || !asked->is_text()) return;
  const Domain drafts =
      term("company_id", "child_of", Value(self.ids())) & term("state", "=", "draft") & term("date", "<=", *asked);
  if (!self.env()["account.move"].search(drafts, {.limit = 1}).empty())
    throw Fault(FaultKind::redirect_warning, "There are draft entries in the period that is to be locked.");
}

// Accounts of banks and cash are numbered by the prefix of their company.
void move_codes(const RecordSet& company, const std::string& before, const std::string& after) {
  if (before.empty() || before == after) return;
  const RecordSet accounts = company.env()["account.account"].with_company(company).search(
      of_company(company, account_company_field(company.env())) & term("code", "=like", before + "%") &
          term("account_type", "in", List{"asset_cash", "liability_credit_card"}),
      {.order = "code"});
  for (const RecordSet& account : accounts) {
    const std::string code = account.text("code");
    std::string rest = code.substr(before.size());
    rest.erase(0, rest.find_first_not_of('0'));
    const std::size_t width = code.size() > after.size() ? code.size() - after.size() : 0;
    if (rest.size() < width) rest.insert(0, width - rest.size(), '0');
    account.write({{"code", after + rest}});
  }
}

void move_codes(const RecordSet& self, const Dict& values) {
  for (const std::string field : {"bank_account_code_prefix", "cash_account_code_prefix"})
    if (const Value& prefix = values.get(field); prefix.is_text())
      for (const RecordSet& company : self) move_codes(company, company.text(field), prefix.text());
}

void refuse_other_currency(const RecordSet& self, const Dict& values) {
  if (!values.contains("currency_id")) return;
  for (const RecordSet& company : self)
    if (values.get("currency_id") != Value(company["currency_id"]) && has_accounting(root_of(company)))
      throw user_error("The company has journal items already: its currency cannot be changed.");
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet companies = super(std::move(values));
  for (const RecordSet& company : companies.sudo())
    if (company["parent_id"] && company["parent_id"].text("chart_template") == generic_chart) load_chart(company);
  return companies;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  refuse_earlier_hard_lock(self, values);
  refuse_locking_drafts(self, values);
  move_codes(self, values);
  refuse_other_currency(self, values);
  super(self, std::move(values));
}

}  // namespace

std::optional<Day> fiscal_lock_date(const RecordSet& company, const RecordSet& journal) {
  Dates out = later(soft_lock_date(company, "fiscalyear_lock_date"), hard_lock_date(company));
  if (const std::string_view field = journal_lock_field(journal); !field.empty())
    out = later(out, soft_lock_date(company, field));
  return out;
}

std::vector<LockDate> lock_date_violations(const RecordSet& company, Day day, const RecordSet& journal, bool fiscal,
                                           bool tax) {
  std::vector<LockDate> out;
  const auto check = [&](const Dates& locked, std::string_view field) {
    if (locked && day <= *locked) out.emplace_back(*locked, std::string(field));
  };
  if (fiscal) check(soft_lock_date(company, "fiscalyear_lock_date"), "fiscalyear_lock_date");
  if (const std::string_view field = journal_lock_field(journal); fiscal && !field.empty())
    check(soft_lock_date(company, field), field);
  if (tax) check(soft_lock_date(company, "tax_lock_date"), "tax_lock_date");
  check(hard_lock_date(company), "hard_lock_date");
  std::sort(out.begin(), out.end());
  return out;
}

std::string told(const RecordSet& company, const std::vector<LockDate>& dates) {
  std::string out;
  for (const auto& [day, field] : dates)
    out += (out.empty() ? "" : ", ") + company.model().at(field).facts->label + " (" + format_day(day) + ")";
  return out;
}

Behaviour res_company() {
  return {
      .model = "res.company",
      .computes = {{{"account_fiscal_country_id"}, compute_fiscal_country},
                   {{"account_storno"}, compute_account_storno, {.since = Series::v19}},
                   {{"domestic_fiscal_position_id"}, compute_domestic_position, {.since = Series::v19}},
                   {{"max_tax_lock_date"}, compute_max_tax_lock_date, {.until = Series::v17}},
                   {{"user_fiscalyear_lock_date"}, compute_user_lock_dates, {.since = Series::v18}},
                   {{"user_tax_lock_date"}, compute_user_lock_dates, {.since = Series::v18}},
                   {{"user_sale_lock_date"}, compute_user_lock_dates, {.since = Series::v18}},
                   {{"user_purchase_lock_date"}, compute_user_lock_dates, {.since = Series::v18}},
                   {{"user_hard_lock_date"}, compute_user_lock_dates, {.since = Series::v18}}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::account
