#include "simulator/addons/base/models.h"
#include "simulator/addons/base/models/res_users.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/fault.h"

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
