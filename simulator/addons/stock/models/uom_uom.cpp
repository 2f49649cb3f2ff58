// uom.uom: the ratio of a unit that goods were moved in stays as it is.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

RecordSet changed(const RecordSet& units, const Dict& values) {
  return units.filtered([&](const RecordSet& unit) {
    for (const std::string_view field : {"factor", "factor_inv"})
      if (const Value* ratio = values.find(field); ratio && !(unit.value(field) == *ratio)) return true;
    const Value* category = values.find("category_id");
    return category && !(Value(unit["category_id"]) == *category);
  });
}

bool is_in_use(const RecordSet& units) {
  const Env env = units.env().sudo();
  const Domain open = term("state", "not in", List{"cancel", "done"});
  return env["stock.move"].search_count(term("product_uom", "in", units.ids()) & open) > 0 ||
         env["stock.move.line"].search_count(term("product_uom_id", "in", units.ids()) & open) > 0 ||
         env["stock.quant"].search_count(term("product_id.product_tmpl_id.uom_id", "in", units.ids()) &
                                         term("quantity", "!=", 0)) > 0;
}

void write(const RecordSet& units, Dict values, const WriteSuper& super) {
  if (const RecordSet changing = changed(units, values); changing && is_in_use(changing))
    throw user_error("Products with this unit of measure were moved or are reserved; its ratio cannot be changed.");
  super(units, std::move(values));
}

}  // namespace

Behaviour uom_uom() { return {.model = "uom.uom", .write = write}; }

}  // namespace paridoo::addons::stock
