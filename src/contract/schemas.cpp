#include "src/contract/schemas.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <map>
#include <mutex>
#include <stdexcept>

#include "paridoo_contracts.h"
#include "src/contract/bundle.h"
#include "src/contract/formats.h"
#include "src/contract/pointer.h"

namespace paridoo::contract {

namespace {

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

// The validator's own check of formats runs regular expressions over texts of any length.
json without_formats(json schema) {
  if (schema.is_object()) {
    if (const auto format = schema.find("format"); format != schema.end() && format->is_string()) schema.erase(format);
  }
  for (auto& part : schema) {
    if (part.is_structured()) part = without_formats(std::move(part));
  }
  return schema;
}

// "<root>", "[products]", "[0]" -> "/products/0"
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (const auto& step : context) {
    if (step.size() < 2 || step.front() != '[') continue;
    pointer = deeper(pointer, step.substr(1, step.size() - 2));
  }
  return pointer;
}

// The name at the end of the validator's message: "... property 'name'."
std::string quoted_name(const std::string& message) {
  const auto start = message.find(" '", message.find(message.starts_with("Missing") ? "property" : "constraints:"));
  const auto end = message.rfind("'.");
  if (start == std::string::npos || end == std::string::npos || end < start + 2) return "";
  return message.substr(start + 2, end - start - 2);
}

Violation violation_of(const valijson::ValidationResults::Error& error) {
  const auto pointer = pointer_of(error.context);
  const auto& message = error.description;
  if (message.starts_with("Missing required")) return {deeper(pointer, quoted_name(message)), "This is missing."};
  if (message.starts_with("Object contains a property")) {
    return {deeper(pointer, quoted_name(message)), "There is no such property."};
  }
  if (message.starts_with("Value type not permitted")) return {pointer, "This is of the wrong type."};
  if (message.starts_with("Failed to match against any enum"))
    return {pointer, "This is not one of the values allowed."};
  return {pointer, message.ends_with('.') ? message : message + "."};
}

class CompiledSchema {
 public:
  explicit CompiledSchema(json bundled) : bundled_(std::move(bundled)) {
    const auto plain = without_formats(bundled_);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(NlohmannJsonAdapter(plain), schema_);
  }

  std::optional<Violation> check(const json& document) const {
    if (auto wrong = check_formats_and_lengths(bundled_, document)) return wrong;
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema_, NlohmannJsonAdapter(document), &results)) return std::nullopt;
    valijson::ValidationResults::Error first;
    results.popError(first);
    return violation_of(first);
  }

 private:
  const json bundled_;
  valijson::Schema schema_;
};

std::string folder_of(std::string_view name) { return std::string(name.substr(0, name.rfind('/') + 1)); }
std::string file_of(std::string_view name) { return std::string(name.substr(name.rfind('/') + 1)); }

}  // namespace

struct Schemas::Compiled : CompiledSchema {
  using CompiledSchema::CompiledSchema;
};

struct Schemas::State {
  std::map<std::string, std::string_view, std::less<>> files;
  std::mutex mutex;  // guards `compiled`
  std::map<std::string, std::unique_ptr<Compiled>, std::less<>> compiled;
};

Schemas::Schemas() : state_(std::make_unique<State>()) {
  for (const auto& file : contracts::embedded_files()) {
    if (file.path.ends_with(".json")) state_->files.emplace(file.path, file.bytes);
  }
}

Schemas::~Schemas() = default;

const Schemas& Schemas::embedded() {
  static const Schemas schemas;
  return schemas;
}

std::vector<std::string> Schemas::names() const {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : state_->files) names.push_back(name);
  return names;
}

bool Schemas::contains(std::string_view name) const { return state_->files.contains(name); }

json Schemas::bundled_into(json& definitions, std::string_view prefix, std::string_view name) const {
  const auto folder = folder_of(name);
  const auto read = [&](const std::string& file) {
    const auto found = state_->files.find(folder + file);
    if (found == state_->files.end()) throw std::logic_error("there is no schema " + folder + file);
    return json::parse(found->second);
  };
  return bundle(file_of(name), prefix, read, definitions);
}

json Schemas::bundled(std::string_view name) const {
  json definitions = json::object();
  auto schema = bundled_into(definitions, "#/definitions/", name);
  schema["definitions"] = std::move(definitions);
  return schema;
}

const Schemas::Compiled& Schemas::compiled(std::string_view name) const {
  const std::lock_guard lock(state_->mutex);
  auto& known = state_->compiled[std::string(name)];
  if (!known) known = std::make_unique<Compiled>(bundled(name));
  return *known;
}

std::optional<Violation> Schemas::check(std::string_view name, const json& document) const {
  return compiled(name).check(document);
}

std::optional<Violation> check_document(const json& bundled, const json& document) {
  return CompiledSchema(bundled).check(document);
}

}  // namespace paridoo::contract
