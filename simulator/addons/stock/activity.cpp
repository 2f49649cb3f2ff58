#include "simulator/addons/stock/activity.h"

namespace paridoo::addons::stock {

void schedule_warning(const RecordSet& record, const std::string& note, Id user) {
  const Env env = record.env().sudo();
  const RecordSet activities = env["mail.activity"];
  const RecordSet model = env["ir.model"].search(term("model", "=", record.model().name), {.limit = 1});
  const Domain same = term("res_id", "=", record.id()) & term("res_model_id", "=", model) & term("note", "=", note);
  if (activities.search_count(same) > 0) return;
  activities.create({{"res_model_id", model},
                     {"res_id", record.id()},
                     {"activity_type_id", env.ref("mail.mail_activity_data_warning")},
                     {"automated", true},
                     {"note", note},
                     {"user_id", user},
                     {"date_deadline", env.today_text()}});
}

}  // namespace paridoo::addons::stock
