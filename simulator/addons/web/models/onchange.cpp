#include "simulator/addons/web/models/onchange.h"

#include <algorithm>
#include <optional>
#include <set>

#include "simulator/addons/web/models/computed_in_form.h"
#include "simulator/addons/web/models/record_snapshot.h"
#include "simulator/addons/web/models/web_read.h"
#include "simulator/orm/convert.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/store.h"

namespace paridoo::addons::web {

using namespace orm;

namespace {

using Names = std::vector<std::string>;

struct Warning {
  std::string title;
  std::string message;
  std::string type;
  bool operator==(const Warning&) const = default;
};

struct Asked {
  Dict values;
  Names changed;
  const Dict& specification;
  bool is_first;  // a new form: everything is to be filled in
};

Names names_in(const Value& given) {
  if (given.is_text()) return {given.text()};
  Names names;
  for (const Value& one : given.is_list() ? given.list() : List{})
    if (one.is_text()) names.push_back(one.text());
  return names;
}

std::string text_in(const Dict& dict, std::string_view key) {
  const Value& value = dict.get(key);
  return value.is_text() ? value.text() : std::string();
}

// A new form begins with the defaults of the fields that it shows.
void add_defaults(const RecordSet& model, Asked& asked) {
  Names missing;
  for (const Item& item : asked.values)
    if (item.name != "id") asked.changed.push_back(item.name);
  for (const Item& item : asked.specification)
    if (item.name != "id" && !asked.values.contains(item.name)) missing.push_back(item.name);
  const Value defaults = model.call("default_get", {Value([&] {
                                      List names;
                                      for (const std::string& name : missing) names.emplace_back(name);
                                      return names;
                                    }())});
  for (const std::string& name : missing) {
    if (!defaults.dict().contains(name)) continue;
    asked.values.set(name, defaults.dict().get(name));
    asked.changed.push_back(name);
  }
}

class Form {
 public:
  Form(const RecordSet& self, const Asked& asked) : asked_(asked), record_(opened(self)) {}

  Value fill() {
    RecordSnapshot before(record_, asked_.specification, !asked_.is_first);
    const ComputedInForm computed(record_, asked_.is_first ? Dict() : asked_.specification);
    Dict changed;
    for (const std::string& name : asked_.changed) changed.set(name, asked_.values.get(name));
    drafts_.change(record_, changed);
    for (const std::string& name : asked_.changed)
      if (asked_.specification.contains(name)) before.take(name);
    run_onchanges(before);
    const RecordSnapshot after(record_, asked_.specification, true);
    Dict value = after.difference(&before, drafts_, asked_.is_first);
    if (asked_.is_first)
      leave_uncomputed(value);
    else
      leave_out_what_stays(computed, value);
    Dict answer{{"value", std::move(value)}};
    if (!warnings_.empty()) answer.set("warning", warning());
    return answer;
  }

 private:
  // A new form holds an empty value for whatever has no default, and computes anew what depends on something. Since
  // 19.0 it computes the rest too.
  void leave_uncomputed(Dict& value) const {
    if (record_.env().since(Series::v19)) return;
    for (Item& item : value) {
      const Field& field = record_.model().at(item.name);
      const bool depends = !field.facts->depends.empty() || field.is_related();
      if (is_computed_when_read(field) && !field.is_x2many() && !depends && !asked_.values.contains(item.name))
        item.value = shown(field, {});
    }
  }

  void leave_out_what_stays(const ComputedInForm& computed, Dict& value) const {
    Names staying;
    for (const Item& item : value)
      if (computed.stays(item.name, asked_.changed, value)) staying.push_back(item.name);
    for (const std::string& name : staying) value.erase(name);
  }

  // The record as the form showed it before the change.
  RecordSet opened(const RecordSet& self) {
    Dict initial;
    for (const Item& item : asked_.values) {
      const bool is_changed = std::ranges::count(asked_.changed, item.name) > 0;
      if (item.name != "id" && !is_changed && self.model().has(item.name)) initial.set(item.name, item.value);
    }
    if (self.empty()) return drafts_.make(self, initial);
    drafts_.assign(self, initial);
    return self;
  }

  void run_onchanges(const RecordSnapshot& before) {
    Names todo = asked_.changed;
    if (asked_.is_first)
      for (const Item& item : asked_.specification)
        if (item.name != "id" && std::ranges::count(todo, item.name) == 0) todo.push_back(item.name);
    std::set<std::string> done;
    while (!todo.empty()) {
      for (const std::string& name : todo) {
        run_onchanges_of(name);
        done.insert(name);
      }
      const Value* recursive = record_.env().context().find("recursive_onchanges");
      if (recursive && !*recursive) return;
      todo.clear();
      for (const Item& item : asked_.specification)
        if (item.name != "id" && !done.contains(item.name) && before.has_changed(item.name)) todo.push_back(item.name);
    }
  }

  void run_onchanges_of(const std::string& name) {
    for (const Onchange* onchange : record_.model().onchanges) {
      if (std::ranges::count(onchange->fields, name) == 0) continue;
      const Value answer = onchange->function(record_);
      const Value warning = answer.is_dict() ? answer.dict().get("warning") : Value();
      if (!warning.is_dict()) continue;
      const Warning told{.title = text_in(warning.dict(), "title"),
                         .message = text_in(warning.dict(), "message"),
                         .type = text_in(warning.dict(), "type")};
      if (std::ranges::count(warnings_, told) == 0) warnings_.push_back(told);
    }
  }

  Dict warning() const {
    const Warning& first = warnings_.front();
    if (warnings_.size() == 1)
      return {{"title", first.title},
              {"message", first.message},
              {"type", first.type.empty() ? std::string("dialog") : first.type}};
    std::string all;
    for (const Warning& one : warnings_) all += (all.empty() ? "" : "\n\n") + one.title + "\n\n" + one.message;
    return {{"title", "Warnings"}, {"message", all}, {"type", "dialog"}};
  }

  const Asked& asked_;
  Drafts drafts_ = {};
  RecordSet record_;
  std::vector<Warning> warnings_ = {};
};

// Undoes what the form did to rows, whether it was answered or failed.
class Undone {
 public:
  explicit Undone(const Env& env) : transaction_(env.transaction()), leniency_(transaction_) {
    savepoint_.emplace(env.store());
  }
  ~Undone() {
    savepoint_.reset();
    transaction_.forget_all();
  }
  Undone(const Undone&) = delete;
  Undone& operator=(const Undone&) = delete;

 private:
  Transaction& transaction_;
  Transaction::Leniency leniency_;
  std::optional<Savepoint> savepoint_ = {};
};

void check_specification(const Model& model, const Dict& specification) {
  for (const Item& item : specification)
    if (item.name != "id") model.at(item.name);
}

}  // namespace

Value onchange(const RecordSet& self, const Arguments& arguments) {
  const Dict& specification = specification_of(arguments["fields_spec"]);
  Asked asked{.values = arguments["values"].is_dict() ? arguments["values"].dict() : Dict(),
              .changed = names_in(arguments["field_names"]),
              .specification = specification,
              .is_first = false};
  for (const std::string& name : asked.changed)
    if (!self.model().has(name)) return Dict();
  check_specification(self.model(), specification);
  asked.is_first = asked.changed.empty();
  if (asked.is_first) add_defaults(self.none(), asked);
  self.env().flush();
  const Undone undone(self.env());
  return Form(self, asked).fill();
}

}  // namespace paridoo::addons::web
