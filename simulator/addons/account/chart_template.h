// The charts of accounts that a company can start from. There is one, generic_coa: what Odoo made of it for the first
// company of a new database, as the seed has it (fixtures/odoo/<series>/seed), is the template of every other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/facts.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/value.h"

namespace paridoo::addons::account {

inline constexpr std::string_view generic_chart = "generic_coa";

struct TemplateRecord {
  orm::Id id = 0;         // of the first company's record
  std::string name = {};  // "sale_tax_template", of the external id account.1_sale_tax_template; empty: none
  orm::Dict values = {};
};

// The first company's records of a model, in the order of their ids; empty for a model that the chart says nothing of.
// Read anew by each call: it is asked for when a company gets its accounts.
std::vector<TemplateRecord> template_records(orm::Series series, std::string_view model);

// Gives a company what the chart has: accounts, taxes, journals, what its products and partners use. A branch uses what
// the company above it has. Journal items that there are keep the old chart's records beside the new ones.
// A company that has the chart already is a NotSimulated fault.
void load_chart(const orm::RecordSet& company);

}  // namespace paridoo::addons::account
