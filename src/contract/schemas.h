// The JSON Schemas (draft 7) under contracts/, which the binary holds, and checking documents against them.
//
// A schema is named by its path: "api/order.json", "odoo/sale.order.search_read.json". It may refer to its siblings
// ("types.json#/definitions/id", "order.json").
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace paridoo::contract {

struct Violation {
  std::string pointer = {};  // JSON pointer to what is at fault; of what is missing, where it should be
  std::string message = {};
};

// The first thing wrong with the document by a schema that stands for itself, or empty.
std::optional<Violation> check_document(const nlohmann::json& bundled, const nlohmann::json& document);

class Schemas {
 public:
  // Those in the binary. Each is compiled when it is first asked for. A schema that is not one throws std::logic_error.
  static const Schemas& embedded();

  Schemas(const Schemas&) = delete;
  ~Schemas();

  std::vector<std::string> names() const;
  bool contains(std::string_view name) const;

  // The first thing wrong with the document, or empty. std::logic_error for a schema that there is not. Thread-safe.
  std::optional<Violation> check(std::string_view name, const nlohmann::json& document) const;

  // The schema with all that it refers to under "definitions".
  nlohmann::json bundled(std::string_view name) const;
  // The schema, with all that it refers to put into `definitions` and its references beginning with `prefix`.
  nlohmann::json bundled_into(nlohmann::json& definitions, std::string_view prefix, std::string_view name) const;

 private:
  Schemas();

  struct Compiled;
  struct State;

  const Compiled& compiled(std::string_view name) const;

  std::unique_ptr<State> state_;
};

}  // namespace paridoo::contract
