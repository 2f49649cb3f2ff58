// load(): a table of texts becomes records, made or changed by their external ids.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "simulator/orm/external_ids.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/hooks.h"
#include "simulator/orm/import_rows.h"
#include "simulator/orm/import_values.h"
#include "simulator/orm/load_records.h"
#include "simulator/orm/load_refusals.h"
#include "simulator/orm/queries.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

constexpr int errors_max = 10;

std::string word_of(const Value& value, std::string_view otherwise) {
  return value.is_text() ? value.text() : std::string(otherwise);
}

// Runs `work` so that nothing stays of it if it fails; the fault goes on.
void in_savepoint(const Env& env, const std::function<void()>& work) {
  try {
    Savepoint savepoint(env.store());
    work();
    env.flush();
    savepoint.release();
  } catch (const Fault&) {
    env.transaction().forget_all();
    throw;
  }
}

Dict told(const Dict& info, std::string_view type, const std::string& message) {
  Dict out = info;
  out.set("type", type);
  out.set("message", message);
  return out;
}

// What the answer says of a record that could not be saved.
Dict refusal(const RecordSet& model, const Dict& info, const Fault& fault) {
  if (const std::optional<Dict> told_by_database = database_refusal(model, fault)) {
    Dict out = told(info, "error", "");
    out.update(*told_by_database);
    return out;
  }
  if (is_user_error(fault.kind())) return told(info, "error", fault.message());
  Dict out =
      told(info, "error",
           fmt::format("Unknown error during import: <class '{}'>: {}", exception_name(fault.kind()), fault.message()));
  out.set("moreinfo", "Resolve other errors first");
  return out;
}

class Load {
 public:
  Load(const RecordSet& model, std::vector<ImportPath> paths, const std::vector<List>& rows)
      : module_(word_of(model.env().context("module"), "__import__")),
        model_(model.with_context({{"_import_current_module", module_}})),
        paths_(std::move(paths)),
        rows_(rows),
        creatable_(creatable_models()) {}

  Value run() {
    const Env& env = model_.env();
    env.flush();
    std::optional<Savepoint> whole(std::in_place, env.store());
    read_rows();
    save_batch();
    const bool failed = std::any_of(messages_.begin(), messages_.end(),
                                    [](const Value& message) { return message.dict().get("type") == Value("error"); });
    if (!failed) whole->release();
    whole.reset();
    if (failed) env.transaction().forget_all();
    return Dict{{"ids", failed ? Value(false) : Value(ids_)}, {"messages", messages_}, {"nextrow", next_row()}};
  }

 private:
  // The models of which rows that still wait may make records.
  std::set<const Model*> creatable_models() const {
    std::set<const Model*> models = {&model_.model()};
    for (const ImportPath& path : paths_) {
      const Model* at = &model_.model();
      for (const std::string& name : path) {
        const Field* field = at ? at->find(name) : nullptr;
        if (!field) break;
        if (field->type() != FieldType::one2many) continue;
        models.insert(field->comodel);
        at = field->comodel;
      }
    }
    return models;
  }

  std::size_t limit() const {
    const Value& limit = model_.env().context("_import_limit");
    return limit.is_integer() ? static_cast<std::size_t>(limit.integer()) : rows_.size();
  }

  std::size_t next_row() const {
    const bool is_limited = model_.env().context("_import_limit").is_integer();
    return is_limited && rows_read_ >= limit() ? rows_read_ : 0;
  }

  void read_rows() {
    const ImportFlush flush = {.until_named =
                                   [this](const std::string& xmlid) {
                                     if (batch_names_.contains(xmlid)) save_batch();
                                   },
                               .until_model =
                                   [this](const Model& model) {
                                     if (creatable_.contains(&model)) save_batch();
                                   }};
    std::size_t index = 0;
    for (const ImportRecord& record : import_records(model_.model(), paths_, rows_)) {
      if (record.first >= limit()) break;
      read_record(record, index++, flush);
    }
  }

  void read_record(const ImportRecord& record, std::size_t index, const ImportFlush& flush) {
    Dict info = {{"rows", Dict{{"from", record.first}, {"to", record.last}}}};
    rows_read_ = record.last + 1;
    const Id id = known_id(record.cells.get(".id"), info, index);
    info.set("record", index);
    const ImportLog log = [&](const Field& field, const ImportProblem& problem, bool is_warning) {
      report(info, field, problem, is_warning);
    };
    Dict values = import_values(model_, record.cells, flush, log);
    std::string xmlid = word_of(record.cells.get("id"), "");
    if (!xmlid.empty() && xmlid.find('.') == std::string::npos) xmlid = module_ + "." + xmlid;
    if (!xmlid.empty())
      batch_names_.insert(xmlid);
    else if (id)
      values.set("id", id);
    batch_.push_back({.xmlid = std::move(xmlid), .values = std::move(values), .info = std::move(info)});
  }

  Id known_id(const Value& cell, const Dict& info, std::size_t index) {
    if (!cell) return 0;
    const std::string text = word_of(cell, repr(cell));
    const Id id = std::strtoll(text.c_str(), nullptr, 10);
    if (!model_.search(term("id", "=", id)).empty()) return id;
    Dict message = told(info, "error", fmt::format("Unknown database identifier '{}'", text));
    message.set("record", index);
    message.set("field", ".id");
    messages_.emplace_back(std::move(message));
    return 0;
  }

  void report(const Dict& info, const Field& field, const ImportProblem& problem, bool is_warning) {
    constexpr std::string_view place = "%(field)s";
    std::string text = problem.message;
    if (const std::size_t at = text.find(place); at != std::string::npos)
      text.replace(at, place.size(), field.facts->label);
    Dict message = told(info, is_warning ? "warning" : "error", text);
    message.set("field", field.name());
    if (problem.names_field) {
      message.set("field_name", field.facts->label);
      message.update(problem.more);
    }
    messages_.emplace_back(std::move(message));
  }

  // All at once; if that fails, one by one, so that each record says what is wrong with it.
  void save_batch() {
    if (batch_.empty()) return;
    const std::vector<LoadedRecord> records = std::exchange(batch_, {});
    batch_names_.clear();
    try {
      in_savepoint(model_.env(), [&] {
        const Ids saved = load_records(model_, records);
        ids_.insert(ids_.end(), saved.begin(), saved.end());
      });
    } catch (const Fault& fault) {
      save_one_by_one(records, fault);
    }
  }

  void save_one_by_one(const std::vector<LoadedRecord>& records, const Fault& of_all) {
    int errors = 0, tried = 0;
    for (const LoadedRecord& record : records) {
      ++tried;
      try {
        in_savepoint(model_.env(), [&] { ids_.push_back(load_records(model_, {record}).front()); });
      } catch (const Fault& fault) {
        messages_.emplace_back(refusal(model_, record.info, fault));
        ++errors;
      }
      if (errors < errors_max || errors * 10 < tried) continue;
      messages_.emplace_back(Dict{{"type", "warning"},
                                  {"message",
                                   "Found more than 10 errors and more than one error per 10 records, interrupted to "
                                   "avoid showing too many errors."}});
      break;
    }
    // What only fails together says so itself.
    const bool is_told =
        model_.env().since(Series::v18) && is_user_error(of_all.kind()) && !database_refusal(model_, of_all);
    const Value message = told(records.front().info, "error", of_all.message());
    if (errors > 0 && is_told && std::find(messages_.begin(), messages_.end(), message) == messages_.end())
      messages_.insert(messages_.begin(), message);
  }

  const std::string module_;
  const RecordSet model_;
  const std::vector<ImportPath> paths_;
  const std::vector<List>& rows_;
  const std::set<const Model*> creatable_;
  std::vector<LoadedRecord> batch_ = {};
  std::set<std::string> batch_names_ = {};
  List messages_ = {};
  Ids ids_ = {};
  std::size_t rows_read_ = 0;
};

}  // namespace

Value load(const RecordSet& self, const Arguments& arguments) {
  const Value &fields = arguments["fields"], &data = arguments["data"];
  if (!fields.is_list() || !data.is_list()) throw Fault(FaultKind::type_error, "load() takes two lists");
  std::vector<ImportPath> paths;
  for (const Value& field : fields.list()) {
    if (!field.is_text()) throw Fault(FaultKind::type_error, "expected string or bytes-like object");
    paths.push_back(import_path(field.text()));
  }
  std::vector<List> rows;
  for (const Value& row : data.list()) {
    if (!row.is_list()) throw Fault(FaultKind::type_error, "a row is a list, not " + repr(row));
    rows.push_back(row.list());
  }
  return Load(self, std::move(paths), rows).run();
}

}  // namespace paridoo::orm
