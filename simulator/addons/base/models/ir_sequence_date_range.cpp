#include "simulator/addons/base/models.h"
#include "simulator/addons/base/models/ir_sequence.h"
#include "simulator/addons/base/sequence_counter.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

void compute_number_next_actual(const RecordSet& self) {
  for (const RecordSet& range : self)
    range.set("number_next_actual",
              is_standard(range["sequence_id"]) ? counter_next(range) : range.integer("number_next"));
}

void inverse_number_next_actual(const RecordSet& self) {
  for (const RecordSet& range : self) {
    const std::int64_t next = range.integer("number_next_actual");
    range.write({{"number_next", next ? next : 1}});
  }
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (const Value& next = values.get("number_next"); next.is_integer() && next.integer() != 0)
    for (const RecordSet& range : self)
      if (is_standard(range["sequence_id"])) counter_restart(range, next.integer());
  super(self, std::move(values));
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet ranges = super(std::move(values));
  for (const RecordSet& sequence : ranges["sequence_id"])
    if (is_standard(sequence) && sequence.integer("number_increment") == 0)
      throw user_error("The step of a sequence is not zero.");
  return ranges;
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  counter_forget(self);
  super(self);
}

}  // namespace

Behaviour ir_sequence_date_range() {
  return {
      .model = "ir.sequence.date_range",
      .rec_name = "sequence_id",
      .computes = {{{"number_next_actual"}, compute_number_next_actual}},
      .inverses = {{"number_next_actual", inverse_number_next_actual}},
      .unique = {{{"sequence_id", "date_from", "date_to"}, "The sequence has this range of dates already."}},
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::base
