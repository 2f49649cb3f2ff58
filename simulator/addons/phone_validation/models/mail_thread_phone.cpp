#include "simulator/addons/phone_validation/models.h"
#include "simulator/addons/phone_validation/phone_number.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::phone_validation {

using namespace orm;

namespace {

constexpr std::size_t search_length_min = 3;

long calling_code_of(const RecordSet& record) {
  const RecordSet own = record["country_id"];
  return (own.empty() ? record.env().company()["country_id"] : own).integer("phone_code");
}

// The mobile number comes before the other one.
void compute_phone_sanitized(const RecordSet& self) {
  for (const RecordSet& record : self) {
    std::string found;
    for (const std::string_view field : {"mobile", "phone"})
      if (found.empty() && record.model().has(field))
        found = international(record.text(field), calling_code_of(record.sudo()));
    record.set("phone_sanitized", found.empty() ? Value(false) : Value(found));
  }
}

// There is no list of numbers that want no messages.
void compute_blacklisted(const RecordSet& self) {
  for (const RecordSet& record : self)
    for (const std::string_view flag : {"phone_sanitized_blacklisted", "phone_blacklisted", "mobile_blacklisted"})
      if (record.model().has(flag)) record.set(flag, false);
}

Domain search_blacklisted(const RecordSet&, std::string_view comparison, const Value& operand) {
  const bool wanted = (comparison == "=") == static_cast<bool>(operand);
  return wanted ? Domain::nothing() : Domain::everything();
}

// Only there to be searched.
void compute_phone_mobile_search(const RecordSet& self) {
  for (const RecordSet& record : self) record.set("phone_mobile_search", false);
}

Domain search_phone_mobile(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const std::string how(comparison);
  if (operand.is_text() && operand.text().size() < search_length_min)
    throw user_error("Numbers are searched by three characters and more.");
  Domain out = Domain::nothing();
  for (const std::string field : {"mobile", "phone"})
    if (model.model().has(field)) out = out | term(field, how, operand);
  return out;
}

}  // namespace

Behaviour mail_thread_phone() {
  return {
      .mixin_marker = "phone_sanitized",
      .computes = {{{"phone_sanitized"}, compute_phone_sanitized},
                   {{"phone_sanitized_blacklisted", "phone_blacklisted", "mobile_blacklisted"}, compute_blacklisted},
                   {{"phone_mobile_search"}, compute_phone_mobile_search}},
      .searches = {{"phone_sanitized_blacklisted", search_blacklisted}, {"phone_mobile_search", search_phone_mobile}},
  };
}

}  // namespace paridoo::addons::phone_validation
