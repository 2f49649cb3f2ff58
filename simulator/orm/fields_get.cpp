// The description of a model's fields, as the facts hold it and as clients expect it: a key that the facts leave out
// because it says nothing is there with the value that says nothing.
#include <algorithm>
#include <array>

#include "simulator/orm/access.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/queries.h"
#include "simulator/orm/selection.h"

namespace paridoo::orm {

namespace {

// What stands for a key that the facts leave out.
enum class Absent { left_out, no, empty_list, empty_dict };

struct Key {
  std::string_view name;
  Absent absent = Absent::no;
  bool (*applies)(const Field&) = [](const Field&) { return true; };
};

bool is_text(const Field& field) {
  return field.type() == FieldType::character || field.type() == FieldType::text || field.type() == FieldType::html;
}
bool is_char(const Field& field) { return field.type() == FieldType::character; }
bool is_relation(const Field& field) { return field.is_relational(); }
bool is_binary(const Field& field) { return field.type() == FieldType::binary; }

constexpr auto keys = std::to_array<Key>({
    {"aggregator", Absent::left_out},
    {"allow_hierachy_operators", Absent::no, is_relation},
    {"attachment", Absent::no, is_binary},
    {"change_default"},
    {"company_dependent"},
    {"context", Absent::empty_dict, is_relation},
    {"currency_field", Absent::left_out},
    {"default_export_compatible"},
    {"definition_record", Absent::left_out},
    {"definition_record_field", Absent::left_out},
    {"depends", Absent::empty_list},
    {"digits", Absent::left_out},
    {"domain", Absent::empty_list, is_relation},
    {"exportable"},
    {"groupable"},
    {"groups", Absent::left_out},
    {"help", Absent::left_out},
    {"manual"},
    {"model_field", Absent::left_out},
    {"readonly"},
    {"related", Absent::left_out},
    {"relation", Absent::left_out},
    {"relation_field", Absent::left_out},
    {"required"},
    {"searchable"},
    {"selection", Absent::left_out},
    {"size", Absent::left_out},
    {"sortable"},
    {"store"},
    {"string", Absent::left_out},
    {"translate", Absent::no, is_text},
    {"trim", Absent::no, is_char},
});

void describe(Dict& out, const Field& field, const Key& key) {
  if (const Value* recorded = field.facts->description.find(key.name)) return out.set(key.name, *recorded);
  if (!key.applies(field)) return;
  switch (key.absent) {
    case Absent::left_out: return;
    case Absent::no: return out.set(key.name, false);
    case Absent::empty_list: return out.set(key.name, List{});
    case Absent::empty_dict: return out.set(key.name, Dict{});
  }
}

// Names that a client wants; everything if it gave none.
class Wanted {
 public:
  // No list means all; whether an empty one does is the caller's rule.
  Wanted(const Value& given, bool empty_means_all) : given_(given.is_list() ? given.list() : List{}) {
    if (!given.is_unset() && !given.is_list()) throw Fault(FaultKind::type_error, "no list of names: " + repr(given));
    all_ = given.is_unset() || (empty_means_all && given_.empty());
  }
  bool has(std::string_view name) const {
    return all_ || std::find(given_.begin(), given_.end(), Value(name)) != given_.end();
  }

 private:
  List given_;
  bool all_;
};

Dict description(const Env& env, const Field& field, const Wanted& attributes) {
  Dict out;
  for (const Key& key : keys)
    if (attributes.has(key.name)) describe(out, field, key);
  if (attributes.has("selection") && asks_for_options(field)) out.set("selection", options_of(env, field));
  if (attributes.has("name")) out.set("name", field.name());
  if (attributes.has("type")) out.set("type", name_of(field.type()));
  return out;
}

}  // namespace

Value fields_get(const RecordSet& self, const Arguments& arguments) {
  const Wanted fields(arguments["allfields"], true), attributes(arguments["attributes"], false);
  Dict out;
  for (const Field* field : self.model().fields)
    if (fields.has(field->name()) && may_use(self.env(), *field))
      out.set(field->name(), description(self.env(), *field, attributes));
  return out;
}

}  // namespace paridoo::orm
