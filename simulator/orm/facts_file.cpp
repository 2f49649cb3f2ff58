// Model files: JSON as recorded from a live server, a key that is absent meaning false.
#include <algorithm>
#include <stdexcept>

#include "simulator/orm/facts.h"
#include "simulator/orm/json_text.h"

namespace paridoo::orm {

namespace {

[[noreturn]] void refuse(const std::string& place, const std::string& what) {
  throw std::runtime_error(place + ": " + what);
}

// An object of a model file. `place` says which one, for messages: "res.bank.json: /fields/bic".
class Node {
 public:
  Node(const Value& value, std::string place) : place_(std::move(place)) {
    if (!value.is_dict()) refuse(place_, "not an object");
    dict_ = &value.dict();
  }

  const std::string& place() const { return place_; }
  const Dict& dict() const { return *dict_; }
  std::string place(std::string_view key) const { return place_ + "/" + std::string(key); }
  Node object(std::string_view key) const { return {dict_->get(key), place(key)}; }

  bool flag(std::string_view key) const {
    const Value& value = dict_->get(key);
    if (!value.is_unset() && !value.is_boolean()) refuse(place(key), "not true or false");
    return bool(value);
  }

  std::string text(std::string_view key) const {
    const Value& value = dict_->get(key);
    if (value.is_unset()) return {};
    return text_of(value, key);
  }

  std::string required_text(std::string_view key) const { return text_of(dict_->get(key), key); }

  List list(std::string_view key) const {
    const Value& value = dict_->get(key);
    if (value.is_unset()) return {};
    if (!value.is_list()) refuse(place(key), "not a list");
    return value.list();
  }

  std::vector<std::string> texts(std::string_view key) const {
    std::vector<std::string> out;
    for (const Value& one : list(key)) out.push_back(text_of(one, key));
    return out;
  }

  std::string text_of(const Value& value, std::string_view key) const {
    if (!value.is_text()) refuse(place(key), "not a text");
    return value.text();
  }

 private:
  std::string place_;
  const Dict* dict_ = nullptr;
};

FieldType field_type(const Node& node) try {
  return field_type_named(node.required_text("type"));
} catch (const std::runtime_error& error) {
  refuse(node.place("type"), error.what());
}

OnDelete on_delete(const Node& node) {
  const std::string name = node.text("on_delete");
  if (name.empty() || name == "set null") return OnDelete::set_null;
  if (name == "restrict") return OnDelete::restrict;
  if (name == "cascade") return OnDelete::cascade;
  refuse(node.place("on_delete"), "unknown '" + name + "'");
}

// The group fields of res.users have ids of groups as keys, and False for "none of them", which is no value.
std::vector<std::pair<std::string, std::string>> selection(const Node& node) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const Value& one : node.list("selection")) {
    if (!one.is_list() || one.list().size() != 2) refuse(node.place("selection"), "not a list of pairs");
    const Value& key = one.list()[0];
    if (key.is_unset()) continue;
    out.emplace_back(key.is_integer() ? std::to_string(key.integer()) : node.text_of(key, "selection"),
                     node.text_of(one.list()[1], "selection"));
  }
  return out;
}

void read_digits(const Node& node, FieldFacts& facts) {
  const List digits = node.list("digits");
  if (digits.empty()) return;
  if (digits.size() != 2 || !digits[0].is_integer() || !digits[1].is_integer())
    refuse(node.place("digits"), "not a total and a number of decimals");
  facts.digits_total = static_cast<int>(digits[0].integer());
  facts.digits = static_cast<int>(digits[1].integer());
}

// 17.0 says group_operator for what is called aggregator later.
std::string aggregator(const Node& node) {
  return node.dict().contains("group_operator") ? node.text("group_operator") : node.text("aggregator");
}

FieldFacts field_facts(const std::string& name, const Node& node) {
  FieldFacts facts = {
      .name = name,
      .type = field_type(node),
      .on_delete = on_delete(node),
      .store = node.flag("store"),
      .required = node.flag("required"),
      .readonly = node.flag("readonly"),
      .copied = node.flag("copied"),
      .translate = node.flag("translate"),
      .company_dependent = node.flag("company_dependent"),
      .searchable = node.flag("searchable"),
      .sortable = node.flag("sortable"),
      .index = node.flag("index"),
      .label = node.text("string"),
      .relation = node.text("relation"),
      .relation_field = node.text("relation_field"),
      .related = node.text("related"),
      .depends = node.texts("depends"),
      .selection = selection(node),
      .currency_field = node.text("currency_field"),
      .groups = node.text("groups"),
      .aggregator = aggregator(node),
      .description = node.dict(),
  };
  read_digits(node, facts);
  return facts;
}

}  // namespace

ModelFacts read_model_file(const std::filesystem::path& file) {
  const Value root = read_json_file(file);
  const Node node(root, file.string() + ": ");
  const Node fields = node.object("fields");
  ModelFacts facts = {
      .model = node.required_text("model"),
      .label = node.text("name"),
      .order = node.required_text("order"),
      .transient = node.flag("transient"),
      .abstract = node.flag("abstract") || fields.dict().empty(),
      .defaults = node.object("defaults").dict(),
  };
  for (const Item& item : fields.dict()) facts.fields.push_back(field_facts(item.name, fields.object(item.name)));
  return facts;
}

std::vector<ModelFacts> read_model_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.stem() < b.stem(); });
  std::vector<ModelFacts> models;
  for (const std::filesystem::path& file : files) models.push_back(read_model_file(file));
  return models;
}

}  // namespace paridoo::orm
