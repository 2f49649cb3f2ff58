#include <algorithm>
#include <map>
#include <set>

#include "simulator/addons/web/models/web_groups.h"
#include "simulator/orm/comodel.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/selection.h"

namespace paridoo::addons::web {

using namespace orm;

namespace {

constexpr const char* too_many = "Too many items to display.";

// What the panel asks for; `image` are the values that records of the domain have.
struct Panel {
  const RecordSet& self;
  const Field& field;
  const Dict& asked;
  Domain domain = {};
  Domain extra = {};

  bool flag(std::string_view name) const { return static_cast<bool>(asked.get(name)); }
  bool counts() const { return flag("enable_counters"); }
  bool expands() const { return flag("expand"); }
  std::int64_t limit() const { return asked.get("limit").is_integer() ? asked.get("limit").integer() : 0; }
};

Domain domain_in(const Dict& asked, std::string_view name) {
  const Value& given = asked.get(name);
  return given ? parse_domain(given) : Domain::everything();
}

Panel panel_of(const RecordSet& self, const Arguments& arguments) {
  const Value& name = arguments["field_name"];
  if (!name.is_text()) throw Fault(FaultKind::key_error, repr(name));
  const Dict& asked = arguments.all();
  return {.self = self,
          .field = self.model().at(name.text()),
          .asked = asked,
          .domain = domain_in(asked, "search_domain"),
          .extra = domain_in(asked, "category_domain") & domain_in(asked, "filter_domain")};
}

std::string label_of(const RecordSet& self, const Field& field, const Value& key) {
  for (const Value& option : options_of(self.env(), field))
    if (option.list().front() == key) return option.list().back().text();
  return {};
}

// A value for each that some record of the domain has.
List values_of(const Panel& panel, const Domain& domain, bool with_counts, std::int64_t limit) {
  const std::string& name = panel.field.name();
  const Value found = panel.self.call("read_group", {to_list(domain & term(name, "!=", false)), List{name}, List{name}},
                                      {{"limit", limit ? Value(limit) : Value()}});
  List out;
  for (const Value& group : found.list()) {
    const Value& key = group.dict().get(name);
    const Value id = key.is_list() ? key.list()[0] : key;
    Dict value{{"id", id}, {"display_name", key.is_list() ? key.list()[1] : label_of(panel.self, panel.field, key)}};
    if (with_counts) value.set("__count", group.dict().get(name + "_count"));
    out.emplace_back(std::move(value));
  }
  return out;
}

Value count_in(const List& values, const Value& id) {
  for (const Value& value : values)
    if (value.dict().get("id") == id) return value.dict().get("__count");
  return 0;
}

List image(const Panel& panel, bool may_limit) {
  if (panel.expands()) return values_of(panel, panel.domain & panel.extra, true, 0);
  const bool is_plain = panel.extra.kind == Domain::Kind::all;
  List values = values_of(panel, panel.domain, panel.counts() && is_plain, may_limit ? panel.limit() : 0);
  if (!panel.counts() || is_plain) return values;
  const List counted = values_of(panel, panel.domain & panel.extra, true, 0);
  for (Value& value : values) value.dict().set("__count", count_in(counted, value.dict().get("id")));
  return values;
}

List selection_range(const Panel& panel) {
  const List known = panel.counts() || !panel.expands() ? image(panel, true) : List{};
  if (!panel.expands()) return known;
  List out;
  for (const Value& option : options_of(panel.self.env(), panel.field)) {
    Dict value{{"id", option.list()[0]}, {"display_name", option.list()[1]}};
    if (panel.counts()) value.set("__count", count_in(known, option.list()[0]));
    out.emplace_back(std::move(value));
  }
  return out;
}

Ids ids_of(const List& values) {
  Ids ids;
  for (const Value& value : values)
    if (value.dict().get("id").is_integer()) ids.push_back(value.dict().get("id").integer());
  return ids;
}

Value parent_of(const Dict& record, const std::string& parent) {
  const Value& value = record.get(parent);
  return value.is_list() ? value.list().front() : value;
}

// Records whose ancestors are all there, and that lead to one of the wanted.
List with_whole_ancestry(const List& records, const std::string& parent, const Ids& wanted) {
  std::map<Id, const Dict*> known;
  for (const Value& record : records) known.emplace(record.dict().get("id").integer(), &record.dict());
  std::set<Id> kept;
  for (const Id id : wanted) {
    Ids chain;
    Value at = id;
    while (at.is_integer() && known.contains(at.integer())) {
      chain.push_back(at.integer());
      at = parent_of(*known.at(at.integer()), parent);
    }
    if (!at.is_integer()) kept.insert(chain.begin(), chain.end());
  }
  List out;
  std::copy_if(records.begin(), records.end(), std::back_inserter(out),
               [&](const Value& record) { return kept.contains(record.dict().get("id").integer()); });
  return out;
}

// Parents count what their children have.
void add_counts_of_children(List& values, const std::string& parent) {
  std::map<Id, std::int64_t> own;
  std::map<Id, Dict*> by_id;
  for (Value& value : values) {
    own[value.dict().get("id").integer()] = value.dict().get("__count").integer();
    by_id[value.dict().get("id").integer()] = &value.dict();
  }
  for (const auto& [id, count] : own)
    for (Value above = by_id[id]->get(parent); above.is_integer() && by_id.contains(above.integer());
         above = by_id[above.integer()]->get(parent)) {
      Dict& row = *by_id[above.integer()];
      row.set("__count", row.get("__count").integer() + count);
    }
}

List records_of(const Panel& panel, const Domain& domain, const List& fields) {
  const RecordSet comodel =
      panel.self.env()[comodel_of(panel.field).name].with_context({{"hierarchical_naming", false}});
  const Value limit = panel.limit() ? Value(panel.limit()) : Value();
  return comodel.call("search_read", {to_list(domain), fields}, {{"limit", limit}}).list();
}

void require_type(const Panel& panel, std::initializer_list<FieldType> types) {
  if (std::find(types.begin(), types.end(), panel.field.type()) != types.end()) return;
  throw user_error("A search panel does not show fields of the type " + std::string(name_of(panel.field.type())) + ".");
}

// The title of the group of a record, by a field of the record.
void add_group(const Panel& panel, Dict& value, const Dict& record, const std::string& group_by) {
  const Field& field = comodel_of(panel.field).at(group_by);
  const Value& key = record.get(group_by);
  value.set("group_id", key.is_list() ? key.list()[0] : key);
  value.set("group_name", !key                                   ? Value("Not Set")
                          : key.is_list()                        ? key.list()[1]
                          : field.type() == FieldType::selection ? Value(label_of(panel.self, field, key))
                                                                 : key);
}

Value count_of_link(const Panel& panel, const Dict& value) {
  Domain domain = panel.domain & term(panel.field.name(), "in", value.get("id")) & panel.extra;
  const Value& by_group = panel.asked.get("group_domain");
  if (value.contains("group_id") && by_group.is_dict())
    if (const Value* own = by_group.dict().find(to_json(value.get("group_id"))))
      domain = std::move(domain) & parse_domain(*own);
  return panel.self.call("search_count", {to_list(domain)});
}

List multi_values(const Panel& panel, const List& records, const List& known) {
  const Value& group_by = panel.asked.get("group_by");
  List out;
  for (const Value& record : records) {
    Dict value{{"id", record.dict().get("id")}, {"display_name", record.dict().get("display_name")}};
    if (group_by.is_text()) add_group(panel, value, record.dict(), group_by.text());
    if (panel.counts())
      value.set("__count", panel.field.type() == FieldType::many2many ? count_of_link(panel, value)
                                                                      : count_in(known, value.get("id")));
    out.emplace_back(std::move(value));
  }
  return out;
}

}  // namespace

Value search_panel_select_range(const RecordSet& self, const Arguments& arguments) {
  const Panel panel = panel_of(self, arguments);
  require_type(panel, {FieldType::many2one, FieldType::selection});
  if (panel.field.type() == FieldType::selection)
    return Dict{{"parent_field", false}, {"values", selection_range(panel)}};
  const Value* said = panel.asked.find("hierarchize");
  const bool is_tree = (!said || *said) && comodel_of(panel.field).parent;
  const std::string parent = is_tree ? panel.field.comodel->parent->name() : "";
  const bool is_plain = !panel.expands() && !is_tree && !panel.flag("comodel_domain");
  const List known = panel.counts() || !panel.expands() ? image(panel, is_plain) : List{};
  const bool reaches_limit = panel.limit() && static_cast<std::int64_t>(known.size()) == panel.limit();
  if (is_plain) return reaches_limit ? Dict{{"error_msg", too_many}} : Dict{{"parent_field", false}, {"values", known}};
  Domain domain = domain_in(panel.asked, "comodel_domain");
  if (!panel.expands()) domain = std::move(domain) & term("id", is_tree ? "parent_of" : "in", ids_of(known));
  List records = records_of(panel, domain, is_tree ? List{"display_name", parent} : List{"display_name"});
  if (is_tree) records = with_whole_ancestry(records, parent, ids_of(panel.expands() ? records : known));
  if (panel.limit() && static_cast<std::int64_t>(records.size()) == panel.limit()) return Dict{{"error_msg", too_many}};
  List values;
  for (const Value& record : records) {
    Dict value{{"id", record.dict().get("id")}, {"display_name", record.dict().get("display_name")}};
    if (is_tree) value.set(parent, parent_of(record.dict(), parent));
    if (panel.counts()) value.set("__count", count_in(known, value.get("id")));
    values.emplace_back(std::move(value));
  }
  if (is_tree && panel.counts()) add_counts_of_children(values, parent);
  return Dict{{"parent_field", is_tree ? Value(parent) : Value(false)}, {"values", std::move(values)}};
}

Value search_panel_select_multi_range(const RecordSet& self, const Arguments& arguments) {
  Panel panel = panel_of(self, arguments);
  require_type(panel, {FieldType::many2one, FieldType::many2many, FieldType::selection});
  if (panel.field.type() == FieldType::selection) return Dict{{"values", selection_range(panel)}};
  const bool is_link = panel.field.type() == FieldType::many2many;
  if (!is_link && panel.asked.get("group_domain").is_list())
    panel.extra = panel.extra & domain_in(panel.asked, "group_domain");
  const bool is_plain = !is_link && !panel.expands() && !panel.flag("group_by") && !panel.flag("comodel_domain");
  const bool asks = is_link ? !panel.expands() : panel.counts() || !panel.expands();
  const List known = !asks     ? List{}
                     : is_link ? values_of(panel, panel.domain, false, panel.limit())
                               : image(panel, is_plain);
  const auto is_full = [&](const List& list) {
    return panel.limit() && static_cast<std::int64_t>(list.size()) == panel.limit();
  };
  if (is_plain) return is_full(known) ? Dict{{"error_msg", too_many}} : Dict{{"values", known}};
  Domain domain = domain_in(panel.asked, "comodel_domain");
  if (!panel.expands()) domain = std::move(domain) & term("id", "in", ids_of(known));
  const Value& group_by = panel.asked.get("group_by");
  const List records =
      records_of(panel, domain, group_by.is_text() ? List{"display_name", group_by} : List{"display_name"});
  if (is_full(records)) return Dict{{"error_msg", too_many}};
  return Dict{{"values", multi_values(panel, records, known)}};
}

}  // namespace paridoo::addons::web
