#include <algorithm>

#include "simulator/addons/base/name_search.h"
#include "simulator/addons/product/models/product_product.h"
#include "simulator/addons/product/models/product_template_attribute.h"

namespace paridoo::addons::product::variants {

using namespace orm;

namespace {

std::string with_code(const Env& env, const std::string& name, const std::string& code) {
  const Value& shown = env.context("display_default_code");
  const bool shows = shown.is_none() || shown;
  return shows && !code.empty() ? "[" + code + "] " + name : name;
}

std::string with_variant(const std::string& name, const std::string& variant) {
  return variant.empty() ? name : name + " (" + variant + ")";
}

// The lines of vendors by whose names the product is to be called: those of the partner in the context.
RecordSet sellers_in_context(const RecordSet& product) {
  const Env env = product.env().sudo();
  const RecordSet infos = env["product.supplierinfo"];
  if (const Value& seller = env.context("seller_id"); seller.is_integer()) return infos.browse(seller.integer());
  const Value& partner = env.context("partner_id");
  if (!partner.is_integer() || partner.integer() == 0) return infos;
  const Id commercial = env["res.partner"].browse(partner.integer())["commercial_partner_id"].id();
  RecordSet all = infos.search(term("product_tmpl_id", "=", product["product_tmpl_id"].id()) &
                               term("partner_id", "in", List{partner, commercial}));
  const RecordSet own = all.where("product_id", "=", product.id());
  all = own.empty() ? all.where("product_id", "=", false) : own;
  const Value& company = env.context("company_id");
  return company.is_integer() ? all.where("company_id", "in", List{company, false}) : all;
}

std::string name_by_sellers(const RecordSet& product, const RecordSet& sellers, const std::string& variant) {
  std::vector<std::string> names;
  for (const RecordSet& seller : sellers) {
    const std::string theirs = seller.text("product_name"), code = seller.text("product_code");
    const std::string name = with_variant(theirs.empty() ? product.text("name") : theirs, variant);
    const std::string shown = with_code(product.env(), name, code.empty() ? product.text("default_code") : code);
    if (std::ranges::count(names, shown) == 0) names.push_back(shown);
  }
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

Domain of_vendor(const Value& partner, const std::string& comparison, const Value& text) {
  const Domain named = term("product_code", comparison, text) | term("product_name", comparison, text);
  return term("product_tmpl_id.seller_ids", "any", to_list(term("partner_id", "=", partner) & named));
}

// The text between the first brackets: "[SK-1] Solar Kit".
std::string bracketed(const std::string& text) {
  const std::size_t open = text.find('[');
  const std::size_t close = open == text.npos ? open : text.find(']', open);
  return close == text.npos ? "" : text.substr(open + 1, close - open - 1);
}

bool is_plainly_positive(std::string_view comparison) {
  return comparison == "=" || comparison == "ilike" || comparison == "=ilike" || comparison == "like" ||
         comparison == "=like";
}

}  // namespace

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& record : self) {
    const RecordSet product = record.sudo();
    const std::string variant = combination_name(product["product_template_attribute_value_ids"]);
    const RecordSet sellers = sellers_in_context(product);
    const std::string own = with_variant(product.text("name"), variant);
    record.set("display_name", sellers.empty() ? with_code(self.env(), own, product.text("default_code"))
                                               : name_by_sellers(product, sellers, variant));
  }
}

void compute_code(const RecordSet& self) {
  const Value& partner = self.env().context("partner_id");
  for (const RecordSet& product : self) {
    Value code = product.value("default_code");
    for (const RecordSet& seller : product["seller_ids"]) {
      const RecordSet of = seller["product_id"];
      if (!partner || !(Value(seller["partner_id"]) == partner) || (of && !(of == product))) continue;
      if (!seller.text("product_code").empty()) code = seller.text("product_code");
      if (of == product) break;
    }
    product.set("code", code);
  }
}

void compute_partner_ref(const RecordSet& self) {
  const Value& partner = self.env().context("partner_id");
  for (const RecordSet& product : self) {
    const RecordSet sellers = partner ? product["seller_ids"].where("partner_id", "=", partner) : self.none();
    std::string shown = product.display_name();
    if (sellers) {
      const std::string code = product.text("code"), theirs = sellers.first().text("product_name");
      const std::string own = product.text("default_code");
      const std::string name = !theirs.empty() ? theirs : !own.empty() ? own : product.text("name");
      shown = (code.empty() ? "" : "[" + code + "] ") + name;
    }
    product.set("partner_ref", shown);
  }
}

Domain search_display_name(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const std::string how(comparison);
  const bool negative = how.find("not") != how.npos || how == "!=";
  const Value& partner = model.env().context("partner_id");
  if (negative) {
    const Domain own = term("name", how, operand) & term("default_code", how, operand);
    return partner ? own & of_vendor(partner, how, operand) : own;
  }
  Domain out = term("name", how, operand) | term("default_code", how, operand);
  if (how == "=" || how == "in" || how.ends_with("like"))
    out = out | term("barcode", "in", how == "in" ? operand : Value(List{operand}));
  if (how == "=" && operand.is_text() && !bracketed(operand.text()).empty())
    out = out | term("default_code", "=", bracketed(operand.text()));
  return partner ? out | of_vendor(partner, how, operand) : out;
}

// From the most exact hit to the vaguest: the code, the barcode, parts of code and name, a code in brackets, a vendor's
// names.
Value name_search(const RecordSet& self, const Arguments& arguments, const Super& super) {
  const base::NameSearch asked = base::name_search_of(self.env(), arguments);
  if (asked.text.empty()) return super();
  const auto found = [&](const Domain& domain, std::int64_t limit) {
    return self.search(asked.domain & domain, {.limit = limit});
  };
  const bool positive = is_plainly_positive(asked.comparison);
  RecordSet products = self.none();
  if (positive) products = found(term("default_code", "=", asked.text), asked.limit);
  if (positive && products.empty()) products = found(term("barcode", "=", asked.text), asked.limit);
  if (products.empty() && asked.is_negative()) {
    const Domain no_code = term("default_code", asked.comparison, asked.text) | term("default_code", "=", false);
    products = found(term("name", asked.comparison, asked.text) & no_code, asked.limit);
  } else if (products.empty()) {
    products = found(term("default_code", asked.comparison, asked.text), asked.limit);
    const std::int64_t left = asked.limit - static_cast<std::int64_t>(products.size());
    if (asked.limit == 0 || left > 0)
      products |= found(term("name", asked.comparison, asked.text) & term("id", "not in", products.ids()),
                        asked.limit ? left : 0);
  }
  if (products.empty() && positive && !bracketed(asked.text).empty())
    products = found(term("default_code", "=", bracketed(asked.text)), asked.limit);
  if (const Value& partner = self.env().context("partner_id"); products.empty() && partner)
    products = found(of_vendor(partner, asked.comparison, asked.text), asked.limit);
  return base::with_names(products);
}

}  // namespace paridoo::addons::product::variants
