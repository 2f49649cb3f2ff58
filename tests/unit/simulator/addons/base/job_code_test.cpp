#include "simulator/addons/base/job_code.h"

#include <gtest/gtest.h>

namespace paridoo::addons::base {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

void expect_call(std::string_view code, const std::string& method, const List& arguments, const Dict& keywords) {
  const auto call = parse_job_code(code);
  ASSERT_TRUE(call) << code;
  EXPECT_EQ(call->method, method);
  EXPECT_EQ(Value(call->arguments), Value(arguments)) << code;
  EXPECT_EQ(Value(call->keywords), Value(keywords)) << code;
}

TEST(JobCode, CallsAMethodWithConstants) {
  expect_call("model._run_vacuum_cleaner()", "_run_vacuum_cleaner", {}, {});
  expect_call("\nmodel.run_scheduler(True)\n            ", "run_scheduler", {true}, {});
  expect_call("model.update_notification(None)", "update_notification", {Value()}, {});
  expect_call("model._gc_notifications(max_age_days=180)", "_gc_notifications", {}, {{"max_age_days", 180}});
  expect_call("model.f(-1, 2.5, 'a, b)', \"\", x = False,)", "f", {-1, 2.5, "a, b)", ""}, {{"x", false}});
}

TEST(JobCode, UnderstandsNothingElse) {
  for (const char* code :
       {"", "model", "model.f", "model.f(", "model.f(x)", "model.f(1) + 1", "model.f(1 2)", "model.f(x=1, 2)",
        "model.f(,)", "model.f(1,,2)", "record.f()", "model.search([]).f()", "model.f()\nmodel.g()",
        "model.f('it\\'s')", "model.f('a)", "action = model.f()", "model.f(a==1)", "model.3f()", "# model.f()"})
    EXPECT_FALSE(parse_job_code(code)) << code;
}

}  // namespace
}  // namespace paridoo::addons::base
