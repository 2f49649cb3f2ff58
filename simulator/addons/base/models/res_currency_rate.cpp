#include <fmt/format.h>

#include "simulator/addons/base/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

RecordSet company_of(const RecordSet& rate) {
  const RecordSet company = rate["company_id"];
  return company.empty() ? rate.env().company()["root_id"] : company;
}

RecordSet latest_of(const RecordSet& rates) {
  return rates.sorted([](const RecordSet& rate) { return rate.text("name"); }).last();
}

RecordSet rate_before(const RecordSet& rate) {
  const std::string day = rate.text("name");
  if (day.empty()) throw user_error("A currency rate needs its date.");
  return latest_of(rate["currency_id"]["rate_ids"].sudo().filtered([&](const RecordSet& other) {
    return other.number("rate") != 0 && other["company_id"] == company_of(rate) && other.text("name") < day;
  }));
}

// The last technical rate of the company's own currency: what company rates are relative to.
double last_rate_of(const RecordSet& company) {
  const RecordSet rates = company.sudo()["currency_id"]["rate_ids"].filtered([&](const RecordSet& rate) {
    return (rate.number("rate") != 0 && rate["company_id"] == company) || rate["company_id"].empty();
  });
  const double rate = latest_of(rates).number("rate");
  return rate == 0 ? 1 : rate;
}

double technical_rate_or_last(const RecordSet& rate) {
  if (const double own = rate.number("rate"); own != 0) return own;
  const double before = rate_before(rate).number("rate");
  return before == 0 ? 1 : before;
}

void compute_company_rate(const RecordSet& self) {
  for (const RecordSet& rate : self)
    rate.set("company_rate", technical_rate_or_last(rate) / last_rate_of(company_of(rate)));
}

void inverse_company_rate(const RecordSet& self) {
  for (const RecordSet& rate : self) rate.set("rate", rate.number("company_rate") * last_rate_of(company_of(rate)));
}

double reciprocal(double rate) { return rate == 0 ? 1 : 1 / rate; }

void compute_inverse_company_rate(const RecordSet& self) {
  for (const RecordSet& rate : self) rate.set("inverse_company_rate", reciprocal(rate.number("company_rate")));
}

void inverse_inverse_company_rate(const RecordSet& self) {
  for (const RecordSet& rate : self) rate.set("company_rate", reciprocal(rate.number("inverse_company_rate")));
}

Value default_company(const RecordSet& self) { return self.env().company()["root_id"]; }

void check_main_company(const RecordSet& self) {
  for (const RecordSet& rate : self)
    if (rate["company_id"].sudo()["parent_id"]) throw validation_error("Currency rates belong to main companies.");
}

void check_rate(const RecordSet& self) {
  for (const RecordSet& rate : self)
    if (!rate.value("rate").is_none() && rate.number("rate") <= 0)
      throw validation_error("A currency rate is above zero.");
}

// Several ways to say one rate: the technical one counts before the company's, that before its inverse.
Dict without_repetition(Dict values) {
  if (values.contains("company_rate") || values.contains("rate")) values.erase("inverse_company_rate");
  if (values.contains("rate")) values.erase("company_rate");
  return values;
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) one = without_repetition(std::move(one));
  return super(std::move(values));
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  super(self, without_repetition(std::move(values)));
}

}  // namespace

Behaviour res_currency_rate() {
  return {
      .model = "res.currency.rate",
      .name_search_fields = {"name", "rate"},
      .defaults = {{"company_id", default_company}},
      .computes = {{{"company_rate"}, compute_company_rate}, {{"inverse_company_rate"}, compute_inverse_company_rate}},
      .inverses = {{"company_rate", inverse_company_rate}, {"inverse_company_rate", inverse_inverse_company_rate}},
      .constraints = {{check_main_company, {"company_id"}}, {check_rate, {"rate"}}},
      .unique = {{{"name", "currency_id", "company_id"}, "The currency has a rate for this day already."}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::base
