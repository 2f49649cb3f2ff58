// uom.uom until 18.0: a unit has a ratio to the reference unit of its category.
#include "simulator/addons/uom/models.h"
#include "simulator/addons/uom/protected_units.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::uom {

using namespace orm;

namespace {

double reciprocal(double factor) { return factor == 0 ? 0 : 1 / factor; }

void compute_factor_inv(const RecordSet& self) {
  for (const RecordSet& unit : self) unit.set("factor_inv", reciprocal(unit.number("factor")));
}

void compute_ratio(const RecordSet& self) {
  for (const RecordSet& unit : self) {
    const std::string type = unit.text("uom_type");
    const double factor = unit.number("factor");
    unit.set("ratio", type == "reference" ? 1.0 : type == "bigger" ? reciprocal(factor) : factor);
  }
}

void inverse_ratio(const RecordSet& self) {
  for (const RecordSet& unit : self) {
    const double ratio = unit.number("ratio");
    if (ratio == 0) throw validation_error("The ratio of a unit of measure is not zero.");
    const std::string type = unit.text("uom_type");
    unit.set("factor", type == "reference" ? 1.0 : type == "bigger" ? 1 / ratio : ratio);
  }
}

void compute_color(const RecordSet& self) {
  constexpr int emphasised = 7;
  for (const RecordSet& unit : self) unit.set("color", unit.text("uom_type") == "reference" ? emphasised : 0);
}

void check_factor(const RecordSet& self) {
  for (const RecordSet& unit : self) {
    const double factor = unit.number("factor");
    if (factor == 0) throw validation_error("The ratio of a unit of measure is not zero.");
    if (unit.text("uom_type") == "reference" && factor != 1)
      throw validation_error("The reference unit of a category has the ratio 1.");
  }
}

void check_rounding(const RecordSet& self) {
  for (const RecordSet& unit : self)
    if (unit.number("rounding") <= 0) throw validation_error("The rounding of a unit of measure is above zero.");
}

// Not a constraint: a change of the reference passes through states in which there are two.
void check_one_reference(const RecordSet& units) {
  const RecordSet all = units.with_context({{"active_test", false}});
  for (const RecordSet& category : units["category_id"]) {
    const Domain own = term("category_id", "=", category.id());
    const std::int64_t references = all.search_count(own & term("uom_type", "=", "reference"));
    if (references > 1)
      throw validation_error("The category " + category.text("name") + " has more than one reference unit.");
    if (references == 0 && all.search_count(own) > 0)
      throw validation_error("The category " + category.text("name") + " has no reference unit.");
  }
}

// The ratio may be told from either side.
Dict with_factor(Dict values) {
  const Value* inverse = values.find("factor_inv");
  if (!inverse) return values;
  const double factor = inverse->is_number() ? reciprocal(inverse->number()) : 0;
  values.erase("factor_inv");
  values.set("factor", factor);
  return values;
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) one = with_factor(std::move(one));
  const RecordSet created = super(std::move(values));
  check_one_reference(created);
  return created;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const Value type = values.get("uom_type");
  super(self, with_factor(std::move(values)));
  const bool becomes_reference = type.is_text() && type.text() == "reference";
  if (!becomes_reference && !self.env().context("allow_to_change_reference")) check_one_reference(self);
}

Id imported_units_category(const Env& env) {
  const RecordSet categories = env["uom.category"];
  const Dict values{{"name", "Unsorted/Imported Units"}};
  const RecordSet found = categories.search(term("name", "=", values.get("name")), {.limit = 1});
  return found ? found.id() : categories.create(values).id();
}

Value name_create(const RecordSet& self, const Arguments& arguments, const Super&) {
  Dict values{{"name", arguments["name"]}, {"factor", 1.0}};
  if (!self.env().context("default_category_id")) values.set("category_id", imported_units_category(self.env()));
  const RecordSet unit = self.create(values);
  return List{unit.id(), unit.display_name()};
}

}  // namespace

Behaviour uom_uom() {
  return {
      .model = "uom.uom",
      .in = {.until = Series::v18},
      .computes = {{{"factor_inv"}, compute_factor_inv}, {{"ratio"}, compute_ratio}, {{"color"}, compute_color}},
      .inverses = {{"ratio", inverse_ratio}},
      .constraints = {{check_factor, {"factor", "uom_type"}}, {check_rounding, {"rounding"}}},
      .methods = {model_method("name_create", "name", name_create)},
      .create = create,
      .write = write,
      .unlink = unlink_unprotected,
  };
}

}  // namespace paridoo::addons::uom
