// The parts of read_group; private to read_group*.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/domain_compile.h"

namespace paridoo::orm {

// One key of the groups: a field, or an interval or a number of a date ("date_order:month").
struct GroupTerm {
  std::string key = {};   // as the client wrote it, and finds it in the answer
  std::string spec = {};  // with the granularity that Odoo supplies
  const Field* field = {};
  std::string granularity = {};
  std::vector<const Field*> through = {};  // the many2one fields that lead to the model of the field
};

// One figure of each group.
struct AggregateTerm {
  std::string key = {};
  std::string spec = {};         // "amount_total:sum", "__count"
  const Field* field = nullptr;  // none for __count
  std::string function = {};
};

// Malformed ones, and fields that cannot be grouped by, are the ValueErrors that Odoo gives.
GroupTerm group_term(const Model& model, const std::string& written);
// The same as 19.0 reads it: paths along many2one fields, and no granularity that is not said.
GroupTerm group_path_term(const Model& model, const std::string& written);
AggregateTerm aggregate_term(const Model& model, std::string key, const std::string& spec);

struct GroupQuery {
  RecordSet model;
  Domain domain = {};
  std::vector<GroupTerm> groups = {};
  std::vector<AggregateTerm> aggregates = {};
  std::string order = {};
  std::int64_t offset = 0;
  std::int64_t limit = 0;
  List having = {};  // a condition on figures, in prefix notation
};
// A row a group: its keys, then its figures. A date's key is the first day or moment of its interval (in the context's
// time zone), or a number. Unset keys are None, unset figures what Odoo gives for them.
std::vector<List> grouped_rows(const GroupQuery& query);
// What a figure of no records is.
Value empty_figure(const AggregateTerm& aggregate);

// --- dates

bool is_interval(std::string_view granularity);     // "hour" to "year"
bool is_date_number(std::string_view granularity);  // "month_number", "day_of_week", ...
bool is_date(const Field& field);
// The time zone of the context, where moments are grouped by it.
std::optional<std::string> zone_for(const Env& env, const Field& field);
// The day on which a week begins in the language of the environment: 1 for Monday, 7 for Sunday.
int week_start(const Env& env);
// The SQL of a date's key.
Sql date_key(Compilation& compilation, const Source& source, const Field& field, const std::string& granularity);

// An interval as the answer shows it.
struct DateGroup {
  std::string label;  // "January 2026"
  std::string from;   // in UTC
  std::string to;     // the first moment or day after it
};
DateGroup date_group(const Env& env, const GroupTerm& term, const std::string& first);
// The first moment or day of the next interval.
std::string next_interval(const std::string& first, std::string_view granularity);
// The first moment or day of the interval that a date lies in.
std::string interval_of(const Env& env, const Field& field, const std::string& date, std::string_view granularity);

}  // namespace paridoo::orm
