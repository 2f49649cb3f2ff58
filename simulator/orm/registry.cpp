#include "simulator/orm/registry.h"

#include <algorithm>
#include <stdexcept>

#include "simulator/orm/fault.h"
#include "simulator/orm/methods.h"
#include "simulator/orm/registry_parts.h"

namespace paridoo::orm {

namespace {

// A stored field that follows a link to a model of which nothing is known: no record can have made the link.
bool leads_nowhere(const Field& field) {
  if (!field.is_kept() || field.facts->related.empty() || field.is_related()) return false;
  const std::string& path = field.facts->related;
  const Field* first = field.model->find(std::string_view(path).substr(0, path.find('.')));
  return first && first->type() == FieldType::many2one && !first->comodel;
}

// What a list of records shows may depend on fields of these records, because of its domain: that computes nothing.
bool is_filtered_list(const Field& field) {
  if (!field.is_kept() || !field.is_x2many()) return false;
  return std::ranges::all_of(field.facts->depends,
                             [&](const std::string& path) { return path.starts_with(field.name() + "."); });
}

// The two ways to see one table: as records, and as links to what these refer to. The links are computed.
bool is_seen_twice(const Field& field) {
  if (!field.is_kept() || field.type() != FieldType::one2many || field.facts->depends.size() != 1) return false;
  const Field* links = field.model->find(field.facts->depends.front());
  return links && links->compute && links->facts->depends == std::vector<std::string>{field.name()};
}

}  // namespace

bool Field::lacks_behaviour() const {
  // A field that is neither stored nor computed only lives in forms; that it is copied tells it from computed ones.
  const bool lives_in_forms = !is_kept() && facts->depends.empty() && facts->copied;
  // What properties hold, their definition says: it is looked up as they are read.
  if (type() == FieldType::properties) return false;
  const bool computed_by_odoo = !lives_in_forms && (!facts->depends.empty() || !is_kept());
  return computed_by_odoo && !compute && !is_related() && !leads_nowhere(*this) && !is_filtered_list(*this) &&
         !is_seen_twice(*this);
}

const Field* Model::find(std::string_view field) const { return by_name.find(field); }

const Field& Model::at(std::string_view field) const {
  if (const Field* found = find(field)) return *found;
  throw value_error("Invalid field '" + std::string(field) + "' on model '" + name + "'");
}

Registry::Registry(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Registry::~Registry() = default;

std::unique_ptr<const Registry> Registry::build(Series series, std::vector<ModelFacts> facts,
                                                std::vector<Addon> addons) {
  auto parts = std::make_unique<Parts>();
  parts->series = series;
  parts->facts = std::move(facts);
  parts->addons = std::move(addons);
  parts->addons.insert(parts->addons.begin(), base_model());
  join(*parts);
  return std::unique_ptr<const Registry>(new Registry(std::move(parts)));
}

Series Registry::series() const { return parts_->series; }
std::span<const Model* const> Registry::models() const { return parts_->model_list; }
std::span<const Field* const> Registry::fields() const { return parts_->field_list; }
std::span<const std::string> Registry::addons() const { return parts_->addon_names; }

const Model* Registry::find(std::string_view model) const {
  const auto found = parts_->by_name.find(model);
  return found == parts_->by_name.end() ? nullptr : found->second;
}

const Model& Registry::at(std::string_view model) const {
  if (const Model* found = find(model)) return *found;
  throw std::logic_error("no model " + std::string(model) + " in series " + std::string(name_of(series())));
}

std::span<const Field* const> Registry::references_to(const Model& model) const {
  return parts_->references.at(static_cast<std::size_t>(model.index));
}

}  // namespace paridoo::orm
