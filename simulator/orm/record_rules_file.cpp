// The record rules that the modules bring: <addons>/<module>/data/record_rules.json, one a line:
//   {"xmlid": "sale.sale_order_see_all", "model": "sale.order", "domain": "[(1, '=', 1)]",
//    "groups": ["sales_team.group_sale_salesman_all_leads"], "operations": ["read"], "since": "18.0", "until": "18.0"}
// Without groups a rule is for everybody; without operations, for all four. The recorded seed has none, though its
// groups refer to their rules' ids: ours are new ones.
#include <fmt/format.h>

#include <algorithm>

#include "simulator/orm/seed_file.h"
#include "simulator/orm/seed_row.h"

namespace paridoo::orm {

namespace {

bool is_for(Series series, const Dict& rule) {
  const auto bound = [&](std::string_view key, Series otherwise) {
    const Value* name = rule.find(key);
    return name ? series_named(name->text()).value() : otherwise;
  };
  return bound("since", Series::v17) <= series && series <= bound("until", Series::v19);
}

Value external_id(Store& store, std::string_view xmlid) {
  const std::size_t dot = xmlid.find('.');
  return store.scalar("SELECT res_id FROM ir_model_data WHERE module = ? AND name = ?",
                      std::vector<Value>{xmlid.substr(0, dot), xmlid.substr(dot + 1)});
}

bool does(const Dict& rule, std::string_view operation) {
  const Value* operations = rule.find("operations");
  return !operations || std::ranges::count(operations->list(), Value(operation)) > 0;
}

class RuleLoader {
 public:
  RuleLoader(Store& store, const Registry& registry) : store_(store), registry_(registry) {}

  void load(const Dict& rule) {
    const std::string xmlid = rule.get("xmlid").text();
    const Value model = store_.scalar("SELECT id FROM ir_model WHERE model = ?", std::vector<Value>{rule.get("model")});
    if (model.is_none()) seed_refuse(xmlid + ": no model " + rule.get("model").text());
    SeedRow row;
    row.add("name", xmlid.substr(xmlid.find('.') + 1));
    row.add("model_id", model);
    row.add("domain_force", rule.get("domain"));
    row.add("active", true);
    row.add("global", rule.get("groups").is_none());
    for (const char* operation : {"read", "write", "create", "unlink"})
      row.add(fmt::format("perm_{}", operation), does(rule, operation));
    const Id id = row.insert(store_, "ir_rule");
    add_external_id(store_, registry_, xmlid, registry_.at("ir.rule"), id, true);
    if (rule.contains("groups")) link_groups(id, xmlid, rule.get("groups").list());
  }

 private:
  void link_groups(Id id, const std::string& xmlid, const List& groups) {
    const RelationTable& table = registry_.at("ir.rule").at("groups").relation_table;
    for (const Value& name : groups) {
      const Value group = external_id(store_, name.text());
      if (group.is_none()) seed_refuse(xmlid + ": no group " + name.text());
      store_.run(fmt::format("INSERT INTO \"{}\" (\"{}\", \"{}\") VALUES (?, ?)", table.table, table.column,
                             table.other_column),
                 std::vector<Value>{id, group});
    }
  }

  Store& store_;
  const Registry& registry_;
};

}  // namespace

void load_record_rules(Store& store, const Registry& registry, const std::filesystem::path& addons) {
  if (!registry.find("ir.rule")) return;
  RuleLoader loader(store, registry);
  for (const std::string& addon : registry.addons()) {
    const std::filesystem::path file = addons / addon / "data" / "record_rules.json";
    if (!std::filesystem::exists(file)) continue;
    for_each_line(file, [&](const Dict& rule) {
      if (is_for(registry.series(), rule)) loader.load(rule);
    });
  }
}

}  // namespace paridoo::orm
