#include <algorithm>

#include "simulator/addons/base/models/res_users.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base::user {

using namespace orm;

namespace {

Ids after_command(Ids ids, const List& parts) {
  const std::int64_t kind = parts.at(0).integer();
  const Id id = parts.size() > 1 && parts[1].is_integer() ? parts[1].integer() : 0;
  if (kind == 2 || kind == 3) std::erase(ids, id);
  if (kind == 4 && !std::ranges::count(ids, id)) ids.push_back(id);
  if (kind == 5) ids.clear();
  if (kind == 6) ids = parts.size() > 2 ? parts[2].ids() : Ids{};
  return ids;
}

// The ids that many2many commands lead to on a new record.
Ids after_commands(const Value& commands) {
  Ids ids;
  if (!commands.is_list()) return ids;
  for (const Value& command : commands.list()) {
    if (command.is_integer()) ids.push_back(command.integer());
    if (command.is_list() && !command.list().empty() && command.list().front().is_integer())
      ids = after_command(std::move(ids), command.list());
  }
  return ids;
}

RecordSet internal_among(const RecordSet& users) {
  return users.filtered([](const RecordSet& user) { return is_internal(user); });
}

Value links(const Ids& ids) {
  List commands;
  for (const Id id : ids) commands.push_back(command::link(id));
  return commands;
}

bool in_groups(const RecordSet& user, std::string_view spec) {
  bool any_positive = false, in_positive = false;
  while (!spec.empty()) {
    std::string_view name = spec.substr(0, spec.find(','));
    spec.remove_prefix(std::min(spec.size(), name.size() + 1));
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    if (name.starts_with('!')) {
      if (has_group(user, name.substr(1))) return false;
      continue;
    }
    any_positive = true;
    in_positive = in_positive || has_group(user, name);
  }
  return in_positive || !any_positive;
}

}  // namespace

Value default_groups(const RecordSet& model) {
  const auto pattern = model.env().find_ref("base.default_user");
  if (!pattern && model.env().since(Series::v19)) return List{command::set(model.env().ref("base.group_user").ids())};
  return pattern ? Value(List{command::set(pattern->sudo()[groups_field(model.env())].ids())}) : Value(List{});
}

Value with_implied(const RecordSet& model, const Value& commands) {
  const RecordSet groups = model.sudo().env()["res.groups"].browse(after_commands(commands));
  return List{command::set((groups | groups[implied_groups_field(groups.env())]).ids())};
}

void write_groups(const RecordSet& users, const Dict& values, const WriteSuper& super) {
  const RecordSet internal_before = internal_among(users);
  super(users, values);
  if (const RecordSet demoted = internal_before - internal_among(internal_before)) {
    List commands{command::clear()};
    const List& given = values.get("groups_id").list();
    commands.insert(commands.end(), given.begin(), given.end());
    super(demoted, {{"groups_id", commands}});
  }
  for (const RecordSet& user : users) {
    const RecordSet groups = groups_of(user.sudo());
    if (const RecordSet missing = groups[implied_groups_field(groups.env())] - groups)
      super(user, {{"groups_id", links(missing.ids())}});
  }
}

void follow_companies(const RecordSet& users) {
  const auto group = users.env().find_ref("base.group_multi_company");
  if (!group) return;
  for (const RecordSet& user : users) {
    const bool several = user["company_ids"].size() > 1;
    if (several == groups_of(user).contains(group->id())) continue;
    const Value change = several ? command::link(group->id()) : command::unlink(group->id());
    user.write({{std::string(groups_field(user.env())), List{change}}});
  }
}

// Nobody is of two types: internal user, portal, public.
void check_one_type(const RecordSet& users) {
  for (const RecordSet& user : users) {
    const int types = has_group(user, "base.group_user") + has_group(user, "base.group_portal") +
                      has_group(user, "base.group_public");
    if (types > 1) throw validation_error("A user has one type: internal, portal or public.");
  }
}

Value call_has_group(const RecordSet& self, const Arguments& arguments) {
  const Value& group = arguments["group_ext_id"];
  const RecordSet user = self.empty() ? self.env().user() : self.ensure_one();
  const RecordSet asking = self.env().user();
  if (!self.env().is_superuser() && !(user == asking) && !is_internal(asking))
    throw access_error("You can ask for the groups of your own user only.");
  // Shown in debug mode only, which calls from outside are not in.
  return group.is_text() && group.text() != "base.group_no_one" && has_group(user, group.text());
}

Value call_has_groups(const RecordSet& self, const Arguments& arguments) {
  const Value& spec = arguments["group_spec"];
  return spec.is_text() && spec.text() != "." && in_groups(self.ensure_one(), spec.text());
}

}  // namespace paridoo::addons::base::user
