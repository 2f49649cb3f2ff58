// export_data(): records as a table that load() takes again.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "simulator/orm/convert.h"
#include "simulator/orm/external_ids.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/import_rows.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/queries.h"
#include "simulator/orm/time_zone.h"

namespace paridoo::orm {

namespace {

using Lines = std::vector<List>;

// Moments are shown in the time zone of whoever exports.
Value local_moment(const Env& env, const Value& value) {
  const Value& said = env.context("tz");
  const Value zone = said.is_text() ? said : env.user().sudo().value("tz");
  const std::optional<Moment> moment = parse_moment(value.text());
  if (!moment || !zone.is_text() || !is_time_zone(zone.text())) return value;
  return format_moment(*moment + zone_offsets(zone.text(), *moment, *moment).front().offset);
}

Value option_label(const Field& field, const Value& key) {
  for (const auto& [option, label] : field.facts->selection)
    if (key == Value(option)) return label;
  return "";
}

class Export {
 public:
  explicit Export(const Env& env) : env_(env) {
    const Value* said = env.context().find("import_compat");
    can_be_loaded_ = !said || *said;
  }

  // A path may be empty: the cell is another column's affair.
  Lines lines(const RecordSet& records, const std::vector<ImportPath>& paths) const {
    Lines out;
    for (const RecordSet& record : records) add(out, record, paths);
    return out;
  }

 private:
  void add(Lines& lines, const RecordSet& record, const std::vector<ImportPath>& paths) const {
    const std::size_t own = lines.size();
    lines.emplace_back(paths.size(), Value(""));
    std::set<std::string> done;
    for (std::size_t at = 0; at < paths.size(); ++at) {
      if (paths[at].empty() || done.contains(paths[at].front())) continue;
      const std::string& name = paths[at].front();
      if (name == ".id") {
        lines[own][at] = std::to_string(record.id());
      } else if (name == "id") {
        lines[own][at] = ensured_external_ids(record).front();
      } else if (const Field& field = field_of(record, name); !field.is_relational()) {
        lines[own][at] = cell(record, field);
      } else {
        done.insert(name);
        add_relation(lines, own, at, record[name], field, below(paths, name));
      }
    }
  }

  static const Field& field_of(const RecordSet& record, const std::string& name) {
    const Field* field = record.model().find(name);
    if (!field && !record.env().since(Series::v18)) throw Fault(FaultKind::key_error, "'" + name + "'");
    if (!field) throw value_error("Invalid field '" + name + "' on model '" + record.model().name + "'");
    if (field->is_relational() && !field->comodel) throw not_simulated(field->facts->relation + " (export_data)");
    if (field->type() == FieldType::properties)
      throw not_simulated(record.model().name + "." + name + " (export_data)");
    return *field;
  }

  static std::vector<ImportPath> below(const std::vector<ImportPath>& paths, const std::string& name) {
    std::vector<ImportPath> out;
    for (const ImportPath& path : paths) {
      ImportPath& rest = out.emplace_back();
      if (path.empty() || path.front() != name) continue;
      rest.assign(path.begin() + 1, path.end());
      if (rest.empty()) rest.emplace_back("display_name");
    }
    return out;
  }

  void add_relation(Lines& lines, std::size_t own, std::size_t at, const RecordSet& others, const Field& field,
                    const std::vector<ImportPath>& paths) const {
    if (can_be_loaded_ && field.type() == FieldType::many2many) return add_links(lines[own], at, others, paths);
    const Lines of_others = this->lines(others, paths);
    if (of_others.empty()) {
      lines[own][at] = "";
      return;
    }
    for (std::size_t column = 0; column < paths.size(); ++column) {
      const Value& value = of_others.front()[column];
      if (value || value.is_number() || value.is_boolean()) lines[own][column] = value;
    }
    lines.insert(lines.end(), of_others.begin() + 1, of_others.end());
  }

  // All links stand in one cell, separated by commas: that of the ids, or else of the names.
  static void add_links(List& line, std::size_t at, const RecordSet& others, const std::vector<ImportPath>& paths) {
    bool by_id = false;
    for (const std::string_view wanted : {"id", "name", "display_name"}) {
      const auto found = std::find(paths.begin(), paths.end(), ImportPath{std::string(wanted)});
      if (found == paths.end()) continue;
      at = static_cast<std::size_t>(found - paths.begin());
      by_id = wanted == "id";
      break;
    }
    const std::vector<std::string> names = by_id ? ensured_external_ids(others) : others.texts("display_name");
    line[at] = fmt::format("{}", fmt::join(names, ","));
  }

  Value cell(const RecordSet& record, const Field& field) const {
    const Value value = record.value(field.name());
    switch (field.type()) {
      case FieldType::boolean: return static_cast<bool>(value);
      case FieldType::integer:
      case FieldType::real:
      case FieldType::monetary: return shown(field, value);
      case FieldType::datetime: return value ? local_moment(env_, value) : Value("");
      case FieldType::selection: return option_label(field, value);
      case FieldType::reference: return reference(value);
      case FieldType::json: return value ? Value(to_json(value)) : Value("");
      default: return value ? value : Value("");
    }
  }

  Value reference(const Value& value) const {
    if (!value.is_text() || can_be_loaded_) return value ? value : Value("");
    const std::size_t comma = value.text().find(',');
    const Model* model = env_.registry().find(value.text().substr(0, comma));
    if (!model || comma == std::string::npos) return value;
    return env_[model->name].browse(std::stoll(value.text().substr(comma + 1))).display_name();
  }

  const Env env_;
  bool can_be_loaded_ = true;
};

void check_may_export(const Env& env) {
  if (env.is_superuser()) return;
  for (const std::string_view group : {"base.group_erp_manager", "base.group_allow_export"}) {
    const std::optional<RecordSet> found = env.find_ref(group);
    if (!found) continue;
    const RecordSet users = found->sudo()[env.since(Series::v19) ? "all_user_ids" : "users"];
    if (users.contains(env.uid())) return;
  }
  throw user_error("You have no right to export data: ask an administrator.");
}

}  // namespace

Value export_data(const RecordSet& self, const Arguments& arguments) {
  const Value& fields = arguments["fields_to_export"];
  if (!fields.is_list()) throw Fault(FaultKind::type_error, "fields_to_export is a list of names");
  check_may_export(self.env());
  std::vector<ImportPath> paths;
  for (const Value& field : fields.list()) paths.push_back(import_path(field.is_text() ? field.text() : repr(field)));
  List rows;
  for (List& line : Export(self.env()).lines(self, paths)) rows.emplace_back(std::move(line));
  return Dict{{"datas", rows}};
}

}  // namespace paridoo::orm
