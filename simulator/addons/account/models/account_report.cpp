// account.report: the options of a report, which a new one takes from the report that it is a variant or a section of.
#include <array>
#include <utility>

#include "simulator/addons/account/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

struct Option {
  std::string_view field = {};
  std::string_view selected = {};  // what a report of its own starts with
  bool set = false;                // the same of a tick
  In in = {};
};

constexpr std::array<Option, 22> options = {{
    {"only_tax_exigible"},
    {"allow_foreign_vat", "", false, {.since = Series::v19}},
    {"default_opening_date_filter", "last_month", false, {.until = Series::v17}},
    {"default_opening_date_filter", "previous_month", false, {.since = Series::v18}},
    {"currency_translation", "cta", false, {.since = Series::v18}},
    {"filter_multi_company", "disabled", false, {.until = Series::v18}},
    {"filter_multi_company", "selector", false, {.since = Series::v19}},
    {"filter_date_range", "", true},
    {"filter_show_draft", "", true},
    {"filter_unreconciled"},
    {"filter_unfold_all"},
    {"filter_hide_0_lines", "optional"},
    {"filter_period_comparison", "", true},
    {"filter_growth_comparison", "", true},
    {"filter_journals"},
    {"filter_analytic"},
    {"filter_hierarchy", "optional"},
    {"filter_account_type", "disabled"},
    {"filter_partner"},
    {"filter_fiscal_position", "", false, {.until = Series::v18}},
    {"filter_aml_ir_filters"},
    {"filter_budgets", "", false, {.since = Series::v18}},
}};
constexpr std::size_t option_count = options.size();

Value initial(const Option& option) { return option.selected.empty() ? Value(option.set) : Value(option.selected); }

// The options of a variant stay as they are when it becomes a section, too.
void compute_option(const RecordSet& reports, const Option& option) {
  for (const RecordSet& report :
       reports.sorted([](const RecordSet& one) { return one["section_report_ids"].empty(); })) {
    const RecordSet root = report["root_report_id"], whole = report["section_main_report_ids"];
    if (root && whole) continue;
    const RecordSet& source = root ? root : whole;
    report.set(option.field, source.size() == 1 ? source.value(option.field) : initial(option));
  }
}

template <std::size_t Index>
void compute_nth(const RecordSet& reports) {
  compute_option(reports, options[Index]);
}

void compute_availability(const RecordSet& reports) {
  const bool since_18 = reports.env().since(Series::v18);
  for (const RecordSet& report : reports) {
    const bool of_country = report["root_report_id"] && (!since_18 || report["country_id"]);
    const std::string own = report.text("availability_condition");
    const bool keeps = since_18 && !own.empty();
    report.set("availability_condition", of_country ? Value("country") : keeps ? Value(own) : Value("always"));
  }
}

void compute_use_sections(const RecordSet& reports) {
  for (const RecordSet& report : reports) report.set("use_sections", !report["section_report_ids"].empty());
}

template <std::size_t... Index>
std::vector<Compute> computes(std::index_sequence<Index...>) {
  std::vector<Compute> out{{{options[Index].field}, compute_nth<Index>, options[Index].in}...};
  out.push_back({{"availability_condition"}, compute_availability});
  out.push_back({{"use_sections"}, compute_use_sections});
  return out;
}

}  // namespace

Behaviour account_report() {
  return {.model = "account.report", .computes = computes(std::make_index_sequence<option_count>())};
}

}  // namespace paridoo::addons::account
