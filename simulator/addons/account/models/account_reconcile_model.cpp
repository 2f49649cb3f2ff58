// account.reconcile.model: how far a payment may differ from what it pays, and which models are proposed.
#include <algorithm>

#include "simulator/addons/account/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

void compute_payment_tolerance(const RecordSet& models) {
  for (const RecordSet& model : models) {
    const double said = std::max(0.0, model.number("payment_tolerance_param"));
    const bool is_share = model.text("payment_tolerance_type") == "percentage";
    model.set("payment_tolerance_param", is_share ? std::min(100.0, said) : said);
  }
}

// A model that only says whose a transaction is has a line for it; there are no facts of lines.
void compute_mapped_partner(const RecordSet& models) {
  for (const RecordSet& model : models) model.set("mapped_partner_id", model.value("mapped_partner_id"));
}

void compute_can_be_proposed(const RecordSet& models) {
  for (const RecordSet& model : models) {
    const bool matches = model.value("match_label") || model.value("match_amount") || model["match_partner_ids"] ||
                         model.text("trigger") == "auto_reconcile";
    model.set("can_be_proposed", !model["mapped_partner_id"] && matches);
  }
}

void compute_number_entries(const RecordSet& models) {
  const RecordSet lines = models.env()["account.move.line"];
  for (const RecordSet& model : models)
    model.set("number_entries", lines.search_count(term("reconcile_model_id", "=", model.id())));
}

// Amounts are read from texts by lines only, and there are no facts of lines.
void compute_show_decimal_separator(const RecordSet& models) {
  for (const RecordSet& model : models) model.set("show_decimal_separator", false);
}

}  // namespace

Behaviour account_reconcile_model() {
  return {
      .model = "account.reconcile.model",
      .computes = {{{"payment_tolerance_param"}, compute_payment_tolerance, {.until = Series::v18}},
                   {{"number_entries"}, compute_number_entries, {.until = Series::v18}},
                   {{"show_decimal_separator"}, compute_show_decimal_separator, {.until = Series::v18}},
                   {{"mapped_partner_id"}, compute_mapped_partner, {.since = Series::v19}},
                   {{"can_be_proposed"}, compute_can_be_proposed, {.since = Series::v19}}},
  };
}

}  // namespace paridoo::addons::account
