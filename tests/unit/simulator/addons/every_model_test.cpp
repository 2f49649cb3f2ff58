// The table of every model of the facts: what an integration asks first of a model it does not know is answered, on
// each series, by records or by a fault that Odoo has; never by a crash or by NotSimulated.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <stdexcept>

#include "simulator/orm/database.h"
#include "simulator/orm/dispatch.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::Env;
using orm::Field;
using orm::FieldType;
using orm::List;
using orm::Model;
using orm::Value;

constexpr orm::Id administrator = 2;

// Models of which the facts know fields that only other models' facts explain.
bool is_usable(const Model& model) { return !model.facts->abstract && !model.columns.empty(); }

Value some_value(const Env& env, const Field& field) {
  switch (field.type()) {
    case FieldType::boolean: return true;
    case FieldType::integer:
    case FieldType::real:
    case FieldType::monetary: return 1;
    case FieldType::date: return "2026-12-01";
    case FieldType::datetime: return "2026-12-01 10:00:00";
    case FieldType::selection:
      return field.facts->selection.empty() ? Value(false) : Value(field.facts->selection.front().first);
    case FieldType::many2one: {
      if (!field.comodel) return false;
      const orm::RecordSet first = env.sudo()[field.comodel->name].search(orm::Domain::everything(), {.limit = 1});
      return first ? Value(first.id()) : Value(false);
    }
    case FieldType::one2many:
    case FieldType::many2many: return List{};
    case FieldType::reference: return "res.partner,1";
    default: return "x " + field.name();
  }
}

Dict required_values(const Env& env, const Model& model) {
  Dict values;
  for (const Field* field : model.fields)
    if (field->facts->required && !field->facts->readonly && field->name() != "id")
      values.set(field->name(), some_value(env, *field));
  return values;
}

// Stored fields that Odoo computes and nobody has simulated yet: naming one is the fault NotSimulated. Whoever
// simulates one takes it off this list. These tell which views, menus and reports a module brought, which no database
// of ours has.
constexpr auto missing = std::to_array<std::string_view>({
    "ir.module.module.menus_by_module",
    "ir.module.module.reports_by_module",
    "ir.module.module.views_by_module",
});

bool is_simulated(const Field& field) {
  return std::ranges::count(missing, field.model->name + "." + field.name()) == 0;
}

List stored_fields(const Model& model) {
  List names;
  for (const Field* field : model.fields)
    if (field->is_kept() && is_simulated(*field)) names.emplace_back(field->name());
  return names;
}

List all_fields(const Model& model) {
  List names;
  for (const Field* field : model.fields) names.emplace_back(field->name());
  return names;
}

class EveryModel : public testing::TestWithParam<orm::Series> {
 protected:
  // Each call is a transaction of its own, and what it did is undone.
  void each(const std::function<void(const Env&, const Model&)>& work) {
    const service::World world = support::world_of(GetParam());
    orm::Database database("every", *world.registry, world.image, std::nullopt, orm::system_clock(), 1);
    for (const Model* model : world.registry->models()) {
      if (!is_usable(*model)) continue;
      try {
        database.run(administrator, {}, [&](const Env& env) -> Value {
          work(env, *model);
          throw orm::user_error("done");
        });
      } catch (const orm::Fault& fault) {
        EXPECT_NE(fault.kind(), orm::FaultKind::not_simulated) << model->name << ": " << fault.what();
      } catch (const std::exception& error) {
        ADD_FAILURE() << model->name << " crashes: " << error.what();
      }
    }
  }
};

TEST_P(EveryModel, LacksNoOtherStoredFieldThanThoseListed) {
  for (const Model* model : support::world_of(GetParam()).registry->models())
    for (const Field* field : model->fields)
      EXPECT_FALSE(is_usable(*model) && field->is_kept() && field->lacks_behaviour() && is_simulated(*field))
          << model->name << "." << field->name();
}

// The list is no place for what is simulated after all.
TEST(Missing, IsStillLackedOnSomeSeries) {
  std::set<std::string, std::less<>> lacked;
  for (const orm::Series series : {orm::Series::v17, orm::Series::v18, orm::Series::v19})
    for (const Model* model : support::world_of(series).registry->models())
      for (const Field* field : model->fields)
        if (is_usable(*model) && field->is_kept() && field->lacks_behaviour())
          lacked.insert(model->name + "." + field->name());
  for (const std::string_view name : missing)
    EXPECT_TRUE(lacked.contains(name)) << name << " is simulated: take it off the list";
}

TEST_P(EveryModel, TellsItsFields) {
  each([](const Env& env, const Model& model) { call_kw(env, model.name, "fields_get", {}, {}); });
}

TEST_P(EveryModel, ReadsItsStoredFields) {
  each([](const Env& env, const Model& model) {
    call_kw(env, model.name, "search_read", {List{}, stored_fields(model)}, {{"limit", 20}});
  });
}

TEST_P(EveryModel, GivesItsDefaults) {
  each([](const Env& env, const Model& model) { call_kw(env, model.name, "default_get", {all_fields(model)}, {}); });
}

TEST_P(EveryModel, IsMadeOfItsRequiredFields) {
  each([](const Env& env, const Model& model) {
    const Value made = call_kw(env, model.name, "create", {required_values(env, model)}, {});
    env.flush();
    call_kw(env, model.name, "read", {List{made}, stored_fields(model)}, {});
  });
}

TEST_P(EveryModel, OpensAFormWithItsRequiredFields) {
  each([](const Env& env, const Model& model) {
    Dict specification;
    for (const Field* field : model.fields)
      if (field->facts->required && field->is_kept() && is_simulated(*field)) specification.set(field->name(), Dict());
    call_kw(env, model.name, "onchange", {List{}, Dict(), List{}, specification}, {});
  });
}

INSTANTIATE_TEST_SUITE_P(Series, EveryModel, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

}  // namespace
}  // namespace paridoo
