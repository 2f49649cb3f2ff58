// Makes the world of one series at build time: the packed facts, and the image of a new database.
//
//   world_builder 18.0 fixtures/odoo/18.0 simulator/addons 18.0.facts 18.0.sqlite
//
// Or packs the model files of a custom addon:
//
//   world_builder simulator/addons/ov/model_files ov.addon
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/addons/all_addons.h"
#include "simulator/orm/facts.h"
#include "simulator/orm/facts_beside.h"
#include "simulator/orm/registry.h"
#include "simulator/orm/store.h"
#include "simulator/orm/world.h"

namespace paridoo {
namespace {

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// A file that would not change keeps its time, so that nothing is built anew for it.
void write_if_changed(const std::filesystem::path& file, std::string_view bytes) {
  if (std::filesystem::exists(file) && read_file(file) == bytes) return;
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream) throw std::runtime_error(file.string() + ": cannot be written");
}

// The tables that grow with every document, those with the most rows first.
constexpr auto busiest_tables = std::to_array<std::string_view>({
    "mail_message",
    "mail_followers",
    "mail_tracking_value",
    "account_move_line",
    "account_move",
    "stock_move",
    "stock_move_line",
    "sale_order_line",
    "sale_order",
    "stock_picking",
    "stock_quant",
    "stock_valuation_layer",
    "purchase_order_line",
    "purchase_order",
    "account_payment",
    "account_partial_reconcile",
    "account_full_reconcile",
    "account_payment_register",
    "sale_advance_payment_inv",
    "procurement_group",
    "stock_reference",
    "res_partner",
    "product_template",
    "product_product",
    "account_bank_statement_line",
    "ir_attachment",
    "mail_mail",
});

// SQLite walks through sqlite_sequence from its beginning each time that a row is added to a table.
void put_busiest_first(orm::Store& store) {
  std::map<std::string, orm::Id> last_ids;
  store.run("SELECT name, seq FROM sqlite_sequence", {},
            [&](const orm::StoreRow& row) { last_ids[std::string(row.text(0))] = row.integer(1); });
  store.run("DELETE FROM sqlite_sequence");
  const auto put = [&](std::string_view table, orm::Id last) {
    store.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", std::vector<orm::Value>{table, last});
  };
  for (const std::string_view table : busiest_tables) {
    const auto node = last_ids.extract(std::string(table));
    put(table, node.empty() ? 0 : node.mapped());
  }
  for (const auto& [table, last] : last_ids) put(table, last);
}

std::string image_of(const orm::Registry& registry, const std::filesystem::path& folder,
                     const std::filesystem::path& addons) {
  orm::Store store;
  // Nearly every table is empty and takes a page all the same: small pages make copies small.
  store.script("PRAGMA page_size=1024");
  orm::build_world(store, registry, folder, addons);
  put_busiest_first(store);
  store.script("VACUUM");
  const std::vector<std::byte> image = store.image();
  return {reinterpret_cast<const char*>(image.data()), image.size()};
}

// What no recording tells of a model or field, some addons say themselves.
std::vector<orm::ModelFacts> with_facts_of_addons(std::vector<orm::ModelFacts> facts,
                                                  const std::filesystem::path& addons, const std::string& series) {
  std::vector<std::filesystem::path> folders;
  for (const auto& addon : std::filesystem::directory_iterator(addons))
    if (const auto folder = addon.path() / "facts" / series; std::filesystem::is_directory(folder))
      folders.push_back(folder);
  std::sort(folders.begin(), folders.end());
  for (const auto& folder : folders) facts = orm::merge_facts(std::move(facts), orm::read_model_files(folder));
  return facts;
}

void build(const std::string& series_name, const std::filesystem::path& folder, const std::filesystem::path& addons,
           const std::filesystem::path& facts_file, const std::filesystem::path& image_file) {
  const std::optional<orm::Series> series = orm::series_named(series_name);
  if (!series) throw std::runtime_error("no series of Odoo's: " + series_name);
  std::vector<orm::ModelFacts> recorded = orm::read_model_files(folder / "models");
  recorded = orm::with_false_defaults(std::move(recorded), folder / "false_defaults.json");
  recorded = orm::with_precomputed(std::move(recorded), folder / "precomputed.json");
  std::vector<orm::ModelFacts> facts = with_facts_of_addons(std::move(recorded), addons, series_name);
  write_if_changed(facts_file, orm::pack_facts(facts));
  const auto registry = orm::Registry::build(*series, std::move(facts), addons::all_addons());
  write_if_changed(image_file, image_of(*registry, folder, addons));
}

void pack(const std::filesystem::path& folder, const std::filesystem::path& facts_file) {
  write_if_changed(facts_file, orm::pack_facts(orm::read_model_files(folder)));
}

}  // namespace
}  // namespace paridoo

int main(int count, char** arguments) {
  if (count != 6 && count != 3) {
    fmt::print(stderr,
               "usage: world_builder SERIES FOLDER ADDONS FACTS_OUT IMAGE_OUT\n"
               "       world_builder MODEL_FILES FACTS_OUT\n");
    return 2;
  }
  try {
    if (count == 3)
      paridoo::pack(arguments[1], arguments[2]);
    else
      paridoo::build(arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "world_builder: {}\n", error.what());
    return 1;
  }
}
