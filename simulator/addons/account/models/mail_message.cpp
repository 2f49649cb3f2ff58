// mail.message: the audit trail that messages are part of.
#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "simulator/addons/account/audit_trail.h"
#include "simulator/addons/account/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

struct Audited {
  std::string_view model;
  const char* field;
};
constexpr std::array<Audited, 5> audited{{{"account.move", "account_audit_log_move_id"},
                                          {"account.account", "account_audit_log_account_id"},
                                          {"account.tax", "account_audit_log_tax_id"},
                                          {"res.partner", "account_audit_log_partner_id"},
                                          {"res.company", "account_audit_log_company_id"}}};

bool has_trail(const RecordSet& message) {
  const std::string model = message.text("model");
  const bool may_have = std::ranges::any_of(audited, [&](const Audited& one) { return one.model == model; });
  if (!may_have || !message.value("res_id")) return false;
  const Domain kept = with_trail(message.env(), model, true) & term("id", "=", message.value("res_id"));
  return !message.sudo().env()[model].search(kept, {.limit = 1}).empty();
}

// Since 19.0 whatever a message is about; before, only what has a trail.
void compute_audited_records(const RecordSet& self) {
  for (const RecordSet& message : self) {
    const bool shown = self.env().since(Series::v19) ? static_cast<bool>(message.value("res_id")) : has_trail(message);
    for (const auto& [model, field] : audited)
      message.set(field, shown && message.text("model") == model ? message.value("res_id") : Value(false));
  }
}

bool is_part_of_trail(const RecordSet& message) {
  return message.text("message_type") == "notification" && has_trail(message);
}

const char* part_field(const Env& env) {
  return env.since(Series::v19) ? "account_audit_log_restricted" : "account_audit_log_activated";
}

void compute_is_part(const RecordSet& self) {
  for (const RecordSet& message : self) message.set(part_field(self.env()), is_part_of_trail(message));
}

// --- searches

template <FieldName model_name>
Domain search_audited(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const Value& sample = operand.is_list() && !operand.list().empty() ? operand.list().front() : operand;
  const Domain of_model = term("model", "=", model_name.text);
  if (!sample.is_text()) return of_model & term("res_id", std::string(comparison), operand);
  const RecordSet named = model.env()[model_name.text].search(term("display_name", std::string(comparison), operand));
  return of_model & term("res_id", "in", named.ids());
}

Domain search_is_part(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const auto asked = as_membership(comparison, operand);
  if (!asked) refuse_search(model, part_field(model.env()), comparison);
  const bool kept = asked->names(true) != asked->negated;
  Domain found = Domain::nothing();
  for (const Audited& one : audited) {
    const RecordSet records = model.env()[one.model].search(with_trail(model.env(), one.model, kept));
    found = found | (term("model", "=", std::string(one.model)) & term("res_id", "in", records.ids()));
  }
  return term("message_type", "=", "notification") & found;
}

// --- what is part of it stays

bool is_of_unposted_entry(const RecordSet& message) {
  const RecordSet move = message["account_audit_log_move_id"];
  return move && !move.flag("posted_before");
}

// Until 18.0 partners who look like customers have a trail that counts once they have an entry.
bool counts(const RecordSet& message, const RecordSet& messages) {
  if (message.env().since(Series::v19) || !message["account_audit_log_partner_id"]) return true;
  const RecordSet partners = messages["account_audit_log_partner_id"];
  const Domain entries = term("partner_id", "in", partners.ids()) & with_trail(message.env(), "account.move", true);
  return !message.sudo().env()["account.move"].search(entries, {.limit = 1}).empty();
}

void refuse_gaps_in_trail(const RecordSet& messages) {
  for (const RecordSet& message : messages)
    if (is_part_of_trail(message) && !is_of_unposted_entry(message) && counts(message, messages))
      throw user_error("This message is part of the audit trail, which is kept whole.");
}

// Space may be added and taken away between words.
std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

bool changes_subject(const RecordSet& messages, const Value& subject) {
  const auto wanted = words(subject.is_text() ? subject.text() : std::string());
  for (const RecordSet& message : messages)
    if (const std::string own = message.text("subject"); !own.empty() && words(own) != wanted) return true;
  return false;
}

bool changes_what_was_told(const RecordSet& messages, const Dict& values) {
  for (const char* name : {"res_id", "res_model", "message_type", "subtype_id"})
    if (values.contains(name)) return true;
  if (const Value* subject = values.find("subject"); subject && changes_subject(messages, *subject)) return true;
  return values.contains("body") && !messages.filtered("body").empty();
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (self.env().since(Series::v18) && changes_what_was_told(self, values)) refuse_gaps_in_trail(self);
  super(self, std::move(values));
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  if (self.env().since(Series::v18)) refuse_gaps_in_trail(self);
  super(self);
}

}  // namespace

Behaviour mail_message() {
  constexpr In since_18{.since = Series::v18}, since_19{.since = Series::v19};
  constexpr In only_18{.since = Series::v18, .until = Series::v18};
  return {.model = "mail.message",
          .computes = {{{"account_audit_log_move_id", "account_audit_log_account_id", "account_audit_log_tax_id",
                         "account_audit_log_partner_id", "account_audit_log_company_id"},
                        compute_audited_records,
                        since_18},
                       {{"account_audit_log_activated"}, compute_is_part, only_18},
                       {{"account_audit_log_restricted"}, compute_is_part, since_19}},
          .searches = {{"account_audit_log_move_id", search_audited<"account.move">, since_18},
                       {"account_audit_log_account_id", search_audited<"account.account">, since_18},
                       {"account_audit_log_tax_id", search_audited<"account.tax">, since_18},
                       {"account_audit_log_partner_id", search_audited<"res.partner">, since_18},
                       {"account_audit_log_company_id", search_audited<"res.company">, since_18},
                       {"account_audit_log_activated", search_is_part, only_18},
                       {"account_audit_log_restricted", search_is_part, since_19}},
          .write = write,
          .unlink = unlink};
}

}  // namespace paridoo::addons::account
