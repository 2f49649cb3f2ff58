#include "simulator/orm/import_references.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "simulator/orm/comodel.h"
#include "simulator/orm/external_ids.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/import_rows.h"
#include "simulator/orm/letter_case.h"

namespace paridoo::orm {

namespace {

constexpr std::array<std::string_view, 3> references = {own_name, "id", ".id"};

// The action that lists what could have been meant.
Dict possible_values(const Env& env, const Field& field, std::string_view how) {
  const bool by_name = how == own_name;
  Dict action = {{"name", "Possible Values"},
                 {"type", "ir.actions.act_window"},
                 {"target", "new"},
                 {"view_mode", env.since(Series::v18) ? "list,form" : "tree,form"},
                 {"views", List{List{false, "list"}, List{false, "form"}}},
                 {"context", Dict{{"create", false}}},
                 {"help", "See all possible values"},
                 {"res_model", by_name ? field.facts->relation : "ir.model.data"}};
  if (!by_name) action.set("domain", List{List{"model", "=", field.facts->relation}});
  return action;
}

class Reference {
 public:
  Reference(const RecordSet& model, const Field& field, const ImportFlush& flush,
            const std::function<void(const std::string&)>& warn)
      : field_(field), comodel_(model.env()[comodel_of(field).name]), flush_(flush), warn_(warn) {}

  Id find(const std::string& how, const Value& reference) const {
    if (how == ".id") return by_id(how, reference);
    if (!reference.is_text())
      throw Fault(FaultKind::attribute_error,
                  fmt::format("'{}' object has no attribute 'lower'", kind_name(reference)));
    return how == "id" ? by_external_id(how, reference.text()) : by_name(how, reference.text());
  }

 private:
  ImportProblem not_found(std::string_view kind, const std::string& how, const Value& reference) const {
    return {fmt::format("No matching record found for {} '{}' in field '%(field)s'", kind,
                        reference.is_text() ? reference.text() : repr(reference)),
            {{"moreinfo", possible_values(comodel_.env(), field_, how)}}};
  }

  Id by_id(const std::string& how, const Value& reference) const {
    if (reference.is_text() && spoken_truth(reference.text()) == false) return 0;
    Id id = reference.is_integer() ? reference.integer() : 0;
    if (reference.is_text()) {
      const std::string& text = reference.text();
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
      if (error != std::errc() || end != text.data() + text.size())
        throw ImportProblem{fmt::format("Invalid database id '{}' for the field '%(field)s'", text),
                            {{"moreinfo", possible_values(comodel_.env(), field_, how)}}};
    }
    if (comodel_.browse(id).exists().empty()) throw not_found("database id", how, reference);
    return id;
  }

  Id by_external_id(const std::string& how, const std::string& reference) const {
    if (spoken_truth(reference) == false) return 0;
    const Value& module = comodel_.env().context("_import_current_module");
    const std::string xmlid = reference.find('.') != std::string::npos
                                  ? reference
                                  : (module.is_text() ? module.text() : "") + "." + reference;
    flush_.until_named(xmlid);
    const std::optional<ExternalId> found = find_external_id(comodel_.env(), xmlid);
    if (!found || comodel_.browse(found->id).exists().empty()) throw not_found("external id", how, reference);
    if (found->model != comodel_.model().name)
      throw ImportProblem{fmt::format("Invalid external ID {}: expected model '{}', found '{}'", xmlid,
                                      comodel_.model().name, found->model),
                          {},
                          false};
    return found->id;
  }

  Id by_name(const std::string& how, const std::string& reference) const {
    if (reference.empty()) return 0;
    flush_.until_model(comodel_.model());
    const Value found = comodel_.call("name_search", {}, {{"name", reference}, {"operator", "="}});
    if (found.list().empty()) return made(how, reference);
    if (found.list().size() > 1)
      warn_(fmt::format("Found multiple matches for value \"{}\" in field \"%(field)s\" ({} matches)", reference,
                        found.list().size()));
    return found.list().front().list().front().integer();
  }

  Id made(const std::string& how, const std::string& name) const {
    const Value& enabled = comodel_.env().context("name_create_enabled_fields");
    if (!enabled.is_dict() || !enabled.dict().get(field_.name())) throw not_found("name", how, name);
    return comodel_.call("name_create", {name}).list().front().integer();
  }

  const Field& field_;
  const RecordSet comodel_;
  const ImportFlush& flush_;
  const std::function<void(const std::string&)>& warn_;
};

}  // namespace

bool is_reference(std::string_view name) {
  return std::find(references.begin(), references.end(), name) != references.end();
}

std::string way_of_reference(const Dict& cells) {
  for (const Item& item : cells)
    if (!is_reference(item.name))
      throw ImportProblem{"Can not create Many-To-One records indirectly, import the field separately", {}, false};
  if (cells.size() > 1)
    throw ImportProblem{
        "Ambiguous specification for field '%(field)s', only provide one of name, external id or database id",
        {},
        false};
  return cells.begin()->name;
}

std::vector<std::string> split_references(const Value& cell) {
  const std::string text = cell.is_text() ? cell.text() : repr(cell);
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    out.push_back(text.substr(from, comma - from));
    from = comma + 1;
  }
  return out;
}

std::optional<bool> spoken_truth(std::string_view text) {
  const std::string word = lower_case(text);
  if (word == "1" || word == "true" || word == "yes") return true;
  if (word.empty() || word == "0" || word == "false" || word == "no") return false;
  return std::nullopt;
}

Id referred_record(const RecordSet& model, const Field& field, const std::string& how, const Value& reference,
                   const ImportFlush& flush, const std::function<void(const std::string&)>& warn) {
  return Reference(model, field, flush, warn).find(how, reference);
}

}  // namespace paridoo::orm
