#include <algorithm>

#include "simulator/addons/base/name_search.h"
#include "simulator/addons/base/users.h"
#include "simulator/addons/web/models.h"

namespace paridoo::addons::web {

using namespace orm;

namespace {

// Whoever asks comes first among the users found.
Value name_search(const RecordSet& self, const Arguments& arguments, const Super& super) {
  Value found = super();
  const Id own = self.env().uid();
  List& users = found.list();
  const auto is_own = [&](const Value& pair) { return pair.list().front() == Value(own); };
  const auto at = std::ranges::find_if(users, is_own);
  if (at != users.end()) {
    std::rotate(users.begin(), at, at + 1);
    return found;
  }
  const base::NameSearch asked = base::name_search_of(self.env(), arguments);
  if (asked.limit == 0 || static_cast<std::int64_t>(users.size()) < asked.limit) return found;
  Dict bound = arguments.all();
  bound.set(self.env().since(Series::v19) ? "domain" : "args", to_list(asked.domain & term("id", "=", own)));
  bound.set("limit", 1);
  const Value oneself = super(self, Arguments(std::move(bound)));
  if (oneself.list().empty()) return found;
  users.pop_back();
  users.insert(users.begin(), oneself.list().front());
  return found;
}

// Only administrators are shown around, and where there are demo data nobody is.
void compute_tour_enabled(const RecordSet& self) {
  const bool has_demo = self.sudo().env()["ir.module.module"].search_count(term("demo", "=", true)) > 0;
  for (const RecordSet& user : self)
    user.set("tour_enabled", !has_demo && base::has_group(user, "base.group_erp_manager"));
}

}  // namespace

Behaviour res_users() {
  return {
      .model = "res.users",
      .computes = {{{"tour_enabled"}, compute_tour_enabled, In{.since = Series::v18}}},
      .methods = {model_method("name_search", "name='', args=None, operator='ilike', limit=100", name_search,
                               In{.until = Series::v18}),
                  model_method("name_search", "name='', domain=None, operator='ilike', limit=100", name_search,
                               In{.since = Series::v19})},
  };
}

}  // namespace paridoo::addons::web
