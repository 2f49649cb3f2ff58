#include "simulator/addons/base/name_search.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// What 19.0 calls domain was args before.
std::string_view domain_parameter(const Env& env) { return env.since(Series::v19) ? "domain" : "args"; }

}  // namespace

NameSearch name_search_of(const Env& env, const Arguments& arguments) {
  const Value& text = arguments["name"];
  const Value& domain = arguments[domain_parameter(env)];
  const Value& comparison = arguments["operator"];
  const Value& limit = arguments["limit"];
  return {.text = text.is_text() ? text.text() : "",
          .domain = domain.is_list() ? parse_domain(domain) : Domain::everything(),
          .comparison = comparison.is_text() ? comparison.text() : "ilike",
          .limit = limit.is_integer() ? limit.integer() : 0};
}

List with_names(const RecordSet& records) {
  List out;
  for (const RecordSet& record : records.sudo()) out.push_back(List{record.id(), record.display_name()});
  return out;
}

Value then_others(const RecordSet& first, const NameSearch& asked, const Arguments& arguments, const Super& super) {
  List out = with_names(first);
  const std::int64_t left = asked.limit - static_cast<std::int64_t>(first.size());
  if (asked.limit && left <= 0) return out;
  Dict bound = arguments.all();
  bound.set(domain_parameter(first.env()), to_list(asked.domain & term("id", "not in", first.ids())));
  if (asked.limit) bound.set("limit", left);
  const Value others = super(first.none(), Arguments(std::move(bound)));
  out.insert(out.end(), others.list().begin(), others.list().end());
  return out;
}

}  // namespace paridoo::addons::base
