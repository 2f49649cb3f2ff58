#include "simulator/orm/import_rows.h"

#include <algorithm>

#include "simulator/orm/fault.h"

namespace paridoo::orm {

namespace {

const Field* first_field(const Model& model, const ImportPath& path) { return model.find(path.front()); }

bool is_relational(const Model& model, const ImportPath& path) {
  const Field* field = first_field(model, path);
  return field && field->is_relational();
}

Value cell(const List& row, std::size_t at) { return at < row.size() ? row[at] : Value(""); }

class Extraction {
 public:
  Extraction(const Model& model, const std::vector<ImportPath>& paths, const std::vector<List>& rows)
      : model_(model), paths_(paths), rows_(rows) {
    for (const ImportPath& path : paths)
      if (path.front() != own_name && path.front().find('.') == std::string::npos && !first_field(model, path))
        throw value_error("Invalid field name '" + path.front() + "'");
  }

  std::vector<ImportRecord> records() const {
    std::vector<ImportRecord> out;
    for (std::size_t at = 0; at < rows_.size(); at = out.back().last + 1) {
      std::size_t last = at;
      while (last + 1 < rows_.size() && has_lines_only(rows_[last + 1])) ++last;
      out.push_back(record(at, last));
    }
    return out;
  }

 private:
  bool has_lines_only(const List& row) const {
    bool any_line = false;
    for (std::size_t at = 0; at < paths_.size(); ++at) {
      if (!cell(row, at)) continue;
      const Field* field = first_field(model_, paths_[at]);
      if (!field || field->type() != FieldType::one2many) return false;
      any_line = true;
    }
    return any_line;
  }

  ImportRecord record(std::size_t first, std::size_t last) const {
    ImportRecord out{.first = first, .last = last};
    for (std::size_t at = 0; at < paths_.size(); ++at)
      if (!is_relational(model_, paths_[at])) out.cells.set(paths_[at].front(), cell(rows_[first], at));
    for (const ImportPath& path : paths_)
      if (is_relational(model_, path) && !out.cells.contains(path.front()))
        out.cells.set(path.front(), below(*first_field(model_, path), first, last));
    return out;
  }

  // The records of a relation, from the columns that begin with its name.
  List below(const Field& field, std::size_t first, std::size_t last) const {
    if (!field.comodel) throw not_simulated(field.facts->relation + " (load)");
    std::vector<ImportPath> paths;
    std::vector<std::size_t> columns;
    for (std::size_t at = 0; at < paths_.size(); ++at) {
      if (paths_[at].front() != field.name()) continue;
      columns.push_back(at);
      paths.emplace_back(paths_[at].begin() + 1, paths_[at].end());
      if (paths.back().empty()) paths.back().emplace_back(own_name);
    }
    std::vector<List> rows;
    for (std::size_t at = first; at <= last; ++at) {
      List row;
      for (const std::size_t column : columns) row.push_back(cell(rows_[at], column));
      if (std::any_of(row.begin(), row.end(), [](const Value& one) { return static_cast<bool>(one); }))
        rows.push_back(std::move(row));
    }
    List out;
    for (ImportRecord& one : import_records(*field.comodel, paths, rows)) out.emplace_back(std::move(one.cells));
    return out;
  }

  const Model& model_;
  const std::vector<ImportPath>& paths_;
  const std::vector<List>& rows_;
};

// "a.id" and "a:id" become "a/.id" and "a/id".
std::string with_slashes(std::string_view written) {
  std::string out;
  for (std::size_t at = 0; at < written.size(); ++at) {
    const std::string_view rest = written.substr(at);
    const bool is_inside = !out.empty() && out.back() != '/';
    if (is_inside && (rest.starts_with(".id") || rest.starts_with(":id"))) out += '/';
    if (rest.front() != ':' || !is_inside || !rest.starts_with(":id")) out += rest.front();
  }
  return out;
}

}  // namespace

ImportPath import_path(std::string_view written) {
  const std::string text = with_slashes(written);
  ImportPath path;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t slash = std::min(text.find('/', from), text.size());
    path.push_back(text.substr(from, slash - from));
    from = slash + 1;
  }
  return path;
}

std::vector<ImportRecord> import_records(const Model& model, const std::vector<ImportPath>& paths,
                                         const std::vector<List>& rows) {
  return Extraction(model, paths, rows).records();
}

}  // namespace paridoo::orm
