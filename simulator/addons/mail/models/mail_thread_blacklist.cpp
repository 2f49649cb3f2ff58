#include "simulator/addons/base/email.h"
#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

// The field that holds the address: crm.lead has email_from.
std::string address_of(const RecordSet& record) {
  return record.text(record.model().has("email_from") ? "email_from" : "email");
}

void compute_email_normalized(const RecordSet& self) {
  for (const RecordSet& record : self) {
    const std::vector<std::string> all = base::normalized_emails(address_of(record));
    record.set("email_normalized", all.empty() ? Value(false) : Value(all.front()));
  }
}

// There is no list of addresses that want no mail.
void compute_is_blacklisted(const RecordSet& self) {
  for (const RecordSet& record : self) record.set("is_blacklisted", false);
}

Domain search_is_blacklisted(const RecordSet&, std::string_view comparison, const Value& operand) {
  const bool wanted = (comparison == "=") == static_cast<bool>(operand);
  return wanted ? Domain::nothing() : Domain::everything();
}

}  // namespace

Behaviour mail_thread_blacklist() {
  return {
      .mixin_marker = "is_blacklisted",
      .computes = {{{"email_normalized"}, compute_email_normalized}, {{"is_blacklisted"}, compute_is_blacklisted}},
      .searches = {{"is_blacklisted", search_is_blacklisted}},
  };
}

}  // namespace paridoo::addons::mail
