#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/mail/tracking.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// What is related belongs to other records, which tell of it themselves.
std::vector<mail::TrackedField> own_tracked_fields(const RecordSet& lines) {
  std::vector<mail::TrackedField> fields = mail::tracked_fields(lines);
  std::erase_if(fields, [](const mail::TrackedField& tracked) { return tracked.field->is_related(); });
  return fields;
}

RecordSet told_lines(const RecordSet& lines) {
  if (lines.env().context("tracking_disable")) return lines.none();
  return lines.filtered([](const RecordSet& line) { return line["move_id"].flag("posted_before"); });
}

void tell(const RecordSet& line, std::string_view what, const mail::Tracking& tracking) {
  if (tracking.commands.empty()) return;
  const std::string link = mail::html_link(line, "#" + std::to_string(line.id()));
  mail::message_log(line["move_id"], "<p>Journal Item " + link + " " + std::string(what) + "</p>", tracking);
}

}  // namespace

LineLog::LineLog(const RecordSet& lines, const Dict& values) {
  const RecordSet told = told_lines(lines);
  if (told.empty()) return;
  const std::vector<mail::TrackedField> fields = own_tracked_fields(lines);
  for (const auto& [move, own] : told.grouped([](const RecordSet& line) { return line["move_id"].id(); })) {
    Entry entry{own["move_id"], own, {}};
    for (const mail::TrackedField& tracked : fields)
      if (values.contains(tracked.field->name()))
        entry.before.emplace_back(tracked.field, own.last().value(tracked.field->name()));
    if (!entry.before.empty()) entries_.push_back(std::move(entry));
  }
}

void LineLog::tell_changes() const {
  for (const Entry& entry : entries_) {
    const std::vector<mail::TrackedField> fields = own_tracked_fields(entry.lines);
    for (const RecordSet& line : entry.lines) tell(line, "updated", mail::tracking_of(line, fields, entry.before));
  }
}

void tell_new_lines(const RecordSet& lines) {
  const RecordSet told = told_lines(lines);
  if (told.empty()) return;
  const std::vector<mail::TrackedField> fields = own_tracked_fields(lines);
  mail::InitialRow nothing;
  for (const mail::TrackedField& tracked : fields) nothing.emplace_back(tracked.field, Value());
  for (const RecordSet& line : told) tell(line, "created", mail::tracking_of(line, fields, nothing));
}

void tell_deleted_lines(const RecordSet& lines) {
  const RecordSet told = told_lines(lines);
  if (told.empty()) return;
  const std::vector<mail::TrackedField> fields = own_tracked_fields(lines);
  for (const RecordSet& line : told) tell(line, "deleted", mail::tracking_of_deletion(line, fields));
}

}  // namespace paridoo::addons::account
