#include "simulator/addons/base/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// "1/4/7/": the ids from the root down to the record.
void set_path(const RecordSet& record) {
  const RecordSet parent = record[record.model().parent->name()];
  const std::string path = (parent.empty() ? "" : parent.text("parent_path")) + std::to_string(record.id()) + "/";
  record.env().transaction().put(record.env(), record.model().at("parent_path"), record.id(), path);
}

RecordSet children_of(const RecordSet& record) {
  const RecordSet all = record.sudo().with_context({{"active_test", false}});
  return all.search(term(record.model().parent->name(), "=", record.id()));
}

void set_paths_from(const RecordSet& top) {
  set_path(top);
  for (const RecordSet& child : children_of(top)) set_paths_from(child);
}

bool is_below(const RecordSet& record, Id ancestor) {
  return ("/" + record.text("parent_path")).find("/" + std::to_string(ancestor) + "/") != std::string::npos;
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet made = super(std::move(values));
  for (const RecordSet& record : made.sudo()) set_path(record);
  return made;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const bool moves = values.contains(self.model().parent->name());
  const Value parent = values.get(self.model().parent->name());
  if (parent.is_integer())
    for (const Id id : self.ids())
      if (is_below(self.sudo().browse(parent.integer()), id))
        throw user_error("A record cannot stand below itself in the hierarchy of its model.");
  super(self, std::move(values));
  if (moves)
    for (const RecordSet& record : self.sudo()) set_paths_from(record);
}

}  // namespace

// Models that keep the way down to each record.
Behaviour parent_path() { return {.mixin_marker = "parent_path", .create = create, .write = write}; }

}  // namespace paridoo::addons::base
