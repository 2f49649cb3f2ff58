#include "simulator/addons/account/written_taxes.h"

#include <charconv>

#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

GivenMoney given(const Money& money) { return {money.currency, money.company}; }

void write(const GivenMoney& money, const std::string& name, Dict& into) {
  if (money.currency) into.set(name + "_currency", *money.currency);
  if (money.company) into.set(name, *money.company);
}

// What was written in the company's currency, at the rate of then.
GivenMoney read(const Dict& from, const std::string& name, double rate_change) {
  GivenMoney money;
  if (const Value& value = from.get(name + "_currency"); value.is_number()) money.currency = value.number();
  if (const Value& value = from.get(name); value.is_number()) money.company = value.number() / rate_change;
  return money;
}

double number(const Dict& values, std::string_view name) {
  const Value& value = values.get(name);
  return value.is_number() ? value.number() : 0.0;
}

// Clients may write the field: what it says of a tax need not be what was written here.
GivenTax given_tax(const Item& written, double rate_change) {
  Id tax = 0;
  const char* const end = written.name.data() + written.name.size();
  if (std::from_chars(written.name.data(), end, tax).ptr != end || !written.value.is_dict())
    throw value_error("extra_tax_data.manual_tax_amounts: '" + written.name + "' gives no amounts of a tax");
  return {tax, read(written.value.dict(), "tax_amount", rate_change),
          read(written.value.dict(), "base_amount", rate_change)};
}

bool is_unchanged(const BaseLine& line, const Dict& written, const Dict& amounts) {
  const auto same = [&](double now, std::string_view name) {
    return base::currency_compare(line.currency, now, number(written, name)) == 0;
  };
  if (number(written, "currency_id") != static_cast<double>(line.currency.id())) return false;
  if (!same(line.price_unit, "price_unit") || !same(line.discount, "discount") || !same(line.quantity, "quantity"))
    return false;
  for (const RecordSet& tax : flatten_taxes(line.taxes))
    if (!amounts.find(std::to_string(tax.id()))) return false;
  return true;
}

}  // namespace

void hold_taxes(BaseLine& line) {
  const LineTaxDetails& details = line.details;
  if (details.taxes.empty()) return;
  line.given = {.total_excluded = given(details.total_excluded + details.delta_total_excluded)};
  for (const TaxData& data : details.taxes)
    if (!data.is_reverse_charge) line.given.taxes.push_back({data.tax.id(), given(data.tax_amount), given(data.base)});
}

Dict written_taxes(const BaseLine& line) {
  Dict written;
  if (!line.computation_key.empty()) written.set("computation_key", line.computation_key);
  if (line.given.taxes.empty()) return written;
  Dict amounts;
  for (const GivenTax& tax : line.given.taxes) {
    Dict values;
    write(tax.amount, "tax_amount", values);
    write(tax.base, "base_amount", values);
    amounts.set(std::to_string(tax.tax), values);
  }
  write(line.given.total_excluded, "manual_total_excluded", written);
  written.update({{"manual_tax_amounts", amounts},
                  {"currency_id", line.currency.id()},
                  {"price_unit", line.price_unit},
                  {"discount", line.discount},
                  {"quantity", line.quantity},
                  {"rate", line.rate}});
  return written;
}

void recall_taxes(BaseLine& line) {
  if (!line.record.model().has("extra_tax_data")) return;
  const Value& kept = line.record.value("extra_tax_data");
  if (!kept.is_dict()) return;
  const Dict& written = kept.dict();
  if (const Value& key = written.get("computation_key"); key.is_text()) line.computation_key = key.text();
  const Value& amounts = written.get("manual_tax_amounts");
  if (!amounts.is_dict() || amounts.dict().empty() || !is_unchanged(line, written, amounts.dict())) return;
  const double rate = number(written, "rate");
  const double rate_change = line.rate != 0 && rate != 0 ? line.rate / rate : 1;
  line.price_unit = number(written, "price_unit");
  line.given.total_excluded = read(written, "manual_total_excluded", rate_change);
  for (const Item& tax : amounts.dict()) line.given.taxes.push_back(given_tax(tax, rate_change));
}

Value reversed_taxes(const Value& written) {
  if (!written.is_dict()) return false;
  Dict reversed = written.dict();
  const auto negate = [](Dict& values, std::string_view field) {
    if (const Value& value = values.get(field); value.is_number()) values.set(field, -value.number());
  };
  for (const std::string_view field : {"quantity", "manual_total_excluded_currency", "manual_total_excluded"})
    negate(reversed, field);
  if (Value* amounts = reversed.find("manual_tax_amounts"); amounts && amounts->is_dict())
    for (auto& [_, tax] : amounts->dict())
      for (const std::string_view field : {"tax_amount_currency", "tax_amount", "base_amount_currency", "base_amount"})
        if (tax.is_dict()) negate(tax.dict(), field);
  return reversed;
}

}  // namespace paridoo::addons::account
