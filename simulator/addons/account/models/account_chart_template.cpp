// account.chart.template: gives a company its accounts, taxes, journals and what goes with them.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "simulator/addons/account/chart_template.h"
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/commands.h"
#include "simulator/orm/external_ids.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/user_defaults.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// In the order in which they can be made.
constexpr std::array<std::string_view, 6> template_models = {"account.account",         "account.tax.group",
                                                             "account.fiscal.position", "account.tax",
                                                             "account.journal",         "account.reconcile.model"};

// Made with the journal whose default account it is.
bool comes_with_journal(const TemplateRecord& account) {
  return account.name.find("_journal_default_account_") != std::string::npos;
}

// Odoo makes these once there are journals.
bool is_utility(const TemplateRecord& account) {
  static const std::set<std::string_view> names = {
      "account_journal_suspense_account_id", "account_journal_payment_debit_account_id",
      "account_journal_payment_credit_account_id", "transfer_account_id", "unaffected_earnings_account"};
  return names.contains(account.name);
}

// What a template record says that is not found out by the new record itself.
bool is_given(const Field& field) {
  static const std::set<std::string_view> own_affairs = {"alias_id", "active", "is_domestic"};
  if (own_affairs.contains(field.name()) || field.type() == FieldType::one2many) return false;
  return field.is_kept() && !(field.is_computed() && field.facts->readonly);
}

class Chart {
 public:
  explicit Chart(const RecordSet& company)
      : env_(company.env().sudo().with_context(
            {{"allowed_company_ids", List{company.id()}}, {"tracking_disable", true}})),
        company_(env_["res.company"].browse(company.id())) {}

  // A branch uses what its company has.
  void load_for_branch() {
    begin_company();
    const RecordSet parent = company_["parent_id"];
    Dict values;
    for (const Field* field : company_.model().fields)
      if (field->type() == FieldType::many2one && is_of_chart(*field) && is_given(*field) && !company_[field->name()])
        values.set(field->name(), parent[field->name()]);
    company_.write(std::move(values));
  }

  void load() {
    begin_company();
    for (const std::string_view model : template_models) make(model);
    make_utility_accounts();
    for (const auto& [record, field, target] : late_)
      if (const Id id = made(target.first, target.second)) record.write({{field, id}});
    finish_company();
    set_properties();
    set_taxes_of_products();
  }

 private:
  using Target = std::pair<std::string, Id>;  // a model and a record of the template
  struct Late {
    RecordSet record;
    std::string field;
    Target target;
  };

  Series series() const { return env_.series(); }

  TemplateRecord first_company() const { return template_records(series(), "res.company").front(); }

  Id made(const std::string& model, Id of_template) const {
    const auto found = made_.find({model, of_template});
    return found == made_.end() ? 0 : found->second;
  }

  static bool is_of_chart(const Field& field) {
    return field.comodel && std::ranges::count(template_models, field.comodel->name) > 0;
  }

  // What prefixes of codes and the like the accounts are made with.
  void begin_company() {
    const Dict from = first_company().values;
    Dict values{{"chart_template", from.get("chart_template")},
                {"anglo_saxon_accounting", from.get("anglo_saxon_accounting")},
                {"account_fiscal_country_id", from.get("account_fiscal_country_id")}};
    for (const char* prefix : {"bank_account_code_prefix", "cash_account_code_prefix", "transfer_account_code_prefix"})
      values.set(prefix, from.get(prefix));
    const RecordSet country = env_["res.country"].browse(from.get("account_fiscal_country_id").integer());
    const RecordSet parent = company_["parent_id"];
    if (!has_accounting(root_of(company_))) values.set("currency_id", (parent ? parent : country)["currency_id"]);
    if (!company_["country_id"]) values.set("country_id", country);
    company_.write(std::move(values));
  }

  Value links(const Field& field, const Value& ids) const {
    Ids kept;
    for (const Id id : ids.ids())
      if (const Id other = is_of_chart(field) ? made(field.comodel->name, id) : id) kept.push_back(other);
    return List{command::set(kept)};
  }

  // The values with this company's records in place of the first company's; what is not there yet is left for later.
  Dict moved(const Model& model, const Dict& from, std::vector<std::pair<std::string, Target>>& later) const {
    Dict values;
    for (const Item& item : from) {
      const Field* field = model.find(item.name);
      if (!field || item.name == "id" || !is_given(*field)) continue;
      if (field->facts->relation == "res.company") continue;
      if (field->type() == FieldType::many2many)
        values.set(item.name, links(*field, item.value));
      else if (!is_of_chart(*field) || field->type() != FieldType::many2one)
        values.set(item.name, item.value);
      else if (const Id id = made(field->comodel->name, item.value.integer()))
        values.set(item.name, id);
      else
        later.emplace_back(item.name, Target(field->comodel->name, item.value.integer()));
    }
    return values;
  }

  void make(std::string_view model) {
    for (const TemplateRecord& record : template_records(series(), model))
      if (model != "account.account" || !(comes_with_journal(record) || is_utility(record))) make(model, record);
  }

  void make_utility_accounts() {
    for (const TemplateRecord& record : template_records(series(), "account.account"))
      if (is_utility(record)) make("account.account", record);
  }

  void make(std::string_view model_name, const TemplateRecord& record) {
    const Model& model = env_.registry().at(model_name);
    std::vector<std::pair<std::string, Target>> later;
    Dict values = moved(model, record.values, later);
    adapt(model, record, values);
    const RecordSet made = env_[model_name].create(std::move(values));
    made_[{model.name, record.id}] = made.id();
    if (!record.name.empty())
      set_external_id(env_, "account." + std::to_string(company_.id()) + "_" + record.name, made, true);
    if (model.name == "account.journal" && made["default_account_id"])
      made_.try_emplace({"account.account", record.values.get("default_account_id").integer()},
                        made["default_account_id"].id());
    for (const auto& [field, target] : later) late_.push_back({made, field, target});
  }

  void adapt(const Model& model, const TemplateRecord& record, Dict& values) const {
    if (model.name == "account.tax") values.set("repartition_line_ids", repartition(record.id));
    if (model.name != "account.account" || !env_.since(Series::v18)) {
      values.set("company_id", company_);
      return;
    }
    values.set("code", record.values.get("code_store"));
    values.erase("code_store");
    values.set("company_ids", List{command::set(company_.ids())});
  }

  List repartition(Id tax) const {
    const Model& model = env_.registry().at("account.tax.repartition.line");
    List commands{command::clear()};
    for (const TemplateRecord& line : template_records(series(), model.name)) {
      if (line.values.get("tax_id") != Value(tax)) continue;
      std::vector<std::pair<std::string, Target>> later;
      Dict values = moved(model, line.values, later);
      values.erase("tax_id");
      commands.push_back(command::create(std::move(values)));
    }
    return commands;
  }

  void finish_company() {
    Dict values;
    for (const Item& item : first_company().values) {
      const Field* field = company_.model().find(item.name);
      if (!field || field->type() != FieldType::many2one || !is_of_chart(*field) || !is_given(*field)) continue;
      if (const Id id = made(field->comodel->name, item.value.integer())) values.set(item.name, id);
    }
    company_.write(std::move(values));
  }

  // What partners and categories without accounts of their own use: as recorded of the first company.
  void set_properties() {
    for (const char* name : {"res.partner", "product.category"}) {
      const Model& model = env_.registry().at(name);
      for (const Field* field : model.fields) {
        if (!field->facts->company_dependent || !is_of_chart(*field)) continue;
        const Value& first = model.facts->defaults.get(field->name());
        if (const Id id = first.is_integer() ? made(field->comodel->name, first.integer()) : 0)
          set_default_of_company(company_, *field, id);
      }
    }
  }

  // Products that are taxed elsewhere are taxed here.
  void set_taxes_of_products() {
    const RecordSet products =
        env_["product.template"].search(term("company_id", "=", company_) | term("company_id", "=", false));
    for (const auto& [field, of_company] :
         {std::pair{"taxes_id", "account_sale_tax_id"}, std::pair{"supplier_taxes_id", "account_purchase_tax_id"}}) {
      const RecordSet tax = company_[of_company];
      if (!tax) continue;
      for (const RecordSet& product : products)
        if (product[field] && product[field].where("company_id", "=", company_.id()).empty())
          product.write({{field, List{command::link(tax.id())}}});
    }
  }

  Env env_;
  RecordSet company_;
  std::map<Target, Id> made_;
  std::vector<Late> late_;
};

// What a company without posted entries has of another chart makes room.
void remove_present(const RecordSet& company) {
  const Env env = company.env().sudo().with_context(
      {{"allowed_company_ids", List{company.id()}}, {"active_test", false}, {"force_delete", true}});
  env["account.move"].search(term("company_id", "child_of", company)).unlink();
  for (auto model = template_models.rbegin(); model != template_models.rend(); ++model) {
    const std::string owner = *model == "account.account" ? account_company_field(env) : "company_id";
    env[*model].search(term(owner, "child_of", company)).unlink();
  }
}

}  // namespace

void load_chart(const RecordSet& company) {
  if (company.text("chart_template") == generic_chart)
    throw not_simulated("account.chart.template.try_loading of the chart that the company has already");
  if (company["parent_id"]) {
    Chart(company).load_for_branch();
  } else {
    if (!has_accounting(root_of(company))) remove_present(company);
    Chart(company).load();
  }
  for (const RecordSet& branch : company["child_ids"]) load_chart(branch);
}

namespace {

Value try_loading(const RecordSet& self, const Arguments& arguments) {
  if (!arguments["company"]) return {};
  const Env& env = self.env();
  if (!(env.is_superuser() || base::has_group(env.user(), "base.group_system")))
    throw access_error("Only administrators can install charts of accounts.");
  const Value& code = arguments["template_code"];
  if (code != Value(std::string(generic_chart)))
    throw not_simulated("the chart of accounts " + (code.is_text() ? code.text() : repr(code)));
  if (arguments["install_demo"] && env.sudo().ref("base.module_account").flag("demo"))
    throw not_simulated("demo data of a chart of accounts");
  if (!arguments["company"].is_integer()) throw validation_error("The company is an id.");
  load_chart(env["res.company"].sudo().browse(arguments["company"].integer()));
  return {};
}

}  // namespace

Behaviour account_chart_template() {
  return {
      .model = "account.chart.template",
      .methods = {{"try_loading", "template_code, company, install_demo=True", try_loading, {.until = Series::v17}},
                  {"try_loading",
                   "template_code, company, install_demo=False, force_create=True",
                   try_loading,
                   {.since = Series::v18}}},
  };
}

}  // namespace paridoo::addons::account
