// Schemas in several files as one document.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace paridoo::contract {

// Reads a schema file by name ("order.json"). Throws std::logic_error if there is none.
using ReadSchema = std::function<nlohmann::json(const std::string& file)>;

// The schema in `file` with its references turned towards one place: "types.json#/definitions/id" becomes
// `prefix` + "id", and "order.json" `prefix` + "order". What they lead to is put into `definitions` under these names.
nlohmann::json bundle(const std::string& file, std::string_view prefix, const ReadSchema& read,
                      nlohmann::json& definitions);

}  // namespace paridoo::contract
