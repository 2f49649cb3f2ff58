#include "simulator/rpc/json2.h"

#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::rpc {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

const std::string api_key(40, 'k');

class Json2 : public testing::Test {
 protected:
  HttpResponse post(std::string_view path, const Dict& body, const std::string& key = api_key) {
    return odoo_.post(path, dump_json(body),
                      {{"Content-Type", "application/json"}, {"Authorization", "bearer " + key}});
  }
  HttpResponse get(std::string_view path) {
    return server::ask(odoo_.simulator().handler(), "GET", path, {{"Authorization", "Bearer " + api_key}}, {});
  }

  support::TestSimulator odoo_{{.series = orm::Series::v19, .databases = {.api_key = api_key}}};
};

TEST_F(Json2, GivesTheBareValue) {
  EXPECT_EQ(parse_json(post("/json/2/res.company/read", {{"ids", 1}, {"fields", List{"name"}}}).body),
            Value(List{Dict{{"id", 1}, {"name", "My Company"}}}));
  EXPECT_TRUE(parse_json(post("/json/2/res.partner/create", {{"vals_list", Dict{{"name", "Ada"}}}}).body).is_list());
}

TEST_F(Json2, RefusesArgumentsThatDoNotFit) {
  EXPECT_EQ(post("/json/2/res.partner/create", {}).status, 422);
  EXPECT_EQ(post("/json/2/res.partner/search", {{"domain", List{}}, {"bogus", 1}}).status, 422);
  EXPECT_EQ(post("/json/2/res.partner/search", {{"domain", List{}}, {"ids", List{1}}}).status, 422);
  EXPECT_EQ(post("/json/2/res.partner/write", {{"ids", List{987654}}, {"vals", Dict{{"name", "x"}}}}).status, 404);
  EXPECT_EQ(post("/json/2/res.company/read", {}, "wrong").status, 401);
}

TEST_F(Json2, DescribesModels) {
  const Dict index = parse_json(get("/doc-bearer/index.json").body).dict();
  EXPECT_GT(index.get("models").list().size(), 50u);
  EXPECT_EQ(index.get("models").list().front().dict().get("fields").dict().get("id").dict().get("string"), Value("ID"));
  const Dict partner = parse_json(get("/doc-bearer/res.partner.json").body).dict();
  const Dict& create = partner.get("methods").dict().get("create").dict();
  EXPECT_EQ(create.get("signature"), Value("(vals_list)"));
  EXPECT_EQ(create.get("api"), Value(List{"model"}));
  EXPECT_EQ(get("/doc-bearer/no.such.json").status, 404);
}

TEST_F(Json2, ServesADatabaseOfAnotherSeriesAsThatSeriesAnswers) {
  odoo_.simulator().databases().create("old", orm::Series::v17);
  const Dict refused = odoo_.service("object", "execute_kw", {"old", 2, "bad", "res.partner", "search", List{List{}}});
  EXPECT_EQ(refused.get("error").dict().get("code"), Value(200));
  EXPECT_EQ(post("/json/2/res.company/read", {{"ids", 1}}).status, 404) << "with two databases one has to be named";
}

}  // namespace
}  // namespace paridoo::rpc
