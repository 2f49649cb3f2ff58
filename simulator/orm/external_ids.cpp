#include "simulator/orm/external_ids.h"

#include <fmt/format.h>

#include "simulator/orm/store.h"

namespace paridoo::orm {

namespace {

std::pair<std::string, std::string> parts_of(std::string_view xmlid) {
  const std::size_t dot = xmlid.find('.');
  if (dot == std::string_view::npos) return {"", std::string(xmlid)};
  return {std::string(xmlid.substr(0, dot)), std::string(xmlid.substr(dot + 1))};
}

std::string exported_name(const RecordSet& record) {
  return fmt::format("__export__.{}_{}_{}", record.model().table, record.id(), record.env().random_hex(8));
}

}  // namespace

std::optional<ExternalId> find_external_id(const Env& env, std::string_view xmlid) {
  const auto [module, name] = parts_of(xmlid);
  std::optional<ExternalId> found;
  env.flush();
  env.store().run("SELECT id, model, res_id, noupdate FROM ir_model_data WHERE module = ? AND name = ?",
                  std::vector<Value>{module, name}, [&](const StoreRow& row) {
                    found = {.row = row.integer(0),
                             .model = std::string(row.text(1)),
                             .id = row.integer(2),
                             .noupdate = row.integer(3) != 0};
                  });
  return found;
}

void set_external_id(const Env& env, std::string_view xmlid, const RecordSet& record, bool noupdate) {
  const RecordSet data = env.sudo()["ir.model.data"];
  const Dict target = {{"model", record.model().name}, {"res_id", record.id()}};
  if (const std::optional<ExternalId> known = find_external_id(env, xmlid)) {
    data.browse(known->row).write(target);
    return;
  }
  const auto [module, name] = parts_of(xmlid);
  Dict values = {{"module", module}, {"name", name}, {"noupdate", noupdate}};
  values.update(target);
  data.create(values);
}

std::vector<std::string> external_ids_of(const RecordSet& records) {
  std::vector<std::string> out;
  records.env().flush();
  for (const Id id : records.ids()) {
    const Value found = records.env().store().scalar(
        "SELECT module || '.' || name FROM ir_model_data WHERE model = ? AND res_id = ? ORDER BY id LIMIT 1",
        std::vector<Value>{records.model().name, id});
    out.push_back(found.is_text() ? found.text() : std::string());
  }
  return out;
}

std::vector<std::string> ensured_external_ids(const RecordSet& records) {
  std::vector<std::string> names = external_ids_of(records);
  for (std::size_t at = 0; at < names.size(); ++at) {
    if (!names[at].empty()) continue;
    names[at] = exported_name(records.at(at));
    set_external_id(records.env(), names[at], records.at(at), false);
  }
  return names;
}

}  // namespace paridoo::orm
