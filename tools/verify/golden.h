// A recorded scenario: what was asked of a real Odoo step by step, and what it answered.
//
// The format is described in shared/odoo/README.md; tests/parity and `paridoo verify` ask the same of any server.
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace paridoo::verify {

using Json = nlohmann::ordered_json;

struct Step {
  std::string model;
  std::string method;
  Json arguments;
  Json named;
  Json wanted;  // the result, or the fault
  bool wants_fault = false;
  bool is_unstable = false;  // asked, but its answer is not compared
  std::string login;         // who asks; empty: the administrator
  std::string password;
};

struct FieldType {
  std::string type;
  std::string relation;
};

struct Golden {
  std::string scenario;  // "stock/receipt"
  std::string series;
  std::string recorded;  // "YYYY-MM-DD", UTC
  std::map<std::string, std::map<std::string, FieldType>> types;
  std::vector<std::string> xmlids;
  std::vector<Step> steps;

  std::string area() const { return scenario.substr(0, scenario.find('/')); }
};

// Throws std::runtime_error that names the file and the place.
Golden read_golden(const std::filesystem::path& file);
// The .json files that these files and folders stand for, sorted. Throws if one does not exist.
std::vector<std::filesystem::path> golden_files(const std::vector<std::filesystem::path>& given);

}  // namespace paridoo::verify
