#include <algorithm>

#include "simulator/addons/base/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

void compute_flag_image_url(const RecordSet& self) {
  for (const RecordSet& lang : self) {
    const std::string code = lang.text("code");
    std::string country = code.substr(code.rfind('_') + 1);
    std::transform(country.begin(), country.end(), country.begin(), [](unsigned char c) { return std::tolower(c); });
    const bool own = !lang.text("flag_image").empty();
    lang.set("flag_image_url", own ? "/web/image/res.lang/" + std::to_string(lang.id()) + "/flag_image"
                                   : "/base/static/img/country_flags/" + country + ".png");
  }
}

void check_one_active(const RecordSet& self) {
  if (self.none().search_count(term("active", "=", true)) == 0)
    throw validation_error("At least one language is active.");
}

void refuse_deactivation(const RecordSet& languages) {
  for (const RecordSet& lang : languages) {
    const Domain used = term("lang", "=", lang.text("code")) & term("active", "=", true);
    if (lang.sudo().env()["res.users"].search_count(used) > 0 ||
        lang.sudo().env()["res.partner"].search_count(used) > 0)
      throw user_error("The language " + lang.text("name") + " is in use.");
  }
}

// A code that is missing is missing here already, before anybody asks for required fields.
RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& lang : values) {
    if (lang.get("url_code")) continue;
    if (!lang.get("iso_code") && !lang.contains("code")) throw Fault(FaultKind::key_error, "'code'");
    lang.set("url_code", lang.get("iso_code") ? lang.get("iso_code") : lang.get("code"));
  }
  return super(std::move(values));
}

// Of the languages that are in use, the one with the plain language in its URLs is told by that alone.
void shorten_url_codes(const RecordSet& languages) {
  for (const RecordSet& lang : languages) {
    if (lang.text("url_code").find('_') == std::string::npos) continue;
    const std::string code = lang.text("code"), short_code = code.substr(0, code.find('_'));
    const RecordSet other =
        lang.none().with_context({{"active_test", false}}).search(term("url_code", "=", short_code), {.limit = 1});
    if (!other || other.flag("active") || other.text("code") == short_code) continue;
    other.write({{"url_code", other.text("code")}});
    lang.write({{"url_code", short_code}});
  }
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const Value& code = values.get("code");
  const bool renames = code.is_text() && std::ranges::any_of(self.texts("code"), [&](const std::string& own) {
                         return own != code.text();
                       });
  if (renames) throw user_error("The code of a language does not change.");
  if (values.get("active") == Value(false)) refuse_deactivation(self);
  const bool activates = static_cast<bool>(values.get("active"));
  super(self, std::move(values));
  if (activates) shorten_url_codes(self);
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> all = super(self, defaults);
  for (std::size_t at = 0; at < all.size(); ++at)
    for (const char* field : {"name", "code", "url_code"})
      if (!defaults.contains(field)) all[at].set(field, self.at(at).text(field) + " (copy)");
  return all;
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  for (const RecordSet& lang : self)
    if (lang.text("code") == "en_US" || lang.flag("active"))
      throw user_error("The language " + lang.text("name") + " is active: it cannot be deleted.");
  super(self);
}

Value get_installed(const RecordSet& self, const Arguments&) {
  List out;
  for (const RecordSet& lang : self.sudo().search(term("active", "=", true), {.order = "name"}))
    out.push_back(List{lang.text("code"), lang.text("name")});
  return out;
}

}  // namespace

Behaviour res_lang() {
  return {
      .model = "res.lang",
      .computes = {{{"flag_image_url"}, compute_flag_image_url}},
      .constraints = {{check_one_active, {"active"}}},
      .unique = {{{"name"}, "There is a language of this name already."},
                 {{"code"}, "There is a language with this code already."},
                 {{"url_code"}, "There is a language with this URL code already."}},
      .methods = {model_method("get_installed", "", get_installed)},
      .create = create,
      .write = write,
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::base
