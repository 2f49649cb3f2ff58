// What the web client asks of every model: records in the shape of a specification.
#include "simulator/addons/web/models.h"
#include "simulator/orm/access.h"
#include "simulator/orm/convert.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/read.h"

namespace paridoo::addons::web {

using namespace orm;

namespace {

const Dict& specification_of(const Value& given) {
  static const Dict nothing;
  if (given.is_unset()) return nothing;
  if (!given.is_dict()) throw Fault(FaultKind::type_error, "a specification is a dict of fields, not " + repr(given));
  return given.dict();
}

List shaped(const RecordSet& records, const Dict& specification);

// A relation is an id or ids, unless its specification names fields of the records behind it.
Value relation_shaped(const RecordSet& record, const Field& field, const Dict& specification) {
  const RecordSet others = record[field.name()];
  const Value* fields = specification.find("fields");
  if (field.is_x2many()) return fields ? Value(shaped(others, specification_of(*fields))) : Value(others.ids());
  if (others.empty()) return false;
  return fields ? shaped(others.sudo(), specification_of(*fields)).front() : Value(others.id());
}

Value field_shaped(const RecordSet& record, const Field& field, const Dict& specification) {
  if (field.is_relational() && field.comodel) return relation_shaped(record, field, specification);
  if (field.lacks_behaviour()) throw not_simulated(field.model->name + "." + field.name());
  return shown(field, record.value(field.name()));
}

List shaped(const RecordSet& records, const Dict& specification) {
  List rows;
  for (const RecordSet& record : records) {
    Dict row{{"id", record.id()}};
    for (const Item& item : specification)
      if (item.name != "id")
        row.set(item.name, field_shaped(record, record.model().at(item.name), specification_of(item.value)));
    rows.emplace_back(std::move(row));
  }
  return rows;
}

Value web_read(const RecordSet& self, const Arguments& arguments) {
  check_access(self.env(), self.model(), Operation::read);
  return shaped(self, specification_of(arguments["specification"]));
}

Value web_search_read(const RecordSet& self, const Arguments& arguments) {
  Dict search = arguments.all();
  search.erase("specification");
  search.erase("count_limit");
  const Value ids = self.call("search", {}, search);
  const Value count = self.call("search_count", {arguments["domain"]}, {{"limit", arguments["count_limit"]}});
  return Dict{{"length", count},
              {"records", shaped(self.browse(ids.ids()), specification_of(arguments["specification"]))}};
}

}  // namespace

Behaviour base_web() {
  return {
      .mixin_marker = "id",
      .methods = {{"web_read", "specification", web_read},
                  model_method("web_search_read",
                               "domain, specification, offset=0, limit=None, order=None, count_limit=None",
                               web_search_read)},
  };
}

}  // namespace paridoo::addons::web
