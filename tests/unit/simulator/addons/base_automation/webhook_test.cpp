#include <gtest/gtest.h>

#include <mutex>

#include "simulator/server/listener.h"
#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class Webhook : public testing::TestWithParam<orm::Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    const Dict answer = simulator_.execute_kw(model, method, std::move(args), std::move(kwargs));
    EXPECT_FALSE(answer.contains("error")) << orm::repr(answer.get("error"));
    return support::result_of(answer);
  }
  Value model_id(std::string_view model) {
    return call("ir.model", "search", {List{List{"model", "=", model}}}).list().front();
  }
  Value field_ids(std::string_view model, List names) {
    return call("ir.model.fields", "search", {List{List{"model", "=", model}, List{"name", "in", std::move(names)}}});
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(listener_.port()) + "/hook?a=b"; }
  // A rule that posts some fields of partners.
  Value rule(std::string_view trigger, Dict more = {}) {
    const Value model = model_id("res.partner");
    const Dict action{{"name", "Tell"},
                      {"model_id", model},
                      {"state", "webhook"},
                      {"webhook_url", url()},
                      {"webhook_field_ids", List{List{6, 0, field_ids("res.partner", {"name", "ref"})}}}};
    Dict values{{"name", "R"}, {"model_id", model}, {"trigger", trigger}};
    values.set("action_server_ids", List{List{0, 0, action}});
    values.update(more);
    return call("base.automation", "create", {values});
  }
  List received() {
    const std::lock_guard lock(mutex_);
    return std::exchange(received_, {});
  }

  rpc::HttpResponse take(const rpc::HttpRequest& request) {
    const std::lock_guard lock(mutex_);
    received_.push_back(Dict{{"path", request.path}, {"query", request.query}, {"body", request.body}});
    return rpc::plain_response(200, "ok");
  }

  std::mutex mutex_;
  List received_;
  server::Listener listener_{[this](const rpc::HttpRequest& request) { return take(request); }, {}};
  support::TestSimulator simulator_{{.series = GetParam()}};
};

TEST_P(Webhook, PostsWhatIsMadeAndWritten) {
  const Value made = rule("on_create_or_write");
  const Value partner = call("res.partner", "create", {Dict{{"name", "Zoé"}, {"ref", "r1"}}});
  List posts = received();
  ASSERT_EQ(posts.size(), 1U);
  const Value action = call("base.automation", "read", {List{made}, List{"action_server_ids"}});
  const std::string action_id = orm::repr(action.list()[0].dict().get("action_server_ids").list()[0]);
  const std::string id = orm::repr(partner);
  EXPECT_EQ(posts[0].dict().get("path"), Value("/hook"));
  EXPECT_EQ(posts[0].dict().get("query"), Value("a=b"));
  EXPECT_EQ(posts[0].dict().get("body"),
            Value("{\"_action\": \"Tell(#" + action_id + ")\", \"_id\": " + id +
                  ", \"_model\": \"res.partner\", \"id\": " + id + ", \"name\": \"Zo\\u00e9\", \"ref\": \"r1\"}"));
  call("res.partner", "write", {List{partner}, Dict{{"ref", "r2"}}});
  posts = received();
  ASSERT_EQ(posts.size(), 1U);
  EXPECT_EQ(rpc::parse_json(posts[0].dict().get("body").text()).dict().get("ref"), Value("r2"));
}

TEST_P(Webhook, PostsAChangeOfState) {
  rule("on_write", {{"filter_pre_domain", "[('ref', '!=', 'done')]"}, {"filter_domain", "[('ref', '=', 'done')]"}});
  const Value partner = call("res.partner", "create", {Dict{{"name", "A"}}});
  call("res.partner", "write", {List{partner}, Dict{{"ref", "open"}}});
  EXPECT_TRUE(received().empty());
  call("res.partner", "write", {List{partner}, Dict{{"ref", "done"}}});
  EXPECT_EQ(received().size(), 1U);
  call("res.partner", "write", {List{partner}, Dict{{"ref", "done"}, {"name", "B"}}});
  EXPECT_TRUE(received().empty());
}

TEST_P(Webhook, WatchesFieldsAndDeletions) {
  rule("on_write", {{"trigger_field_ids", List{List{6, 0, field_ids("res.partner", {"ref"})}}}});
  rule("on_unlink");
  const Value partner = call("res.partner", "create", {Dict{{"name", "A"}}});
  call("res.partner", "write", {List{partner}, Dict{{"name", "B"}}});
  EXPECT_TRUE(received().empty());
  call("res.partner", "write", {List{partner}, Dict{{"ref", "x"}}});
  EXPECT_EQ(received().size(), 1U);
  call("res.partner", "unlink", {List{partner}});
  EXPECT_EQ(received().size(), 1U);
}

TEST_P(Webhook, PostsNothingOfWhatIsRolledBack) {
  rule("on_create");
  const Value bad{List{Dict{{"name", "A"}}, Dict{{"name", "B"}, {"user_id", 99999}}}};
  EXPECT_TRUE(simulator_.execute_kw("res.partner", "create", {bad}).contains("error"));
  EXPECT_TRUE(received().empty());
}

TEST_P(Webhook, RunsPythonNeverAndSaysSo) {
  const Value model = model_id("res.partner");
  const Dict action{{"name", "Py"}, {"model_id", model}, {"state", "code"}, {"code", "record.write({})"}};
  call("base.automation", "create",
       {Dict{{"name", "R"},
             {"model_id", model},
             {"trigger", "on_create"},
             {"action_server_ids", List{List{0, 0, action}}}}});
  const Dict answer = simulator_.execute_kw("res.partner", "create", {Dict{{"name", "A"}}});
  EXPECT_EQ(support::error_name(answer), "paridoo.NotSimulated");
}

TEST_P(Webhook, IsSetOffFromOutside) {
  const Value model = model_id("res.partner");
  const Dict action{
      {"name", "W"}, {"model_id", model}, {"state", "object_write"}, {"update_path", "ref"}, {"value", "hit"}};
  const Value made = call("base.automation", "create",
                          {Dict{{"name", "In"},
                                {"model_id", model},
                                {"trigger", "on_webhook"},
                                {"action_server_ids", List{List{0, 0, action}}}}});
  const Value partner = call("res.partner", "create", {Dict{{"name", "A"}}});
  const Dict told = call("base.automation", "read", {List{made}, List{"url", "webhook_uuid"}}).list()[0].dict();
  const std::string path = "/web/hook/" + told.get("webhook_uuid").text();
  EXPECT_EQ(told.get("url"), Value("http://localhost:8069" + path));
  const auto post = [&](const std::string& target, const Dict& payload) {
    return simulator_.post(target, rpc::dump_json(payload), {{"Content-Type", "application/json"}});
  };
  rpc::HttpResponse answer = post(path, {{"_model", "res.partner"}, {"_id", partner}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "{\"status\": \"ok\"}");
  EXPECT_EQ(call("res.partner", "read", {List{partner}, List{"ref"}}).list()[0].dict().get("ref"), Value("hit"));
  answer = post(path, {{"_model", "res.partner"}, {"_id", 99999}});
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body, "{\"status\": \"error\"}");
  EXPECT_EQ(post("/web/hook/unknown", {}).status, 404);
  EXPECT_EQ(simulator_.get(path + "?_model=res.partner&_id=" + orm::repr(partner)).status, 200);
}

TEST_P(Webhook, FindsItsRecordAsItsGetterSays) {
  const Value model = model_id("res.partner");
  const Dict action{
      {"name", "W"}, {"model_id", model}, {"state", "object_write"}, {"update_path", "function"}, {"value", "x"}};
  const Value made = call("base.automation", "create",
                          {Dict{{"name", "In"},
                                {"model_id", model},
                                {"trigger", "on_webhook"},
                                {"record_getter", "model.search([('ref', '=', payload.get('code'))], limit=1)"},
                                {"action_server_ids", List{List{0, 0, action}}}}});
  const Value partner = call("res.partner", "create", {Dict{{"name", "A"}, {"ref", "c1"}}});
  const Value uuid =
      call("base.automation", "read", {List{made}, List{"webhook_uuid"}}).list()[0].dict().get("webhook_uuid");
  EXPECT_EQ(simulator_.get("/web/hook/" + uuid.text() + "?code=c1").status, 200);
  EXPECT_EQ(call("res.partner", "read", {List{partner}, List{"function"}}).list()[0].dict().get("function"),
            Value("x"));
  EXPECT_EQ(simulator_.get("/web/hook/" + uuid.text() + "?code=c2").status, 500);
}

INSTANTIATE_TEST_SUITE_P(AllSeries, Webhook, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace
}  // namespace paridoo
