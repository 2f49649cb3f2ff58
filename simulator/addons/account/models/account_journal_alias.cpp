// account.journal: letters to a journal become its bills or invoices.
#include "simulator/addons/account/journal.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/mail/alias.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

bool takes_letters(std::string_view type) { return type == "sale" || type == "purchase"; }

bool is_good_alias(const std::string& name) {
  return !name.empty() && mail::is_plain_name(name) && !mail::sanitized_alias(name).empty();
}

std::string text_of(const Value& value) { return value.is_text() ? value.text() : std::string(); }

// What sets journals of other companies apart from those of the first.
std::string company_part(const RecordSet& company) {
  if (company.id() == company.env().ref("base.main_company").id()) return {};
  const std::string name = company.text("name");
  if (!mail::is_plain_name(name)) return "-" + std::to_string(company.id());
  return "-" + (company.env().since(Series::v18) ? mail::sanitized_alias(name) : name);
}

// The first of some names that can be an alias.
std::string alias_of(const std::vector<std::string>& names, std::string_view type, const RecordSet& company) {
  if (!takes_letters(type)) return {};
  std::string chosen;
  for (const std::string& name : names)
    if (chosen.empty() && is_good_alias(name)) chosen = name;
  const std::string part = company_part(company);
  if (chosen.find(part) == std::string::npos) chosen += part;
  return mail::sanitized_alias(chosen);
}

Value or_false(const std::string& text) { return text.empty() ? Value(false) : Value(text); }

Value alias_values_of_journal(const RecordSet& self, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("alias_model_id", mail::id_of_model(self.env(), "account.move"));
  if (self.empty()) return values;
  const std::string type = self.text("type");
  const std::string name =
      alias_of({self.text("alias_name"), self.text("name"), self.text("code"), type}, type, self["company_id"]);
  values.set("alias_name", or_false(name));
  const bool sells = type == "sale" || !self.env().since(Series::v18);
  const char* makes = type == "purchase" ? "in_invoice" : sells ? "out_invoice" : "entry";
  values.set("alias_defaults",
             mail::alias_defaults(
                 self, {{"company_id", self["company_id"].id()}, {"move_type", makes}, {"journal_id", self.id()}}));
  return values;
}

bool is_taken(const RecordSet& company, const std::string& name) {
  Domain taken = term("alias_name", "=", name);
  if (const std::string domain = company.sudo()["alias_domain_id"].text("name"); !domain.empty()) {
    const Domain same = term("alias_domain", "=", domain);
    taken = taken & (company.env().since(Series::v19) ? same | term("alias_domain_id", "=", false) : same);
  }
  return company.env().sudo()["mail.alias"].search_count(taken) > 0;
}

Value propose_alias(const RecordSet& journal) {
  const std::string type = journal.text("type"), own = journal.text("alias_name");
  if (takes_letters(type) && !own.empty()) return {};
  const std::string name = alias_of({journal.text("name"), journal.text("code"), type}, type, journal["company_id"]);
  journal.set("alias_name", or_false(name));
  return {};
}

// Letters of other alphabets: the name of the journal tells more than question marks.
void choose_readable(const RecordSet& self, Dict& values) {
  const Value& name = values.get("alias_name");
  if (!name || values.contains("type") || is_good_alias(text_of(name))) return;
  const auto of = [&](const char* field) {
    return text_of(values.contains(field) ? values.get(field) : self.value(field));
  };
  values.set("alias_name", or_false(alias_of({of("name"), of("code"), self.first().text("type")},
                                             self.first().text("type"), self.first()["company_id"])));
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  choose_readable(self, values);
  const bool changes_type = values.contains("type");
  super(self, std::move(values));
  if (!changes_type || self.env().context("account_journal_skip_alias_sync")) return;
  for (const RecordSet& journal : self) {
    const Dict alias = mail::alias_values(journal);
    journal.write({{"alias_defaults", alias.get("alias_defaults")}, {"alias_name", alias.get("alias_name")}});
  }
}

// Aliases are set up where some domain of theirs is.
void compute_display_alias_fields(const RecordSet& self) {
  const bool shown = self.env()["mail.alias.domain"].search_count(Domain::everything()) > 0;
  for (const RecordSet& journal : self) journal.set("display_alias_fields", shown);
}

}  // namespace

void name_alias(const RecordSet& company, Dict& values) {
  const std::string type = text_of(values.get("type"));
  if (!takes_letters(type)) return;
  if (!values.contains("alias_name"))
    values.set("alias_name", alias_of({text_of(values.get("name")), text_of(values.get("code")), type}, type, company));
  std::string name = text_of(values.get("alias_name"));
  if (is_taken(company, name)) name += "-" + text_of(values.get("code"));
  values.set("alias_name", or_false(mail::sanitized_alias(name)));
}

Behaviour account_journal_alias() {
  return {
      .model = "account.journal",
      .computes = {{{"display_alias_fields"}, compute_display_alias_fields, {.since = Series::v18}}},
      .onchanges = {{{"type"}, propose_alias}},
      .methods = {{"_alias_get_creation_values", "", alias_values_of_journal}},
      .write = write,
  };
}

}  // namespace paridoo::addons::account
