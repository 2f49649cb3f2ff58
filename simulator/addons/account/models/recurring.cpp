#include "simulator/addons/account/models/recurring.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

using Date = std::chrono::year_month_day;

int months_of(const std::string& mode) {
  if (mode == "monthly") return 1;
  return mode == "quarterly" ? 3 : 12;
}

int months_between(Day from, Day to) {
  const Date a{from}, b{to};
  return (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
         static_cast<int>(static_cast<unsigned>(b.month())) - static_cast<int>(static_cast<unsigned>(a.month()));
}

// Counted from the first one, so that the 31st comes back after a short month.
Day next_day(Day day, Day first, const std::string& mode) {
  return add_months(first, months_of(mode) + months_between(first, day));
}

Dict next_values(const RecordSet& move, const RecordSet& first, Day day) {
  const std::string mode = move.text("auto_post");
  Dict values{{"date", format_day(day)},
              {"auto_post", mode},
              {"auto_post_until", move.value("auto_post_until")},
              {"auto_post_origin_id", first},
              {"invoice_user_id", move["invoice_user_id"]}};
  const auto invoice_date = move.day("invoice_date");
  if (invoice_date)
    values.set("invoice_date",
               format_day(next_day(*invoice_date, first.day("invoice_date").value_or(*invoice_date), mode)));
  const auto due = move.day("invoice_date_due");
  if (move["invoice_payment_term_id"].empty() && due)
    values.set("invoice_date_due", format_day(day + (*due - *move.day("date"))));
  return values;
}

}  // namespace

void copy_recurring(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const std::string mode = move.text("auto_post");
    if (mode == "no" || mode == "at_date") continue;
    if (move["auto_post_origin_id"].empty()) move.write({{"auto_post_origin_id", move.id()}});
    const RecordSet first = move["auto_post_origin_id"];
    const Day day = next_day(*move.day("date"), *first.day("date"), mode);
    const auto until = move.day("auto_post_until");
    if (!until || day <= *until) move.copy(next_values(move, first, day));
  }
}

}  // namespace paridoo::addons::account
