// What contracts/odoo promises, against what a real 18.0 answered.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "src/contract/schemas.h"

namespace paridoo::contract {
namespace {

using nlohmann::json;

// Recordings name records by labels; here they get numbers again.
json with_ids(json value) {
  static const std::regex label(R"(xmlid:[\w.]+|[a-z_.]+#\d+)");
  static std::map<std::string, int> numbers;
  if (value.is_string() && std::regex_match(value.get_ref<const std::string&>(), label)) {
    return numbers.try_emplace(value.get<std::string>(), static_cast<int>(numbers.size()) + 1).first->second;
  }
  if (value == "@today") return "2026-11-22";
  if (value == "@now") return "2026-11-22 10:00:00";
  if (value.is_structured()) {
    for (auto& part : value) part = with_ids(std::move(part));
  }
  return value;
}

// A schema for rows of which only these fields were asked.
json narrowed(json schema, const json& row) {
  auto& items = schema["items"];
  json required = json::array();
  for (const auto& field : items["required"]) {
    if (row.contains(field)) required.push_back(field);
  }
  items["required"] = required;
  return schema;
}

struct Checked {
  std::map<std::string, std::set<std::string>> fields;  // by schema
  std::map<std::string, int> answers;
};

// The fields of the row that we rely on too, the others left out.
json common_part(const json& row, const json& properties) {
  json part = json::object();
  for (const auto& [field, value] : row.items()) {
    if (properties.contains(field)) part[field] = value;
  }
  return part;
}

// Entries that are neither invoices nor credit notes are never read.
bool is_read(const json& row) {
  const auto kind = row.value("move_type", json("out_invoice"));
  return kind == "out_invoice" || kind == "out_refund";
}

// All rows of an answer have the same fields.
void check_rows(const std::string& schema_name, const json& rows, Checked& checked) {
  auto schema = Schemas::embedded().bundled(schema_name);
  // Where we ask for one set of fields or another, the first is that of Odoo's own.
  if (schema.at("items").contains("anyOf")) schema["items"] = json(schema.at("items").at("anyOf").at(0));
  const auto& properties = schema.at("items").at("properties");
  json parts = json::array();
  for (const auto& row : with_ids(rows)) {
    if (is_read(row)) parts.push_back(common_part(row, properties));
  }
  if (parts.empty()) return;
  const auto wrong = check_document(narrowed(schema, parts[0]), parts);
  EXPECT_FALSE(wrong) << schema_name << wrong->pointer << ": " << wrong->message << "\n" << parts.dump();
  for (const auto& [field, value] : parts[0].items()) checked.fields[schema_name].insert(field);
}

void check_step(const json& step, Checked& checked) {
  if (!step.contains("result")) return;
  const auto model = step.at("model").get<std::string>();
  const auto method = step.at("method").get<std::string>();
  const bool rows = method == "read" || method == "search_read";
  const auto name = "odoo/" + model + "." + (rows ? "search_read" : method) + ".json";
  if (!Schemas::embedded().contains(name)) return;
  if (rows) return check_rows(name, step.at("result"), checked);
  if (method == "read_group") return;  // other groupings than ours
  if (method == "create" && step.at("args")[0].is_array()) return;
  const auto wrong = Schemas::embedded().check(name, with_ids(step.at("result")));
  EXPECT_FALSE(wrong) << name << ": " << wrong->message << "\n" << step.at("result").dump();
  ++checked.answers[name];
}

Checked check_all_recordings() {
  Checked checked;
  for (const auto& file :
       std::filesystem::recursive_directory_iterator(PARIDOO_SOURCE_DIR "/fixtures/recordings/18.0/golden")) {
    if (file.path().extension() != ".json") continue;
    std::ifstream stream(file.path());
    const auto scenario = json::parse(stream);
    SCOPED_TRACE(file.path().filename());
    for (const auto& step : scenario.at("steps")) check_step(step, checked);
  }
  return checked;
}

TEST(Recordings, AnswerAsContractsOdooPromises) {
  const auto checked = check_all_recordings();
  // Enough was recorded for this to mean something.
  EXPECT_GE(checked.fields.at("odoo/sale.order.search_read.json").size(), 8u);
  EXPECT_GE(checked.fields.at("odoo/stock.picking.search_read.json").size(), 7u);
  EXPECT_GE(checked.fields.at("odoo/account.move.search_read.json").size(), 10u);
  for (const auto* call :
       {"sale.order.action_confirm", "stock.picking.button_validate", "account.move.action_post",
        "account.payment.register.action_create_payments", "sale.advance.payment.inv.create_invoices",
        "stock.backorder.confirmation.process", "stock.move.write"}) {
    EXPECT_GT(checked.answers.count(std::string("odoo/") + call + ".json"), 0u) << call;
  }
}

}  // namespace
}  // namespace paridoo::contract
