#include "simulator/orm/python_literal.h"

#include <cctype>
#include <charconv>
#include <string>

namespace paridoo::orm {

namespace {

constexpr int depth_max = 32;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<Value> whole() {
    std::optional<Value> value = next(0);
    skip_space();
    return at_ == text_.size() ? value : std::nullopt;
  }

 private:
  std::optional<Value> next(int depth) {
    skip_space();
    if (at_ == text_.size() || depth > depth_max) return std::nullopt;
    const char c = text_[at_];
    if (c == '\'' || c == '"') return quoted();
    if (c == '[' || c == '(') return list(depth, c == '[' ? ']' : ')');
    if (c == '{') return dict(depth);
    if (std::isdigit(static_cast<unsigned char>(c)) || c == '-' || c == '.') return number();
    return keyword();
  }

  std::optional<Value> keyword() {
    if (take("None")) return Value();
    if (take("True")) return Value(true);
    if (take("False")) return Value(false);
    return std::nullopt;
  }

  std::optional<Value> number() {
    std::size_t end = at_;
    while (end < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[end])) || text_[end] == '.' ||
                                  text_[end] == '-' || text_[end] == 'e'))
      ++end;
    const std::string_view digits = text_.substr(at_, end - at_);
    at_ = end;
    if (digits.find_first_of(".e") == std::string_view::npos) return parsed<std::int64_t>(digits);
    return parsed<double>(digits);
  }

  template <class Number>
  static std::optional<Value> parsed(std::string_view digits) {
    Number number{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return Value(number);
  }

  std::optional<Value> quoted() {
    const char quote = text_[at_++];
    std::string out;
    for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_];
    }
    return take(std::string_view(&quote, 1)) ? std::optional<Value>(out) : std::nullopt;
  }

  std::optional<Value> list(int depth, char close) {
    ++at_;
    List items;
    while (!take(std::string_view(&close, 1))) {
      std::optional<Value> item = next(depth + 1);
      if (!item) return std::nullopt;
      items.push_back(std::move(*item));
      if (!take(",") && !peek(close)) return std::nullopt;
    }
    return Value(std::move(items));
  }

  std::optional<Value> dict(int depth) {
    ++at_;
    Dict items;
    while (!take("}")) {
      const std::optional<Value> name = next(depth + 1);
      if (!name || !name->is_text() || !take(":")) return std::nullopt;
      std::optional<Value> value = next(depth + 1);
      if (!value) return std::nullopt;
      items.set(name->text(), std::move(*value));
      if (!take(",") && !peek('}')) return std::nullopt;
    }
    return Value(std::move(items));
  }

  void skip_space() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
  }
  bool peek(char c) {
    skip_space();
    return at_ < text_.size() && text_[at_] == c;
  }
  bool take(std::string_view word) {
    skip_space();
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Value> parse_python_literal(std::string_view text) { return Reader(text).whole(); }

}  // namespace paridoo::orm
