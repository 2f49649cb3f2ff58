// What a client groups by and asks for, as it writes them.
#include <algorithm>
#include <array>
#include <cctype>

#include "simulator/orm/fault.h"
#include "simulator/orm/grouping.h"

namespace paridoo::orm {

namespace {

constexpr std::array<std::string_view, 10> functions = {"sum",     "avg",       "max",       "min",   "bool_and",
                                                        "bool_or", "array_agg", "recordset", "count", "count_distinct"};

// "name.property:function"
struct Spec {
  std::string name = {};
  std::string property = {};
  std::string function = {};
};

std::string word(std::string_view& rest) {
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  const auto length = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_word) - rest.begin());
  const std::string out(rest.substr(0, length));
  rest.remove_prefix(length);
  return out;
}

Spec parse_spec(const std::string& text) {
  std::string_view rest = text;
  Spec spec{.name = word(rest)};
  bool fits = !spec.name.empty();
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    fits = fits && !(spec.property = word(rest)).empty();
  }
  if (rest.starts_with(':')) {
    rest.remove_prefix(1);
    fits = fits && !(spec.function = word(rest)).empty();
  }
  if (fits && rest.empty()) return spec;
  throw value_error("Invalid aggregate/groupby specification '" + text +
                    "': one looks like \"quantity:sum\", \"partner_id\" or \"date:month\"");
}

void check_granularity(const Field& field, const std::string& written, const std::string& granularity) {
  if (!is_date(field) && !granularity.empty())
    throw value_error("Granularity set on a no-datetime field or property: '" + written + "'");
  if (is_date(field) && !is_interval(granularity) && !is_date_number(granularity))
    throw value_error("Granularity specification isn't correct: '" + granularity + "'");
}

}  // namespace

GroupTerm group_term(const Model& model, const std::string& written) {
  const Spec spec = parse_spec(written);
  const Field& field = model.at(spec.name);
  if (field.type() == FieldType::properties) throw not_simulated("read_group by " + model.name + "." + written);
  if (!spec.property.empty())
    throw value_error("Property name '" + spec.property + "' has to be used on a property field.");
  GroupTerm term{.key = written, .spec = written, .field = &field, .granularity = spec.function};
  if (is_date(field) && term.granularity.empty()) {
    term.granularity = "month";
    term.spec = field.name() + ":month";
  }
  check_granularity(field, written, term.granularity);
  return term;
}

GroupTerm group_path_term(const Model& model, const std::string& written) {
  std::string_view rest = written;
  GroupTerm term{.key = written, .spec = written};
  const Model* at = &model;
  for (std::string name = word(rest);; name = word(rest)) {
    term.field = at->find(name);
    if (!term.field) throw value_error("Invalid field '" + name + "' on model '" + at->name + "'");
    if (term.field->type() == FieldType::properties) throw not_simulated("groups by " + model.name + "." + written);
    if (!rest.starts_with('.')) break;
    if (term.field->type() != FieldType::many2one)
      throw value_error("Only many2one path is accepted for the '" + written + "' groupby spec");
    if (!term.field->comodel) throw not_simulated(term.field->facts->relation + " (groups)");
    term.through.push_back(term.field);
    at = term.field->comodel;
    rest.remove_prefix(1);
  }
  if (rest.starts_with(':')) term.granularity = rest.substr(1);
  if (is_date(*term.field) && term.granularity.empty())
    throw value_error("Granularity not set on a date(time) field: '" + written + "'");
  check_granularity(*term.field, written, term.granularity);
  return term;
}

AggregateTerm aggregate_term(const Model& model, std::string key, const std::string& written) {
  if (written == "__count") return {.key = std::move(key), .spec = written, .function = "count"};
  const Spec spec = parse_spec(written);
  if (!spec.property.empty()) throw value_error("Invalid '" + written + "', this dot notation is not supported");
  const Field* field = model.find(spec.name);
  if (!field)
    throw value_error("Invalid field '" + spec.name + "' on model '" + model.name + "' for '" + written + "'.");
  if (spec.function.empty()) throw value_error("Aggregate method is mandatory for '" + spec.name + "'");
  if (std::find(functions.begin(), functions.end(), spec.function) == functions.end())
    throw value_error("Invalid aggregate method '" + spec.function + "' for '" + written + "'.");
  if (spec.function == "recordset" && !field->is_relational() && spec.name != "id")
    throw value_error("Aggregate method 'recordset' can be only used on relational field (or id) (for '" + written +
                      "').");
  return {.key = std::move(key), .spec = written, .field = field, .function = spec.function};
}

}  // namespace paridoo::orm
