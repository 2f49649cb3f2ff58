#include <optional>
#include <utility>

#include "simulator/addons/base/models.h"
#include "simulator/addons/base/models/res_users.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// The name of a group's application stands before its own. Categories of modules are known by their ids only.
void compute_full_name(const RecordSet& self) {
  for (const RecordSet& group : self) {
    const bool categories_known = self.env().registry().find("ir.module.category");
    const RecordSet known = self.sudo().browse(group.id());
    const std::string category = categories_known ? known["category_id"].text("name") : "";
    group.set("full_name", category.empty() ? known.text("name") : category + " / " + known.text("name"));
  }
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string()
                                         : std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

// The name of an application, if there is one, and that of a group.
std::pair<std::optional<std::string>, std::string> parts_of_full_name(const Value& full) {
  const std::string text = full.is_text() ? full.text() : std::string();
  const std::size_t slash = text.rfind('/');
  if (slash == std::string::npos) return {std::nullopt, trimmed(text)};
  return {trimmed(text.substr(0, slash)), trimmed(text.substr(slash + 1))};
}

// "Sales / User" finds by both names, "Sales" by either. Some sides of a comparison with several names are joined, so
// that a group is found which one name leads to, or left out which one excludes.
Domain search_full_name(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const std::string how(comparison);
  if (operand.is_boolean()) return term("name", how, operand);
  const bool negative = is_negative(comparison), several = operand.is_list();
  std::optional<Domain> all;
  for (const Value& wanted : several ? operand.list() : List{operand}) {
    const auto [application, name] = parts_of_full_name(wanted);
    const auto as_given = [&](const std::string& text) { return several ? Value(List{text}) : Value(text); };
    const RecordSet applications =
        model.sudo().env()["ir.module.category"].search(term("name", how, as_given(application.value_or(name))));
    Domain above = term("category_id", "in", applications.ids());
    if (negative && !application) above = above | term("category_id", "=", false);
    const Domain own = term("name", how, as_given(name));
    const Domain found = negative == !application ? own & above : own | above;
    all = !all ? found : negative ? *all & found : *all | found;
  }
  return all.value_or(Domain::nothing());
}

void compute_trans_implied(const RecordSet& self) {
  for (const RecordSet& group : self) {
    RecordSet all = group["implied_ids"];
    for (RecordSet next = all; !next.empty();) {
      next = next["implied_ids"] - all;
      all |= next;
    }
    if (self.env().since(Series::v19)) all = group | all;
    group.set(implied_groups_field(self.env()), all.ids());
  }
}

// Every user of a group is a user of the groups that it implies, archived users included.
void add_users_to_implied(const RecordSet& groups) {
  if (groups.env().since(Series::v19)) return;
  for (const RecordSet& group : groups.sudo().with_context({{"active_test", false}})) {
    const RecordSet users = group["users"];
    for (const RecordSet& implied : group[implied_groups_field(group.env())]) {
      List links;
      for (const Id id : (users - implied["users"]).ids()) links.push_back(command::link(id));
      if (!links.empty()) implied.write({{"users", links}});
    }
  }
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet groups = super(std::move(values));
  add_users_to_implied(groups);
  return groups;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (const Value& name = values.get("name"); name.is_text() && name.text().starts_with('-'))
    throw user_error("The name of a group does not begin with a dash.");
  const bool spreads = values.get("users") || values.get("implied_ids");
  super(self, std::move(values));
  if (spreads) add_users_to_implied(self);
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> out = super(self, defaults);
  for (std::size_t at = 0; at < out.size(); ++at)
    if (!defaults.get("name")) out[at].set("name", self.at(at).text("name") + " (copy)");
  return out;
}

Value apply_group(const RecordSet& self, const Arguments& arguments) {
  const Id implied = arguments["implied_group"].integer();
  const RecordSet without = self.filtered([&](const RecordSet& g) { return !g["implied_ids"].contains(implied); });
  if (without) without.write({{"implied_ids", List{command::link(implied)}}});
  return {};
}

// Users who have the group by way of another one keep it.
Value remove_group(const RecordSet& self, const Arguments& arguments) {
  const RecordSet implied = self.browse(arguments["implied_group"].integer());
  const RecordSet groups = self.filtered([&](const RecordSet& g) { return g["implied_ids"].contains(implied); });
  if (groups.empty()) return {};
  groups.write({{"implied_ids", List{command::unlink(implied.id())}}});
  if (self.env().since(Series::v19)) return {};
  List removed;
  for (const RecordSet& user : groups.with_context({{"active_test", false}})["users"]) {
    const RecordSet others = groups_of(user) - implied;
    if (!others[implied_groups_field(others.env())].contains(implied)) removed.push_back(command::unlink(user.id()));
  }
  implied.write({{"users", removed}});
  return {};
}

void check_users(const RecordSet& self) {
  user::check_one_type(self[self.env().since(Series::v19) ? "user_ids" : "users"]);
}

void compute_all_user_ids(const RecordSet& self) {
  for (const RecordSet& group : self) group.set("all_user_ids", group["all_implied_by_ids"]["user_ids"].ids());
}

void compute_all_users_count(const RecordSet& self) {
  for (const RecordSet& group : self.sudo())
    self.browse(group.id()).set("all_users_count", group["all_user_ids"].size());
}

// A group is found by the users of any one group that implies it: so by users that are not there as well.
Domain search_all_users(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("all_implied_by_ids.user_ids", std::string(comparison), operand);
}

// A user is internal, a guest of the portal or the public: one of them.
void compute_disjoint_ids(const RecordSet& self) {
  RecordSet kinds = self.none();
  for (const char* kind : {"base.group_user", "base.group_portal", "base.group_public"})
    if (const auto group = self.env().find_ref(kind)) kinds |= self.browse(group->ids());
  for (const RecordSet& group : self)
    group.set("disjoint_ids", kinds.contains(group.id()) ? (kinds - group).ids() : Ids{});
}

void compute_all_implied_by_ids(const RecordSet& self) {
  for (const RecordSet& group : self) {
    RecordSet all = group;
    for (RecordSet next = all; !next.empty();) {
      next = next["implied_by_ids"] - all;
      all |= next;
    }
    group.set("all_implied_by_ids", all.ids());
  }
}

}  // namespace

Behaviour res_groups() {
  return {
      .model = "res.groups",
      .rec_name = "full_name",
      .computes = {{{"full_name"}, compute_full_name},
                   {{"trans_implied_ids"}, compute_trans_implied, In{.until = Series::v18}},
                   {{"all_implied_ids"}, compute_trans_implied, In{.since = Series::v19}},
                   {{"all_implied_by_ids"}, compute_all_implied_by_ids, In{.since = Series::v19}},
                   {{"all_user_ids"}, compute_all_user_ids, In{.since = Series::v19}},
                   {{"view_group_hierarchy"}, user::compute_group_hierarchy, In{.since = Series::v19}},
                   {{"all_users_count"}, compute_all_users_count, In{.since = Series::v19}},
                   {{"disjoint_ids"}, compute_disjoint_ids, In{.since = Series::v19}}},
      .searches = {{"full_name", search_full_name, In{.until = Series::v18}},
                   {"full_name", by_value<"full_name">, In{.since = Series::v19}},
                   {"all_implied_ids", by_value<"all_implied_ids">, In{.since = Series::v19}},
                   {"all_implied_by_ids", by_value<"all_implied_by_ids">, In{.since = Series::v19}},
                   {"all_user_ids", search_all_users, In{.since = Series::v19}}},
      .constraints = {{check_users, {"users"}, In{.until = Series::v18}},
                      {check_users, {"user_ids"}, In{.since = Series::v19}}},
      .unique = {{{"category_id", "name"}, "The name of a group is unique in its application.", {.until = Series::v18}},
                 {{"privilege_id", "name"},
                  "The name of a group is unique in its application.",
                  {.since = Series::v19}}},
      .methods = {{"_apply_group", "implied_group", apply_group}, {"_remove_group", "implied_group", remove_group}},
      .create = create,
      .write = write,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::base
