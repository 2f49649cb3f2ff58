#include "simulator/addons/mail/template_expression.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <charconv>
#include <utility>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/report_document.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::mail {

using namespace orm;

bool Meaning::truthy() const {
  if (records) return !records->empty();
  if (items) return !items->empty();
  return static_cast<bool>(value);
}

std::string Meaning::text() const {
  if (records)
    return records->empty() ? std::string() : fmt::format("{}{}", records->model().name, repr(records->ids()));
  if (value.is_unset()) return {};
  return value.is_text() ? value.text() : repr(value);
}

namespace {

Meaning of(Value value) { return {.value = std::move(value)}; }

Value as_value(const Meaning& meaning) { return meaning.records ? Value(*meaning.records) : meaning.value; }

bool same(const Meaning& a, const Meaning& b) { return as_value(a) == as_value(b); }

bool contains(const Meaning& all, const Meaning& one) {
  if (all.items) return std::ranges::any_of(*all.items, [&](const Meaning& item) { return same(item, one); });
  if (all.value.is_text()) return all.value.text().find(one.text()) != std::string::npos;
  return all.records && one.records && !one.records->empty() && all.records->contains(one.records->id());
}

// --- attributes and calls

Meaning field_of(const RecordSet& records, const std::string& name) {
  if (name == "id") return of(records.empty() ? Value(false) : Value(records.id()));
  if (name == "ids") return of(records.ids());
  if (!records.model().has(name)) throw BadExpression(records.model().name + " has no " + name);
  const Field& field = records.model().at(name);
  if (field.comodel) return {.records = records[name]};
  if (records.size() > 1) records.ensure_one();
  return of(records.empty() ? Value(false) : records.value(name));
}

Meaning attribute(const Meaning& owner, const std::string& name) {
  if (owner.records) return field_of(*owner.records, name);
  if (owner.value.is_unset()) return {};
  throw BadExpression("no attribute " + name);
}

using Function = Meaning (*)(const Env&, const std::vector<Meaning>&);

Meaning money(const Env&, const std::vector<Meaning>& given) {
  if (given.size() < 2 || !given[1].records) throw BadExpression("format_amount takes an amount and a currency");
  const Value& amount = given[0].value;
  return of(base::format_amount(*given[1].records, amount.is_unset() ? 0 : amount.number()));
}

Meaning date(const Env&, const std::vector<Meaning>& given) {
  const auto day = given.empty() ? std::nullopt : parse_day(given[0].text().substr(0, 10));
  if (!day) return of("");
  const std::string iso = format_day(*day);
  return of(iso.substr(5, 2) + "/" + iso.substr(8, 2) + "/" + iso.substr(0, 4));
}

Meaning html_is_empty(const Env&, const std::vector<Meaning>& given) {
  bool in_tag = false;
  for (const char c : given.empty() ? std::string() : given[0].text()) {
    if (c == '<') in_tag = true;
    if (!in_tag && std::isspace(static_cast<unsigned char>(c)) == 0) return of(false);
    if (c == '>') in_tag = false;
  }
  return of(true);
}

Meaning length(const Env&, const std::vector<Meaning>& given) {
  if (given.empty()) throw BadExpression("len takes one argument");
  const Meaning& one = given[0];
  const std::size_t size = one.records ? one.records->size() : one.items ? one.items->size() : one.text().size();
  return of(static_cast<std::int64_t>(size));
}

Meaning as_text(const Env&, const std::vector<Meaning>& given) { return of(given.empty() ? "" : given[0].text()); }

Meaning has_attribute(const Env&, const std::vector<Meaning>& given) {
  return of(given.size() == 2 && given[0].records && given[0].records->model().has(given[1].text()));
}

struct NamedFunction {
  std::string_view name;
  Function function;
};
constexpr auto functions = std::to_array<NamedFunction>({{"format_amount", money},
                                                         {"format_date", date},
                                                         {"format_datetime", date},
                                                         {"is_html_empty", html_is_empty},
                                                         {"len", length},
                                                         {"str", as_text},
                                                         {"hasattr", has_attribute}});

// No payment provider is simulated: there is no transaction to speak of.
bool gives_no_transaction(const std::string& method) { return method == "get_portal_last_transaction"; }

Meaning call_method(const Meaning& owner, const std::string& name, const std::vector<Meaning>& given) {
  if (!owner.records) throw not_simulated("what a mail template calls " + name + " on");
  if (gives_no_transaction(name)) return {};
  if (!owner.records->has_method(name)) throw not_simulated(owner.records->model().name + "." + name);
  List arguments;
  for (const Meaning& one : given) arguments.push_back(as_value(one));
  return of(owner.records->call(name, std::move(arguments)));
}

// --- the grammar, from what binds least to what binds most

class Parser {
 public:
  Parser(const Env& env, const Names& names, std::string_view text) : env_(env), names_(names), text_(text) {}

  Meaning whole() {
    Meaning result = conditional();
    skip_spaces();
    if (at_ != text_.size()) throw BadExpression(fmt::format("what does not fit: {}", text_.substr(at_)));
    return result;
  }

 private:
  // What is not wanted is only parsed: it may name what a record does not have.
  Meaning conditional() {
    const std::size_t start = at_;
    Meaning then = parsed(true, [&] { return disjunction(); });
    const bool is_choice = word("if");
    if (!is_choice) {
      at_ = start;
      return disjunction();
    }
    const Meaning condition = disjunction();
    if (!word("else")) throw BadExpression("else is missing");
    const bool wanted = condition.truthy();
    Meaning otherwise = parsed(wanted, [&] { return conditional(); });
    if (!wanted) return otherwise;
    const std::size_t end = std::exchange(at_, start);
    then = disjunction();
    at_ = end;
    return then;
  }

  Meaning disjunction() {
    Meaning left = conjunction();
    while (word("or")) {
      const bool decided = left.truthy();
      Meaning right = parsed(decided, [&] { return conjunction(); });
      if (!decided) left = std::move(right);
    }
    return left;
  }

  Meaning conjunction() {
    Meaning left = negation();
    while (word("and")) {
      const bool decided = !left.truthy();
      Meaning right = parsed(decided, [&] { return negation(); });
      if (!decided) left = std::move(right);
    }
    return left;
  }

  // Without evaluating it, if `only`.
  template <class Part>
  Meaning parsed(bool only, Part part) {
    skipped_ += only ? 1 : 0;
    Meaning result = part();
    skipped_ -= only ? 1 : 0;
    return result;
  }

  Meaning negation() { return word("not") ? of(!negation().truthy()) : comparison(); }

  Meaning comparison() {
    Meaning left = sum();
    if (symbol("==")) return of(same(left, sum()));
    if (symbol("!=")) return of(!same(left, sum()));
    if (symbol("<=")) return of(number(left) <= number(sum()));
    if (symbol(">=")) return of(number(left) >= number(sum()));
    if (symbol("<")) return of(number(left) < number(sum()));
    if (symbol(">")) return of(number(left) > number(sum()));
    if (word("in")) return of(contains(sum(), left));
    if (!word("not")) return left;
    if (!word("in")) throw BadExpression("in is missing");
    return of(!contains(sum(), left));
  }

  Meaning sum() {
    Meaning left = postfix();
    while (true) {
      if (symbol("+")) {
        left = plus(left, postfix());
      } else if (symbol("%")) {
        left = formatted(left, postfix());
      } else {
        return left;
      }
    }
  }

  double number(const Meaning& meaning) const {
    if (skipped_ > 0) return 0;
    if (meaning.records || meaning.items || meaning.value.is_text()) throw BadExpression("no number");
    return meaning.value.is_unset() ? 0 : meaning.value.number();
  }

  Meaning plus(const Meaning& a, const Meaning& b) const {
    if (a.value.is_text()) return of(a.value.text() + b.text());
    return of(number(a) + number(b));
  }

  Meaning formatted(const Meaning& pattern, const Meaning& given) const {
    if (skipped_ > 0) return {};
    std::string text = pattern.text();
    const std::vector<Meaning> one{given};
    for (const Meaning& item : given.items ? *given.items : one) {
      const std::size_t at = text.find("%s");
      if (at == std::string::npos) throw BadExpression("more values than places");
      text.replace(at, 2, item.text());
    }
    return of(text);
  }

  Meaning postfix() {
    Meaning result = primary();
    while (symbol(".")) {
      const std::string name = identifier();
      const bool is_call = symbol("(");
      const std::vector<Meaning> given = is_call ? arguments() : std::vector<Meaning>();
      if (skipped_ > 0) continue;
      result = is_call ? method(result, name, given) : attribute(result, name);
    }
    return result;
  }

  Meaning method(const Meaning& owner, const std::string& name, const std::vector<Meaning>& given) {
    if (owner.value.is_dict() && name == "get" && !given.empty()) return of(owner.value.dict().get(given[0].text()));
    return call_method(owner, name, given);
  }

  std::vector<Meaning> arguments() { return listed(")"); }

  std::vector<Meaning> listed(std::string_view end) {
    std::vector<Meaning> all;
    while (!symbol(end)) {
      all.push_back(conditional());
      if (!symbol(",") && !peek(end)) throw BadExpression("a comma is missing");
    }
    return all;
  }

  Meaning primary() {
    skip_spaces();
    if (symbol("(")) return parenthesised();
    if (symbol("[")) return {.items = listed("]")};
    if (at_ >= text_.size()) throw BadExpression("it ends early");
    const char c = text_[at_];
    if (c == '\'' || c == '"') return of(string_literal());
    if (std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '-') return of(number_literal());
    return named(identifier());
  }

  Meaning parenthesised() {
    Meaning first = conditional();
    if (symbol(")")) return first;
    if (!symbol(",")) throw BadExpression("a parenthesis is not closed");
    std::vector<Meaning> all = listed(")");
    all.insert(all.begin(), std::move(first));
    return {.items = std::move(all)};
  }

  Meaning named(const std::string& name) {
    if (name == "True") return of(true);
    if (name == "False") return of(false);
    if (name == "None") return {};
    if (name == "ctx") return of(env_.context());
    if (symbol("(")) return call_function(name);
    if (const auto found = names_.find(name); found != names_.end()) return found->second;
    if (skipped_ > 0) return {};
    throw BadExpression("nothing is called " + name);
  }

  Meaning call_function(const std::string& name) {
    const std::vector<Meaning> given = arguments();
    if (skipped_ > 0) return {};
    for (const NamedFunction& one : functions)
      if (one.name == name) return one.function(env_, given);
    throw not_simulated("the function " + name + " in a mail template");
  }

  // --- tokens

  void skip_spaces() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  static bool is_name_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

  bool peek(std::string_view wanted) {
    skip_spaces();
    return text_.substr(at_).starts_with(wanted);
  }
  bool symbol(std::string_view wanted) {
    if (!peek(wanted)) return false;
    at_ += wanted.size();
    return true;
  }
  bool word(std::string_view wanted) {
    if (!peek(wanted)) return false;
    const std::size_t end = at_ + wanted.size();
    if (end < text_.size() && is_name_part(text_[end])) return false;
    at_ = end;
    return true;
  }
  std::string identifier() {
    skip_spaces();
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
    if (start == at_) throw BadExpression(fmt::format("no name at: {}", text_.substr(start)));
    return std::string(text_.substr(start, at_ - start));
  }
  std::string string_literal() {
    const char quote = text_[at_++];
    std::string out;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_++];
    }
    if (at_ >= text_.size()) throw BadExpression("a text is not closed");
    ++at_;
    return out;
  }
  Value number_literal() {
    const std::size_t start = at_++;
    while (at_ < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '.'))
      ++at_;
    const std::string digits(text_.substr(start, at_ - start));
    if (digits.find('.') != std::string::npos) return std::stod(digits);
    std::int64_t whole = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), whole).ec != std::errc())
      throw BadExpression("no number: " + digits);
    return whole;
  }

  const Env& env_;
  const Names& names_;
  std::string_view text_;
  std::size_t at_ = 0;
  int skipped_ = 0;
};

}  // namespace

Meaning evaluate(const Env& env, const Names& names, std::string_view expression) {
  return Parser(env, names, expression).whole();
}

}  // namespace paridoo::addons::mail
