#include "simulator/orm/metadata.h"

#include "simulator/orm/read.h"
#include "simulator/orm/store.h"

namespace paridoo::orm {

namespace {

// The newest first.
List external_ids(const RecordSet& record) {
  List names;
  record.env().store().run(
      "SELECT module || '.' || name, noupdate FROM ir_model_data WHERE model = ? AND res_id = ? ORDER BY id",
      std::vector<Value>{record.model().name, record.id()}, [&](const StoreRow& row) {
        names.emplace_back(Dict{{"xmlid", std::string(row.text(0))}, {"noupdate", row.integer(1) != 0}});
      });
  return names;
}

std::vector<std::string> log_columns(const Model& model) {
  std::vector<std::string> names;
  for (const char* name : {"create_uid", "create_date", "write_uid", "write_date"})
    if (model.has(name)) names.emplace_back(name);
  return names;
}

}  // namespace

Value get_metadata(const RecordSet& self, const Arguments&) {
  const std::vector<std::string> columns = log_columns(self.model());
  Value rows = List{};
  if (columns.empty())
    for (const Id id : self.ids()) rows.list().emplace_back(Dict{{"id", id}});
  else
    rows = read(self, columns);
  self.env().flush();
  for (Value& row : rows.list()) {
    const List names = external_ids(self.browse(row.dict().get("id").integer()));
    const Dict main = names.empty() ? Dict() : names.front().dict();
    row.dict().set("xmlid", names.empty() ? Value(false) : main.get("xmlid"));
    row.dict().set("noupdate", names.empty() ? Value(false) : main.get("noupdate"));
    row.dict().set("xmlids", names);
  }
  return rows;
}

}  // namespace paridoo::orm
