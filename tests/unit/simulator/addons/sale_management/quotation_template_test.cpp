// Quotation templates: their lines, and the forms of orders that take them over.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::sale_management {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::error_name;
using support::result_of;

class QuotationTemplates : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value field(std::string_view model, const Value& id, std::string_view name) {
    return call(model, "read", {List{id}, List{name}}).list().front().dict().get(name);
  }
  Value quotation_template(List lines) {
    return call("sale.order.template", "create",
                {Dict{{"name", "T"}, {"sale_order_template_line_ids", std::move(lines)}}});
  }

  support::TestSimulator odoo_{server::SimulatorOptions{.series = GetParam()}};
  const Value bolt_ = call("product.product", "create", {Dict{{"name", "Bolt"}, {"list_price", 10.0}}});
};

TEST_P(QuotationTemplates, GiveTheirLinesTheUnitOfTheProductAndSectionsNone) {
  const Value made = quotation_template({List{0, 0, Dict{{"display_type", "line_section"}, {"name", "Parts"}}},
                                         List{0, 0, Dict{{"product_id", bolt_}, {"product_uom_qty", 4}}}});
  const List lines = field("sale.order.template", made, "sale_order_template_line_ids").list();
  EXPECT_EQ(field("sale.order.template.line", lines.at(0), "product_uom_id"), Value(false));
  EXPECT_EQ(field("sale.order.template.line", lines.at(0), "product_uom_qty"), Value(0.0));
  EXPECT_EQ(field("sale.order.template.line", lines.at(1), "product_uom_id").list().at(1), Value("Units"));
  EXPECT_EQ(field("sale.order.template.line", lines.at(1), "name"),
            GetParam() == Series::v17 ? Value("Bolt") : Value(false));
  EXPECT_EQ(error_name(odoo_.execute_kw("sale.order.template.line", "write",
                                        {List{lines.at(1)}, Dict{{"display_type", "line_note"}}})),
            "odoo.exceptions.UserError");
  EXPECT_EQ(
      error_name(odoo_.execute_kw("sale.order.template.line", "create", {Dict{{"sale_order_template_id", made}}})),
      "odoo.exceptions.ValidationError");
}

TEST_P(QuotationTemplates, FillTheFormOfAnOrder) {
  const Value made = quotation_template({List{0, 0, Dict{{"product_id", bolt_}, {"product_uom_qty", 4}}},
                                         List{0, 0, Dict{{"display_type", "line_note"}, {"name", "thanks"}}}});
  const Dict lines{{"fields", Dict{{"product_id", Dict{}},
                                   {"product_uom_qty", Dict{}},
                                   {"name", Dict{}},
                                   {"sequence", Dict{}},
                                   {"price_unit", Dict{}}}}};
  const Dict answer = call("sale.order", "onchange",
                           {List{}, Dict{{"partner_id", 3}, {"sale_order_template_id", made}, {"order_line", List{}}},
                            List{"sale_order_template_id"},
                            Dict{{"partner_id", Dict{}}, {"sale_order_template_id", Dict{}}, {"order_line", lines}}})
                          .dict()
                          .get("value")
                          .dict();
  std::vector<Dict> added;
  for (const Value& command : answer.get("order_line").list())
    if (command.list().at(0) == Value(0)) added.push_back(command.list().at(2).dict());
  ASSERT_EQ(added.size(), 2u);
  EXPECT_EQ(added[0].get("product_uom_qty"), Value(4.0));
  EXPECT_EQ(added[0].get("price_unit"), Value(10.0));
  EXPECT_EQ(added[0].get("sequence"), Value(-99));
  EXPECT_EQ(added[1].get("name"), Value("thanks"));
}

INSTANTIATE_TEST_SUITE_P(Series, QuotationTemplates, testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

}  // namespace
}  // namespace paridoo::addons::sale_management
