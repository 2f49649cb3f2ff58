// stock.move: until 18.0 the form of a transfer names its moves after their products, and warns of small units.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/product.h"
#include "simulator/orm/draft.h"

namespace paridoo::addons::stock {

using namespace orm;

namespace {

Value onchange_product_id(const RecordSet& move) {
  const RecordSet product = move["product_id"];
  assign_in_form(move, "name", product.value("partner_ref"));
  if (product) assign_in_form(move, "description_picking", picking_description(product, move["picking_type_id"]));
  return {};
}

Value onchange_product_uom(const RecordSet& move) {
  const bool is_smaller = move["product_uom"].number("factor") > move["product_id"]["uom_id"].number("factor");
  if (!is_smaller) return {};
  return Dict{{"warning", Dict{{"title", "A smaller unit"},
                               {"message",
                                "This unit is smaller than the one in which the product is stored: what "
                                "is reserved may be rounded."}}}};
}

}  // namespace

Behaviour stock_move_form() {
  const In until_18{.until = Series::v18};
  return {.model = "stock.move",
          .onchanges = {{{"product_id", "picking_type_id"}, onchange_product_id, until_18},
                        {{"product_uom"}, onchange_product_uom, until_18}}};
}

}  // namespace paridoo::addons::stock
