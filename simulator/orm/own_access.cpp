#include "simulator/orm/own_access.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

namespace paridoo::orm {

namespace {

constexpr std::string_view permitted_method = "_permitted", domain_method = "_search_domain", found_method = "_found",
                           full_method = "_found_in_full";

bool has_method(const RecordSet& records, std::string_view name) {
  const auto& methods = records.model().methods;
  return methods.find(name) != methods.end();
}

// There may be very many.
RecordSet those_of(const RecordSet& records, const Ids& wanted) {
  const std::unordered_set<Id> all(wanted.begin(), wanted.end());
  Ids ids;
  std::ranges::copy_if(records.ids(), std::back_inserter(ids), [&](Id id) { return all.contains(id); });
  return records.browse(std::move(ids));
}

}  // namespace

RecordSet permitted_by_model(const RecordSet& records, const RecordSet& left, Operation operation) {
  if (records.env().is_superuser() || !has_method(records, permitted_method)) return left;
  return those_of(records, records.call(permitted_method, {name_of(operation), left.ids()}).ids());
}

bool has_own_domains(const RecordSet& model) { return has_method(model, domain_method); }

Domain domain_of_search(const RecordSet& model, const Domain& domain) {
  return parse_domain(model.call(domain_method, {to_list(domain)}));
}

bool searches_in_full(const RecordSet& model) { return has_method(model, full_method); }

bool hides_found(const RecordSet& model) {
  return !model.env().is_superuser() && (has_method(model, found_method) || searches_in_full(model));
}

RecordSet shown_of(const RecordSet& found) {
  if (found.empty() || !hides_found(found)) return found;
  return those_of(found, found.call(searches_in_full(found) ? full_method : found_method).ids());
}

}  // namespace paridoo::orm
