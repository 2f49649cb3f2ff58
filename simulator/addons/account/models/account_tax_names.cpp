// How taxes are found by their names: "21M" finds "21% EU M", and what stands in quotes is found as it is written.
#include <cctype>
#include <string>
#include <utility>

#include "simulator/addons/account/models.h"
#include "simulator/orm/domain.h"
#include "simulator/orm/queries.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

bool is_of_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) || c == '_';
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// Anything may stand between the letters and digits, which are all that counts.
std::string loose_pattern(std::string_view text) {
  std::string pattern;
  for (const char c : text) {
    if (!is_of_word(c)) continue;
    if (!pattern.empty() && begins_character(c)) pattern += '%';
    pattern += c;
  }
  return pattern;
}

std::string exact_pattern(std::string_view quoted) {
  std::string pattern = "%";
  for (const char c : quoted) pattern += c == '%' ? '_' : c;
  return pattern + "%";
}

std::string name_pattern(std::string_view name) {
  std::string pattern;
  while (!name.empty()) {
    const std::size_t opens = name.find('"');
    const std::size_t closes = opens == std::string_view::npos ? opens : name.find('"', opens + 1);
    if (closes == std::string_view::npos) return pattern + loose_pattern(name);
    pattern += loose_pattern(name.substr(0, opens)) + exact_pattern(name.substr(opens + 1, closes - opens - 1));
    name.remove_prefix(closes + 1);
  }
  return pattern;
}

bool is_pattern_search(std::string_view comparison, const Value& operand) {
  return (comparison == "like" || comparison == "ilike") && operand.is_text();
}

// 18.0 takes names so in domains on the name, 19.0 in name_search too, 17.0 there only.
bool is_taken_loosely(const Env& env, const Domain& leaf) {
  const bool by_name = leaf.path == "name" && env.since(Series::v18);
  const bool by_display_name = leaf.path == "display_name" && env.since(Series::v19);
  return (by_name || by_display_name) && is_pattern_search(leaf.comparison, leaf.operand);
}

Domain with_loose_names(const Env& env, Domain domain) {
  if (domain.kind == Domain::Kind::leaf && is_taken_loosely(env, domain))
    domain.operand = name_pattern(domain.operand.text());
  for (Domain& part : domain.parts) part = with_loose_names(env, std::move(part));
  return domain;
}

Value search_domain(const RecordSet& model, const Arguments& arguments) {
  return to_list(with_loose_names(model.env(), parse_domain(arguments["domain"])));
}

Domain search_name(const RecordSet&, std::string_view comparison, const Value& operand) {
  const bool is_loose = is_pattern_search(comparison, operand);
  return term("name", std::string(comparison), is_loose ? Value(name_pattern(operand.text())) : operand);
}

Domain search_loose_display_name(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool is_loose = is_pattern_search(comparison, operand);
  return search_display_name(model, comparison, is_loose ? Value(name_pattern(operand.text())) : operand);
}

}  // namespace

Behaviour account_tax_names() {
  return {.model = "account.tax",
          .searches = {{"name_searchable", search_name, {.until = Series::v18}},
                       {"display_name", search_loose_display_name, {.until = Series::v17}}},
          .methods = {model_method("_search_domain", "domain", search_domain)}};
}

}  // namespace paridoo::addons::account
