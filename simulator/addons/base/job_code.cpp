#include "simulator/addons/base/job_code.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace paridoo::addons::base {

namespace {

using orm::Value;

constexpr std::string_view spaces = " \t\r\n";

bool is_name_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::optional<Value> number_of(std::string_view text) {
  const char* const end = text.data() + text.size();
  std::int64_t integer = 0;
  if (const auto read = std::from_chars(text.data(), end, integer); read.ec == std::errc() && read.ptr == end)
    return Value(integer);
  double real = 0;
  const bool is_plain = text.find_first_not_of("-.0123456789") == text.npos;
  if (const auto read = std::from_chars(text.data(), end, real); is_plain && read.ec == std::errc() && read.ptr == end)
    return Value(real);
  return std::nullopt;
}

// What is left of the code; each function takes its piece off the front, or says that it is not there.
class JobCode {
 public:
  explicit JobCode(std::string_view code) : rest_(code) { skip_spaces(); }

  bool take(std::string_view piece) {
    if (!rest_.starts_with(piece)) return false;
    rest_.remove_prefix(piece.size());
    skip_spaces();
    return true;
  }

  std::string take_name() {
    std::size_t length = 0;
    while (length < rest_.size() && is_name_part(rest_[length])) ++length;
    if (length == 0 || (rest_[0] >= '0' && rest_[0] <= '9')) return {};
    return std::string(take_front(length));
  }

  std::optional<Value> take_constant() {
    if (rest_.starts_with('\'') || rest_.starts_with('"')) return take_text();
    const std::string_view word = take_front(std::min(rest_.find_first_of(",) \t\r\n"), rest_.size()));
    if (word == "None") return Value();
    if (word == "True") return Value(true);
    if (word == "False") return Value(false);
    return number_of(word);
  }

  // "name=" of a keyword argument; empty, and nothing taken, for an argument without a name.
  std::string take_keyword() {
    const std::string_view before = rest_;
    const std::string name = take_name();
    if (!name.empty() && !rest_.starts_with("==") && take("=")) return name;
    rest_ = before;
    return {};
  }

  bool is_at_end() const { return rest_.empty(); }

 private:
  void skip_spaces() { rest_.remove_prefix(std::min(rest_.find_first_not_of(spaces), rest_.size())); }

  std::string_view take_front(std::size_t length) {
    const std::string_view front = rest_.substr(0, length);
    rest_.remove_prefix(length);
    skip_spaces();
    return front;
  }

  std::optional<Value> take_text() {
    const std::size_t end = rest_.find(rest_.front(), 1);
    if (end == rest_.npos) return std::nullopt;
    const std::string text(rest_.substr(1, end - 1));
    take_front(end + 1);
    if (text.find_first_of("\\\n") != text.npos) return std::nullopt;
    return Value(text);
  }

  std::string_view rest_;
};

bool take_argument(JobCode& code, JobCall& call) {
  const std::string keyword = code.take_keyword();
  if (keyword.empty() && !call.keywords.empty()) return false;
  std::optional<Value> value = code.take_constant();
  if (!value) return false;
  if (keyword.empty())
    call.arguments.push_back(std::move(*value));
  else
    call.keywords.set(keyword, std::move(*value));
  return true;
}

// What stands between the parentheses, and the closing one.
bool take_arguments(JobCode& code, JobCall& call) {
  while (!code.take(")")) {
    if (!take_argument(code, call)) return false;
    if (!code.take(",")) return code.take(")");
  }
  return true;
}

}  // namespace

std::optional<JobCall> parse_job_code(std::string_view text) {
  JobCode code(text);
  JobCall call;
  if (!code.take("model") || !code.take(".")) return std::nullopt;
  call.method = code.take_name();
  if (call.method.empty() || !code.take("(") || !take_arguments(code, call) || !code.is_at_end()) return std::nullopt;
  return call;
}

}  // namespace paridoo::addons::base
