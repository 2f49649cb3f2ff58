#include <algorithm>

#include "simulator/addons/web/models/web_groups.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::web {

using namespace orm;

namespace {

// A group as the key of a dict: an id for a record, and otherwise what Python's str() makes of the value.
std::string group_name(const Value& group) {
  const Value& key = group.is_list() && !group.list().empty() ? group.list().front() : group;
  return key.is_text() ? key.text() : repr(key);
}

}  // namespace

Value read_progress_bar(const RecordSet& self, const Arguments& arguments) {
  const Value& group_by = arguments["group_by"];
  const Value& bar = arguments["progress_bar"];
  const bool fits = group_by.is_text() && bar.is_dict() && bar.dict().get("field").is_text();
  if (!fits) throw Fault(FaultKind::type_error, "a progress bar is a dict with a field and its colors");
  const std::string& field = bar.dict().get("field").text();
  Dict nothing;
  if (const Value& colors = bar.dict().get("colors"); colors.is_dict())
    for (const Item& color : colors.dict()) nothing.set(color.name, 0);
  const Value groups =
      self.call("read_group", {arguments["domain"], List{"__count"}, List{group_by, field}}, {{"lazy", false}});
  const bool lists_all = !self.env().since(Series::v19);
  Dict out;
  for (const Value& group : groups.list()) {
    const std::string name = group_name(group.dict().get(group_by.text()));
    const Value& value = group.dict().get(field);
    const bool is_counted = value.is_text() && nothing.contains(value.text());
    if (!out.contains(name) && (is_counted || lists_all)) out.set(name, nothing);
    if (!is_counted) continue;
    Dict& counts = out.find(name)->dict();
    counts.set(value.text(), counts.get(value.text()).integer() + group.dict().get("__count").integer());
  }
  return out;
}

}  // namespace paridoo::addons::web
