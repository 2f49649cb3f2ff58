// account.move: entries that wait for their date are posted by a scheduled job.
#include <optional>
#include <string>

#include "simulator/addons/account/models.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/orm/attempt.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

RecordSet waiting_moves(const RecordSet& model) {
  Domain waiting =
      term("state", "=", "draft") & term("date", "<=", model.env().today_text()) & term("auto_post", "!=", "no");
  if (!model.env().since(Series::v18)) return model.search(waiting & term("to_check", "=", false));
  if (model.env().since(Series::v19)) return model.search(waiting);
  return model.search(waiting & (term("checked", "=", true) | term("journal_id.autocheck_on_post", "=", true)));
}

// Why they cannot be posted; nothing of it has happened then. What is no UserError is the caller's trouble.
std::optional<std::string> refusal_to_post(const RecordSet& moves) {
  const std::optional<Fault> refusal = refusal_of(moves.env(), [&] { moves.call("_post"); });
  if (refusal && !is_user_error(refusal->kind())) throw *refusal;
  return refusal ? std::optional(refusal->message()) : std::nullopt;
}

// 19.0 tries again at the next run.
void put_aside(const RecordSet& move, const std::string& why) {
  if (!move.env().since(Series::v18)) move.write({{"to_check", true}});
  if (move.env().series() == Series::v18) move.write({{"checked", false}, {"auto_post", "no"}});
  mail::message_post(move, "This entry could not be posted: " + why);
}

Value autopost_draft_entries(const RecordSet& model, const Arguments&) {
  const RecordSet moves = waiting_moves(model);
  if (!refusal_to_post(moves)) return {};
  for (const RecordSet& move : moves)
    if (const auto why = refusal_to_post(move)) put_aside(move, *why);
  return {};
}

}  // namespace

Behaviour account_move_autopost() {
  return {.model = "account.move",
          .methods = {model_method("_autopost_draft_entries", "batch_size=100", autopost_draft_entries)}};
}

}  // namespace paridoo::addons::account
