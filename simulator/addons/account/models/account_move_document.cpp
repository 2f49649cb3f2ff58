#include <fmt/format.h>

#include <algorithm>

#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/partner.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

List valid_journal_types(const Env& env, const std::string& move_type, bool liquidity) {
  if (is_sale_type(move_type)) return {"sale"};
  if (is_purchase_type(move_type)) return {"purchase"};
  return liquidity ? liquidity_journal_types(env) : List{"general"};
}

bool holds(const List& list, const Value& value) { return std::find(list.begin(), list.end(), value) != list.end(); }

bool is_liquidity(const RecordSet& move) {
  const Env& env = move.env();
  return origin_payment(move) || move["statement_line_id"] || env.context("is_payment") ||
         env.context("is_statement_line");
}

}  // namespace

RecordSet default_journal(const RecordSet& moves, const std::string& move_type, const RecordSet& company, Id currency,
                          bool liquidity) {
  const RecordSet journals = moves.sudo().env()["account.journal"];
  const Domain domain =
      of_company(company) & term("type", "in", valid_journal_types(moves.env(), move_type, liquidity));
  if (currency && currency != company["currency_id"].id())
    if (const RecordSet found = journals.search(domain & term("currency_id", "=", currency), {.limit = 1}))
      return found;
  if (const RecordSet found = journals.search(domain, {.limit = 1})) return found;
  throw user_error(fmt::format("The company {} has no journal for such a document.", company.display_name()));
}

void compute_journal(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet journal = move["journal_id"];
    const std::string type = move.text("move_type");
    const bool liquidity = is_liquidity(move);
    const bool fits = journal && holds(valid_journal_types(self.env(), type, liquidity), journal.text("type"));
    move.set("journal_id", fits ? journal : default_journal(self, type, self.env().company(), 0, liquidity));
  }
}

void compute_company(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet own = move["company_id"];
    const RecordSet owner = move["journal_id"]["company_id"];
    const bool fits = own && owner && with_parents(own).contains(owner.id());
    move.set("company_id", fits ? own : owner ? owner : self.env().company());
  }
}

void compute_invoice_user(const RecordSet& self) {
  const bool asks_partner = self.env().since(Series::v18);
  for (const RecordSet& move : self) {
    const RecordSet partner = move["partner_id"];
    RecordSet user = move["invoice_user_id"];
    if (!is_sale_document(move)) {
      user = user.none();
    } else if (!asks_partner) {
      if (user.empty()) user = self.env().user();
    } else if (partner && user.empty()) {
      user = partner["user_id"];
      if (user.empty()) user = partner["commercial_partner_id"]["user_id"];
      if (user.empty()) user = self.env().user();
    }
    move.set("invoice_user_id", user);
  }
}

void compute_is_storno(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const std::string type = move.text("move_type");
    const bool refund = type == "out_refund" || type == "in_refund";
    // From 19.0 on it is not kept: there is no earlier value to ask for.
    const bool was = !self.env().since(Series::v19) && move.flag("is_storno");
    move.set("is_storno", was || (refund && move["company_id"].flag("account_storno")));
  }
}

void compute_commercial_partner(const RecordSet& self) {
  for (const RecordSet& move : self) move.set("commercial_partner_id", move["partner_id"]["commercial_partner_id"]);
}

void compute_partner_shipping(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet partner = move["partner_id"];
    const bool has_address = is_invoice(move) && partner;
    move.set("partner_shipping_id", has_address ? base::address_of(partner, "delivery") : partner.none());
  }
}

void compute_fiscal_position(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet partner = move["partner_id"].with_company(move["company_id"]);
    RecordSet delivery = move["partner_shipping_id"].with_company(move["company_id"]);
    if (delivery.empty() && partner) delivery = base::address_of(partner, "delivery");
    move.set("fiscal_position_id", fiscal_position_of(partner, delivery));
  }
}

void compute_bank_partner(const RecordSet& self) {
  for (const RecordSet& move : self)
    move.set("bank_partner_id", is_inbound(move) ? move["company_id"]["partner_id"] : move["commercial_partner_id"]);
}

void compute_partner_bank(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet company = move["company_id"];
    const RecordSet banks = move["bank_partner_id"]["bank_ids"].filtered(
        [&](const RecordSet& bank) { return bank["company_id"].empty() || bank["company_id"] == company; });
    const auto untrusted = [](const RecordSet& bank) { return !bank.flag("allow_out_payment"); };
    move.set("partner_bank_id", banks.sorted(untrusted).first());
  }
}

void compute_payment_term(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet partner = move["partner_id"].with_company(move["company_id"]);
    RecordSet terms = self.env()["account.payment.term"];
    if (is_sale_document(move)) terms = partner["property_payment_term_id"];
    if (is_purchase_document(move)) terms = partner["property_supplier_payment_term_id"];
    move.set("invoice_payment_term_id", terms);
  }
}

void compute_preferred_payment_method(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet partner = move["partner_id"].with_company(move["company_id"]);
    const bool inbound = is_sale_document(move, Receipts::excluded);
    move.set("preferred_payment_method_line_id",
             partner[inbound ? "property_inbound_payment_method_line_id" : "property_outbound_payment_method_line_id"]);
  }
}

void compute_currency(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet journal = move["journal_id"];
    RecordSet currency = move["statement_line_id"]["foreign_currency_id"];
    if (currency.empty()) currency = journal["currency_id"];
    if (currency.empty()) currency = move["currency_id"];
    if (currency.empty()) currency = journal["company_id"]["currency_id"];
    move.set("currency_id", currency);
  }
}

namespace {

double expected_rate(const RecordSet& move, Day day) {
  const RecordSet currency = move["currency_id"];
  const RecordSet company = move["company_id"];
  return currency ? base::conversion_rate(company["currency_id"], currency, company, day) : 1.0;
}

double rate_of_invoice_day(const RecordSet& move) {
  return expected_rate(move, move.day("invoice_date").value_or(move.env().today()));
}

}  // namespace

void compute_currency_rate(const RecordSet& self) {
  for (const RecordSet& move : self)
    move.set("invoice_currency_rate",
             is_invoice(move) ? Value(rate_of_invoice_day(move)) : move.value("invoice_currency_rate"));
}

void compute_expected_currency_rate(const RecordSet& self) {
  for (const RecordSet& move : self) move.set("expected_currency_rate", rate_of_invoice_day(move));
}

// 17.0 keeps no rate: it looks it up, on the entry's day if the document has none.
double document_rate(const RecordSet& move) {
  if (move.env().since(Series::v18)) return move.number("invoice_currency_rate");
  const auto day = move.day("invoice_date") ? move.day("invoice_date") : move.day("date");
  return expected_rate(move, day.value_or(move.env().today()));
}

void compute_narration(const RecordSet& self) {
  const bool uses_terms = !base::config_parameter(self.env(), "account.use_invoice_terms").empty();
  for (const RecordSet& move : self) {
    if (!uses_terms || !is_sale_document(move)) {
      move.set("narration", move.value("narration"));
      continue;
    }
    const RecordSet company = move["company_id"];
    if (company.text("terms_type") == "html") throw not_simulated("account.move narration from a terms page");
    const std::string terms = company.text("invoice_terms");
    move.set("narration", terms.empty() ? Value(false) : Value(terms));
  }
}

namespace {

std::string maker_of(const RecordSet& move) {
  const RecordSet maker = move.sudo()["create_uid"];
  return (maker ? maker : move.env().user()).text("name");
}

}  // namespace

void compute_partner_display_name(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet partner = move["partner_id"];
    const std::string source = move.text("invoice_source_email");
    std::string name = partner ? partner.display_name() : "";
    if (name.empty()) name = source.empty() ? "#Created by: " + maker_of(move) : "@From: " + source;
    move.set("invoice_partner_display_name", name);
  }
}

void compute_tax_country(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet position = move["fiscal_position_id"];
    const bool foreign = !position.text("foreign_vat").empty();
    const RecordSet country = foreign ? position["country_id"] : move["company_id"]["account_fiscal_country_id"];
    move.set("tax_country_id", country);
    move.set("tax_country_code", country.value("code"));
  }
}

void check_journal_type(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const std::string type = move["journal_id"].text("type");
    if (is_purchase_document(move) && type != "purchase")
      throw validation_error("A purchase document needs a purchase journal.");
    if (is_sale_document(move) && type != "sale") throw validation_error("A sale document needs a sales journal.");
  }
}

void check_taxes_country(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet lines = move["line_ids"];
    const RecordSet countries = lines.mapped("tax_ids.country_id") | lines.mapped("tax_line_id.country_id");
    if (countries && !(countries == move["tax_country_id"]))
      throw validation_error("This entry has taxes of another country than its company or fiscal position.");
  }
}

}  // namespace paridoo::addons::account
