#include "src/catalogue/bill_of_products.h"

#include <gtest/gtest.h>

#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::catalogue {
namespace {

using testing::ScriptedOdoo;

const Packaged package{.product = {.id = 5, .name = "Solar Home System"}, .product_template = 3};

TEST(FindPackaged, ByIdOrInternalReference) {
  ScriptedOdoo odoo;
  odoo.answer_json("product.product.search_read",
                   R"([{"id": 5, "display_name": "Solar Home System", "product_tmpl_id": [3, "Solar Home System"]}])");
  ASSERT_TRUE(find_packaged(odoo.session(), "5", {}));
  const auto either = odoo::where("id", "=", 5) | odoo::where("default_code", "=", "5");
  EXPECT_EQ(odoo.last("product.product.search_read").arguments[0].list(), either.terms());
  ASSERT_TRUE(find_packaged(odoo.session(), "SHS", odoo::where("x_sa_id", "=", 42)));
  const auto code = odoo::where("default_code", "=", "SHS") & odoo::where("x_sa_id", "=", 42);
  EXPECT_EQ(odoo.last("product.product.search_read").arguments[0].list(), code.terms());
}

TEST(ReadBill, IsEmptyWhereThereIsNone) {
  ScriptedOdoo odoo;
  odoo.answer("ov.bop.sheet.search_read", odoo::List{});
  const auto bill = read_bill(odoo.session(), package);
  ASSERT_TRUE(bill);
  EXPECT_FALSE(bill->id);
  EXPECT_TRUE(bill->lines.empty());
}

TEST(ReadBill, TellsLinesAndOptions) {
  ScriptedOdoo odoo;
  odoo.answer_json("ov.bop.sheet.search_read", R"([{"id": 1, "name": "SHS"}])");
  odoo.answer_json("ov.bop.line.search_read", R"([{"id": 2, "product_id": [8, "Kit"], "quantity": 2.0, "sequence": 10,
      "product_type": "consu", "x_pu_category": false}])");
  odoo.answer_json("ov.bop.property.search_read", R"([{"id": 3, "name": "Colour", "options": "Black\nSilver\n"}])");
  const auto bill = read_bill(odoo.session(), package);
  ASSERT_TRUE(bill);
  EXPECT_EQ(bill->lines.at(0).quantity, 2);
  EXPECT_FALSE(bill->lines.at(0).category);
  EXPECT_EQ(bill->properties.at(0).options, (std::vector<std::string>{"Black", "Silver"}));
}

TEST(AddLine, MakesTheBillWithTheFirstOne) {
  ScriptedOdoo odoo;
  odoo.answer_json("product.product.search_read", R"([{"id": 8}])");
  odoo.answer("ov.bop.sheet.search_read", odoo::List{});
  odoo.answer("ov.bop.sheet.create", 1).answer("ov.bop.line.create", 2);
  ASSERT_TRUE(add_line(odoo.session(), package, {.product = 8}));
  EXPECT_EQ(*odoo.last("ov.bop.sheet.create").arguments[0].find("product_tmpl_id"), odoo::Value(3));
  EXPECT_EQ(*odoo.last("ov.bop.line.create").arguments[0].find("sheet_id"), odoo::Value(1));
}

TEST(RemoveLine, OnlyOfThisBill) {
  ScriptedOdoo odoo;
  odoo.answer("ov.bop.line.search_count", 0);
  EXPECT_EQ(remove_line(odoo.session(), package, 9).error().kind, ErrorKind::not_found);
  EXPECT_EQ(odoo.calls(), std::vector<std::string>{"ov.bop.line.search_count"});
}

}  // namespace
}  // namespace paridoo::catalogue
