#include "tools/verify/golden.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace paridoo::verify {

namespace {

Step read_step(const Json& json) {
  Step step{.model = json.at("model"),
            .method = json.at("method"),
            .arguments = json.at("args"),
            .named = json.at("kwargs"),
            .wanted = {},
            .wants_fault = json.contains("fault"),
            .is_unstable = json.value("unstable", false),
            .login = {},
            .password = {}};
  if (!step.is_unstable || json.contains("result") || json.contains("fault"))
    step.wanted = json.at(step.wants_fault ? "fault" : "result");
  if (json.contains("user")) {
    step.login = json.at("user").at(0);
    step.password = json.at("user").at(1);
  }
  return step;
}

Golden parsed(const Json& json) {
  Golden golden{.scenario = json.at("scenario"),
                .series = json.at("odoo"),
                .recorded = json.at("recorded"),
                .types = {},
                .xmlids = json.at("xmlids"),
                .steps = {}};
  for (const auto& [model, fields] : json.at("types").items())
    for (const auto& [name, type] : fields.items())
      golden.types[model][name] = {type.at(0), type.at(1).is_null() ? std::string() : type.at(1).get<std::string>()};
  for (const Json& step : json.at("steps")) golden.steps.push_back(read_step(step));
  return golden;
}

}  // namespace

Golden read_golden(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  try {
    return parsed(Json::parse(in));
  } catch (const Json::exception& error) {
    throw std::runtime_error(file.string() + ": " + error.what());
  }
}

std::vector<std::filesystem::path> golden_files(const std::vector<std::filesystem::path>& given) {
  std::vector<std::filesystem::path> files;
  for (const std::filesystem::path& path : given) {
    if (!std::filesystem::exists(path)) throw std::runtime_error("no such file or folder: " + path.string());
    if (!std::filesystem::is_directory(path)) files.push_back(path);
    if (std::filesystem::is_directory(path))
      for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace paridoo::verify
