#include "simulator/orm/rule_expression.h"

#include <cctype>
#include <charconv>
#include <ctime>
#include <variant>

#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

namespace {

constexpr int depth_max = 32;

struct NotAnExpression {};
// The module `time` of Python, of which only strftime() is known.
struct TimeModule {};

using Operand = std::variant<Value, RecordSet, TimeModule>;

std::string strftime_now(const Env& env, const std::string& format) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(env.now());
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::string out(format.size() * 8 + 64, '\0');
  out.resize(std::strftime(out.data(), out.size(), format.c_str(), &parts));
  return out;
}

Operand attribute(const RecordSet& record, const std::string& name) {
  if (name == "id") return record.empty() ? Value(false) : Value(record.id());
  if (name == "ids") return Value(record.ids());
  const Field* field = record.model().find(name);
  if (!field) throw NotAnExpression();
  if (field->is_relational()) return record[name];
  return record.empty() ? Value(false) : record.value(name);
}

class Evaluator {
 public:
  Evaluator(const Env& env, std::string_view text) : env_(env), rest_(text) {}

  Value whole() {
    Value value = sum(0);
    skip_blanks();
    if (!rest_.empty()) throw NotAnExpression();
    return value;
  }

 private:
  Value sum(int depth) {
    if (depth > depth_max) throw NotAnExpression();
    Value value = plain(depth);
    while (take('+')) {
      const Value more = plain(depth);
      if (!value.is_list() || !more.is_list()) throw NotAnExpression();
      List joined = value.list();
      joined.insert(joined.end(), more.list().begin(), more.list().end());
      value = std::move(joined);
    }
    return value;
  }

  // A record set in a domain stands for its ids.
  Value plain(int depth) {
    const Operand operand = with_attributes(depth);
    if (const auto* value = std::get_if<Value>(&operand)) return *value;
    if (const auto* records = std::get_if<RecordSet>(&operand)) return Value(records->ids());
    throw NotAnExpression();
  }

  Operand with_attributes(int depth) {
    Operand operand = primary(depth);
    while (take('.')) {
      const std::string name = word();
      if (const auto* records = std::get_if<RecordSet>(&operand))
        operand = attribute(*records, name);
      else if (std::holds_alternative<TimeModule>(operand) && name == "strftime")
        operand = formatted_now(depth);
      else
        throw NotAnExpression();
    }
    return operand;
  }

  Value formatted_now(int depth) {
    if (!take('(')) throw NotAnExpression();
    const Value format = sum(depth + 1);
    if (!format.is_text() || !take(')')) throw NotAnExpression();
    return strftime_now(env_, format.text());
  }

  Operand primary(int depth) {
    skip_blanks();
    if (rest_.empty()) throw NotAnExpression();
    const char c = rest_.front();
    if (c == '\'' || c == '"') return quoted();
    if (take('[')) return list(depth, ']');
    if (take('(')) return parenthesised(depth);
    if (c == '-' || std::isdigit(static_cast<unsigned char>(c))) return number();
    return named(word());
  }

  Operand named(const std::string& name) {
    if (name == "True") return Value(true);
    if (name == "False") return Value(false);
    if (name == "None") return Value();
    if (name == "user") return env_.user().with_context({});
    if (name == "uid") return Value(env_.uid());
    if (name == "company_id") return Value(env_.company().id());
    if (name == "company_ids") return Value(env_.companies().ids());
    if (name == "time") return TimeModule{};
    throw NotAnExpression();
  }

  // (a) is a; (a,) and (a, b) are tuples, which domains take for lists.
  Value parenthesised(int depth) {
    if (take(')')) return List{};
    Value first = sum(depth + 1);
    if (take(')')) return first;
    if (!take(',')) throw NotAnExpression();
    List items = list(depth, ')').list();
    items.insert(items.begin(), std::move(first));
    return items;
  }

  Value list(int depth, char close) {
    List items;
    while (!take(close)) {
      items.push_back(sum(depth + 1));
      if (take(close)) break;
      if (!take(',')) throw NotAnExpression();
    }
    return items;
  }

  Value quoted() {
    const char quote = rest_.front();
    const std::size_t end = rest_.find(quote, 1);
    if (end == std::string_view::npos) throw NotAnExpression();
    const std::string_view inside = rest_.substr(1, end - 1);
    if (inside.find('\\') != std::string_view::npos) throw NotAnExpression();
    rest_.remove_prefix(end + 1);
    return std::string(inside);
  }

  Value number() {
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), whole);
    if (error != std::errc()) throw NotAnExpression();
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return whole;
  }

  std::string word() {
    skip_blanks();
    std::size_t length = 0;
    while (length < rest_.size() && (std::isalnum(static_cast<unsigned char>(rest_[length])) || rest_[length] == '_'))
      ++length;
    if (length == 0) throw NotAnExpression();
    const std::string out(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return out;
  }

  bool take(char c) {
    skip_blanks();
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip_blanks() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front()))) rest_.remove_prefix(1);
  }

  const Env& env_;
  std::string_view rest_;
};

}  // namespace

Domain rule_expression(const Env& env, std::string_view rule, std::string_view text) {
  if (text.empty()) return Domain::everything();
  try {
    return parse_domain(Evaluator(env, text).whole());
  } catch (const NotAnExpression&) {
    throw not_simulated("the domain of the record rule '" + std::string(rule) + "': " + std::string(text));
  }
}

}  // namespace paridoo::orm
