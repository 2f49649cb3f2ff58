// What the audit trail shows of a message: what it is called, and what was changed.
#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "simulator/addons/account/audit_trail.h"
#include "simulator/addons/account/models.h"
#include "simulator/orm/column_operand.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// A change as it is told: what orders it among others, and its text.
struct Change {
  std::int64_t sequence = 100;
  std::string field = {};
  std::string text = {};
};

const char* column_of(FieldType type) {
  switch (type) {
    case FieldType::boolean:
    case FieldType::integer: return "integer";
    case FieldType::date:
    case FieldType::datetime: return "datetime";
    case FieldType::real:
    case FieldType::monetary: return "float";
    case FieldType::text: return "text";
    default: return "char";
  }
}

std::string told_value(const RecordSet& tracking, const char* when, FieldType type) {
  const Value value = tracking.value(std::string(when) + "_value_" + column_of(type));
  if (type == FieldType::boolean) return value ? "True" : "False";
  if (type == FieldType::date && value.is_text()) return value.text().substr(0, 10);
  if (type == FieldType::datetime && value.is_text()) return value.text() + "Z";
  return python_text(value.is_none() ? Value(false) : value);
}

std::int64_t sequence_of(const RecordSet& model, const Field& field) {
  for (const TrackedField& tracked : model.env().transaction().tracked(model.model()))
    if (tracked.field == &field) return tracked.sequence;
  return 100;
}

Change change_of(const RecordSet& tracking) {
  const RecordSet told = tracking["field_id"];
  const Model* model = told ? tracking.env().registry().find(told.text("model")) : nullptr;
  const Field* field = model ? model->find(told.text("name")) : nullptr;
  if (!field) return {.text = "Unknown"};
  const FieldType type = field->type();
  return {.sequence = sequence_of(RecordSet(tracking.env(), *model), *field),
          .field = field->name(),
          .text = told_value(tracking, "old", type) + " ⇨ " + told_value(tracking, "new", type) + " (" +
                  told.text("field_description") + ")"};
}

std::string told_changes(const RecordSet& trackings) {
  std::vector<Change> changes;
  for (const RecordSet& tracking : trackings) changes.push_back(change_of(tracking));
  std::ranges::stable_sort(changes, {}, [](const Change& one) { return std::tie(one.sequence, one.field); });
  std::string out;
  for (const Change& change : changes) out += (out.empty() ? "" : "\n") + change.text;
  return out;
}

std::string title_of(const RecordSet& message, bool has_changes) {
  for (const char* field : {"subject", "preview"})
    if (std::string text = message.text(field); !text.empty()) return text;
  if (has_changes) return "Updated";
  const RecordSet subtype = message["subtype_id"];
  return subtype && !subtype.flag("internal") ? subtype.display_name() : std::string();
}

void compute_preview(const RecordSet& self) {
  const bool is_recent = self.env().since(Series::v19);
  for (const RecordSet& message : self) {
    const bool shown =
        is_recent ? message.text("message_type") == "notification" : message.flag("account_audit_log_activated");
    const RecordSet trackings = message.sudo()["tracking_value_ids"];
    message.set("account_audit_log_preview",
                shown ? Value(title_of(message, !trackings.empty()) + "\n" + told_changes(trackings)) : Value(false));
  }
}

Domain search_preview(const RecordSet&, std::string_view comparison, const Value& operand) {
  Domain told = Domain::nothing();
  for (const char* column : {"old_value_char", "new_value_char", "old_value_text", "new_value_text"})
    told = told | term(std::string("tracking_value_ids.") + column, std::string(comparison), operand);
  return term("message_type", "=", "notification") & told;
}

}  // namespace

Behaviour mail_message_preview() {
  return {.model = "mail.message",
          .computes = {{{"account_audit_log_preview"}, compute_preview, {.since = Series::v18}}},
          .searches = {{"account_audit_log_preview", search_preview, {.since = Series::v19}}}};
}

}  // namespace paridoo::addons::account
