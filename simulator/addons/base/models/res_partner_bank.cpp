#include <cctype>

#include "simulator/addons/base/models.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// Letters and digits only, in capitals.
std::string sanitized(const std::string& number) {
  std::string out;
  for (const unsigned char c : number)
    if (std::isalnum(c) || c == '_' || c >= 0x80) out += static_cast<char>(std::toupper(c));
  return out;
}

void compute_sanitized_acc_number(const RecordSet& self) {
  for (const RecordSet& account : self) account.set("sanitized_acc_number", sanitized(account.text("acc_number")));
}

void compute_acc_type(const RecordSet& self) {
  for (const RecordSet& account : self) account.set("acc_type", "bank");
}

void compute_acc_holder_name(const RecordSet& self) {
  for (const RecordSet& account : self) account.set("acc_holder_name", account["partner_id"].value("name"));
}

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& account : self) {
    const RecordSet bank = account["bank_id"];
    const std::string number = account.text("acc_number");
    account.set("display_name", bank.empty() ? number : number + " - " + bank.text("name"));
  }
}

// Journal entries may refer to an account: it is archived instead of deleted.
void unlink(const RecordSet& self, const UnlinkSuper&) { self.call("action_archive"); }

Value get_supported_account_types(const RecordSet&, const Arguments&) { return List{List{"bank", "Normal"}}; }
Value retrieve_acc_type(const RecordSet&, const Arguments&) { return "bank"; }

Value action_archive_bank(const RecordSet& self, const Arguments&) {
  self.ensure_one().call("action_archive");
  return Dict{{"type", "ir.actions.client"}, {"tag", "reload"}};
}

// 17.0 and 18.0 refuse to say their defaults without a number, so the facts know none.
Value default_active(const RecordSet&) { return true; }
Value default_sequence(const RecordSet&) { return 10; }

}  // namespace

Behaviour res_partner_bank() {
  return {
      .model = "res.partner.bank",
      .rec_name = "acc_number",
      .defaults = {{"active", default_active}, {"sequence", default_sequence}},
      .computes = {{{"sanitized_acc_number"}, compute_sanitized_acc_number},
                   {{"acc_type"}, compute_acc_type},
                   {{"acc_holder_name"}, compute_acc_holder_name},
                   {{"display_name"}, compute_display_name}},
      .unique = {{{"sanitized_acc_number", "partner_id"}, "The partner has an account with this number already."}},
      .methods = {model_method("get_supported_account_types", "", get_supported_account_types),
                  model_method("retrieve_acc_type", "acc_number", retrieve_acc_type),
                  {"action_archive_bank", "", action_archive_bank}},
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::base
