#include "simulator/rpc/exception_text.h"

#include <gtest/gtest.h>

namespace paridoo::rpc {
namespace {

using orm::Fault;
using orm::FaultKind;
using orm::List;
using orm::Value;

std::string last_line(const std::string& traceback) {
  const auto end = traceback.size() - 1;  // the line ends with a line feed
  const auto start = traceback.rfind('\n', end - 1) + 1;
  return traceback.substr(start, end - start);
}

TEST(ExceptionText, EndsATracebackWithTypeAndMessage) {
  EXPECT_EQ(last_line(traceback_of(orm::user_error("No."))), "odoo.exceptions.UserError: No.");
  EXPECT_EQ(last_line(traceback_of(orm::value_error("Bad."))), "ValueError: Bad.");
}

TEST(ExceptionText, QuotesTheKeyOfAKeyErrorAsPythonDoes) {
  const Fault fault(FaultKind::key_error, "nothing");
  EXPECT_EQ(str_of(fault), "'nothing'");
  EXPECT_EQ(message_of(fault), "nothing");
}

TEST(ExceptionText, PrintsSeveralArgumentsAsATupleOrALineEach) {
  const Fault fault(FaultKind::redirect_warning, "Configure it.", List{"Configure it.", 12, "Go", Value()});
  EXPECT_EQ(str_of(fault), "('Configure it.', 12, 'Go', None)");
  EXPECT_EQ(message_of(fault), "Configure it.\n12\nGo\nNone");
}

}  // namespace
}  // namespace paridoo::rpc
