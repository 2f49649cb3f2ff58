#include "simulator/addons/account/audit_trail.h"

namespace paridoo::addons::account {

using namespace orm;

const char* keeps_trail_field(const Env& env) {
  return env.since(Series::v19) ? "restrictive_audit_trail" : "check_account_audit_trail";
}

namespace {

// The records that journal items of such companies name in a field.
Domain on_items(const Env& env, const char* field, bool kept) {
  const RecordSet items = env.sudo()["account.move.line"].with_context({{"active_test", false}});
  const Domain of_companies = term(std::string("company_id.") + keeps_trail_field(env), "=", kept);
  return term("id", "in", items.search(term(field, "!=", false) & of_companies)[field].ids());
}

Domain of_partner(bool kept) {
  return (term("company_id", "=", false) | term("company_id.check_account_audit_trail", "=", kept)) &
         (term("customer_rank", ">", 0) | term("supplier_rank", ">", 0));
}

}  // namespace

Domain with_trail(const Env& env, std::string_view model, bool kept) {
  const std::string keeps = keeps_trail_field(env);
  const bool is_recent = env.since(Series::v19);
  if (model == "account.move") return term("company_id." + keeps, "=", kept);
  if (model == "account.account") {
    const Domain of_companies = term("company_ids." + keeps, "=", kept);
    return is_recent ? term("used", "=", kept) & of_companies : of_companies;
  }
  if (model == "account.tax")
    return is_recent ? on_items(env, "tax_line_id", kept) : term("company_id." + keeps, "=", kept);
  if (model == "res.partner") return is_recent ? on_items(env, "partner_id", kept) : of_partner(kept);
  return is_recent ? on_items(env, "company_id", kept) : term(keeps, "=", kept);
}

}  // namespace paridoo::addons::account
