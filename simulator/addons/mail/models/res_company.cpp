#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

// A company has addresses for bounces and for everything else in its mail domain; there are no mail domains.
void compute_domain_addresses(const RecordSet& self) {
  for (const RecordSet& company : self)
    for (const std::string_view field : {"bounce_email", "bounce_formatted", "catchall_email", "catchall_formatted"})
      company.set(field, "");
}

void compute_default_from_email(const RecordSet& self) {
  for (const RecordSet& company : self) company.set("default_from_email", false);
}

void compute_email_formatted(const RecordSet& self) {
  for (const RecordSet& company : self)
    company.set("email_formatted", company["partner_id"].sudo().text("email_formatted"));
}

void compute_email_colors(const RecordSet& self) {
  for (const RecordSet& company : self) {
    const std::string primary = company.text("primary_color"), secondary = company.text("secondary_color");
    company.set("email_primary_color", primary.empty() ? "#000000" : primary);
    company.set("email_secondary_color", secondary.empty() ? "#875A7B" : secondary);
  }
}

}  // namespace

Behaviour res_company() {
  return {
      .model = "res.company",
      .computes = {{{"bounce_email", "bounce_formatted", "catchall_email", "catchall_formatted"},
                    compute_domain_addresses},
                   {{"default_from_email"}, compute_default_from_email},
                   {{"email_formatted"}, compute_email_formatted},
                   {{"email_primary_color", "email_secondary_color"}, compute_email_colors}},
  };
}

}  // namespace paridoo::addons::mail
