#include "simulator/addons/web/models/record_snapshot.h"

#include <algorithm>

#include "simulator/addons/web/models/web_read.h"
#include "simulator/orm/convert.h"

namespace paridoo::addons::web {

using namespace orm;

namespace {

Dict fields_of_lines(const Dict& specification, const std::string& field) {
  const Value& own = specification.get(field);
  const Value fields = own.is_dict() ? own.dict().get("fields") : Value();
  return fields.is_dict() ? fields.dict() : Dict();
}

// A record that the form has not saved has no id that another could show.
void hide_drafts(Dict& row, const RecordSet& record, const Drafts& drafts) {
  for (Item& item : row) {
    const Field* field = record.model().find(item.name);
    if (!field || field->type() != FieldType::many2one || !field->comodel || !item.value) continue;
    if (const RecordSet other = record.sudo()[item.name]; other && drafts.is_draft(other)) item.value = false;
  }
}

Dict read_values(const RecordSet& record, const Dict& specification, const Drafts& drafts) {
  Dict row = web_read(record.sudo(), specification).list().front().dict();
  row.erase("id");
  hide_drafts(row, record, drafts);
  return row;
}

}  // namespace

RecordSnapshot::RecordSnapshot(const RecordSet& record, const Dict& specification, bool whole)
    : record_(record), specification_(specification) {
  if (!whole) return;
  for (const Item& item : specification)
    if (item.name != "id") take(item.name);
}

void RecordSnapshot::take(const std::string& field) {
  if (!is_lines(field)) {
    const Value value = record_.value(field);
    values_[field] = value.is_none() ? shown(record_.model().at(field), value) : value;  // no number is 0
    return;
  }
  Lines& lines = lines_[field];
  lines.clear();
  if (!record_.model().at(field).comodel) return;
  const Dict fields = fields_of_lines(specification_, field);
  for (const RecordSet& line : record_[field]) lines.emplace_back(line.id(), RecordSnapshot(line, fields, true));
}

bool RecordSnapshot::has_changed(const std::string& field) const {
  RecordSnapshot now(record_, specification_, false);
  now.take(field);
  if (!is_lines(field)) return !values_.contains(field) || !(values_.at(field) == now.values_.at(field));
  return !lines_.contains(field) || !(lines_.at(field) == now.lines_.at(field));
}

bool RecordSnapshot::operator==(const RecordSnapshot& other) const {
  return record_.id() == other.record_.id() && values_ == other.values_ && lines_ == other.lines_;
}

const RecordSnapshot* RecordSnapshot::line(const std::string& field, Id id) const {
  const auto lines = lines_.find(field);
  if (lines == lines_.end()) return nullptr;
  for (const auto& [own, snapshot] : lines->second)
    if (own == id) return &snapshot;
  return nullptr;
}

Dict RecordSnapshot::difference(const RecordSnapshot* earlier, const Drafts& drafts, bool all) const {
  Dict plain;
  for (const auto& [field, value] : values_) {
    const auto before = earlier ? earlier->values_.find(field) : values_.end();
    const bool same = earlier && before != earlier->values_.end() && before->second == value;
    if (all || !same) plain.set(field, specification_.get(field));
  }
  Dict out = plain.empty() ? Dict() : read_values(record_, plain, drafts);
  for (const auto& [field, lines] : lines_)
    if (List found = commands(field, earlier, drafts, all); !found.empty()) out.set(field, std::move(found));
  return out;
}

List RecordSnapshot::commands(const std::string& field, const RecordSnapshot* earlier, const Drafts& drafts,
                              bool all) const {
  List out;
  const Field& own = record_.model().at(field);
  if (!own.comodel) return out;
  const RecordSet lines = record_.env()[own.comodel->name];
  const bool owns = own.type() == FieldType::one2many;
  const auto before = earlier ? earlier->lines_.find(field) : lines_.end();
  if (earlier && !all && before != earlier->lines_.end())
    for (const auto& [id, _] : before->second)
      if (!line(field, id)) out.push_back(List{owns ? 2 : 3, drafts.reference(lines.browse(id)), 0});
  const Dict fields = fields_of_lines(specification_, field);
  for (const auto& [id, snapshot] : lines_.at(field)) {
    const RecordSet record = lines.browse(id);
    const RecordSnapshot* known = earlier && !all ? earlier->line(field, id) : nullptr;
    if (known) {
      if (Dict changed = snapshot.difference(known, drafts, false); !changed.empty())
        out.push_back(List{1, drafts.reference(record), std::move(changed)});
    } else if (drafts.is_draft(record)) {
      out.push_back(List{0, drafts.reference(record), snapshot.difference(nullptr, drafts, false)});
    } else if (owns && own.inverse_field && (drafts.is_draft(record_) || (earlier && !all))) {
      out.push_back(List{0, 0, snapshot.difference(nullptr, drafts, false)});  // an onchange has added it
    } else {
      out.push_back(List{4, id, web_read(record.sudo(), fields).list().front()});
    }
  }
  return out;
}

}  // namespace paridoo::addons::web
