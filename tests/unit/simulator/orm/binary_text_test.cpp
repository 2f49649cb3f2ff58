#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

constexpr const char* picture =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

class BinaryText : public testing::Test {
 protected:
  Value read(std::string_view model, const Value& id, std::string_view field, Dict context = {}) {
    const Dict answer =
        simulator_.execute_kw(model, "read", {List{id}, List{field}}, {{"context", std::move(context)}});
    return support::result_of(answer).list().front().dict().get(field);
  }
  Value create(std::string_view model, Dict values) {
    return support::result_of(simulator_.execute_kw(model, "create", {std::move(values)}));
  }

  support::TestSimulator simulator_;
};

TEST_F(BinaryText, TellsSizesWhereTheContextAsksForThem) {
  const Value partner = create("res.partner", {{"name", "A"}, {"image_1920", picture}});
  EXPECT_EQ(read("res.partner", partner, "image_128"), Value(picture));
  EXPECT_EQ(read("res.partner", partner, "image_128", {{"bin_size", true}}), Value("67.00 bytes"));
  EXPECT_EQ(read("res.partner", partner, "image_1920", {{"bin_size_image_1920", true}}), Value("67.00 bytes"));
  EXPECT_EQ(read("res.partner", partner, "image_128", {{"bin_size_image_1920", true}}), Value(picture));
  const Value without = create("res.partner", {{"name", "B"}});
  EXPECT_EQ(read("res.partner", without, "image_1920", {{"bin_size", true}}), Value(false));
}

TEST_F(BinaryText, RefusesWhatIsNoImage) {
  for (const char* content : {"notbase64!", "aGVsbG8="})
    EXPECT_EQ(support::error_name(
                  simulator_.execute_kw("res.partner", "create", {Dict{{"name", "A"}, {"image_1920", content}}})),
              "odoo.exceptions.UserError")
        << content;
  EXPECT_EQ(read("res.partner", create("res.partner", {{"name", "A"}, {"image_1920", ""}}), "image_1920"),
            Value(false));
}

TEST_F(BinaryText, KeepsAttachmentsRawAndInBase64) {
  const Value plain = create("ir.attachment", {{"name", "t"}, {"raw", "plain text"}});
  EXPECT_EQ(read("ir.attachment", plain, "datas"), Value("cGxhaW4gdGV4dA=="));
  EXPECT_EQ(read("ir.attachment", plain, "raw"), Value("plain text"));
  EXPECT_EQ(read("ir.attachment", plain, "raw", {{"bin_size", true}}), Value("10.00 bytes"));
  const Value empty = create("ir.attachment", {{"name", "t"}});
  EXPECT_EQ(read("ir.attachment", empty, "datas"), Value(""));
  EXPECT_EQ(read("ir.attachment", empty, "datas", {{"bin_size", true}}), Value(false));
}

}  // namespace
}  // namespace paridoo
