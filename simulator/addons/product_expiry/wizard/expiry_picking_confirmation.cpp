// expiry.picking.confirmation: shall goods that are past their time be moved all the same?
#include "simulator/addons/product_expiry/models.h"

namespace paridoo::addons::product_expiry {
namespace {

std::string question_about(const RecordSet& lots) {
  const std::string ask = "\nDo you confirm you want to proceed?";
  if (lots.size() > 1) return "You are going to deliver some product expired lots." + ask;
  const bool since_19 = lots.env().since(Series::v19);
  return "You are going to deliver the product " + lots["product_id"].display_name() + ", " + lots.text("name") +
         " which is expired" + (since_19 ? " or should at least be removed from stock." : ".") + ask;
}

void compute_descriptive_fields(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    wizard.set("show_lots", wizard["lot_ids"].size() > 1);
    wizard.set("description", question_about(wizard["lot_ids"]));
  }
}

RecordSet to_validate(const RecordSet& wizard) {
  const Value& ids = wizard.env().context("button_validate_picking_ids");
  return wizard.env()["stock.picking"].browse(ids.is_list() ? ids.ids() : Ids{});
}

Value validate_all_the_same(const RecordSet& pickings) {
  if (!pickings) return true;
  return pickings.with_context({{"skip_expired", true}}).call("button_validate");
}

Value process(const RecordSet& wizard, const Arguments&) { return validate_all_the_same(to_validate(wizard)); }

// Until 18.0 the transfers that hold such goods stay as they are; since then only the goods do.
Value process_no_expired(const RecordSet& wizard, const Arguments&) {
  const RecordSet pickings = to_validate(wizard);
  if (!wizard.env().since(Series::v19)) return validate_all_the_same(pickings - wizard["picking_ids"]);
  const auto is_past = [](const RecordSet& line) {
    const auto removal = line.moment("removal_date");
    return line.flag("use_expiration_date") && removal && *removal < line.env().now();
  };
  wizard["picking_ids"]["move_line_ids"].filtered(is_past).unlink();
  return pickings.call("button_validate");
}

}  // namespace

Behaviour expiry_picking_confirmation() {
  return {
      .model = "expiry.picking.confirmation",
      .computes = {{{"show_lots", "description"}, compute_descriptive_fields}},
      .methods = {{"process", "", process}, {"process_no_expired", "", process_no_expired}},
  };
}

}  // namespace paridoo::addons::product_expiry
