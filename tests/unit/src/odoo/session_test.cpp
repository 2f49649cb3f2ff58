#include "src/odoo/session.h"

#include <gtest/gtest.h>

#include "src/odoo/existence.h"
#include "src/odoo/row.h"
#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::odoo {
namespace {

using testing::ScriptedOdoo;

constexpr std::string_view name_field[] = {"name"};

Session session_over(Transport transport, Observer observer = {}) {
  return Session(
      {.database = "db", .password = "pw", .transport = std::move(transport), .observer = std::move(observer)});
}

TEST(Session, LogsInOnceAndCallsAsThatUser) {
  int logins = 0;
  const auto session = session_over([&](const WireRequest& request) -> Result<WireResponse> {
    const bool login = request.body.find("authenticate") != std::string::npos;
    logins += login;
    return WireResponse{.status = 200, .body = login ? R"({"result": 42})" : R"({"result": 7})"};
  });
  EXPECT_EQ(*session.search_count("res.partner", {}), 7);
  EXPECT_EQ(*session.search_count("res.partner", {}), 7);
  EXPECT_EQ(*session.user_id(), 42);
  EXPECT_EQ(logins, 1);
}

TEST(Session, ARefusedLoginIsAccessDenied) {
  const auto session =
      session_over([](const WireRequest&) { return WireResponse{.status = 200, .body = R"({"result": false})"}; });
  EXPECT_EQ(session.search_count("res.partner", {}).error().kind, ErrorKind::access_denied);
}

TEST(Session, LogsInAgainAfterAFailure) {
  int attempts = 0;
  const auto session = session_over([&](const WireRequest&) -> Result<WireResponse> {
    if (attempts++ == 0) return Error{ErrorKind::unreachable, "down"};
    return WireResponse{.status = 200, .body = R"({"result": 2})"};
  });
  EXPECT_EQ(session.user_id().error().kind, ErrorKind::unreachable);
  EXPECT_EQ(*session.user_id(), 2);
}

TEST(Session, SearchReadPassesDomainFieldsAndPage) {
  ScriptedOdoo odoo;
  odoo.answer_json("res.partner.search_read", R"([{"id": 3, "name": "Marie"}])");
  const auto rows = odoo.session().search_read("res.partner", where("active", "=", true), name_field,
                                               {.order = "name", .offset = 20, .limit = 10});
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->size(), 1u);
  const auto call = odoo.last("res.partner.search_read");
  ASSERT_EQ(call.arguments.size(), 1u);
  EXPECT_EQ(call.arguments[0], Value(where("active", "=", true).terms()));
  const Value keywords(call.keywords);
  EXPECT_EQ(*keywords.find("fields"), Value(List{"name"}));
  EXPECT_EQ(*keywords.find("order"), Value("name"));
  EXPECT_EQ(*keywords.find("offset"), Value(20));
  EXPECT_EQ(*keywords.find("limit"), Value(10));
}

TEST(Session, ReadsARecordWithItsLinesInOneCall) {
  ScriptedOdoo odoo;
  odoo.answer_rows("stock.picking", R"([{"id": 3, "partner_id": [7, "Marie"]}])", "move_ids",
                   R"([{"id": 31, "product_uom": [1, "Units"], "move_line_ids": []}])");
  constexpr std::string_view fields[] = {"partner_id", "move_ids"}, of_moves[] = {"product_uom"},
                             of_lines[] = {"quantity"};
  const Nested lines{.field = "move_line_ids", .fields = of_lines};
  const Nested moves{.field = "move_ids", .fields = of_moves, .within = &lines};
  const auto row = odoo.session().find("stock.picking", where("id", "=", 3), fields, moves);
  ASSERT_TRUE(row && *row);
  RowReader reader("stock.picking", **row);
  EXPECT_EQ(reader.reference("partner_id"), (Reference{.id = 7, .name = "Marie"}));
  EXPECT_EQ(reader.ids("move_ids"), Ids{31});
  EXPECT_EQ(reader.rows("move_ids").size(), 1u);
  // As the script remembers them: in the order of their names.
  const Dict named{{"fields", Dict{{"display_name", Dict()}}}};
  const Dict lines_wanted{{"fields", Dict{{"quantity", Dict()}}}};
  const Dict moves_wanted{{"fields", Dict{{"move_line_ids", lines_wanted}, {"product_uom", named}}}};
  const Dict asked{{"specification", Dict{{"move_ids", moves_wanted}, {"partner_id", named}}}};
  EXPECT_EQ(odoo.last("stock.picking.web_search_read").keywords, asked);
}

TEST(Session, FindIsEmptyWhereNothingMatches) {
  ScriptedOdoo odoo;
  odoo.answer("res.partner.search_read", List{});
  const auto row = odoo.session().find("res.partner", where("id", "=", 5), name_field);
  ASSERT_TRUE(row);
  EXPECT_FALSE(*row);
}

TEST(Session, CreateTakesAnIdAlsoInAListOfOne) {
  ScriptedOdoo odoo;
  odoo.answer("res.partner.create", 5).answer("res.partner.create", Ids{6}).answer("res.partner.create", "7");
  EXPECT_EQ(*odoo.session().create("res.partner", {{"name", "Marie"}}), 5);
  EXPECT_EQ(*odoo.session().create("res.partner", {{"name", "Marie"}}), 6);
  EXPECT_EQ(odoo.session().create("res.partner", {{"name", "Marie"}}).error().kind, ErrorKind::malformed_answer);
}

TEST(Session, ContextIsAddedToEachCallAndLaterKeysWin) {
  ScriptedOdoo odoo;
  odoo.answer("sale.order.action_confirm", true);
  const auto session =
      odoo.session().with_context({{"lang", "en_US"}, {"tz", "UTC"}}).with_context({{"lang", "fr_FR"}});
  ASSERT_TRUE(session.call_on("sale.order", {4}, "action_confirm"));
  const auto call = odoo.last("sale.order.action_confirm");
  const Dict expected{{"lang", "fr_FR"}, {"tz", "UTC"}};
  EXPECT_EQ(*Value(call.keywords).find("context"), Value(expected));
  EXPECT_EQ(call.arguments, (List{Value(Ids{4})}));
}

TEST(Session, TheObserverSeesEachCallWithItsAnswer) {
  std::vector<std::string> seen;
  const auto session =
      session_over([](const WireRequest&) { return WireResponse{.status = 200, .body = R"({"result": 2})"}; },
                   [&](const ObjectCall& call, const Result<Value>& answer, std::chrono::microseconds) {
                     seen.push_back(call.model + "." + call.method + (answer ? " ok" : " failed"));
                   });
  ASSERT_TRUE(session.search_count("res.partner", {}));
  EXPECT_EQ(seen, std::vector<std::string>{"res.partner.search_count ok"});
}

TEST(Session, AsksForTheVersionOnce) {
  int asked = 0;
  const auto session = session_over([&](const WireRequest&) {
    ++asked;
    return WireResponse{
        .status = 200,
        .body = R"({"result": {"server_version": "17.0", "server_version_info": [17, 0, 0, "final", 0]}})"};
  });
  EXPECT_EQ(session.version()->major, 17);
  EXPECT_EQ(session.version()->major, 17);
  EXPECT_EQ(asked, 1);
}

TEST(Session, KnowsWhetherAModelHasAField) {
  ScriptedOdoo odoo;
  odoo.answer_json("sale.order.fields_get", R"({"x_outlet_id": {"type": "many2one"}})");
  EXPECT_TRUE(*odoo.session().has_field("sale.order", "x_outlet_id"));
  EXPECT_FALSE(*odoo.session().has_field("sale.order", "x_other"));
}

TEST(Existence, NamesTheMissingRecordAndItsPlace) {
  ScriptedOdoo odoo;
  odoo.answer("res.partner.search_read", List{});
  const auto known = check_exists(odoo.session(), "res.partner", 99, "/customer_id");
  ASSERT_FALSE(known);
  EXPECT_EQ(known.error().kind, ErrorKind::not_found);
  EXPECT_EQ(known.error().pointer, "/customer_id");
}

TEST(RowReader, ReadsReferencesAndUnsetFields) {
  const Value row(Dict{{"id", 5}, {"partner_id", List{7, "Marie"}}, {"note", false}, {"qty", 2}, {"ids", Ids{1, 2}}});
  RowReader reader("sale.order", row);
  EXPECT_EQ(reader.id("id"), 5);
  EXPECT_EQ(reader.reference("partner_id"), (Reference{.id = 7, .name = "Marie"}));
  EXPECT_FALSE(reader.optional_text("note"));
  EXPECT_FALSE(reader.optional_reference("note"));
  EXPECT_EQ(reader.number("qty"), 2.0);
  EXPECT_EQ(reader.ids("ids"), (Ids{1, 2}));
  EXPECT_TRUE(reader.finish(true));
}

TEST(RowReader, ASumOverNothingIsZero) {
  const Value row(Dict{{"quantity", false}, {"reserved", 2.5}, {"name", "x"}});
  RowReader reader("stock.quant", row);
  EXPECT_EQ(reader.sum("quantity"), 0);
  EXPECT_EQ(reader.sum("reserved"), 2.5);
  EXPECT_TRUE(reader.finish(true));
  reader.sum("name");
  EXPECT_FALSE(reader.finish(true));
}

TEST(RowReader, ReportsTheFirstFieldThatIsNotAsAgreed) {
  const Value row(Dict{{"id", 5}, {"name", false}, {"partner_id", 7}});
  RowReader reader("sale.order", row);
  reader.text("name");
  reader.reference("partner_id");
  reader.number("missing");
  const auto read = reader.finish(true);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::malformed_answer);
  EXPECT_EQ(read.error().detail, "sale.order.name is boolean");
}

}  // namespace
}  // namespace paridoo::odoo
