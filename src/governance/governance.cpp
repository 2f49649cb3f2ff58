#include "src/governance/governance.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <string>

#include "src/odoo/existence.h"

namespace paridoo::governance {

namespace {

constexpr std::string_view membership_model = "ov.membership";

Result<std::optional<Id>> named_account(std::string_view text) {
  if (text.empty()) return std::optional<Id>();
  if (const auto id = odoo::parse_id(text)) return id;
  return Error{ErrorKind::invalid_request, "X-SA-ID is no id of a service account."};
}

Result<Scope> scope_of_system(const odoo::Session& odoo, const std::optional<Id>& account) {
  if (account) {
    if (auto known = odoo::check_exists(odoo, "ov.serviced_account", *account, ""); !known) return known.error();
  }
  return Scope{.governed = true, .account = account};
}

Result<Scope> scope_of_employee(const odoo::Session& odoo, const Identity& caller, const std::optional<Id>& account) {
  const auto memberships =
      read_memberships(odoo, caller.employee, account ? odoo::Ids{*account} : odoo::Ids(caller.accounts));
  if (!memberships) return memberships.error();
  if (account && memberships->empty()) {
    return Error{ErrorKind::forbidden, "You are not a member of this service account."};
  }
  return Scope{.governed = true,
               .sees_all = false,
               .employee = caller.employee,
               .account = account,
               .memberships = *memberships};
}

}  // namespace

std::string_view mode_name(Mode mode) {
  switch (mode) {
    case Mode::off: return "off";
    case Mode::if_installed: return "if-installed";
    case Mode::required: break;
  }
  return "required";
}

Result<Mode> mode_named(std::string_view name) {
  for (const Mode mode : {Mode::off, Mode::if_installed, Mode::required}) {
    if (mode_name(mode) == name) return mode;
  }
  return Error{ErrorKind::invalid_request, fmt::format("Governance is off, if-installed or required, not {}.", name)};
}

struct Governance::Known {
  std::mutex mutex;
  std::map<std::string, bool, std::less<>> models;  // by name, whether they are there
};

Governance::Governance(Mode mode) : mode_(mode), known_(std::make_shared<Known>()) {}

Result<bool> Governance::has_model(const odoo::Session& odoo, std::string_view model) const {
  {
    const std::lock_guard lock(known_->mutex);
    if (const auto known = known_->models.find(model); known != known_->models.end()) return known->second;
  }
  const auto count = odoo.search_count("ir.model", odoo::where("model", "=", model));
  if (!count) return count.error();
  const std::lock_guard lock(known_->mutex);
  return known_->models.insert_or_assign(std::string(model), *count > 0).first->second;
}

Result<Scope> Governance::scope(const odoo::Session& odoo, const Identity& caller, std::string_view account) const {
  const auto named = named_account(account);
  if (!named) return named.error();
  if (caller.customer != 0) return Scope{.customer = caller.customer};
  if (mode_ == Mode::off) return Scope{.employee = caller.employee, .account = *named};
  const auto there = has_model(odoo, membership_model);
  if (!there) return there.error();
  if (!*there && mode_ == Mode::if_installed) return Scope{.employee = caller.employee, .account = *named};
  if (!*there) {
    return Error{ErrorKind::not_supported,
                 "This Odoo has no service accounts, and the API is not told to serve it without."};
  }
  return caller.is_system() ? scope_of_system(odoo, *named) : scope_of_employee(odoo, caller, *named);
}

}  // namespace paridoo::governance
