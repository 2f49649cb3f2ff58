// The four central methods without the hooks of behaviour, and the chains that lead to them.
#pragma once

#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// The faults of records that the database would refuse: they know which field is to blame.
struct MissingValue : Fault {
  MissingValue(const Field& field, const std::string& message)
      : Fault(FaultKind::validation_error, message), field(&field) {}
  const Field* field;
};
struct NotUnique : Fault {
  NotUnique(const Unique& unique, const std::string& message)
      : Fault(FaultKind::validation_error, message), unique(&unique) {}
  const Unique* unique;
};
struct BrokenCheck : Fault {
  explicit BrokenCheck(const std::string& message) : Fault(FaultKind::validation_error, message) {}
};

// A many2many field would refer to no record.
struct BrokenLink : BrokenCheck {
  BrokenLink(const Field& field, const std::string& message) : BrokenCheck(message), field(&field) {}
  const Field* field;
};

RecordSet create_plain(const RecordSet& model, const std::vector<Dict>& values);
void write_plain(const RecordSet& records, const Dict& values);
void unlink_plain(const RecordSet& records);
std::vector<Dict> copy_data_plain(const RecordSet& records, const Dict& defaults);

// Values of a new copy of each record, through the hooks.
std::vector<Dict> copy_data(const RecordSet& records, const Dict& defaults);

// Fields that the ORM itself keeps: what is written to them is left out.
bool is_bookkeeping(std::string_view field);
// Amounts after what says their currency, x2many fields last: as Odoo orders a write.
std::vector<const Item*> in_write_order(const Model& model, const Dict& values);
// What both create and write do with the fields that have no column, and those that are kept beside where they come
// from: inherited, related, inverse.
bool is_written_through(const Field& field);
void write_through(const RecordSet& records, const Field& field, const Value& value);
// Every field of the computes that these editable fields belong to: what a client writes is not computed over.
std::vector<const Field*> written_with(const Model& model, const Dict& values);
// What given values depend on in their own record, also through fields that are not kept, is computed while they are
// protected: computed later, it would make them stale, and a price that a client gave would become the one of the
// pricelist.
void settle_dependencies(const RecordSet& record, std::span<const Field* const> given);
// Runs the constraints that speak of these fields, and refuses required fields left empty.
void check_constraints(const RecordSet& records, const Dict& values, bool all_required);

}  // namespace paridoo::orm
