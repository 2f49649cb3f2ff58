// Packed facts: a table of all strings, then the models, in which a string is its number in the table. Numbers are
// varints. Writing and reading walk over the same list of members, `exchange`, so that they cannot part.
#include <bit>
#include <cstring>
#include <stdexcept>
#include <unordered_map>

#include "simulator/orm/facts.h"

namespace paridoo::orm {

namespace {

constexpr std::string_view format_mark = "paridoo facts 1\n";

enum class Tag : unsigned char { none, no, yes, integer, real, text, list, dict };

class Packer {
 public:
  void operator()(const std::string& text) { number(number_of(text)); }
  void operator()(bool flag) { body_ += static_cast<char>(flag); }
  void operator()(int value) { signed_number(value); }
  void operator()(FieldType type) { body_ += static_cast<char>(type); }
  void operator()(OnDelete on_delete) { body_ += static_cast<char>(on_delete); }
  void operator()(const std::pair<std::string, std::string>& pair) {
    (*this)(pair.first);
    (*this)(pair.second);
  }
  template <class Element>
  void operator()(const std::vector<Element>& elements) {
    number(elements.size());
    for (const Element& element : elements) (*this)(element);
  }
  void operator()(const Dict& dict) {
    number(dict.size());
    for (const Item& item : dict) {
      (*this)(item.name);
      (*this)(item.value);
    }
  }
  void operator()(const Value& value);
  void operator()(const FieldFacts& facts);
  void operator()(const ModelFacts& facts);

  std::string packed() const {
    Packer head;
    head.body_ = format_mark;
    head.number(strings_.size());
    for (const std::string_view text : strings_) {
      head.number(text.size());
      head.body_ += text;
    }
    return head.body_ + body_;
  }

 private:
  void tag(Tag tag) { body_ += static_cast<char>(tag); }
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) body_ += static_cast<char>(value | 0x80);
    body_ += static_cast<char>(value);
  }
  // Zigzag: small negative numbers stay small.
  void signed_number(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void real(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 0; shift < 64; shift += 8) body_ += static_cast<char>(bits >> shift);
  }
  std::size_t number_of(const std::string& text) {
    const auto [place, is_new] = numbers_.try_emplace(text, strings_.size());
    if (is_new) strings_.push_back(place->first);
    return place->second;
  }

  std::string body_;
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<std::string_view> strings_;  // into the keys of numbers_
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view packed) : rest_(packed) {
    if (!packed.starts_with(format_mark)) cut_short();
    rest_.remove_prefix(format_mark.size());
    strings_.resize(count());
    for (std::string_view& text : strings_) text = bytes(number());
  }

  void operator()(std::string& text) { text = string(); }
  void operator()(bool& flag) { flag = byte() != 0; }
  void operator()(int& value) { value = static_cast<int>(signed_number()); }
  void operator()(FieldType& type) { type = static_cast<FieldType>(byte()); }
  void operator()(OnDelete& on_delete) { on_delete = static_cast<OnDelete>(byte()); }
  template <class Element>
  void operator()(std::vector<Element>& elements) {
    elements = several<Element>();
  }
  void operator()(Dict& dict) { dict = Dict(several<Item>()); }
  void operator()(FieldFacts& facts);
  void operator()(ModelFacts& facts);

 private:
  [[noreturn]] static void cut_short() { throw std::runtime_error("these are no packed facts, or not all of them"); }
  unsigned char byte() {
    if (rest_.empty()) cut_short();
    const auto first = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return first;
  }
  std::string_view bytes(std::uint64_t size) {
    if (size > rest_.size()) cut_short();
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const unsigned char next = byte();
      value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
    cut_short();
  }
  // How many follow: each takes a byte at least.
  std::size_t count() {
    const std::uint64_t value = number();
    if (value > rest_.size()) cut_short();
    return value;
  }
  std::int64_t signed_number() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  double real() {
    std::uint64_t bits = 0;
    for (int shift = 0; shift < 64; shift += 8) bits |= static_cast<std::uint64_t>(byte()) << shift;
    return std::bit_cast<double>(bits);
  }
  std::string_view string() {
    const std::uint64_t index = number();
    if (index >= strings_.size()) cut_short();
    return strings_[index];
  }
  // Made in place: facts are a hundred thousand small things, and unpacking them is part of every start.
  template <class Element>
  std::vector<Element> several() {
    std::vector<Element> elements;
    const std::size_t size = count();
    elements.reserve(size);
    for (std::size_t i = 0; i < size; ++i) emplace(elements);
    return elements;
  }
  void emplace(std::vector<Item>& items) {
    const std::string_view name = string();
    items.push_back({std::string(name), value()});
  }
  void emplace(List& list) { list.push_back(value()); }
  void emplace(std::vector<std::string>& texts) { texts.emplace_back(string()); }
  void emplace(std::vector<std::pair<std::string, std::string>>& pairs) {
    const std::string_view first = string();
    pairs.emplace_back(first, string());
  }
  template <class Facts>
  void emplace(std::vector<Facts>& facts) {
    (*this)(facts.emplace_back());
  }
  Value value() {
    switch (static_cast<Tag>(byte())) {
      case Tag::none: return {};
      case Tag::no: return false;
      case Tag::yes: return true;
      case Tag::integer: return signed_number();
      case Tag::real: return real();
      case Tag::text: return string();
      case Tag::list: return several<Value>();
      case Tag::dict: return Dict(several<Item>());
    }
    cut_short();
  }

  std::string_view rest_;
  std::vector<std::string_view> strings_;
};

template <class Archive, class Facts>
void exchange_field(Archive& archive, Facts& facts) {
  archive(facts.name);
  archive(facts.type);
  archive(facts.label);
  archive(facts.relation);
  archive(facts.relation_field);
  archive(facts.related);
  archive(facts.depends);
  archive(facts.selection);
  archive(facts.currency_field);
  archive(facts.groups);
  archive(facts.digits);
  archive(facts.digits_total);
  archive(facts.on_delete);
  archive(facts.store);
  archive(facts.precompute);
  archive(facts.required);
  archive(facts.readonly);
  archive(facts.copied);
  archive(facts.translate);
  archive(facts.company_dependent);
  archive(facts.searchable);
  archive(facts.sortable);
  archive(facts.index);
  archive(facts.aggregator);
  archive(facts.description);
}

template <class Archive, class Facts>
void exchange_model(Archive& archive, Facts& facts) {
  archive(facts.model);
  archive(facts.label);
  archive(facts.order);
  archive(facts.transient);
  archive(facts.abstract);
  archive(facts.defaults);
  archive(facts.fields);
}

void Packer::operator()(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::none: return tag(Tag::none);
    case Value::Kind::boolean: return tag(value.boolean() ? Tag::yes : Tag::no);
    case Value::Kind::integer: return tag(Tag::integer), signed_number(value.integer());
    case Value::Kind::real: return tag(Tag::real), real(value.number());
    case Value::Kind::text: return tag(Tag::text), (*this)(value.text());
    case Value::Kind::list: return tag(Tag::list), (*this)(value.list());
    case Value::Kind::dict: return tag(Tag::dict), (*this)(value.dict());
  }
}

void Packer::operator()(const FieldFacts& facts) { exchange_field(*this, facts); }
void Packer::operator()(const ModelFacts& facts) { exchange_model(*this, facts); }
void Unpacker::operator()(FieldFacts& facts) { exchange_field(*this, facts); }
void Unpacker::operator()(ModelFacts& facts) { exchange_model(*this, facts); }

}  // namespace

std::string pack_facts(std::span<const ModelFacts> models) {
  Packer packer;
  packer(std::vector<ModelFacts>(models.begin(), models.end()));
  return packer.packed();
}

std::vector<ModelFacts> unpack_facts(std::string_view packed) {
  Unpacker unpacker(packed);
  std::vector<ModelFacts> models;
  unpacker(models);
  return models;
}

}  // namespace paridoo::orm
