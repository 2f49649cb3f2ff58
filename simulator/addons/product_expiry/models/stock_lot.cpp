// stock.lot: until when its goods are good.
#include <array>
#include <utility>

#include "simulator/addons/product_expiry/models.h"

namespace paridoo::addons::product_expiry {
namespace {

Value days_before(Moment moment, std::int64_t days) { return orm::format_moment(moment - std::chrono::days(days)); }

// From now on; a date that is there stays.
void compute_expiration_date(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    const RecordSet product = lot["product_id"];
    const bool expires = product.flag("use_expiration_date");
    lot.set("expiration_date",
            expires ? days_before(lot.env().now(), -product.integer("expiration_time")) : Value(false));
  }
}

// A field of the lot and the days before expiry that the product says for it.
using Dates = std::array<std::pair<const char*, const char*>, 3>;
constexpr Dates dates = {{{"use_date", "use_time"}, {"removal_date", "removal_time"}, {"alert_date", "alert_time"}}};

bool has_no_dates(const RecordSet& lot) {
  return lot.text("use_date").empty() && lot.text("removal_date").empty() && lot.text("alert_date").empty();
}

// They are told once: another expiry date does not move them.
void compute_dates(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    const RecordSet product = lot["product_id"];
    const auto expiry = lot.moment("expiration_date");
    const bool expires = product.flag("use_expiration_date"), is_new = has_no_dates(lot);
    for (const auto& [field, days] : dates)
      if (!expires)
        lot.set(field, false);
      else
        lot.set(field, expiry && is_new ? days_before(*expiry, product.integer(days)) : lot.value(field));
  }
}

void compute_product_expiry_alert(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    const auto expiry = lot.moment("expiration_date");
    lot.set("product_expiry_alert", expiry && *expiry <= lot.env().now());
  }
}

// --- the daily look

RecordSet responsible_for(const RecordSet& lot) {
  const RecordSet product = lot["product_id"];
  if (const RecordSet user = product.with_company(lot["company_id"])["responsible_id"]) return user;
  const RecordSet user = product["responsible_id"];
  return user ? user : lot.env()["res.users"].browse(1);
}

Dict alert_activity(const RecordSet& lot) {
  const Env& env = lot.env();
  const bool since_19 = env.since(Series::v19);
  Dict values{{"activity_type_id", env.ref(since_19 ? "mail.mail_activity_data_todo"
                                                    : "product_expiry.mail_activity_type_alert_date_reached")},
              {"automated", true},
              {"note", "The alert date has been reached for this lot/serial number"},
              {"res_model_id", env["ir.model"].search(term("model", "=", "stock.lot"), {.limit = 1})},
              {"res_id", lot.id()},
              {"date_deadline", env.today_text()},
              {"user_id", responsible_for(lot)}};
  if (since_19) values.set("summary", "Alert Date Reached");
  return values;
}

// Lots in stock are told of once.
Value alert_date_exceeded(const RecordSet& model, const Arguments&) {
  const Env& env = model.env();
  const RecordSet due =
      env["stock.lot"].search(term("alert_date", "<=", env.today_text()) & term("product_expiry_reminded", "=", false));
  const RecordSet lots = env["stock.quant"].search(term("lot_id", "in", due.ids()) & term("quantity", ">", 0) &
                                                   term("location_id.usage", "=", "internal"))["lot_id"];
  for (const RecordSet& lot : lots) env.sudo()["mail.activity"].create(alert_activity(lot));
  lots.write({{"product_expiry_reminded", true}});
  return {};
}

}  // namespace

Behaviour stock_lot() {
  return {
      .model = "stock.lot",
      .computes = {{{"expiration_date"}, compute_expiration_date},
                   {{"use_date", "removal_date", "alert_date"}, compute_dates},
                   {{"product_expiry_alert"}, compute_product_expiry_alert}},
      .methods = {orm::model_method("_alert_date_exceeded", "", alert_date_exceeded)},
  };
}

namespace {

Value run_scheduler_tasks(const RecordSet& model, const Arguments&, const Super& super) {
  super();
  return model.env()["stock.lot"].call("_alert_date_exceeded");
}

Behaviour scheduler(std::string_view model, orm::In in) {
  return {.model = model, .in = in, .methods = {{"_run_scheduler_tasks", "", run_scheduler_tasks, in}}};
}

}  // namespace

Behaviour procurement_group() { return scheduler("procurement.group", {.until = Series::v18}); }
Behaviour stock_rule() { return scheduler("stock.rule", {.since = Series::v19}); }

}  // namespace paridoo::addons::product_expiry
