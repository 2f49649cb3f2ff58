// tax_totals as 17.0 gives it: groups of taxes under the titles of subtotals, with amounts also as texts.
#include <algorithm>
#include <limits>

#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

struct GroupSum {
  RecordSet group;
  Money base = {}, tax = {};
  bool all_fixed = true;
  const BaseLine* last = {};  // whose base is counted already
};

struct Title {
  std::string name = {};
  std::int64_t sequence = std::numeric_limits<std::int64_t>::max();
  std::vector<const GroupSum*> groups = {};
};

class Totals17 {
 public:
  Totals17(std::span<const BaseLine> lines, std::span<const TaxLine> tax_lines, const TaxTotalsQuestion17& question)
      : question_(question) {
    for (const BaseLine& line : lines) add(line);
    for (GroupSum& group : groups_) take_tax_lines(group, tax_lines);
    std::stable_sort(groups_.begin(), groups_.end(), [](const GroupSum& a, const GroupSum& b) {
      return std::pair(a.group.integer("sequence"), a.group.id()) <
             std::pair(b.group.integer("sequence"), b.group.id());
    });
    for (const GroupSum& group : groups_) entitle(group);
    std::stable_sort(titles_.begin(), titles_.end(),
                     [](const Title& a, const Title& b) { return a.sequence < b.sequence; });
  }

  Dict told() const {
    List subtotals, order;
    Dict groups;
    Money total = untaxed_;
    for (const Title& title : titles_) {
      subtotals.push_back(subtotal(title, total));
      order.push_back(title.name);
      List told_groups;
      for (const GroupSum* group : title.groups) {
        told_groups.push_back(told_group(*group));
        total += group->tax;
      }
      groups.set(title.name, std::move(told_groups));
    }
    Dict out{{"amount_untaxed", base::currency_round(question_.currency, untaxed_.currency)},
             {"amount_total", base::currency_round(question_.currency, total.currency)},
             {"formatted_amount_total", text_of(total.currency)},
             {"formatted_amount_untaxed", text_of(untaxed_.currency)},
             {"groups_by_subtotal", std::move(groups)},
             {"subtotals", std::move(subtotals)},
             {"subtotals_order", std::move(order)},
             {"display_tax_base", shows_bases()}};
    if (question_.in_company_currency)
      out.set("amount_total_company_currency", base::currency_round(question_.company["currency_id"], total.company));
    return out;
  }

 private:
  std::string text_of(double amount) const { return base::format_amount(question_.currency, amount); }

  void add(const BaseLine& line) {
    untaxed_ += line.details.total_excluded;
    for (const TaxData& data : line.details.taxes) {
      GroupSum& group = sum_of(data.tax["tax_group_id"]);
      if (group.last != &line) group.base += data.base;
      group.last = &line;
      group.tax += data.tax_amount;
      group.all_fixed = group.all_fixed && data.tax.text("amount_type") == "fixed";
    }
  }

  GroupSum& sum_of(const RecordSet& group) {
    for (GroupSum& sum : groups_)
      if (sum.group == group) return sum;
    return groups_.emplace_back(GroupSum{.group = group});
  }

  // What a user wrote into the journal items of taxes counts.
  static void take_tax_lines(GroupSum& group, std::span<const TaxLine> tax_lines) {
    double sum = 0;
    bool any = false;
    for (const TaxLine& line : tax_lines) {
      if (line.repartition_line["tax_id"]["tax_group_id"] != group.group) continue;
      sum += line.sign * line.amount.currency;
      any = true;
    }
    if (any) group.tax.currency = sum;
  }

  void entitle(const GroupSum& group) {
    std::string name = group.group.text("preceding_subtotal");
    if (name.empty()) name = "Untaxed Amount";
    auto found = std::find_if(titles_.begin(), titles_.end(), [&](const Title& title) { return title.name == name; });
    if (found == titles_.end()) found = titles_.insert(titles_.end(), Title{.name = name});
    found->sequence = std::min(found->sequence, group.group.integer("sequence"));
    found->groups.push_back(&group);
  }

  Value subtotal(const Title& title, const Money& total) const {
    Dict out{{"name", title.name}, {"amount", total.currency}, {"formatted_amount", text_of(total.currency)}};
    if (question_.in_company_currency) out.set("amount_company_currency", total.company);
    return out;
  }

  Value told_group(const GroupSum& group) const {
    Dict out{{"group_key", group.group.id()},
             {"tax_group_id", group.group.id()},
             {"tax_group_name", group.group.text("name")},
             {"tax_group_amount", group.tax.currency},
             {"tax_group_base_amount", group.base.currency},
             {"formatted_tax_group_amount", text_of(group.tax.currency)},
             {"formatted_tax_group_base_amount", text_of(group.base.currency)},
             {"hide_base_amount", group.all_fixed}};
    if (question_.in_company_currency)
      out.update({{"tax_group_amount_company_currency", group.tax.company},
                  {"tax_group_base_amount_company_currency", group.base.company}});
    return out;
  }

  bool shows_bases() const {
    if (groups_.size() != 1) return groups_.size() > 1;
    return base::currency_compare(question_.currency, groups_.front().base.currency, untaxed_.currency) != 0;
  }

  const TaxTotalsQuestion17& question_;
  std::vector<GroupSum> groups_ = {};
  std::vector<Title> titles_ = {};
  Money untaxed_ = {};
};

}  // namespace

Dict tax_totals_17(std::span<const BaseLine> lines, std::span<const TaxLine> tax_lines,
                   const TaxTotalsQuestion17& question) {
  return Totals17(lines, tax_lines, question).told();
}

}  // namespace paridoo::addons::account
