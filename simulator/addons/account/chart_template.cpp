#include "simulator/addons/account/chart_template.h"

#include <fmt/format.h>

#include <algorithm>

#include "paridoo_charts.h"
#include "simulator/orm/json_text.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

std::string local_name(const Value& xmlids) {
  constexpr std::string_view prefix = "account.1_";
  if (!xmlids.is_list() || xmlids.list().empty()) return {};
  const std::string xmlid = xmlids.list().front().text();
  return xmlid.starts_with(prefix) ? xmlid.substr(prefix.size()) : std::string();
}

}  // namespace

std::vector<TemplateRecord> template_records(Series series, std::string_view model) {
  const std::string path = fmt::format("{}/seed/{}.json", name_of(series), model);
  const auto files = charts::embedded_files();
  const auto file = std::ranges::find(files, path, &charts::EmbeddedFile::path);
  std::vector<TemplateRecord> records;
  if (file == files.end()) return records;
  const Value rows = from_json(file->bytes);
  for (const Value& row : rows.list())
    records.push_back(
        {.id = row.dict().get("id").integer(), .name = local_name(row.dict().get("xmlids")), .values = row.dict()});
  return records;
}

}  // namespace paridoo::addons::account
