#include "simulator/orm/import_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "simulator/orm/comodel.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/import_references.h"
#include "simulator/orm/import_rows.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/letter_case.h"
#include "simulator/orm/time_zone.h"

namespace paridoo::orm {

namespace {

std::string shown(const Value& cell) { return cell.is_text() ? cell.text() : repr(cell); }

// Cells are texts; Odoo's code breaks on anything else where it takes a text for granted.
const std::string& text_of(const Value& cell) {
  if (cell.is_text()) return cell.text();
  throw Fault(FaultKind::attribute_error, fmt::format("'{}' object has no attribute 'lower'", kind_name(cell)));
}

Value to_number(const Value& cell, bool whole) {
  if (cell.is_number()) return whole ? Value(static_cast<std::int64_t>(cell.number())) : Value(cell.number());
  const std::string& text = text_of(cell);
  const char* const end = text.data() + text.size();
  std::int64_t integer = 0;
  double number = 0;
  if (whole) {
    if (const auto [at, error] = std::from_chars(text.data(), end, integer); error == std::errc() && at == end)
      return integer;
    throw ImportProblem{fmt::format("'{}' does not seem to be an integer for field '%(field)s'", text)};
  }
  if (const auto [at, error] = std::from_chars(text.data(), end, number); error == std::errc() && at == end)
    return number;
  throw ImportProblem{fmt::format("'{}' does not seem to be a number for field '%(field)s'", text)};
}

Value to_day(const Value& cell) {
  if (const std::optional<Day> day = parse_day(text_of(cell))) return format_day(*day);
  throw ImportProblem{fmt::format("'{}' does not seem to be a valid date for field '%(field)s'", shown(cell)),
                      {{"moreinfo", "Use the format '2012-12-31'"}}};
}

// A moment is meant in the zone of the context or of the user.
Value to_moment(const Env& env, const Value& cell) {
  const std::optional<Moment> moment = parse_moment(text_of(cell));
  if (!moment)
    throw ImportProblem{fmt::format("'{}' does not seem to be a valid datetime for field '%(field)s'", shown(cell)),
                        {{"moreinfo", "Use the format '2012-12-31 23:59:59'"}}};
  for (const Value& zone : {env.context("tz"), env.user().sudo().value("tz")})
    if (zone.is_text() && is_time_zone(zone.text())) return format_moment(to_utc(zone.text(), *moment));
  return format_moment(*moment);
}

// The key or the label of an option, whatever the case of its letters.
Value to_option(const Field& field, const Value& cell) {
  const std::string wanted = lower_case(text_of(cell));
  List labels;
  for (const auto& [key, label] : field.facts->selection) {
    if (wanted == lower_case(key) || wanted == lower_case(label)) return key;
    labels.emplace_back(label.empty() ? key : label);
  }
  throw ImportProblem{fmt::format("Value '{}' not found in selection field '%(field)s'", shown(cell)),
                      {{"moreinfo", labels}}};
}

Value to_json_value(const Value& cell) {
  try {
    return from_json(text_of(cell));
  } catch (const std::invalid_argument&) {
    throw ImportProblem{fmt::format("'{}' does not seem to be a valid JSON for field '%(field)s'", shown(cell))};
  }
}

class Converter {
 public:
  Converter(const RecordSet& model, const ImportFlush& flush, const ImportLog& log)
      : model_(model), flush_(flush), log_(log) {}

  Dict values(const Dict& cells) const {
    Dict out;
    for (const Item& item : cells) {
      if (is_reference(item.name)) continue;
      const Field* field = model_.model().find(item.name);
      if (!field) throw Fault(FaultKind::key_error, "'" + item.name + "'");
      try {
        out.set(item.name, item.value ? value(*field, item.value) : Value(false));
      } catch (const ImportProblem& problem) {
        log_(*field, problem, false);
      }
    }
    return out;
  }

 private:
  Value value(const Field& field, const Value& cell) const {
    switch (field.type()) {
      case FieldType::boolean: return flag(field, cell);
      case FieldType::integer:
      case FieldType::many2one_reference: return to_number(cell, true);
      case FieldType::real:
      case FieldType::monetary: return to_number(cell, false);
      case FieldType::date: return to_day(cell);
      case FieldType::datetime: return to_moment(model_.env(), cell);
      case FieldType::selection: return to_option(field, cell);
      case FieldType::json: return to_json_value(cell);
      case FieldType::many2one: return record(field, cell.list());
      case FieldType::many2many: return links(field, cell.list());
      case FieldType::one2many: return lines(field, cell.list());
      case FieldType::properties:
      case FieldType::properties_definition:
        throw not_simulated("load into " + model_.model().name + "." + field.name());
      default: return cell;
    }
  }

  Value flag(const Field& field, const Value& cell) const {
    if (const std::optional<bool> truth = spoken_truth(text_of(cell))) return *truth;
    log_(field,
         {fmt::format("Unknown value '{}' for boolean field '%(field)s'", shown(cell)),
          {{"moreinfo", "Use '1' for yes and '0' for no"}}},
         false);
    return true;
  }

  Id found(const Field& field, const std::string& how, const Value& reference) const {
    return referred_record(model_, field, how, reference, flush_, [&](const std::string& text) {
      log_(field, {text, {}, false}, true);
    });
  }

  Value record(const Field& field, const List& cells) const {
    const Dict& only = cells.front().dict();
    const std::string how = way_of_reference(only);
    const Id id = found(field, how, only.get(how));
    return id ? Value(id) : Value(false);
  }

  Value links(const Field& field, const List& cells) const {
    const Dict& only = cells.front().dict();
    const std::string how = way_of_reference(only);
    Ids ids;
    for (const std::string& reference : split_references(only.get(how)))
      if (const Id id = found(field, how, reference)) ids.push_back(id);
    if (!model_.env().context("update_many2many")) return List{command::set(ids)};
    List commands;
    for (const Id id : ids) commands.push_back(command::link(id));
    return commands;
  }

  // A line that a reference names is linked and changed, others are made.
  Value lines(const Field& field, const List& cells) const {
    List commands;
    for (const Dict& line : lines_of(cells)) {
      Dict written = import_values(model_.env()[comodel_of(field).name], line, flush_, log_of_lines(field));
      const Id id = line_named(field, line, written);
      if (id == 0) {
        commands.push_back(command::create(std::move(written)));
        continue;
      }
      commands.push_back(command::link(id));
      commands.push_back(command::update(id, std::move(written)));
    }
    return commands;
  }

  // A single row of nothing but references may list several.
  static std::vector<Dict> lines_of(const List& cells) {
    std::vector<Dict> lines;
    for (const Value& one : cells) lines.push_back(one.dict());
    const auto only_references = [](const Dict& line) {
      return std::all_of(line.begin(), line.end(), [](const Item& item) { return is_reference(item.name); });
    };
    if (lines.size() != 1 || !only_references(lines.front())) return lines;
    const std::string how = way_of_reference(lines.front());
    const std::vector<std::string> references = split_references(lines.front().get(how));
    lines.clear();
    for (const std::string& reference : references) lines.push_back({{how, reference}});
    return lines;
  }

  Id line_named(const Field& field, const Dict& line, Dict& written) const {
    Dict references;
    for (const Item& item : line)
      if (is_reference(item.name)) references.set(item.name, item.value);
    if (references.empty()) return 0;
    const std::string how = way_of_reference(references);
    try {
      return found(field, how, line.get(how));
    } catch (const ImportProblem&) {
      if (how != "id") throw;
      written.set("id", line.get("id"));
      return 0;
    }
  }

  // What is wrong in a line is wrong in the record, under the name of the line's field.
  ImportLog log_of_lines(const Field& field) const {
    return [this, &field](const Field& part, const ImportProblem& problem, bool is_warning) {
      if (is_warning) return log_(field, problem, true);
      constexpr std::string_view place = "%(field)s";
      ImportProblem named = problem;
      if (const std::size_t at = named.message.find(place); at != std::string::npos)
        named.message.insert(at + place.size(), "/" + part.facts->label);
      throw named;
    };
  }

  const RecordSet& model_;
  const ImportFlush& flush_;
  const ImportLog& log_;
};

}  // namespace

Dict import_values(const RecordSet& model, const Dict& cells, const ImportFlush& flush, const ImportLog& log) {
  return Converter(model, flush, log).values(cells);
}

}  // namespace paridoo::orm
