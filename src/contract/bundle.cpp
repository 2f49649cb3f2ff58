#include "src/contract/bundle.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace paridoo::contract {

namespace {

using nlohmann::json;

constexpr std::string_view definitions_pointer = "#/definitions/";

struct Target {
  std::string file;        // empty: the same
  std::string definition;  // empty: the whole file
};

Target parse_reference(std::string_view reference) {
  const auto hash = reference.find('#');
  if (hash == std::string_view::npos) return {.file = std::string(reference), .definition = ""};
  const auto inside = reference.substr(hash);
  if (!inside.starts_with(definitions_pointer)) throw std::logic_error("reference to " + std::string(reference));
  return {.file = std::string(reference.substr(0, hash)),
          .definition = std::string(inside.substr(definitions_pointer.size()))};
}

std::string without_extension(const std::string& file) { return file.substr(0, file.rfind('.')); }

class Bundler {
 public:
  Bundler(std::string_view prefix, const ReadSchema& read, json& definitions)
      : prefix_(prefix), read_(read), definitions_(definitions) {}

  json file(const std::string& name) {
    auto schema = read_(name);
    schema.erase("$schema");
    schema.erase("definitions");
    return turned(schema, name);
  }

 private:
  // `schema`, which stands in `file`, with its references turned.
  json turned(const json& schema, const std::string& file) {
    if (schema.is_array()) {
      json out = json::array();
      for (const auto& element : schema) out.push_back(turned(element, file));
      return out;
    }
    if (!schema.is_object()) return schema;
    if (const auto reference = schema.find("$ref"); reference != schema.end() && reference->is_string()) {
      return {{"$ref", prefix_ + collect(parse_reference(reference->get_ref<const std::string&>()), file)}};
    }
    json out = json::object();
    for (const auto& [name, value] : schema.items()) out[name] = turned(value, file);
    return out;
  }

  // The name under which the target stands in the definitions.
  std::string collect(const Target& target, const std::string& from) {
    const auto& file = target.file.empty() ? from : target.file;
    const auto name = target.definition.empty() ? without_extension(file) : target.definition;
    if (definitions_.contains(name)) return name;
    definitions_[name] = nullptr;  // so that a schema may refer to itself
    const auto schema = read_(file);
    auto found = target.definition.empty() ? this->file(file) : turned(schema.at("definitions").at(name), file);
    definitions_[name] = std::move(found);
    return name;
  }

  const std::string prefix_;
  const ReadSchema& read_;
  json& definitions_;
};

}  // namespace

json bundle(const std::string& file, std::string_view prefix, const ReadSchema& read, json& definitions) {
  return Bundler(prefix, read, definitions).file(file);
}

}  // namespace paridoo::contract
