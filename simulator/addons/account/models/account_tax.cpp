#include <fmt/format.h>

#include <algorithm>

#include "simulator/addons/account/company.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

void compute_country(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    const RecordSet company = tax["company_id"];
    RecordSet country = company["account_fiscal_country_id"];
    if (country.empty()) country = company["country_id"];
    if (country.empty()) country = tax["country_id"];
    tax.set("country_id", country);
  }
}

RecordSet first_group(const RecordSet& tax) {
  const RecordSet groups = tax.env()["account.tax.group"];
  for (const Value& country : {Value(tax["country_id"]), Value(false)}) {
    const Domain domain = of_company(tax["company_id"]) & term("country_id", "=", country);
    if (const RecordSet found = groups.search(domain, {.limit = 1})) return found;
  }
  return groups;
}

void compute_tax_group(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    const RecordSet group = tax["tax_group_id"];
    const bool fits = group && group["country_id"] == tax["country_id"] && group["company_id"] == tax["company_id"];
    tax.set("tax_group_id", fits ? group : first_group(tax));
  }
}

void compute_price_include(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    const std::string own = tax.text("price_include_override");
    const std::string meant = own.empty() ? tax["company_id"].text("account_price_include") : own;
    tax.set("price_include", meant == "tax_included");
  }
}

Domain search_price_include(const RecordSet&, std::string_view comparison, const Value& operand) {
  const std::string meant = operand ? "tax_included" : "tax_excluded";
  const std::string compare(comparison);
  return term("price_include_override", compare, meant) |
         (term("price_include_override", "=", false) & term("company_id.account_price_include", compare, meant));
}

void compute_has_negative_factor(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    const RecordSet negative = tax["invoice_repartition_line_ids"].filtered([](const RecordSet& line) {
      return line.text("repartition_type") == "tax" && line.number("factor_percent") < 0;
    });
    tax.set("has_negative_factor", !negative.empty());
  }
}

// Taxes of no fiscal position, or of the one that holds at home.
void compute_is_domestic(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    const RecordSet positions = tax["fiscal_position_ids"];
    const RecordSet home = tax["company_id"]["domestic_fiscal_position_id"];
    tax.set("is_domestic", positions.empty() || (home && positions.contains(home.id())));
  }
}

void compute_is_used(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    const RecordSet lines = tax.sudo().env()["account.move.line"];
    tax.set("is_used", !lines.search(term("tax_ids", "in", Value(tax.ids())), {.limit = 1}).empty());
  }
}

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    std::string name = tax.text("name");
    const RecordSet country = tax["country_id"];
    if (self.env().context("append_type_to_tax_name")) name += " (" + tax.text("type_tax_use") + ")";
    if (country != tax["company_id"]["account_fiscal_country_id"]) name += " (" + country.text("code") + ")";
    tax.set("display_name", name);
  }
}

void check_name(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    if (tax.text("type_tax_use") == "none") continue;
    const Domain twins = term("company_id", "child_of", root_of(tax["company_id"]).id()) &
                         term("name", "=", tax.text("name")) & term("type_tax_use", "=", tax.value("type_tax_use")) &
                         term("tax_scope", "=", tax.value("tax_scope")) &
                         term("country_id", "=", tax["country_id"].id()) & term("id", "!=", tax.id());
    if (const RecordSet found = self.search(twins, {.limit = 1}))
      throw validation_error(fmt::format("Another tax is called {} already.", found.text("name")));
  }
}

void check_group_country(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    const RecordSet country = tax["tax_group_id"]["country_id"];
    if (country && country != tax["country_id"])
      throw validation_error("A tax and its tax group must be of the same country.");
  }
}

RecordSet in_sequence(const RecordSet& lines) {
  return lines.sorted([](const RecordSet& line) { return std::pair(line.integer("sequence"), line.id()); });
}

double total_factor(const RecordSet& lines, bool positive) {
  double sum = 0;
  for (const RecordSet& line : lines) {
    const double factor = line.number("factor_percent");
    if (line.text("repartition_type") == "tax" && (factor > 0) == positive) sum += factor;
  }
  return sum;
}

void check_distribution(const RecordSet& invoice, const RecordSet& refund) {
  for (const RecordSet& lines : {invoice, refund}) {
    if (lines.where("repartition_type", "=", "base").size() != 1)
      throw validation_error("A distribution needs exactly one line for the base.");
    if (lines.where("repartition_type", "=", "tax").empty())
      throw validation_error("A distribution needs at least one line for the tax.");
  }
  bool same = invoice.size() == refund.size();
  for (std::size_t at = 0; same && at < invoice.size(); ++at)
    same = invoice.at(at).text("repartition_type") == refund.at(at).text("repartition_type") &&
           invoice.at(at).number("factor_percent") == refund.at(at).number("factor_percent");
  if (!same) throw validation_error("The distributions for invoices and for credit notes must be alike.");
}

void check_repartition(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    const RecordSet invoice = in_sequence(tax["invoice_repartition_line_ids"]);
    const RecordSet refund = in_sequence(tax["refund_repartition_line_ids"]);
    if (tax.text("amount_type") == "group" && invoice.empty() && refund.empty()) continue;
    check_distribution(invoice, refund);
    if (float_compare(total_factor(invoice, true), 100, digits(2)) != 0)
      throw validation_error("The positive factors of a distribution must add up to 100.");
    const double negative = total_factor(invoice, false);
    if (negative != 0 && float_compare(negative, -100, digits(2)) != 0)
      throw validation_error("The negative factors of a distribution must add up to 100.");
  }
}

void check_children(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    for (const RecordSet& child : tax["children_tax_ids"]) {
      const std::string use = child.text("type_tax_use");
      const std::string scope = child.text("tax_scope");
      if (child == tax || child.text("amount_type") == "group")
        throw validation_error("A group of taxes cannot hold a group.");
      if ((use != "none" && use != tax.text("type_tax_use")) || (!scope.empty() && scope != tax.text("tax_scope")))
        throw validation_error("The taxes of a group must be used as the group is, or nowhere else.");
    }
  }
}

// What was said of the two kinds of repartition lines, as commands on all repartition lines.
Dict sanitized(Dict values) {
  static constexpr std::array kinds{std::pair{"invoice", "invoice_repartition_line_ids"},
                                    std::pair{"refund", "refund_repartition_line_ids"}};
  const bool by_kind = values.contains(kinds[0].second) || values.contains(kinds[1].second);
  if (by_kind) values.erase("repartition_line_ids");
  List all;
  for (const auto& [kind, field] : kinds) {
    const Value* given = values.find(field);
    if (!given || !given->is_list()) continue;
    for (Value command : given->list()) {
      if (command.is_list() && command.list().size() == 3 && command.list()[2].is_dict())
        if (Dict& own = command.list()[2].dict(); !own.contains("document_type")) own.set("document_type", kind);
      all.push_back(std::move(command));
    }
    values.erase(field);
  }
  if (by_kind) values.set("repartition_line_ids", std::move(all));
  if (const Value* text = values.find("description");
      text && text->is_text() && text->text().find('<') == std::string::npos)
    values.set("description", "<div>" + text->text() + "</div>");
  return values;
}

void add_missing_repartition(const RecordSet& tax) {
  const RecordSet lines = tax.env()["account.tax.repartition.line"];
  for (const char* document : {"invoice", "refund"}) {
    if (!tax["repartition_line_ids"].where("document_type", "=", document).empty()) continue;
    for (const char* type : {"base", "tax"})
      lines.create(Dict{{"document_type", document}, {"repartition_type", type}, {"tax_id", tax.id()}});
  }
}

// A new tax has no lines to clear: those of one kind do not clear the other's.
void drop_clearing(Dict& values) {
  Value* lines = values.find("repartition_line_ids");
  if (!lines || !lines->is_list()) return;
  std::erase_if(lines->list(), [](const Value& command) {
    return command.is_list() && !command.list().empty() && command.list().front() == Value(5);
  });
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& own : values) {
    own = sanitized(std::move(own));
    drop_clearing(own);
  }
  const RecordSet taxes = super(std::move(values));
  for (const RecordSet& tax : taxes) add_missing_repartition(tax);
  check_repartition(taxes);
  return taxes;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const bool repartition = values.contains("repartition_line_ids") || values.contains("invoice_repartition_line_ids") ||
                           values.contains("refund_repartition_line_ids");
  super(self, sanitized(std::move(values)));
  if (repartition) check_repartition(self);
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> copies = super(self, defaults);
  if (defaults.contains("name")) return copies;
  for (std::size_t at = 0; at < copies.size(); ++at) copies[at].set("name", self.at(at).text("name") + " (Copy)");
  return copies;
}

Value told(const TaxData& data, const TaxShare& share) {
  return Dict{{"id", data.tax.id()},
              {"name", data.tax.text("name")},
              {"amount", share.amount.currency},
              {"base", data.raw_base.currency},
              {"sequence", data.tax.integer("sequence")},
              {"account_id", share.account},
              {"analytic", data.tax.flag("analytic")},
              {"use_in_tax_closing", share.repartition_line.flag("use_in_tax_closing")},
              {"is_reverse_charge", data.is_reverse_charge},
              {"price_include", data.tax.flag("price_include")},
              {"tax_exigibility", data.tax.value("tax_exigibility")},
              {"tax_repartition_line_id", share.repartition_line.id()},
              {"group", data.group},
              {"tag_ids", Value(share.key.tags)},
              {"tax_ids", Value(share.key.taxes)}};
}

std::optional<RecordSet> record_asked(const Env& env, std::string_view model, const Value& id) {
  return id.is_integer() ? std::optional(env[model].browse(id.integer())) : std::nullopt;
}

Value compute_all_called(const RecordSet& self, const Arguments& arguments) {
  const Env& env = self.env();
  const PriceTaxes found = compute_all(
      self, arguments["price_unit"].number(),
      {.currency = record_asked(env, "res.currency", arguments["currency"]),
       .quantity = arguments["quantity"].number(),
       .product = record_asked(env, "product.product", arguments["product"]),
       .partner = record_asked(env, "res.partner", arguments["partner"]),
       .is_refund = bool(arguments["is_refund"]),
       .price_meaning = arguments["handle_price_include"] ? PriceMeaning::as_taxes_say : PriceMeaning::total_excluded,
       .include_cash_basis = bool(arguments["include_caba_tags"])});
  List taxes;
  for (const TaxData& data : found.taxes)
    for (const TaxShare& share : data.shares) taxes.push_back(told(data, share));
  return Dict{{"base_tags", Value(found.base_tags)},
              {"taxes", std::move(taxes)},
              {"total_excluded", found.total_excluded},
              {"total_included", found.total_included},
              {"total_void", found.total_void}};
}

Value flatten_called(const RecordSet& self, const Arguments&) { return Value(flatten_taxes(self).ids()); }

// What is not due yet waits on an account that is reconciled when it is (since 19.0).
void check_transition_account(const RecordSet& self) {
  for (const RecordSet& tax : self)
    if (tax.text("tax_exigibility") == "on_payment" && !tax["cash_basis_transition_account_id"].flag("reconcile"))
      throw validation_error("The transition account of a tax that is due on payment must allow reconciliation.");
}

// Lines of repartition are made with the tax.
void keep_repartition_lines(const RecordSet&) {}

}  // namespace

Behaviour account_tax() {
  return {
      .model = "account.tax",
      .name_search_fields = {"name", "description", "invoice_label"},
      .shared_relations = {{"fiscal_position_ids", "account.fiscal.position", "tax_ids", {.since = Series::v19}},
                           {"original_tax_ids", "account.tax", "replacing_tax_ids", {.since = Series::v19}}},
      .computes = {{{"country_id"}, compute_country},
                   {{"invoice_repartition_line_ids"}, keep_repartition_lines},
                   {{"refund_repartition_line_ids"}, keep_repartition_lines},
                   {{"tax_group_id"}, compute_tax_group},
                   {{"price_include"}, compute_price_include, {.since = Series::v18}},
                   {{"has_negative_factor"}, compute_has_negative_factor, {.since = Series::v18}},
                   {{"is_domestic"}, compute_is_domestic, {.since = Series::v19}},
                   {{"is_used"}, compute_is_used},
                   {{"display_name"}, compute_display_name}},
      .searches = {{"price_include", search_price_include, {.since = Series::v18}}},
      .constraints = {{check_name, {"company_id", "name", "type_tax_use", "tax_scope", "country_id"}},
                      {check_group_country, {"tax_group_id"}},
                      {check_children, {"children_tax_ids", "type_tax_use"}},
                      {check_transition_account,
                       {"tax_exigibility", "cash_basis_transition_account_id"},
                       {.since = Series::v19}}},
      .methods = {{"compute_all",
                   "price_unit, currency=None, quantity=1.0, product=None, partner=None, is_refund=False, "
                   "handle_price_include=True, include_caba_tags=False, rounding_method=None",
                   compute_all_called},
                  {"flatten_taxes_hierarchy", "", flatten_called}},
      .create = create,
      .write = write,
      .copy_data = copy_data,
  };
}

namespace {

void compute_group_country(const RecordSet& self) {
  for (const RecordSet& group : self) {
    const RecordSet country = group["company_id"]["account_fiscal_country_id"];
    group.set("country_id", country ? country : group["company_id"]["country_id"]);
  }
}

void compute_factor(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("factor", line.number("factor_percent") / 100.0);
}

void compute_use_in_tax_closing(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet account = line["account_id"];
    const std::string group = account.text("internal_group");
    const bool used = line.text("repartition_type") == "tax" && account && group != "income" && group != "expense";
    line.set("use_in_tax_closing", used);
  }
}

// Tags of the countries in which the company pays taxes, or of none.
void compute_tag_ids_domain(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet company = line["company_id"];
    List countries{false, company["account_fiscal_country_id"]};
    for (const Id id : company["multi_vat_foreign_country_ids"].ids()) countries.emplace_back(id);
    line.set("tag_ids_domain", List{List{"applicability", "=", "taxes"}, List{"country_id", "in", countries}});
  }
}

}  // namespace

Behaviour account_tax_group() {
  return {
      .model = "account.tax.group",
      .computes = {{{"country_id"}, compute_group_country}},
  };
}

Behaviour account_tax_repartition_line() {
  return {
      .model = "account.tax.repartition.line",
      .computes = {{{"factor"}, compute_factor},
                   {{"use_in_tax_closing"}, compute_use_in_tax_closing},
                   {{"tag_ids_domain"}, compute_tag_ids_domain}},
  };
}

}  // namespace paridoo::addons::account
