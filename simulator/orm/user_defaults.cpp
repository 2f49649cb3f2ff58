#include "simulator/orm/user_defaults.h"

#include "simulator/orm/json_text.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

constexpr Id superuser = 1;

Id id_of(const Value& value) { return value.is_integer() ? value.integer() : 0; }

UserDefaults read_defaults(const Env& env) {
  UserDefaults defaults;
  if (!env.registry().find("ir.default")) return defaults;
  env.store().run(
      "SELECT f.model, f.name, d.user_id, d.company_id, d.json_value FROM ir_default d JOIN ir_model_fields f "
      "ON f.id = d.field_id WHERE d.condition IS NULL "
      "ORDER BY d.user_id IS NULL, d.user_id, d.company_id IS NULL, d.company_id, d.id",
      {}, [&](const StoreRow& row) {
        const Model* model = env.registry().find(row.text(0));
        const Field* field = model ? model->find(row.text(1)) : nullptr;
        if (!field) return;
        defaults[field].push_back(
            {.user = id_of(row.value(2)), .company = id_of(row.value(3)), .value = from_json(row.text(4))});
      });
  return defaults;
}

const UserDefaults& known(const Env& env) {
  std::optional<UserDefaults>& defaults = env.transaction().user_defaults();
  if (!defaults) defaults = read_defaults(env);
  return *defaults;
}

}  // namespace

const Value* user_default(const Env& env, const Field& field, Id user) {
  const UserDefaults& defaults = known(env);
  const auto found = defaults.find(&field);
  if (found == defaults.end()) return nullptr;
  const Id company = env.company().id();
  for (const UserDefault& one : found->second)
    if ((one.user == 0 || one.user == user) && (one.company == 0 || one.company == company)) return &one.value;
  return nullptr;
}

const Value* default_of_company(const Env& env, const Field& field) { return user_default(env, field, superuser); }

void set_default_of_company(const RecordSet& company, const Field& field, const Value& value) {
  const RecordSet defaults = company.env().sudo()["ir.default"];
  defaults.call("set", {field.model->name, field.name(), value, false, company.id()});
}

}  // namespace paridoo::orm
