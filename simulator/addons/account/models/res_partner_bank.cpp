// res.partner.bank: what an invoice warns of before money is sent to an account.
#include <algorithm>
#include <array>
#include <utility>

#include "simulator/addons/account/models.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// The codes that IBANs of firms carry that only pass money on.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> money_transfer_services = {
    {{"967", "Wise"}, {"977", "Paynovate"}, {"974", "PPS EU SA"}}};

Value service_of(std::string_view number) {
  const std::string_view code = number.substr(std::min<std::size_t>(4, number.size()), 3);
  const auto found = std::ranges::find(money_transfer_services, code, [](const auto& one) { return one.first; });
  return found == money_transfer_services.end() ? Value(false) : Value(found->second);
}

bool is_doubtful(const RecordSet& account) {
  return !account.flag("allow_out_payment") && account.value("sanitized_acc_number") &&
         account.text("acc_type") == "iban";
}

bool is_of_another_country(const RecordSet& account, std::string_view number) {
  const RecordSet country = account["partner_id"]["country_id"];
  return country && country.text("code") != number.substr(0, 2);
}

void compute_warnings(const RecordSet& accounts) {
  for (const RecordSet& account : accounts) {
    const bool doubtful = is_doubtful(account);
    const std::string number = doubtful ? account.text("sanitized_acc_number") : "";
    account.set("has_iban_warning", doubtful && is_of_another_country(account, number));
    account.set("has_money_transfer_warning", doubtful && service_of(number));
  }
}

void compute_money_transfer_service(const RecordSet& accounts) {
  for (const RecordSet& account : accounts)
    account.set("money_transfer_service", service_of(account.text("sanitized_acc_number")));
}

void compute_may_validate(const RecordSet& accounts) {
  accounts.set("user_has_group_validate_bank_account",
               base::has_group(accounts.env().user(), "account.group_validate_bank_account"));
}

void compute_lock_trust_fields(const RecordSet& accounts) {
  for (const RecordSet& account : accounts) account.set("lock_trust_fields", account.flag("allow_out_payment"));
}

// Clients pass ids first, as to any method of records: Odoo forgot to say that it is one of the model.
Value default_get_of_ids(const RecordSet& self, const Arguments&, const Super& super) { return super(self); }

}  // namespace

Behaviour res_partner_bank() {
  return {
      .model = "res.partner.bank",
      .computes = {{{"has_iban_warning", "has_money_transfer_warning"}, compute_warnings},
                   {{"money_transfer_service"}, compute_money_transfer_service},
                   {{"user_has_group_validate_bank_account"}, compute_may_validate},
                   {{"lock_trust_fields"}, compute_lock_trust_fields}},
      .methods = {Method("default_get", "fields_list", default_get_of_ids, In{.until = Series::v18})},
  };
}

}  // namespace paridoo::addons::account
