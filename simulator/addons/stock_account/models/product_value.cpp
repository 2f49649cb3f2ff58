// product.value: values that were set by hand, of products, lots and moves. Since 19.0.
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {
namespace {

Value default_date(const RecordSet& model) { return model.env().now_text(); }

Value default_user(const RecordSet& model) { return model.env().uid(); }

RecordSet company_of(const RecordSet& model, const Dict& values) {
  const Env& env = model.env();
  for (const auto& [field, of] :
       {std::pair("move_id", "stock.move"), {"lot_id", "stock.lot"}, {"product_id", "product.product"}})
    if (const Value& id = values.get(field); id.is_integer()) return env[of].browse(id.integer())["company_id"];
  return env.company();
}

// The moves that a new value has to be told of.
RecordSet concerned(const RecordSet& model, const std::vector<Dict>& all) {
  const Env& env = model.env();
  RecordSet moves = env["stock.move"], lots = env["stock.lot"], products = env["product.product"];
  for (const Dict& values : all) {
    if (const Value& move = values.get("move_id"))
      moves |= moves.browse(move.integer());
    else if (const Value& lot = values.get("lot_id"))
      lots |= lots.browse(lot.integer());
    else if (const Value& product = values.get("product_id"))
      products |= products.browse(product.integer());
  }
  if (lots) moves |= env["stock.move.line"].search(term("lot_id", "in", lots.ids()))["move_id"];
  for (const RecordSet& product : products)
    for (const RecordSet& move : fifo_stack(product).moves) moves |= move.in(env);
  return moves;
}

RecordSet create(const RecordSet& model, std::vector<Dict> all, const CreateSuper& super) {
  for (Dict& values : all)
    if (!values.get("company_id")) values.set("company_id", company_of(model, values));
  const RecordSet moves = concerned(model, all);
  const RecordSet created = super(std::move(all));
  set_values(moves);
  return created;
}

}  // namespace

Behaviour product_value() {
  return {.model = "product.value",
          .in = {.since = Series::v19},
          .defaults = {{"date", default_date}, {"user_id", default_user}},
          .create = create};
}

}  // namespace paridoo::addons::stock_account
