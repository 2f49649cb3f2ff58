#include "simulator/orm/methods.h"

#include <fmt/format.h>

#include <functional>

#include "simulator/orm/access.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/generic_methods.h"
#include "simulator/orm/queries.h"
#include "simulator/orm/read.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

namespace {

Fault wrong_argument(std::string_view name, std::string_view expected, const Value& given) {
  return {FaultKind::type_error, fmt::format("'{}' must be {}, not {}", name, expected, repr(given))};
}

Dict dict_argument(const Arguments& arguments, std::string_view name) {
  const Value& given = arguments[name];
  if (given.is_unset()) return {};
  if (!given.is_dict()) throw wrong_argument(name, "a dict of values", given);
  return given.dict();
}

std::int64_t count_argument(const Arguments& arguments, std::string_view name) {
  const Value& given = arguments[name];
  if (given.is_unset()) return 0;
  if (!given.is_integer()) throw wrong_argument(name, "an integer", given);
  if (given.integer() < 0)
    throw Fault(name == "offset" ? FaultKind::invalid_offset : FaultKind::invalid_limit,
                fmt::format("'{}' must not be negative", name));
  return given.integer();
}

std::vector<std::string> names_argument(const Arguments& arguments, std::string_view name) {
  const Value& given = arguments[name];
  if (given.is_unset()) return {};
  if (!given.is_list()) throw wrong_argument(name, "a list of field names", given);
  std::vector<std::string> names;
  for (const Value& one : given.list()) {
    if (!one.is_text()) throw wrong_argument(name, "a list of field names", given);
    names.push_back(one.text());
  }
  return names;
}

SearchOptions search_options(const Arguments& arguments) {
  const Value& order = arguments["order"];
  if (!order.is_unset() && !order.is_text()) throw wrong_argument("order", "a string", order);
  return {.offset = count_argument(arguments, "offset"),
          .limit = count_argument(arguments, "limit"),
          .order = order.is_text() ? order.text() : std::string()};
}

Domain domain_argument(const RecordSet& self, const Arguments& arguments) {
  const Value& given = arguments["domain"];
  if (given.is_text() && self.env().since(Series::v19)) throw wrong_argument("domain", "a list of conditions", given);
  return given.is_unset() ? Domain() : parse_domain(given);
}

ReadOptions read_options(const Value& load) { return {.with_names = load == Value("_classic_read")}; }

void check_written_fields(const RecordSet& self, const Dict& values) {
  for (const Item& item : values)
    if (const Field* field = self.model().find(item.name)) check_field_access(self.env(), *field, Operation::write);
}

// One dict gives one id, a list of dicts a list of ids. Rights come first: hooks may look for what there is none of.
Value create(const RecordSet& self, const Arguments& arguments) {
  check_access(self.env(), self.model(), Operation::create);
  const Value& given = arguments["vals_list"];
  const bool checks_fields = self.env().since(Series::v19);
  if (given.is_dict() && checks_fields) check_written_fields(self, given.dict());
  if (given.is_dict()) return self.create(given.dict()).id();
  if (!given.is_list()) throw wrong_argument("vals_list", "a dict or a list of dicts", given);
  std::vector<Dict> values;
  for (const Value& one : given.list()) {
    if (!one.is_dict()) throw wrong_argument("vals_list", "a dict or a list of dicts", given);
    if (checks_fields) check_written_fields(self, one.dict());
    values.push_back(one.dict());
  }
  return self.create(std::move(values)).ids();
}

Value read_records(const RecordSet& self, const Arguments& arguments) {
  return read(self, names_argument(arguments, "fields"), read_options(arguments["load"]));
}

// A field that is kept for others is no way to find records either.
void check_path(const Env& env, const Model& model, std::string_view path) {
  const Field* field = model.find(path.substr(0, path.find('.')));
  if (!field) return;
  check_field_access(env, *field, Operation::read);
  const std::size_t dot = path.find('.');
  if (dot != std::string_view::npos && field->comodel) check_path(env, *field->comodel, path.substr(dot + 1));
}

Domain checked(const RecordSet& self, Domain domain) {
  const std::function<void(const Domain&)> check = [&](const Domain& part) {
    if (part.kind == Domain::Kind::leaf) check_path(self.env(), self.model(), part.path);
    for (const Domain& below : part.parts) check(below);
  };
  if (!self.env().is_superuser()) check(domain);
  return domain;
}

Value search(const RecordSet& self, const Arguments& arguments) {
  check_access(self.env(), self.model(), Operation::read);
  return self.search(checked(self, domain_argument(self, arguments)), search_options(arguments)).ids();
}

// The records that were asked for with their inactive ones show their own lists as ever.
RecordSet without_active_test(const RecordSet& found) {
  Dict context = found.env().context();
  if (!context.contains("active_test")) return found;
  context.erase("active_test");
  return found.in(found.env().with_whole_context(std::move(context)));
}

Value search_read(const RecordSet& self, const Arguments& arguments) {
  check_access(self.env(), self.model(), Operation::read);
  const Value* load = arguments.all().find("load");
  const RecordSet found = self.search(checked(self, domain_argument(self, arguments)), search_options(arguments));
  return read(without_active_test(found), names_argument(arguments, "fields"),
              load ? read_options(*load) : ReadOptions());
}

Value write(const RecordSet& self, const Arguments& arguments) {
  if (arguments["vals"].is_unset()) throw wrong_argument("vals", "a dict of values", arguments["vals"]);
  const Dict values = dict_argument(arguments, "vals");
  check_written_fields(self, values);
  self.write(values);
  return true;
}

Value unlink(const RecordSet& self, const Arguments&) {
  self.unlink();
  return true;
}

Value copy(const RecordSet& self, const Arguments& arguments) {
  const RecordSet copies = self.copy(dict_argument(arguments, "default"));
  return self.env().since(Series::v18) ? Value(copies.ids()) : Value(copies.id());
}

Value exists(const RecordSet& self, const Arguments&) { return self.exists().ids(); }

Value name_create(const RecordSet& self, const Arguments& arguments) {
  if (!self.model().rec_name)
    throw user_error(fmt::format("{} records cannot be made from a name alone", self.model().facts->label));
  const RecordSet made = self.create({{self.model().rec_name->name(), arguments["name"]}});
  return List{made.id(), made.display_name()};
}

Value default_get(const RecordSet& self, const Arguments& arguments) {
  const std::string_view parameter = self.env().since(Series::v19) ? "fields" : "fields_list";
  if (arguments[parameter].is_text()) return Dict{};  // Python takes its letters for names, and no field has one
  return self.default_get(names_argument(arguments, parameter));
}

Value set_active(const RecordSet& self, bool active) {
  if (!self.model().active) throw user_error(fmt::format("{} records cannot be archived", self.model().facts->label));
  self.where("active", "!=", active).write({{"active", active}});
  return {};
}

Value action_archive(const RecordSet& self, const Arguments&) { return set_active(self, false); }
Value action_unarchive(const RecordSet& self, const Arguments&) { return set_active(self, true); }

Value toggle_active(const RecordSet& self, const Arguments&) {
  for (const RecordSet& record : self) set_active(record, !record.flag("active"));
  return {};
}

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& record : self) {
    const Field* name = self.model().rec_name;
    const Value value = name ? record.value(name->name()) : Value();
    if (name && name->type() == FieldType::many2one && value)
      record.set("display_name", record[name->name()].display_name());
    else if (value.is_text())
      record.set("display_name", value);
    else
      record.set("display_name", name ? Value(false) : Value(fmt::format("{},{}", self.model().name, record.id())));
  }
}

}  // namespace

Addon base_model() {
  return {.name = "orm",
          .models = {generic_methods(),
                     {
                         .mixin_marker = "id",
                         .computes = {{{"display_name"}, compute_display_name}},
                         .methods =
                             {
                                 model_method("create", "vals_list", create),
                                 {"read", "fields=None, load='_classic_read'", read_records},
                                 model_method("search", "domain, offset=0, limit=None, order=None", search),
                                 model_method("search_read",
                                              "domain=None, fields=None, offset=0, limit=None, order=None, **kwargs",
                                              search_read),
                                 model_method("search_count", "domain, limit=None", search_count),
                                 {"write", "vals", write},
                                 {"unlink", "", unlink},
                                 {"copy", "default=None", copy},
                                 {"exists", "", exists, In{.until = Series::v18}},
                                 model_method("name_search", "name='', args=None, operator='ilike', limit=100",
                                              name_search, In{.until = Series::v18}),
                                 model_method("name_search", "name='', domain=None, operator='ilike', limit=100",
                                              name_search, In{.since = Series::v19}),
                                 model_method("name_create", "name", name_create),
                                 model_method("default_get", "fields_list", default_get, In{.until = Series::v18}),
                                 model_method("default_get", "fields", default_get, In{.since = Series::v19}),
                                 model_method("fields_get", "allfields=None, attributes=None", fields_get),
                                 model_method("read_group",
                                              "domain, fields, groupby, offset=0, limit=None, orderby=False, lazy=True",
                                              read_group),
                                 {"action_archive", "", action_archive},
                                 {"action_unarchive", "", action_unarchive},
                                 {"toggle_active", "", toggle_active},
                             },
                     }}};
}

}  // namespace paridoo::orm
