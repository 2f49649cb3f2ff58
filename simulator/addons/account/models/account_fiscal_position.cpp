#include <algorithm>
#include <array>

#include "simulator/addons/account/company.h"
#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// From 19.0 on taxes say which ones they stand for; a position without taxes takes all away.
RecordSet replaced_taxes(const RecordSet& position, const RecordSet& taxes) {
  const RecordSet replacements = position["tax_ids"];
  RecordSet out = taxes.none();
  if (replacements.empty()) return out;
  for (const RecordSet& tax : taxes) {
    const RecordSet own =
        replacements.filtered([&](const RecordSet& other) { return other["original_tax_ids"].contains(tax.id()); });
    out |= own ? taxes.browse(own.ids()) : tax;
  }
  return out;
}

}  // namespace

RecordSet map_taxes(const RecordSet& position, const RecordSet& taxes) {
  if (position.empty()) return taxes;
  if (position.env().since(Series::v19)) return replaced_taxes(position, taxes);
  const RecordSet mappings = position["tax_ids"];
  const bool positions_drop_archived = position.env().since(Series::v18);
  RecordSet out = taxes.none();
  for (const RecordSet& tax : taxes) {
    const RecordSet own = mappings.filtered([&](const RecordSet& mapping) {
      const bool counts = positions_drop_archived || mapping["tax_dest_id"].empty() || mapping.flag("tax_dest_active");
      return mapping["tax_src_id"] == tax && counts;
    });
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

// From 19.0 on the first position in order that fits is taken, the company's own before those of its parents.
RecordSet first_fitting(const RecordSet& positions, const RecordSet& address) {
  const RecordSet ordered = positions.sorted([](const RecordSet& position) {
    const auto depth = static_cast<std::int64_t>(with_parents(position["company_id"]).size());
    return std::pair(-depth, position.integer("sequence"));
  });
  const RecordSet state = address["state_id"];
  for (const RecordSet& position : ordered) {
    const RecordSet excluded = position.mapped("country_group_id.exclude_state_ids");
    if (rank_of(position, address) && !(state && excluded.contains(state.id()))) return position;
  }
  return positions.none();
}

// 17.0 searches from the most to the least that an address can ask for.
RecordSet found_by_region(const RecordSet& positions, const RecordSet& address, const Domain& base) {
  const Id country = address["country_id"].id(), state = address["state_id"].id();
  const std::string zip = address.text("zip");
  const Domain any_state = term("state_ids", "=", false);
  const Domain any_zip = term("zip_from", "=", false) & term("zip_to", "=", false);
  const Domain own_state = state ? term("state_ids", "=", state) : any_state;
  const Domain own_zip = zip.empty() ? any_zip : term("zip_from", "<=", zip) & term("zip_to", ">=", zip);
  const Domain at_home = term("country_id", "=", country);
  const std::vector<Domain> tries{at_home & own_state & own_zip,
                                  at_home & any_state & own_zip,
                                  at_home & own_state & any_zip,
                                  at_home & any_state & any_zip,
                                  term("country_group_id.country_ids", "=", country) & any_state & any_zip,
                                  term("country_id", "=", false) & term("country_group_id", "=", false)};
  for (const Domain& wish : tries)
    if (const RecordSet found = positions.search(base & wish, {.limit = 1})) return found;
  return positions.none();
}

RecordSet detected_17(const RecordSet& positions, const RecordSet& address) {
  const RecordSet company = positions.env().company();
  const bool has_vat = !address.text("vat").empty();
  for (const bool vat : {true, false}) {
    if (vat && !has_vat) continue;
    const Domain base = of_company(company) & term("auto_apply", "=", true) & term("vat_required", "=", vat);
    if (const RecordSet own = found_by_region(positions, address, base & term("company_id", "=", company.id())))
      return own;
    if (const RecordSet any = found_by_region(positions, address, base)) return any;
  }
  return positions.none();
}

RecordSet detected(const RecordSet& positions, const RecordSet& address) {
  if (!positions.env().since(Series::v18)) return detected_17(positions, address);
  RecordSet best = positions.none();
  Rank best_rank;
  const Domain domain = of_company(positions.env().company()) & term("auto_apply", "=", true);
  if (positions.env().since(Series::v19)) return first_fitting(positions.search(domain), address);
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
  const bool by_delivery = !partner.env().since(Series::v18);
  return (by_delivery ? address : partner)["country_id"].empty() ? positions : detected(positions, address);
}

namespace {

void compute_tax_map(const RecordSet& self) {
  for (const RecordSet& position : self) {
    Dict map;
    const auto add = [&](const RecordSet& source, const RecordSet& target) {
      const std::string key = std::to_string(source.id());
      List targets = map.contains(key) ? map.get(key).list() : List{};
      if (target) targets.push_back(target.id());
      map.set(key, std::move(targets));
    };
    for (const RecordSet& mapping : position["tax_ids"]) {
      if (self.env().since(Series::v19))
        for (const RecordSet& source : mapping["original_tax_ids"]) add(source, mapping);
      else
        add(mapping["tax_src_id"], mapping["tax_dest_id"]);
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

void compute_position_is_domestic(const RecordSet& self) {
  for (const RecordSet& position : self)
    position.set("is_domestic", position == position["company_id"]["domestic_fiscal_position_id"]);
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

// A line of a position is called as the position is.
void compute_line_display_name(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("display_name", line["position_id"].display_name());
}

}  // namespace

Behaviour account_fiscal_position_account() {
  return {
      .model = "account.fiscal.position.account",
      .computes = {{{"display_name"}, compute_line_display_name}},
      .unique = {{{"position_id", "account_src_id", "account_dest_id"}, "A position maps two accounts but once."}},
  };
}

Behaviour account_fiscal_position_tax() {
  return {
      .model = "account.fiscal.position.tax",
      .in = {.until = Series::v18},
      .computes = {{{"display_name"}, compute_line_display_name}},
      .unique = {{{"position_id", "tax_src_id", "tax_dest_id"}, "A position maps two taxes but once."}},
  };
}

Behaviour account_fiscal_position() {
  return {
      .model = "account.fiscal.position",
      .computes = {{{"tax_map"}, compute_tax_map, {.since = Series::v18}},
                   {{"account_map"}, compute_account_map, {.since = Series::v18}},
                   {{"is_domestic"}, compute_position_is_domestic, {.since = Series::v19}},
                   {{"states_count"}, compute_states_count}},
      .constraints = {{check_zip, {"zip_from", "zip_to"}}},
      .methods = {{"map_tax", "taxes", map_tax}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::account
