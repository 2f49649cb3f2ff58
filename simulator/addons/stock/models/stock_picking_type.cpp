// stock.picking.type: kinds of operations, each with its numbers and its usual places.
#include "simulator/addons/stock/models/stock_picking_type.h"

#include <algorithm>
#include <string>

#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/warehouse.h"

namespace paridoo::addons::stock {
namespace {

RecordSet record_in(const Env& env, std::string_view model, const Value& id) {
  return env[model].browse(id.is_integer() ? id.integer() : 0);
}

}  // namespace

// --- computed fields

void compute_warehouse_id(const RecordSet& types) {
  for (const RecordSet& type : types)
    if (!type["warehouse_id"] && type["company_id"]) type.set("warehouse_id", warehouse_of(type["company_id"]));
}

namespace {

void check_has_warehouse(const RecordSet& type) {
  if (!type["warehouse_id"]) throw no_warehouse(type.env());
}

// `outside`: where goods come from, or go to, if the type's code is `code_outside`. 17.0 leaves internal transfers what
// they have.
void compute_default_location(const RecordSet& type, std::string_view field, std::string_view code_outside,
                              const RecordSet& outside) {
  const bool knows_internal = type.env().since(Series::v18);
  if (knows_internal) check_has_warehouse(type);
  const std::string code = type.text("code");
  if (code == code_outside)
    type.set(field, outside);
  else
    type.set(field, !knows_internal && code == "internal" ? type[field] : type["warehouse_id"]["lot_stock_id"]);
}

}  // namespace

void compute_default_location_src_id(const RecordSet& types) {
  for (const RecordSet& type : types)
    compute_default_location(type, "default_location_src_id", "incoming", supplier_location(types.env()));
}

void compute_default_location_dest_id(const RecordSet& types) {
  for (const RecordSet& type : types)
    compute_default_location(type, "default_location_dest_id", "outgoing", customer_location(types.env()));
}

namespace {

void compute_use_create_lots(const RecordSet& types) {
  for (const RecordSet& type : types)
    if (type.text("code") == "incoming") type.set("use_create_lots", true);
}

void compute_use_existing_lots(const RecordSet& types) {
  for (const RecordSet& type : types)
    if (type.text("code") == "outgoing") type.set("use_existing_lots", true);
}

void compute_print_label(const RecordSet& types) {
  for (const RecordSet& type : types) {
    const std::string code = type.text("code");
    if (code == "incoming" || code == "internal") type.set("print_label", false);
    if (code == "outgoing") type.set("print_label", true);
  }
}

void compute_hide_reservation_method(const RecordSet& types) {
  for (const RecordSet& type : types) type.set("hide_reservation_method", type.text("code") == "incoming");
}

}  // namespace

void compute_show_picking_type(const RecordSet& types) {
  for (const RecordSet& type : types) {
    const std::string code = type.text("code");
    type.set("show_picking_type", code == "incoming" || code == "outgoing" || code == "internal");
  }
}

namespace {

void compute_display_name(const RecordSet& types) {
  for (const RecordSet& type : types) {
    const RecordSet warehouse = type["warehouse_id"];
    type.set("display_name", warehouse ? warehouse.text("name") + ": " + type.text("name") : type.text("name"));
  }
}

// "Main: Receipts" is looked for in both names, anything else in either.
Domain search_display_name(const RecordSet&, std::string_view comparison, const Value& operand) {
  const std::string compared(comparison);
  const std::size_t colon = operand.is_text() ? operand.text().find(": ") : std::string::npos;
  if (colon != std::string::npos && operand.text().find(": ", colon + 2) == std::string::npos)
    return term("warehouse_id.name", compared, operand.text().substr(0, colon)) &
           term("name", compared, operand.text().substr(colon + 2));
  const Domain own = term("name", compared, operand), of_warehouse = term("warehouse_id.name", compared, operand);
  const bool is_negative = compared.find("not") != std::string::npos || compared == "!=";
  return is_negative ? own & of_warehouse : own | of_warehouse;
}

// --- counts

Domain late(const Env& env) {
  return term("scheduled_date", "<", env.today_text()) | term("has_deadline_issue", "=", true);
}

void compute_picking_count(const RecordSet& types) {
  const Domain ready = term("state", "in", List{"assigned", "waiting", "confirmed"});
  const std::pair<std::string_view, Domain> counts[] = {
      {"count_picking_draft", term("state", "=", "draft")},
      {"count_picking_waiting", term("state", "in", List{"confirmed", "waiting"})},
      {"count_picking_ready", term("state", "=", "assigned")},
      {"count_picking", ready},
      {"count_picking_late", ready & late(types.env())},
      {"count_picking_backorders", ready & term("backorder_id", "!=", false)}};
  for (const RecordSet& type : types)
    for (const auto& [field, domain] : counts)
      type.set(field, types.env()["stock.picking"].search_count(domain & term("picking_type_id", "=", type)));
}

void compute_move_count(const RecordSet& types) {
  for (const RecordSet& type : types)
    type.set("count_move_ready", types.env()["stock.move"].search_count(term("state", "=", "assigned") &
                                                                        term("picking_type_id", "=", type)));
}

// --- favourites of the user

void compute_is_favorite(const RecordSet& types) {
  for (const RecordSet& type : types)
    type.set("is_favorite", type.sudo()["favorite_user_ids"].contains(types.env().uid()));
}

void inverse_is_favorite(const RecordSet& types) {
  const Id user = types.env().uid();
  for (const RecordSet& type : types) {
    const Value change = type.flag("is_favorite") ? command::link(user) : command::unlink(user);
    type.sudo().write({{"favorite_user_ids", List{change}}});
  }
}

Domain search_is_favorite(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool wanted = (comparison == "=") == static_cast<bool>(operand);
  return term("favorite_user_ids", wanted ? "in" : "not in", Ids{model.env().uid()});
}

// --- create, write, copy

Dict sequence_values(const Env& env, const RecordSet& warehouse, const std::string& code, const Value& company) {
  if (!warehouse)
    return {{"name", "Sequence " + code},
            {"prefix", code},
            {"padding", 5},
            {"company_id", company ? company : Value(env.company())}};
  return {{"name", warehouse.text("name") + " Sequence " + code},
          {"prefix", warehouse.text("code") + "/" + code + "/"},
          {"padding", 5},
          {"company_id", warehouse["company_id"]}};
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const Env& env = model.env();
  for (Dict& type : values) {
    const Value code = type.get("sequence_code");
    if (type.get("sequence_id") || !code) continue;
    const RecordSet warehouse = record_in(env, "stock.warehouse", type.get("warehouse_id"));
    const Dict sequence = sequence_values(env, warehouse, code.text(), type.get("company_id"));
    type.set("sequence_id", env.sudo()["ir.sequence"].create(sequence));
  }
  return super(std::move(values));
}

void check_company_stays(const RecordSet& types, const Value& company) {
  for (const RecordSet& type : types)
    if (!(Value(type["company_id"]) == company))
      throw user_error("The company of an operation type cannot be changed; archive it and make a new one.");
}

// Open moves get the date on which they are to be reserved, or lose it.
void change_reservation_method(const RecordSet& types, const Dict& values) {
  const bool by_date = values.get("reservation_method") == Value("by_date");
  const RecordSet changing =
      types.filtered([&](const RecordSet& type) { return (type.text("reservation_method") == "by_date") != by_date; });
  const List states{"draft", "confirmed", "waiting", "partially_available"};
  const RecordSet moves =
      types.env()["stock.move"].search(term("picking_type_id", "in", changing.ids()) & term("state", "in", states));
  if (!by_date) return moves.write({{"reservation_date", false}});
  for (const RecordSet& move : moves) {
    const std::string field =
        move.text("priority") == "1" ? "reservation_days_before_priority" : "reservation_days_before";
    const Value& given = values.get(field);
    const std::chrono::days ahead(given ? given.integer() : move["picking_type_id"].integer(field));
    const Day day = std::chrono::floor<std::chrono::days>(move.moment("date").value_or(move.env().now()));
    move.write({{"reservation_date", orm::format_day(day - ahead)}});
  }
}

void write(const RecordSet& types, Dict values, const WriteSuper& super) {
  if (const Value* company = values.find("company_id")) check_company_stays(types, *company);
  if (const Value& code = values.get("sequence_code"))
    for (const RecordSet& type : types)
      type["sequence_id"].sudo().write(
          sequence_values(types.env(), type["warehouse_id"], code.text(), types.env().company()));
  if (values.contains("reservation_method")) change_reservation_method(types, values);
  super(types, std::move(values));
}

std::vector<Dict> copy_data(const RecordSet& types, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> values = super(types, defaults);
  const bool has_sequence = defaults.contains("sequence_code") || defaults.contains("sequence_id");
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (!defaults.contains("name")) values[at].set("name", types.at(at).text("name") + " (copy)");
    if (!has_sequence) values[at].set("sequence_code", types.at(at).text("sequence_code") + " (copy)");
  }
  return values;
}

// What comes in may be entered by hand; everything else is filled in beforehand.
void compute_show_reserved(const RecordSet& self) {
  for (const RecordSet& type : self)
    type.set("show_reserved", type.text("code") != "incoming" || type.flag("show_reserved"));
}

}  // namespace

Behaviour stock_picking_type() {
  return {
      .model = "stock.picking.type",
      .name_search_fields = {"name", "warehouse_id.name"},
      .computes = {{{"show_reserved"}, compute_show_reserved, {.until = Series::v17}},
                   {{"warehouse_id"}, compute_warehouse_id},
                   {{"default_location_src_id"}, compute_default_location_src_id},
                   {{"default_location_dest_id"}, compute_default_location_dest_id},
                   {{"use_create_lots"}, compute_use_create_lots},
                   {{"use_existing_lots"}, compute_use_existing_lots},
                   {{"print_label"}, compute_print_label},
                   {{"hide_reservation_method"}, compute_hide_reservation_method},
                   {{"show_picking_type"}, compute_show_picking_type},
                   {{"display_name"}, compute_display_name},
                   {{"count_picking_draft", "count_picking_waiting", "count_picking_ready", "count_picking",
                     "count_picking_late", "count_picking_backorders"},
                    compute_picking_count},
                   {{"count_move_ready"}, compute_move_count, {.since = Series::v18}},
                   {{"is_favorite"}, compute_is_favorite, {.since = Series::v18}}},
      .inverses = {{"is_favorite", inverse_is_favorite, {.since = Series::v18}}},
      .searches = {{"is_favorite", search_is_favorite, {.since = Series::v18}}, {"display_name", search_display_name}},
      .create = create,
      .write = write,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::stock
