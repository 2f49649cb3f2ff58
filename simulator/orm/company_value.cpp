#include "simulator/orm/company_value.h"

#include "simulator/orm/convert.h"
#include "simulator/orm/defaults.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/user_defaults.h"

namespace paridoo::orm {

namespace {

// A recorded default that is a record of one company says nothing to another company.
bool belongs_elsewhere(const Env& env, const Field& field, const Value& value) {
  if (!field.comodel || !value.is_integer() || !field.comodel->has("company_id")) return false;
  const RecordSet owner = env.sudo()[field.comodel->name].browse(value.integer())["company_id"];
  return owner && !(owner == env.company());
}

}  // namespace

Value company_fallback(const Env& env, const Field& field) {
  if (const Value* set = default_of_company(env, field)) return convert(env, field, *set);
  if (field.default_value) return convert(env, field, field.default_value(env[field.model->name]));
  if (env.since(Series::v18)) return {};
  const Value* recorded = recorded_default(env.registry(), field);
  if (!recorded || recorded->is_unset() || belongs_elsewhere(env, field, *recorded)) return {};
  return convert(env, field, *recorded);
}

Value company_value(const Env& env, const Field& field, const Value& column) {
  if (column.is_dict())
    if (const Value* own = column.dict().find(std::to_string(env.company().id()))) return *own;
  return company_fallback(env, field);
}

Value with_company_value(const Env& env, const Field&, const Value& column, Value value) {
  Dict values = column.is_dict() ? column.dict() : Dict();
  values.set(std::to_string(env.company().id()), std::move(value));
  return values;
}

}  // namespace paridoo::orm
