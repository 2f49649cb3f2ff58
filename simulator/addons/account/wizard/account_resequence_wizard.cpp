// account.resequence.wizard: new numbers for entries of one journal.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_naming.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/json_text.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

RecordSet moves_asked(const Env& env) {
  const RecordSet moves = env["account.move"];
  if (env.context("active_model").is_none()) throw Fault(FaultKind::key_error, "active_model");
  const Value& ids = env.context("active_ids");
  return env.context("active_model") == Value("account.move") && ids.is_list() ? moves.browse(ids.ids()) : moves;
}

bool is_refund(const RecordSet& move) {
  const std::string type = move.text("move_type");
  return type == "in_refund" || type == "out_refund";
}

Value default_moves(const RecordSet& model) {
  const RecordSet moves = moves_asked(model.env());
  const RecordSet journal = moves["journal_id"];
  if (journal.size() > 1) throw user_error("Entries of one journal only can be numbered together.");
  const auto types = moves.grouped([](const RecordSet& move) { return move.text("move_type"); });
  if (journal && journal.flag("refund_sequence") && types.size() > 1 && moves.filtered(is_refund))
    throw user_error("Credit notes have numbers of their own in this journal: choose them apart.");
  const RecordSet paid = moves.filtered([](const RecordSet& move) { return bool(origin_payment(move)); });
  if (journal && journal.flag("payment_sequence") && paid && paid.size() < moves.size())
    throw user_error("Payments have numbers of their own in this journal: choose them apart.");
  return List{command::set(moves.ids())};
}

Value keeps_order(const RecordSet&) { return "keep"; }

void compute_first_name(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    std::vector<std::string> names;
    for (const RecordSet& move : wizard["move_ids"]) names.push_back(move.text("name"));
    wizard.set("first_name", names.empty() ? "" : *std::ranges::min_element(names));
  }
}

std::string reset_name(NumberReset reset) {
  switch (reset) {
    case NumberReset::year: return "year";
    case NumberReset::month: return "month";
    case NumberReset::year_range: return "year_range";
    case NumberReset::year_range_month: return "year_range_month";
    case NumberReset::never: break;
  }
  return "never";
}

// Odoo takes the first entry to read formats of numbers.
void need_moves(const RecordSet& wizard) {
  if (wizard["move_ids"].empty()) throw Fault(FaultKind::index_error, "tuple index out of range");
}

void compute_number_reset(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    need_moves(wizard);
    wizard.set("sequence_number_reset", reset_name(parse_move_number(wizard.text("first_name")).reset));
  }
}

std::string day_shown(const RecordSet& move) {
  const std::chrono::year_month_day date{*move.day("date")};
  return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     static_cast<int>(date.year()));
}

// In the order in which the wizard holds the first entry of each.
std::vector<RecordSet> by_period(const RecordSet& moves, NumberReset reset) {
  std::vector<std::pair<Day, RecordSet>> periods;
  for (const RecordSet& move : moves) {
    const Day from = period_of(move, reset).from;
    const auto found = std::ranges::find(periods, from, [](const auto& period) { return period.first; });
    if (found == periods.end())
      periods.emplace_back(from, move);
    else
      found->second |= move;
  }
  std::vector<RecordSet> out;
  for (auto& [from, some] : periods) out.push_back(std::move(some));
  return out;
}

std::vector<std::string> new_names(const RecordSet& moves, MoveNumber format, std::int64_t first) {
  const Period period = period_of(moves.first(), format.reset);
  format.month = static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{period.from}.month()));
  format.year = shortened_year(period.year, format.year_length);
  format.year_end = shortened_year(period.year_end, format.year_end_length);
  std::vector<std::string> names;
  for (std::size_t at = 0; at < moves.size(); ++at) {
    format.number = first + static_cast<std::int64_t>(at);
    names.push_back(format_move_number(format));
  }
  return names;
}

using Rows = std::map<Id, Dict>;

void give_names(Rows& rows, const RecordSet& moves, const std::vector<std::string>& names, const char* key) {
  for (std::size_t at = 0; at < names.size(); ++at) rows[moves.at(at).id()].set(key, names[at]);
}

Dict row_of(const RecordSet& move, Day period_start) {
  return {{"id", move.id()},
          {"current_name", has_number(move) || !move.text("name").empty() ? move.value("name") : Value(false)},
          {"state", move.text("state")},
          {"date", day_shown(move)},
          {"server-date", move.text("date")},
          {"server-year-start-date", format_day(period_start)}};
}

// What each entry would be called, in the order of its present number and in that of its date.
Dict new_values(const RecordSet& wizard) {
  const RecordSet moves = wizard["move_ids"];
  const std::string first = wizard.text("first_name");
  Dict out;
  if (first.empty()) return out;
  need_moves(wizard);
  const MoveNumber format = parse_move_number(first);
  const std::vector<RecordSet> periods = by_period(moves, format.reset);
  for (const RecordSet& some : periods) {
    Rows rows;
    for (const RecordSet& move : some) rows[move.id()] = row_of(move, period_of(some.first(), format.reset).from);
    const bool last = some == periods.back();
    const std::vector<std::string> names = new_names(some, format, last ? format.number : 1);
    give_names(rows, some.sorted([](const RecordSet& move) {
      return std::tuple(move.text("sequence_prefix"), move.integer("sequence_number"));
    }),
               names, "new_by_name");
    give_names(rows, some.sorted([](const RecordSet& move) {
      return std::tuple(move.text("date"), move.text("name"), move.id());
    }),
               names, "new_by_date");
    for (const RecordSet& move : some) out.set(std::to_string(move.id()), rows[move.id()]);
  }
  return out;
}

void compute_new_values(const RecordSet& self) {
  for (const RecordSet& wizard : self) wizard.set("new_values", python_json(new_values(wizard)));
}

// --- what is shown of them: the first three, the last, and where something changes

bool starts_period(const std::string& reset, const Dict& line, const Dict& before) {
  const auto differs = [&](const char* key, std::size_t length) {
    return line.get(key).text().substr(0, length) != before.get(key).text().substr(0, length);
  };
  return (reset == "year" && differs("server-date", 4)) ||
         (reset == "year_range" && differs("server-year-start-date", 4)) ||
         (reset == "month" && differs("server-date", 7));
}

Dict left_out(int count, const Dict& line) {
  return {{"id", fmt::format("other_{}", line.get("id").integer())},
          {"current_name", fmt::format("... ({} other)", count)},
          {"new_by_name", "..."},
          {"new_by_date", "..."},
          {"date", "..."}};
}

List shown_lines(const RecordSet& wizard) {
  const Dict values = from_json(wizard.text("new_values")).dict();
  std::vector<Dict> lines;
  for (const Item& item : values) lines.push_back(item.value.dict());
  std::ranges::stable_sort(
      lines, [](const Dict& a, const Dict& b) { return a.get("server-date").text() > b.get("server-date").text(); });
  const std::string reset = wizard.text("sequence_number_reset");
  List shown;
  int hidden = 0;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const Dict& line = lines[at];
    const bool tells = at < 3 || at + 1 == lines.size() || line.get("new_by_name") != line.get("new_by_date") ||
                       starts_period(reset, line, lines[at - 1]);
    if (!tells) {
      ++hidden;
      continue;
    }
    if (hidden) shown.push_back(left_out(std::exchange(hidden, 0), line));
    shown.push_back(line);
  }
  return shown;
}

void compute_preview(const RecordSet& self) {
  for (const RecordSet& wizard : self)
    wizard.set("preview_moves",
               python_json(Dict{{"ordering", wizard.text("ordering")}, {"changeLines", shown_lines(wizard)}}));
}

Value resequence(const RecordSet& self, const Arguments&) {
  self.ensure_one();
  const Dict values = from_json(self.text("new_values")).dict();
  const RecordSet moves = self["move_ids"];
  const bool by_date = self.text("ordering") == "date";
  if (by_date && moves["journal_id"].filtered("restrict_mode_hash_table"))
    throw user_error("A journal that secures its entries keeps their order.");
  if (values.empty()) return {};
  moves.write({{"name", moves.env().since(Series::v18) ? Value(false) : Value("/")}});
  for (const RecordSet& move : moves)
    move.write({{"name", values.get(std::to_string(move.id())).dict().get(by_date ? "new_by_date" : "new_by_name")}});
  return {};
}

// PostgreSQL asks for the required number before Odoo computes it.
RecordSet create_wizards(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (const Dict& own : values) {
    if (!own.contains("move_ids")) default_moves(model);
    const Value& first = own.contains("first_name") ? own.get("first_name") : model.env().context("default_first_name");
    if (!first.is_text()) throw validation_error("A first number is needed to number the entries from.");
  }
  return super(std::move(values));
}

}  // namespace

Behaviour account_resequence_wizard() {
  return {
      .model = "account.resequence.wizard",
      .defaults = {{"move_ids", default_moves}, {"ordering", keeps_order}},
      .computes = {{{"first_name"}, compute_first_name},
                   {{"sequence_number_reset"}, compute_number_reset},
                   {{"new_values"}, compute_new_values},
                   {{"preview_moves"}, compute_preview}},
      .methods = {{"resequence", "", resequence}},
      .create = create_wizards,
  };
}

}  // namespace paridoo::addons::account
