#include <algorithm>
#include <array>

#include "simulator/addons/base/models.h"
#include "simulator/addons/base/name_search.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// Territories that fly another country's flag, and those without one.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> flags{{{"GF", "fr"},
                                                                               {"BV", "no"},
                                                                               {"BQ", "nl"},
                                                                               {"GP", "fr"},
                                                                               {"HM", "au"},
                                                                               {"YT", "fr"},
                                                                               {"RE", "fr"},
                                                                               {"MF", "fr"},
                                                                               {"UM", "us"},
                                                                               {"XI", "uk"}}};
constexpr std::array<std::string_view, 2> without_flag{"AQ", "SJ"};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

std::string flag_of(const std::string& code) {
  for (const auto& [territory, flag] : flags)
    if (territory == code) return std::string(flag);
  return lower(code);
}

void compute_image_url(const RecordSet& self) {
  for (const RecordSet& country : self) {
    const std::string code = country.text("code");
    const bool none = code.empty() || std::ranges::count(without_flag, code) > 0;
    country.set("image_url", none ? Value(false) : Value("/base/static/img/country_flags/" + flag_of(code) + ".png"));
  }
}

Dict with_upper_code(Dict values) {
  if (const Value code = values.get("code"); code.is_text()) values.set("code", upper(code.text()));
  return values;
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) one = with_upper_code(std::move(one));
  return super(std::move(values));
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  super(self, with_upper_code(std::move(values)));
}

// The places in an address format that are no field of an address.
void check_address_format(const RecordSet& self) {
  constexpr std::array<std::string_view, 11> known{"street",       "street2",      "zip",         "city",
                                                   "state_id",     "country_id",   "state_code",  "state_name",
                                                   "country_code", "country_name", "company_name"};
  for (const RecordSet& country : self) {
    const std::string format = country.text("address_format");
    for (std::size_t at = format.find("%("); at != format.npos; at = format.find("%(", at + 1)) {
      const std::size_t end = format.find(")s", at);
      const std::string key = end == format.npos ? "" : format.substr(at + 2, end - at - 2);
      if (std::ranges::count(known, key) == 0) throw user_error("The address format has a key that is none.");
    }
  }
}

Value get_address_fields(const RecordSet& self, const Arguments&) {
  const std::string format = self.ensure_one().text("address_format");
  List out;
  for (std::size_t at = format.find('('); at != format.npos; at = format.find('(', at + 1))
    out.push_back(format.substr(at + 1, format.find(')', at) - at - 1));
  return out;
}

// Two letters are a country's code before they are a part of names.
Value search_by_code_first(const RecordSet& self, const Arguments& arguments, const Super& super) {
  const NameSearch asked = name_search_of(self.env(), arguments);
  if (asked.is_negative() || asked.text.size() != 2) return super();
  const Domain of_code = asked.domain & term("code", asked.comparison, asked.text);
  const RecordSet found = self.search(of_code, {.limit = asked.limit});
  // 17.0 asks twice, and each answer has the limit.
  NameSearch others = asked;
  if (!self.env().since(Series::v18) && others.limit) others.limit += static_cast<std::int64_t>(found.size());
  return then_others(found, others, arguments, super);
}

// A country of no group has an empty code, so that nobody meets False where a list is due.
void compute_group_codes(const RecordSet& self) {
  for (const RecordSet& country : self) {
    List codes;
    for (const RecordSet& group : country["country_group_ids"])
      if (const std::string code = group.text("code"); !code.empty()) codes.emplace_back(code);
    if (codes.empty()) codes.emplace_back("");
    country.set("country_group_codes", codes);
  }
}

}  // namespace

Behaviour res_country() {
  return {
      .model = "res.country",
      .shared_relations = {{"country_group_ids", "res.country.group", "country_ids"}},
      .computes = {{{"image_url"}, compute_image_url},
                   {{"country_group_codes"}, compute_group_codes, In{.since = Series::v19}}},
      .constraints = {{check_address_format, {"address_format"}}},
      .unique = {{{"name"}, "There is a country of this name already."},
                 {{"code"}, "There is a country with this code already."}},
      .methods = {model_method("name_search", "name='', args=None, operator='ilike', limit=100", search_by_code_first,
                               In{.until = Series::v18}),
                  model_method("name_search", "name='', domain=None, operator='ilike', limit=100", search_by_code_first,
                               In{.since = Series::v19}),
                  {"get_address_fields", "", get_address_fields}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::base
