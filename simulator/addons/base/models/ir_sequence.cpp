#include "simulator/addons/base/models/ir_sequence.h"

#include <optional>

#include "simulator/addons/base/models.h"
#include "simulator/addons/base/sequence.h"
#include "simulator/addons/base/sequence_counter.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

bool is_standard(const RecordSet& sequence) { return sequence.text("implementation") == "standard"; }

std::int64_t draw_number(const RecordSet& sequence, const RecordSet& owner) {
  const std::int64_t step = sequence.integer("number_increment");
  // PostgreSQL counts by one for a sequence that was made with no step.
  if (is_standard(sequence)) return counter_draw(owner, step ? step : 1);
  const std::int64_t number = owner.integer("number_next");
  owner.sudo().write({{"number_next", number + step}});
  return number;
}

namespace {

void compute_number_next_actual(const RecordSet& self) {
  for (const RecordSet& sequence : self)
    sequence.set("number_next_actual",
                 is_standard(sequence) ? counter_next(sequence) : sequence.integer("number_next"));
}

void inverse_number_next_actual(const RecordSet& self) {
  for (const RecordSet& sequence : self) {
    const std::int64_t next = sequence.integer("number_next_actual");
    sequence.write({{"number_next", next ? next : 1}});
  }
}

// A new range covers the year of the day, as far as the ranges beside it leave room.
RecordSet new_date_range(const RecordSet& sequence, const std::string& day) {
  const RecordSet ranges = sequence.sudo().env()["ir.sequence.date_range"];
  const Domain own = term("sequence_id", "=", sequence.id());
  std::string first = day.substr(0, 4) + "-01-01", last = day.substr(0, 4) + "-12-31";
  const RecordSet after = ranges.search(own & term("date_from", ">=", day) & term("date_from", "<=", last),
                                        {.limit = 1, .order = "date_from desc"});
  if (after) last = format_day(*after.day("date_from") - std::chrono::days{1});
  const RecordSet before = ranges.search(own & term("date_to", ">=", first) & term("date_to", "<=", day),
                                         {.limit = 1, .order = "date_to desc"});
  if (before) first = format_day(*before.day("date_to") + std::chrono::days{1});
  return ranges.create({{"date_from", first}, {"date_to", last}, {"sequence_id", sequence.id()}});
}

RecordSet date_range_of(const RecordSet& sequence, const std::string& day) {
  const Domain covers =
      term("sequence_id", "=", sequence.id()) & term("date_from", "<=", day) & term("date_to", ">=", day);
  const RecordSet found = sequence.env()["ir.sequence.date_range"].search(covers, {.limit = 1});
  return found ? found : new_date_range(sequence, day);
}

std::optional<Day> day_of_context(const Env& env) {
  const Value& told = env.context("ir_sequence_date");
  return told.is_text() ? parse_day(told.text()) : std::nullopt;
}

}  // namespace

std::string next_by_id(const RecordSet& sequence, std::optional<Day> day) {
  if (!sequence.ensure_one().flag("use_date_range")) return format_number(sequence, draw_number(sequence, sequence));
  const Day asked = day ? *day : day_of_context(sequence.env()).value_or(sequence.env().today());
  const RecordSet range = date_range_of(sequence, format_day(asked));
  return format_number(sequence, draw_number(sequence, range), range.day("date_from"));
}

std::string next_by_code(const Env& env, std::string_view code, std::optional<Day> day) {
  const RecordSet sequences = env["ir.sequence"];
  for (const Value& company : {Value(env.company().id()), Value(false)}) {
    const Domain domain = term("code", "=", code) & term("company_id", "=", company);
    if (const RecordSet found = sequences.search(domain, {.limit = 1})) return next_by_id(found, day);
  }
  return {};
}

namespace {

std::optional<Day> day_argument(const Value& value) { return value.is_text() ? parse_day(value.text()) : std::nullopt; }

Value call_next_by_code(const RecordSet& self, const Arguments& arguments) {
  const Value& code = arguments["sequence_code"];
  const std::string number =
      next_by_code(self.env(), code.is_text() ? code.text() : "", day_argument(arguments["sequence_date"]));
  return number.empty() ? Value(false) : Value(number);
}

Value call_next_by_id(const RecordSet& self, const Arguments& arguments) {
  return next_by_id(self, day_argument(arguments["sequence_date"]));
}

Value get_next_char(const RecordSet& self, const Arguments& arguments) {
  return format_number(self.ensure_one(), arguments["number_next"].integer());
}

Value default_company(const RecordSet& self) { return self.env().company(); }

void refuse_zero(std::int64_t step) {
  if (step == 0) throw user_error("The step of a sequence is not zero.");
}

// A standard sequence that has moved goes on from its last number by the new step.
void change_step(const RecordSet& sequence, std::int64_t step) {
  refuse_zero(step);
  for (const RecordSet& owner : {sequence, RecordSet(sequence["date_range_ids"])})
    for (const RecordSet& one : owner)
      if (const std::int64_t next = counter_next(one); next != one.integer("number_next"))
        counter_restart(one, next - sequence.integer("number_increment") + step);
}

void change_implementation(const RecordSet& sequence, const Dict& values) {
  counter_forget(sequence);
  counter_forget(sequence["date_range_ids"]);
  const Value* next = values.find("number_next");
  const std::int64_t start = next && next->is_number() ? next->integer() : sequence.integer("number_next");
  if (values.get("implementation").text() != "standard") return;
  const Value* step = values.find("number_increment");
  refuse_zero(step && step->is_integer() ? step->integer() : sequence.integer("number_increment"));
  for (const RecordSet& range : sequence["date_range_ids"]) counter_restart(range, start);
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const Value& implementation = values.get("implementation");
  const Value& next = values.get("number_next");
  const Value& step = values.get("number_increment");
  for (const RecordSet& sequence : self) {
    if (implementation.is_text() && implementation.text() != sequence.text("implementation")) {
      change_implementation(sequence, values);
    } else if (is_standard(sequence)) {
      if (step.is_integer() && step.integer() != sequence.integer("number_increment"))
        change_step(sequence, step.integer());
      if (next.is_integer() && next.integer() != 0) counter_restart(sequence, next.integer());
    }
  }
  super(self, std::move(values));
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  counter_forget(self["date_range_ids"]);
  counter_forget(self);
  super(self);
}

}  // namespace

Behaviour ir_sequence() {
  return {
      .model = "ir.sequence",
      .defaults = {{"company_id", default_company}},
      .computes = {{{"number_next_actual"}, compute_number_next_actual}},
      .inverses = {{"number_next_actual", inverse_number_next_actual}},
      .methods = {model_method("next_by_code", "sequence_code, sequence_date=None", call_next_by_code),
                  {"next_by_id", "sequence_date=None", call_next_by_id},
                  {"get_next_char", "number_next", get_next_char}},
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::base
