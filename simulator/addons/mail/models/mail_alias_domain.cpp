// mail.alias.domain: the domain that aliases of a company are in.
#include "simulator/addons/mail/alias.h"
#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

std::string address_of(const RecordSet& domain, const char* field) {
  const std::string name = domain.text(field);
  return name.empty() || name.find('@') != std::string::npos ? name : name + "@" + domain.text("name");
}

void compute_addresses(const RecordSet& self) {
  for (const RecordSet& domain : self) {
    domain.set("bounce_email", address_of(domain, "bounce_alias"));
    domain.set("catchall_email", address_of(domain, "catchall_alias"));
    domain.set("default_from_email", address_of(domain, "default_from"));
  }
}

// A whole address keeps its domain.
std::string sanitized(const std::string& name, bool may_be_whole) {
  const std::size_t at = name.find('@');
  const std::string start = sanitized_alias(name);
  return may_be_whole && at != std::string::npos && !start.empty() ? start + name.substr(at) : start;
}

void sanitize(Dict& values) {
  for (const std::string_view field : {"bounce_alias", "catchall_alias", "default_from"})
    if (const Value given = values.get(field); given.is_text() && !given.text().empty())
      values.set(field, sanitized(given.text(), field == "default_from"));
}

// The first domain is that of all companies and aliases.
RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) sanitize(one);
  const RecordSet made = super(std::move(values));
  if (made.empty() || model.search_count(Domain::everything()) != static_cast<std::int64_t>(made.size())) return made;
  const Env all = model.env().with_context({{"active_test", false}});
  for (const std::string_view of : {"res.company", "mail.alias"})
    if (const RecordSet without = all.sudo()[of].search(term("alias_domain_id", "=", false)))
      without.write({{"alias_domain_id", made.first().id()}});
  return made;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  sanitize(values);
  super(self, std::move(values));
}

}  // namespace

Behaviour mail_alias_domain() {
  return {
      .model = "mail.alias.domain",
      .computes = {{{"bounce_email", "catchall_email", "default_from_email"}, compute_addresses}},
      .unique = {{{"bounce_alias", "name"}, "Two domains have the same address for bounces."},
                 {{"catchall_alias", "name"}, "Two domains have the same address for answers."}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::mail
