// What mail.thread tells of changed fields: at the end of the transaction, a message with the values before and after.
#include <algorithm>

#include "simulator/addons/mail/models/mail_thread.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/mail/tracking.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

Value label_of(const Field& field, const Value& key) {
  for (const auto& [value, label] : field.facts->selection)
    if (key == Value(value)) return label;
  return key.is_unset() ? Value("") : key;
}

Value name_of(const RecordSet& record, const Field& field, const Value& id) {
  return id.is_integer() ? record.sudo().env()[field.comodel->name].browse(id.integer()).display_name() : "";
}

Value names_of(const RecordSet& record, const Field& field, const Value& ids) {
  std::string out;
  for (const Id id : ids.is_list() ? ids.ids() : Ids{})
    out += (out.empty() ? "" : ", ") + record.sudo().env()[field.comodel->name].browse(id).display_name();
  return out;
}

Value midnight(const Value& day) { return day.is_text() ? Value(day.text() + " 00:00:00") : Value(false); }
Value number(const Value& value) { return value.is_unset() ? Value(0) : value; }

Dict both(std::string_view kind, const Value& before, const Value& after) {
  return {{"old_value_" + std::string(kind), before}, {"new_value_" + std::string(kind), after}};
}

Dict values_of_change(const RecordSet& record, const Field& field, const Value& before, const Value& after) {
  switch (field.type()) {
    case FieldType::boolean: return both("integer", before.is_boolean() && before.boolean(), Value(bool(after)));
    case FieldType::monetary: {
      Dict values = both("float", number(before), number(after));
      values.set("currency_id", record[field.facts->currency_field]);
      return values;
    }
    case FieldType::date: return both("datetime", midnight(before), midnight(after));
    case FieldType::selection: return both("char", label_of(field, before), label_of(field, after));
    case FieldType::many2one: {
      Dict values = both("integer", number(before), number(after));
      values.update(both("char", name_of(record, field, before), name_of(record, field, after)));
      return values;
    }
    case FieldType::one2many:
    case FieldType::many2many: return both("char", names_of(record, field, before), names_of(record, field, after));
    default: return both(orm::name_of(field.type()), before, after);
  }
}

bool is_change(const Value& before, const Value& after) {
  return before != after && (static_cast<bool>(before) || static_cast<bool>(after));
}

void add_change(Tracking& tracking, const RecordSet& record, const TrackedField& tracked, const Value& before,
                const Value& after) {
  if (!is_change(before, after)) return;
  Dict values = values_of_change(record, *tracked.field, before, after);
  values.set("field_id", tracked.id);
  tracking.before.set(tracked.field->name(), before);
  tracking.commands.push_back(command::create(values));
}

}  // namespace

std::vector<TrackedField> tracked_fields(const RecordSet& model) {
  std::vector<TrackedField> fields = model.env().transaction().tracked(model.model());
  // What was noted first is shown last.
  std::ranges::sort(fields, [](const TrackedField& a, const TrackedField& b) {
    return std::pair(b.sequence, b.field->name()) < std::pair(a.sequence, a.field->name());
  });
  return fields;
}

Tracking tracking_of_deletion(const RecordSet& record, const std::vector<TrackedField>& fields) {
  Tracking out;
  for (const TrackedField& tracked : fields) add_change(out, record, tracked, record.value(tracked.field->name()), {});
  return out;
}

Tracking tracking_of(const RecordSet& record, const std::vector<TrackedField>& fields, const InitialRow& initial) {
  Tracking out;
  for (const TrackedField& tracked : fields) {
    const auto before = std::ranges::find_if(initial, [&](const auto& one) { return one.first == tracked.field; });
    if (before == initial.end()) continue;
    add_change(out, record, tracked, before->second, record.value(tracked.field->name()));
  }
  return out;
}

void message_log(const RecordSet& record, std::string_view body, const Tracking& tracking) {
  message_log(record, body, Dict{{"tracking_value_ids", tracking.commands}});
}

namespace {

Dict without_defaults(const Dict& context) {
  Dict clean;
  for (const auto& [name, value] : context)
    if (!name.starts_with("default_")) clean.set(name, value);
  return clean;
}

void tell(const RecordSet& record, const Tracking& tracking) {
  if (tracking.before.empty()) return;
  const Value subtype = record.call("_track_subtype", {tracking.before});
  if (!subtype.is_text()) return message_log(record, "", tracking);
  message_post(record, "", {.subtype_xmlid = subtype.text(), .more = {{"tracking_value_ids", tracking.commands}}});
}

}  // namespace

namespace thread {

Value track_subtype(const RecordSet&, const Arguments&) { return {}; }

Value track_finalize(const RecordSet& self, const Arguments&) {
  const auto initial = self.env().transaction().take_initial_values(self.model());
  if (!initial) return {};
  std::vector<TrackedField> fields;
  const RecordSet model = self.in(self.env().with_whole_context(without_defaults(self.env().context())).sudo());
  for (const InitialValues::Record& known : initial->records) {
    if (!known.is_told || known.values.empty() || !self.env().transaction().exists(self.model(), known.id)) continue;
    if (fields.empty()) fields = tracked_fields(model);
    const RecordSet record = model.browse(known.id);
    tell(record, tracking_of(record, fields, known.values));
  }
  return {};
}

void track_write(const RecordSet& self) {
  const Env& env = self.env();
  if (env.context("tracking_disable") || env.context("mail_notrack")) return;
  for (const auto& [field, id, sequence] : env.transaction().tracked(self.model())) {
    if ((field->is_kept() && !field->is_x2many()) || field->lacks_behaviour()) continue;
    for (const RecordSet& record : self.sudo())
      env.transaction().track(env, *field, record.id(), record.value(field->name()));
  }
}

void track_unlink(const RecordSet& self) {
  if (!self.env().transaction().tells_changes(self.model())) return;
  for (const Id id : self.ids()) self.env().transaction().track_no_more(self.env(), self.model(), id);
}

}  // namespace thread

}  // namespace paridoo::addons::mail
