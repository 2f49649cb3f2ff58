#include "simulator/addons/base/credentials.h"
#include "simulator/addons/base/models/res_users.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base::user {

using namespace orm;

namespace {

// The language of a user, else of their company, if it is installed; else English.
std::string language_of(const RecordSet& user) {
  const RecordSet languages = user.sudo().env()["res.lang"];
  for (const std::string& lang : {user.text("lang"), user["company_id"]["partner_id"].text("lang")})
    if (!lang.empty() && languages.search_count(term("code", "=", lang)) > 0) return lang;
  return "en_US";
}

}  // namespace

// A password is never shown, not even its hash.
void compute_password(const RecordSet& self) {
  for (const RecordSet& user : self) {
    user.set("password", "");
    user.set("new_password", "");
  }
}

void inverse_password(const RecordSet& self) {
  for (const RecordSet& user : self)
    if (const std::string plain = user.text("password"); !plain.empty()) set_password(self.env(), user.id(), plain);
}

void inverse_new_password(const RecordSet& self) {
  for (const RecordSet& user : self) {
    const std::string plain = user.text("new_password");
    if (plain.empty()) continue;
    if (user.id() == self.env().uid()) throw user_error("You change your own password in your preferences.");
    set_password(self.env(), user.id(), plain);
  }
}

Value change_password(const RecordSet& self, const Arguments& arguments) {
  const Value &old = arguments["old_passwd"], &wanted = arguments["new_passwd"];
  if (!old.is_text() || old.text().empty()) throw Fault(FaultKind::access_denied, "Access Denied");
  check_password(self.env(), self.env().uid(), old.text());
  const std::string plain = wanted.is_text() ? wanted.text() : "";
  const std::size_t first = plain.find_first_not_of(" \t\r\n"), last = plain.find_last_not_of(" \t\r\n");
  if (first == std::string::npos) throw user_error("A password cannot be empty.");
  set_password(self.env(), self.env().uid(), plain.substr(first, last + 1 - first));
  return true;
}

Value context_get(const RecordSet& self, const Arguments&) {
  const RecordSet user = self.env().user().sudo();
  const std::string zone = user.text("tz");
  return Dict{{"lang", language_of(user)}, {"tz", zone.empty() ? Value(false) : Value(zone)}, {"uid", user.id()}};
}

// A login that is meant exactly comes before names that contain it.
Value name_search(const RecordSet& self, const Arguments& arguments, const Super& super) {
  const Value& name = arguments["name"];
  const Value& operation = arguments["operator"];
  const bool positive = !operation.is_text() || operation.text().find("not") == std::string::npos;
  if (name.is_text() && !name.text().empty() && positive) {
    const Value& more = arguments["args"];
    const Domain domain = more.is_list() ? parse_domain(more) : Domain::everything();
    if (const RecordSet found = self.search(term("login", "=", name) & domain))
      return List{List{found.id(), found.display_name()}};
  }
  return super();
}

}  // namespace paridoo::addons::base::user
