// The summary of a document's taxes that the API gives as tax_totals.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "simulator/addons/account/cash_rounding.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

Dict money(std::string_view name, const Money& amount) {
  Dict out;
  out.set(std::string(name) + "_currency", amount.currency);
  out.set(name, amount.company);
  return out;
}

struct GroupTotal {
  RecordSet group;
  Money base = {}, tax = {};
  Ids taxes = {};
  std::set<std::string> kinds = {};
  bool all_included = true;
  Money division_taxes = {};
};

struct Subtotal {
  std::string name = {};
  Money base = {}, tax = {};
  std::vector<std::size_t> groups = {};  // into Summary::groups_
};

class Summary {
 public:
  Summary(std::span<const BaseLine> lines, const RecordSet& currency, const RecordSet& company)
      : lines_(lines), currency_(currency), company_(company) {}

  Dict run(const std::optional<RecordSet>& rounding) {
    for (const BaseLine& line : lines_) add(line);
    std::stable_sort(groups_.begin(), groups_.end(), [](const GroupTotal& a, const GroupTotal& b) {
      return std::pair(a.group.integer("sequence"), a.group.id()) <
             std::pair(b.group.integer("sequence"), b.group.id());
    });
    make_subtotals();
    round_for_cash(rounding);
    return told();
  }

 private:
  void add(const BaseLine& line) {
    const LineTaxDetails& details = line.details;
    base_ += details.total_excluded + details.delta_total_excluded;
    std::vector<std::size_t> seen;
    for (const TaxData& data : details.taxes) {
      tax_ += data.tax_amount;
      const std::size_t at = group_index(data.tax["tax_group_id"]);
      GroupTotal& group = groups_[at];
      if (std::find(seen.begin(), seen.end(), at) == seen.end()) {
        group.base += data.base;
        seen.push_back(at);
      }
      add_tax(group, data);
    }
    for (const std::size_t at : seen)
      for (const TaxData& data : details.taxes)
        if (data.tax.text("amount_type") == "division") groups_[at].division_taxes += data.tax_amount;
  }

  static void add_tax(GroupTotal& group, const TaxData& data) {
    group.tax += data.tax_amount;
    if (std::find(group.taxes.begin(), group.taxes.end(), data.tax.id()) == group.taxes.end())
      group.taxes.push_back(data.tax.id());
    group.kinds.insert(data.tax.text("amount_type"));
    group.all_included = group.all_included && data.tax.flag("price_include");
  }

  std::size_t group_index(const RecordSet& group) {
    for (std::size_t at = 0; at < groups_.size(); ++at)
      if (groups_[at].group == group) return at;
    groups_.push_back({.group = group});
    return groups_.size() - 1;
  }

  // The base that people see; none for fixed taxes.
  static std::optional<Money> shown_base(const GroupTotal& group) {
    if (group.kinds == std::set<std::string>{"fixed"}) return {};
    if (group.kinds == std::set<std::string>{"division"} && group.all_included)
      return group.base + group.division_taxes;
    return group.base;
  }

  void make_subtotals() {
    for (std::size_t at = 0; at < groups_.size(); ++at) {
      const std::string asked = groups_[at].group.text("preceding_subtotal");
      subtotal(asked.empty() ? untaxed_label : asked).groups.push_back(at);
    }
    if (subtotals_.empty()) subtotal(untaxed_label);
    Money taxes_before;
    for (Subtotal& subtotal : subtotals_) {
      subtotal.base = base_ + taxes_before;
      for (const std::size_t at : subtotal.groups) subtotal.tax += groups_[at].tax;
      taxes_before += subtotal.tax;
    }
  }

  Subtotal& subtotal(const std::string& name) {
    for (Subtotal& subtotal : subtotals_)
      if (subtotal.name == name) return subtotal;
    return subtotals_.emplace_back(Subtotal{.name = name});
  }

  // An invoice has lines that round it; where there are none yet, what they will be is foretold.
  void round_for_cash(const std::optional<RecordSet>& rounding) {
    for (const BaseLine& line : lines_)
      if (line.role == LineRole::cash_rounding) cash_ = cash_.value_or(Money{}) + line.details.total_excluded;
    if (!cash_ && rounding && *rounding) foretell_cash_rounding(*rounding);
    if (!cash_) return;
    base_ += -1 * *cash_;
    for (Subtotal& subtotal : subtotals_) subtotal.base += -1 * *cash_;
  }

  void foretell_cash_rounding(const RecordSet& rounding) {
    const Money total = base_ + tax_;
    const double difference = round_to_coins(rounding, total.currency) - total.currency;
    if (base::currency_is_zero(currency_, difference)) return;
    const double rate = total.company ? std::abs(total.currency / total.company) : 0.0;
    const Money delta{difference, rate ? base::currency_round(company_["currency_id"], difference / rate) : 0.0};
    if (rounding.text("strategy") == "add_invoice_line") {
      cash_ = delta;
      base_ += delta;
      subtotal(untaxed_label).base += delta;
    } else {
      add_to_biggest_tax(delta);
    }
  }

  void add_to_biggest_tax(const Money& delta) {
    Subtotal* owner = nullptr;
    GroupTotal* biggest = nullptr;
    for (Subtotal& subtotal : subtotals_) {
      for (const std::size_t at : subtotal.groups) {
        if (biggest && groups_[at].tax.currency <= biggest->tax.currency) continue;
        biggest = &groups_[at];
        owner = &subtotal;
      }
    }
    if (!biggest) return;
    biggest->tax += delta;
    owner->tax += delta;
    tax_ += delta;
  }

  std::string digits_of(double amount) const {
    return fmt::format("{:.{}f}", base::currency_round(currency_, amount) + 0.0, currency_.integer("decimal_places"));
  }

  bool same_base_everywhere() const {
    std::set<std::string> met{digits_of(base_.currency)};
    for (const GroupTotal& group : groups_)
      if (const auto shown = shown_base(group)) met.insert(digits_of(shown->currency));
    return met.size() == 1;
  }

  Value told(const GroupTotal& group) const {
    Dict out{{"id", group.group.id()}, {"involved_tax_ids", Value(group.taxes)}};
    out.update(money("tax_amount", group.tax));
    out.update(money("base_amount", group.base));
    const auto shown = shown_base(group);
    const Value nothing = company_.env().since(Series::v19) ? Value(false) : Value();
    out.set("display_base_amount_currency", shown ? Value(shown->currency) : nothing);
    out.set("display_base_amount", shown ? Value(shown->company) : nothing);
    out.set("group_name", group.group.text("name"));
    const std::string label = group.group.text("pos_receipt_label");
    out.set("group_label", label.empty() ? Value(false) : Value(label));
    return out;
  }

  Value told(const Subtotal& subtotal) const {
    List groups;
    for (const std::size_t at : subtotal.groups) groups.push_back(told(groups_[at]));
    Dict out{{"tax_groups", std::move(groups)}};
    out.update(money("tax_amount", subtotal.tax));
    out.update(money("base_amount", subtotal.base));
    out.set("name", subtotal.name);
    return out;
  }

  Dict told() const {
    const RecordSet company_currency = company_["currency_id"];
    List subtotals;
    for (const Subtotal& subtotal : subtotals_) subtotals.push_back(told(subtotal));
    Dict out{{"currency_id", currency_.id()},
             {"currency_pd", currency_.number("rounding")},
             {"company_currency_id", company_currency.id()},
             {"company_currency_pd", company_currency.number("rounding")},
             {"has_tax_groups", !groups_.empty()},
             {"subtotals", std::move(subtotals)}};
    out.update(money("base_amount", base_));
    out.update(money("tax_amount", tax_));
    if (cash_) out.update(money("cash_rounding_base_amount", *cash_));
    out.set("same_tax_base", same_base_everywhere());
    out.update(money("total_amount", base_ + tax_ + cash_.value_or(Money{})));
    return out;
  }

  static constexpr const char* untaxed_label = "Untaxed Amount";
  std::span<const BaseLine> lines_;
  const RecordSet& currency_;
  const RecordSet& company_;
  std::vector<GroupTotal> groups_;
  std::vector<Subtotal> subtotals_;
  Money base_ = {}, tax_ = {};
  std::optional<Money> cash_ = {};
};

}  // namespace

Dict tax_totals(std::span<const BaseLine> lines, const RecordSet& currency, const RecordSet& company,
                const std::optional<RecordSet>& cash_rounding) {
  if (!company.env().since(Series::v18)) return tax_totals_17(lines, {}, {currency, company});
  return Summary(lines, currency, company).run(cash_rounding);
}

}  // namespace paridoo::addons::account
