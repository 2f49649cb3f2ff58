// The Python by which a webhook finds its record, as far as it is of the usual form.
#include <charconv>
#include <optional>

#include "simulator/addons/base_automation/automation.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/python_literal.h"

namespace paridoo::addons::base_automation {

using namespace orm;

namespace {

class Getter {
 public:
  Getter(const RecordSet& model, std::string_view text, const Value& payload)
      : model_(model), text_(text), payload_(payload) {}

  RecordSet record() {
    expect("model");
    RecordSet found = model_;
    if (take(".env")) {
      expect("[");
      const Value name = expression();
      expect("]");
      const Model* named = name.is_text() ? model_.env().registry().find(name.text()) : nullptr;
      if (!named) throw Fault(FaultKind::key_error, repr(name));
      found = model_.env()[named->name];
    }
    while (!rest().empty()) found = step(found);
    return found;
  }

 private:
  RecordSet step(const RecordSet& found) {
    if (take(".sudo()")) return found;
    if (take(".browse(")) {
      const Value ids = expression();
      expect(")");
      if (ids.is_unset()) return found.none();
      return ids.is_list() ? found.browse(ids.ids()) : found.browse(number(ids));
    }
    expect(".search(");
    const Value domain = expression();
    std::int64_t limit = 0;
    while (take(",")) {
      take("limit=");
      limit = number(expression());
    }
    expect(")");
    return found.search(parse_domain(domain), {.limit = limit});
  }

  Value expression() {
    if (take("int(")) {
      const Value value = expression();
      expect(")");
      return number(value);
    }
    if (take("payload")) return of_payload();
    if (take("[")) return list("]");
    if (take("(")) return list(")");
    return literal();
  }

  Value of_payload() {
    const bool by_method = take(".get(");
    if (!by_method) expect("[");
    const Value name = expression();
    Value otherwise;
    if (by_method && take(",")) otherwise = expression();
    expect(by_method ? ")" : "]");
    const Value* found = payload_.is_dict() && name.is_text() ? payload_.dict().find(name.text()) : nullptr;
    if (!found && !by_method) throw Fault(FaultKind::key_error, repr(name));
    return found ? *found : otherwise;
  }

  Value list(std::string_view end) {
    List values;
    while (!take(end)) {
      values.push_back(expression());
      if (!take(",") && rest().empty()) refuse();
    }
    return values;
  }

  Value literal() {
    const std::string_view text = rest();
    const bool is_quoted = !text.empty() && (text[0] == '\'' || text[0] == '"');
    const std::size_t end = is_quoted ? text.find(text[0], 1) : text.find_first_of(",)] ");
    if (end == text.npos) refuse();
    const std::size_t size = end + (is_quoted ? 1 : 0);
    const auto value = parse_python_literal(text.substr(0, size));
    if (!value) refuse();
    text_.remove_prefix(text_.size() - text.size() + size);
    return *value;
  }

  static std::int64_t number(const Value& value) {
    if (value.is_integer()) return value.integer();
    std::int64_t number = 0;
    if (!value.is_text()) throw Fault(FaultKind::type_error, "int() takes a number, not " + repr(value));
    const std::string& text = value.text();
    if (std::from_chars(text.data(), text.data() + text.size(), number).ptr != text.data() + text.size())
      throw value_error("int() takes a number, not " + repr(value));
    return number;
  }

  std::string_view rest() const {
    const std::size_t start = text_.find_first_not_of(" \n\t");
    return start == text_.npos ? std::string_view() : text_.substr(start);
  }

  bool take(std::string_view token) {
    if (!rest().starts_with(token)) return false;
    text_ = rest().substr(token.size());
    return true;
  }

  void expect(std::string_view token) {
    if (!take(token)) refuse();
  }

  [[noreturn]] void refuse() const { throw not_simulated("Python in base.automation.record_getter"); }

  const RecordSet& model_;
  std::string_view text_;
  const Value& payload_;
};

}  // namespace

RecordSet record_of_payload(const RecordSet& model, const std::string& getter, const Value& payload) {
  return Getter(model, getter, payload).record();
}

}  // namespace paridoo::addons::base_automation
