// Facts: what a live Odoo of one series said of its models and fields. Data, never typed in by hand.
//
// Recorded into fixtures/odoo/<series>/models/<model>.json, packed into the binary at build time, and read by
// Registry::build, which joins them with the behaviour that simulator/addons/ holds.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/orm/value.h"

namespace paridoo::orm {

enum class Series { v17, v18, v19 };

// "17.0", "18.0", "19.0".
std::string_view name_of(Series series);
std::optional<Series> series_named(std::string_view name);

enum class FieldType {
  boolean,
  integer,
  real,  // Odoo's "float"
  monetary,
  character,  // Odoo's "char"
  text,
  html,
  date,
  datetime,
  selection,
  binary,
  json,
  reference,
  many2one_reference,
  properties,
  properties_definition,
  many2one,
  one2many,
  many2many,
};

// "float", "char", ...: as fields_get says it.
std::string_view name_of(FieldType type);
FieldType field_type_named(std::string_view name);

enum class OnDelete { set_null, restrict, cascade };

struct FieldFacts {
  // What nearly every access to a value asks for, side by side.
  std::string name = {};
  FieldType type = FieldType::character;
  int digits = -1;       // decimals; -1: not rounded
  int digits_total = 0;  // with digits >= 0
  OnDelete on_delete = OnDelete::set_null;
  bool store = false;
  bool precompute = false;  // computed before a new record is inserted
  bool required = false;
  bool readonly = false;
  bool copied = false;
  bool translate = false;
  bool company_dependent = false;
  bool searchable = false;
  bool sortable = false;
  bool index = false;
  std::string label = {};           // "string" in fields_get
  std::string relation = {};        // the comodel of a relational field
  std::string relation_field = {};  // one2many: the many2one on the comodel
  std::string related = {};         // "partner_id.name"; empty if not related
  std::vector<std::string> depends = {};
  std::vector<std::pair<std::string, std::string>> selection = {};
  std::string currency_field = {};
  std::string groups = {};      // comma-separated external ids
  std::string aggregator = {};  // "sum", ...; empty: none
  Dict description = {};        // the facts as recorded, for fields_get

  bool operator==(const FieldFacts&) const = default;
};

struct ModelFacts {
  std::string model = {};
  std::string label = {};  // "name" in ir.model
  std::string order = {};
  bool transient = false;
  bool abstract = false;  // methods for others to mix in; no table, no records
  Dict defaults = {};     // what default_get answered when the facts were recorded
  std::vector<FieldFacts> fields = {};

  bool operator==(const ModelFacts&) const = default;
};

// Reads one model file. Throws std::runtime_error that names the file and the place.
ModelFacts read_model_file(const std::filesystem::path& file);
// Reads every model file of a folder, in the order of their names.
std::vector<ModelFacts> read_model_files(const std::filesystem::path& folder);

// The facts with further ones over them: models that are not there yet are added, those that are get the further fields
// and defaults. Models and fields stay in the order of their names.
std::vector<ModelFacts> merge_facts(std::vector<ModelFacts> facts, std::vector<ModelFacts> further);

// The compact form in which facts lie inside the binary. unpack(pack(x)) == x.
std::string pack_facts(std::span<const ModelFacts> models);
std::vector<ModelFacts> unpack_facts(std::string_view packed);

}  // namespace paridoo::orm
