// Lots and serial numbers made in ranges, or pasted: asked of real Odoo servers.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class GeneratedLots : public ::testing::TestWithParam<Series> {
 protected:
  Value generate(Dict context, std::string_view mode, const Value& first, const Value& count, const Value& text = {}) {
    return room_.call("stock.move", "action_generate_lot_line_vals", {std::move(context), mode, first, count, text});
  }
  Dict context_of(const Value& product, const char* tracking) {
    return {{"default_product_id", product},
            {"default_location_dest_id", room_.stock()},
            {"default_tracking", tracking},
            {"default_quantity", 10},
            {"default_company_id", 1}};
  }
  static std::string told(const Value& lines) {
    std::string text;
    for (const Value& line : lines.list())
      text += line.dict().get("lot_name").text() + " " + orm::repr(line.dict().get("quantity")) + ", ";
    return text;
  }
  const char* by_number_ = GetParam() == Series::v17 ? "serial" : "generate";
  support::StockRoom room_{GetParam()};
};

// 17.0 makes so many, each of one; since 18.0 it is said how much goes into one.
TEST_P(GeneratedLots, ByNumber) {
  const Value product = room_.product({{"tracking", "lot"}});
  const Value lines = generate(context_of(product, "lot"), by_number_, "L008", 4);
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(told(lines), GetParam() == Series::v17 ? "L008 1, L009 1, L010 1, L011 1, " : "L008 4, L009 4, L010 2, ");
  EXPECT_EQ(lines.list().front().dict().get("product_id"), Value(Dict{{"id", product}, {"display_name", "Bolt"}}));
  EXPECT_EQ(told(generate(context_of(product, "serial"), by_number_, "", 2)), "0 1, 1 1, ");
}

TEST_P(GeneratedLots, FromAText) {
  const Value product = room_.product({{"tracking", "lot"}});
  const Value lines = generate(context_of(product, "lot"), "import", "", 3, "A1;3\nB2\t4,5\n\nC3;x;5");
  EXPECT_EQ(told(lines), "A1 3.0, B2 4.5, C3;x;5 1, ");
  EXPECT_EQ(room_.call("stock.move", "split_lots", {false}), Value(List{}));
}

TEST_P(GeneratedLots, RefusesWhatSaysTooLittle) {
  const Value product = room_.product({{"tracking", "lot"}});
  generate({}, by_number_, "A", 1);
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.UserError");
  generate(context_of(product, "lot"), "zz", "A", 1);
  EXPECT_EQ(room_.last_error(), "builtins.AssertionError");
  generate({{"default_product_id", product}}, by_number_, "A", 1);
  EXPECT_EQ(room_.last_error(), "builtins.KeyError");
}

TEST(AssignSerials, CountsOnFromTheFirst) {
  support::StockRoom room(Series::v17);
  const Value product = room.product({{"tracking", "serial"}});
  const Value receipt = room.transfer("in", product, 3);
  const Value move = room.moves_of(receipt).front();
  const Dict context{{"context", Dict{{"default_move_id", move}}}};
  const Value wizard =
      room.call("stock.assign.serial", "create", {Dict{{"next_serial_number", "SN-9"}, {"move_id", move}}}, context);
  ASSERT_EQ(room.last_error(), "") << room.last_message();
  EXPECT_EQ(room.read("stock.assign.serial", wizard, "next_serial_count"), Value(3));
  EXPECT_EQ(room.act("stock.assign.serial", wizard, "generate_serial_numbers"), Value(true));
  List names;
  for (const Value& row : room.rows("stock.move.line", {List{"picking_id", "=", receipt}}, {"lot_name", "quantity"}))
    names.push_back(row.dict().get("lot_name"));
  EXPECT_EQ(names, (List{"SN-9", "SN-10", "SN-11"}));
  EXPECT_EQ(room.read("stock.move", move, "next_serial"), Value("SN-9"));
  room.create("stock.assign.serial", {{"next_serial_number", "A"}, {"next_serial_count", 0}, {"move_id", move}});
  EXPECT_EQ(room.last_error(), "odoo.exceptions.ValidationError");
}

INSTANTIATE_TEST_SUITE_P(Series, GeneratedLots, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo
