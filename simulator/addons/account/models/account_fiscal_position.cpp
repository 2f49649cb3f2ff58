#include <algorithm>
#include <array>

#include "simulator/addons/account/company.h"
#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

RecordSet map_taxes(const RecordSet& position, const RecordSet& taxes) {
  if (position.empty()) return taxes;
  const RecordSet mappings = position["tax_ids"];
  RecordSet out = taxes.none();
  for (const RecordSet& tax : taxes) {
    const RecordSet own = mappings.filtered([&](const RecordSet& mapping) { return mapping["tax_src_id"] == tax; });
    out |= own ? taxes.browse(own["tax_dest_id"].ids()) : tax;
  }
  return out;
}

RecordSet map_account(const RecordSet& position, const RecordSet& account) {
  if (position.empty() || account.empty()) return account;
  const RecordSet own =
      position["account_ids"].filtered([&](const RecordSet& mapping) { return mapping["account_src_id"] == account; });
  return own ? account.browse(own.last()["account_dest_id"].ids()) : account;
}

namespace {

// What ranks the positions that fit an address; empty: it does not fit.
using Rank = std::optional<std::array<double, 7>>;

// 1: not asked for; 2: asked for and met; 0: asked for and not met.
double met(bool asked, bool holds) { return !asked ? 1 : holds ? 2 : 0; }

bool zip_fits(const RecordSet& position, const std::string& zip) {
  return !zip.empty() && position.text("zip_from") <= zip && zip <= position.text("zip_to");
}

Rank rank_of(const RecordSet& position, const RecordSet& address) {
  const RecordSet country = address["country_id"];
  const bool by_zip = !position.text("zip_from").empty() && !position.text("zip_to").empty();
  const auto sequence = static_cast<double>(position.integer("sequence"));
  const std::array<double, 7> rank{
      met(position.flag("vat_required"), !address.text("vat").empty()),
      static_cast<double>(with_parents(position["company_id"]).size()),
      met(by_zip, zip_fits(position, address.text("zip"))),
      met(!position["state_ids"].empty(), position["state_ids"].contains(address["state_id"].id())),
      met(!position["country_id"].empty(), position["country_id"] == country),
      met(!position["country_group_id"].empty(),
          position.mapped("country_group_id.country_ids").contains(country.id())),
      -(sequence == 0 ? 0.1 : sequence)};
  return std::find(rank.begin(), rank.end(), 0) == rank.end() ? Rank(rank) : Rank();
}

RecordSet detected(const RecordSet& positions, const RecordSet& address) {
  RecordSet best = positions.none();
  Rank best_rank;
  const Domain domain = of_company(positions.env().company()) & term("auto_apply", "=", true);
  for (const RecordSet& position : positions.search(domain)) {
    const Rank rank = rank_of(position, address);
    if (!rank || (best_rank && *rank <= *best_rank)) continue;
    best = position;
    best_rank = rank;
  }
  return best;
}

bool in_europe(const Env& env, const std::string& country_code) {
  const auto europe = env.find_ref("base.europe");
  return europe && !(*europe)["country_ids"].where("code", "=", country_code).empty();
}

// Two partners of one European country: the address of the invoice counts, not that of the delivery.
bool same_european_country(const RecordSet& company, const RecordSet& partner) {
  const std::string own = company.text("vat").substr(0, 2);
  const std::string theirs = partner.text("vat").substr(0, 2);
  return !own.empty() && own == theirs && in_europe(company.env(), own);
}

}  // namespace

RecordSet fiscal_position_of(const RecordSet& partner, const RecordSet& delivery) {
  const RecordSet positions = partner.env()["account.fiscal.position"];
  if (partner.empty()) return positions;
  const bool by_invoice = delivery.empty() || same_european_country(partner.env().company(), partner);
  const RecordSet& address = by_invoice ? partner : delivery;
  for (const RecordSet& owner : {address, partner})
    if (const RecordSet chosen = owner["property_account_position_id"]) return chosen;
  return partner["country_id"].empty() ? positions : detected(positions, address);
}

namespace {

void compute_tax_map(const RecordSet& self) {
  for (const RecordSet& position : self) {
    Dict map;
    for (const RecordSet& mapping : position["tax_ids"]) {
      const std::string source = std::to_string(mapping["tax_src_id"].id());
      List targets = map.contains(source) ? map.get(source).list() : List{};
      if (mapping["tax_dest_id"]) targets.push_back(mapping["tax_dest_id"].id());
      map.set(source, std::move(targets));
    }
    position.set("tax_map", std::move(map));
  }
}

void compute_account_map(const RecordSet& self) {
  for (const RecordSet& position : self) {
    Dict map;
    for (const RecordSet& mapping : position["account_ids"])
      map.set(std::to_string(mapping["account_src_id"].id()), mapping["account_dest_id"].id());
    position.set("account_map", std::move(map));
  }
}

void compute_states_count(const RecordSet& self) {
  for (const RecordSet& position : self) position.set("states_count", position["country_id"]["state_ids"].size());
}

void check_zip(const RecordSet& self) {
  for (const RecordSet& position : self) {
    const std::string from = position.text("zip_from");
    const std::string to = position.text("zip_to");
    if (from.empty() != to.empty() || from > to)
      throw validation_error("A range of zip codes needs both ends, the first one not after the second.");
  }
}

bool is_number(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

std::string padded(const std::string& zip, std::size_t length) {
  return is_number(zip) && zip.size() < length ? std::string(length - zip.size(), '0') + zip : zip;
}

// Zip codes are compared as text: numbers of one range get the same length.
void align_zips(Dict& values, const std::string& from, const std::string& to) {
  if (from.empty() || to.empty()) return;
  const std::size_t length = std::max(from.size(), to.size());
  values.set("zip_from", padded(from, length));
  values.set("zip_to", padded(to, length));
}

std::string text_of(const Value& value) { return value.is_text() ? value.text() : ""; }

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& own : values) align_zips(own, text_of(own.get("zip_from")), text_of(own.get("zip_to")));
  return super(std::move(values));
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const std::string from = text_of(values.get("zip_from"));
  const std::string to = text_of(values.get("zip_to"));
  if (!from.empty() || !to.empty())
    for (const RecordSet& position : self)
      align_zips(values, from.empty() ? position.text("zip_from") : from, to.empty() ? position.text("zip_to") : to);
  super(self, std::move(values));
}

Value map_tax(const RecordSet& self, const Arguments& arguments) {
  return Value(map_taxes(self, self.env()["account.tax"].browse(arguments["taxes"].ids())).ids());
}

}  // namespace

Behaviour account_fiscal_position() {
  return {
      .model = "account.fiscal.position",
      .computes = {{{"tax_map"}, compute_tax_map},
                   {{"account_map"}, compute_account_map},
                   {{"states_count"}, compute_states_count}},
      .constraints = {{check_zip, {"zip_from", "zip_to"}}},
      .methods = {{"map_tax", "taxes", map_tax}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::account
