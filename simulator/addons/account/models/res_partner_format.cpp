// res.partner: the form of its invoices, and examples of its numbers.
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/vat_examples.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

constexpr const char* chosen_none = "none";

// Modules of countries suggest a format of their own; none of them is among those recorded.
void compute_invoice_format(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const std::string chosen = partner["commercial_partner_id"].text("invoice_edi_format_store");
    const bool none = chosen.empty() || chosen == chosen_none;
    partner.set("invoice_edi_format", none ? Value(false) : Value(chosen));
  }
}

void inverse_invoice_format(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const std::string format = partner.text("invoice_edi_format");
    partner.set("invoice_edi_format_store", format.empty() ? Value(false) : Value(format));
  }
}

void compute_vat_placeholder(const RecordSet& self) {
  const char* otherwise = self.env().since(Series::v19) ? "not applicable" : "/ if not applicable";
  for (const RecordSet& partner : self)
    partner.set("partner_vat_placeholder", vat_placeholder(self.env(), partner["country_id"].text("code"), otherwise));
}

void compute_registry_placeholder(const RecordSet& self) {
  for (const RecordSet& partner : self)
    partner.set("partner_company_registry_placeholder",
                registry_placeholder(self.env(), partner["country_id"].text("code")));
}

// The one layout of invoices that the module brings.
void compute_pdf_reports(const RecordSet& self) {
  const Domain report = term("module", "=", "account") & term("name", "=", "account_invoices");
  const RecordSet data = self.sudo().env()["ir.model.data"].search(report);
  for (const RecordSet& partner : self)
    partner.set("available_invoice_template_pdf_report_ids", List{data.integer("res_id")});
}

}  // namespace

Behaviour res_partner_format() {
  constexpr In since_18{.since = Series::v18}, since_19{.since = Series::v19};
  return {
      .model = "res.partner",
      .computes = {{{"invoice_edi_format"}, compute_invoice_format, since_18},
                   {{"partner_vat_placeholder"}, compute_vat_placeholder, since_18},
                   {{"partner_company_registry_placeholder"}, compute_registry_placeholder, since_18},
                   {{"available_invoice_template_pdf_report_ids"}, compute_pdf_reports, since_19}},
      .inverses = {{"invoice_edi_format", inverse_invoice_format, since_18}},
  };
}

}  // namespace paridoo::addons::account
