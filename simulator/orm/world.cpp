#include "simulator/orm/world.h"

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "simulator/orm/reflection.h"
#include "simulator/orm/schema.h"
#include "simulator/orm/seed_file.h"

namespace paridoo::orm {

namespace {

constexpr const char* meta_table = "CREATE TABLE paridoo_meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID";

void write_series(Store& store, Series series) {
  store.script(meta_table);
  const std::vector<Value> parameters = {"series", name_of(series)};
  store.run("INSERT INTO paridoo_meta (key, value) VALUES (?, ?)", parameters);
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
void put_busiest_first(Store& store) {
  std::map<std::string, Id> last_ids;
  store.run("SELECT name, seq FROM sqlite_sequence", {},
            [&](const StoreRow& row) { last_ids[std::string(row.text(0))] = row.integer(1); });
  store.run("DELETE FROM sqlite_sequence");
  const auto put = [&](std::string_view table, Id last) {
    store.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", std::vector<Value>{table, last});
  };
  for (const std::string_view table : busiest_tables) {
    const auto node = last_ids.extract(std::string(table));
    put(table, node.empty() ? 0 : node.mapped());
  }
  for (const auto& [table, last] : last_ids) put(table, last);
}

}  // namespace

void build_world(Store& store, const Registry& registry, const std::filesystem::path& folder,
                 const std::filesystem::path& addons) {
  StoreTransaction transaction(store);
  write_series(store, registry.series());
  update_schema(store, registry);
  load_seed_files(store, registry, folder / "seed");
  if (!addons.empty()) {
    load_module_data(store, registry, addons, folder / "seed");
    load_record_rules(store, registry, addons);
  }
  load_module_file(store, registry, folder / "modules.json");
  reflect(store, registry);
  put_busiest_first(store);
  transaction.commit();
}

std::optional<Series> series_of(Store& store) {
  if (store.scalar("SELECT name FROM sqlite_schema WHERE name = 'paridoo_meta'").is_none()) return std::nullopt;
  const Value series = store.scalar("SELECT value FROM paridoo_meta WHERE key = 'series'");
  return series.is_text() ? series_named(series.text()) : std::nullopt;
}

}  // namespace paridoo::orm
