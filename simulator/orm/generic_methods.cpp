#include "simulator/orm/generic_methods.h"

#include <fmt/format.h>

#include "simulator/orm/access.h"
#include "simulator/orm/external_ids.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/hooks.h"
#include "simulator/orm/metadata.h"
#include "simulator/orm/queries.h"
#include "simulator/orm/record_rules.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/translation.h"

namespace paridoo::orm {

namespace {

Operation operation_of(const Arguments& arguments) {
  const Value& operation = arguments["operation"];
  if (!operation.is_text())
    throw Fault(FaultKind::type_error, fmt::format("'operation' must be a string, not {}", repr(operation)));
  return operation_named(operation.text());
}

// Since 18.0 it says nothing of what is allowed if it was to refuse.
Value check_access_rights(const RecordSet& self, const Arguments& arguments) {
  const Operation operation = operation_of(arguments);
  if (!arguments["raise_exception"]) return may(self.env(), self.model(), operation);
  check_access(self.env(), self.model(), operation);
  return self.env().since(Series::v18) ? Value() : Value(true);
}

Value has_access(const RecordSet& self, const Arguments& arguments) {
  const Operation operation = operation_of(arguments);
  return may(self.env(), self.model(), operation) && permitted(self, operation) == self;
}

Value check_access_of_records(const RecordSet& self, const Arguments& arguments) {
  const Operation operation = operation_of(arguments);
  check_access(self.env(), self.model(), operation);
  check_rules(self, operation);
  return {};
}

// Answers None: whoever may not is told by a fault.
Value check_access_rule(const RecordSet& self, const Arguments& arguments) {
  check_rules(self, operation_of(arguments));
  return {};
}

Value name_get(const RecordSet& self, const Arguments&) {
  List names;
  for (const RecordSet& record : self) names.push_back(List{record.id(), record.value("display_name")});
  return names;
}

Value copy_data_of(const RecordSet& self, const Arguments& arguments) {
  const Value& given = arguments["default"];
  const bool gives_one = !self.env().since(Series::v18);
  if (gives_one) self.ensure_one();
  List all;
  for (Dict& values : copy_data(self, given.is_dict() ? given.dict() : Dict())) all.emplace_back(std::move(values));
  return gives_one ? all.front() : Value(all);
}

Value search_fetch(const RecordSet& self, const Arguments& arguments) {
  Dict search = arguments.all();
  search.erase("field_names");
  return self.call("search", {}, search);
}

Value fetch(const RecordSet& self, const Arguments& arguments) {
  self.call("read", {arguments["field_names"]}, {{"load", "_classic_write"}});
  return {};
}

Value get_external_id(const RecordSet& self, const Arguments&) {
  const std::vector<std::string> names = external_ids_of(self);
  Dict out;
  for (std::size_t at = 0; at < names.size(); ++at) out.set(std::to_string(self.ids()[at]), names[at]);
  return out;
}

Value get_base_url(const RecordSet& self, const Arguments&) {
  if (self.size() > 1) throw value_error("Expected singleton or no record: " + self.model().name);
  const RecordSet parameter = self.env().sudo()["ir.config_parameter"].search(term("key", "=", "web.base.url"));
  return parameter.empty() ? Value(false) : parameter.at(0).value("value");
}

Value is_transient(const RecordSet& self, const Arguments&) { return self.model().facts->transient; }

}  // namespace

Behaviour generic_methods() {
  return {
      .mixin_marker = "id",
      .methods =
          {
              model_method("load", "fields, data", load),
              {"export_data", "fields_to_export", export_data},
              {"get_metadata", "", get_metadata},
              {"get_external_id", "", get_external_id},
              {"name_get", "", name_get, In{.until = Series::v17}},
              {"copy_data", "default=None", copy_data_of},
              model_method("search_fetch", "domain, field_names, offset=0, limit=None, order=None", search_fetch,
                           In{.until = Series::v18}),
              {"fetch", "field_names", fetch, In{.until = Series::v18}},
              model_method("check_access_rights", "operation, raise_exception=True", check_access_rights),
              {"check_access_rule", "operation", check_access_rule, In{.until = Series::v18}},
              {"has_access", "operation", has_access, In{.since = Series::v18}},
              {"check_access", "operation", check_access_of_records, In{.since = Series::v18, .until = Series::v18}},
              {"update_field_translations", "field_name, translations, source_lang=None", update_field_translations},
              {"get_field_translations", "field_name, langs=None", get_field_translations},
              {"get_base_url", "", get_base_url},
              model_method("is_transient", "", is_transient),
          },
  };
}

}  // namespace paridoo::orm
