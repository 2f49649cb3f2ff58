// Service accounts as far as an Odoo has them.
//
// They are of a custom addon (ov). Which of its models an Odoo has is asked once, by the first request that needs to
// know: whoever installs an addon starts the API anew.
#pragma once

#include <memory>
#include <string_view>

#include "src/governance/scope.h"

namespace paridoo::governance {

enum class Mode {
  off,           // service accounts are not asked about
  if_installed,  // an Odoo without them is served ungoverned
  required,      // an Odoo without them is not served
};

std::string_view mode_name(Mode mode);
Result<Mode> mode_named(std::string_view name);

class Governance {
 public:
  explicit Governance(Mode mode = Mode::off);

  // Whether this Odoo has the model, one that custom addons or Odoo Enterprise bring.
  Result<bool> has_model(const odoo::Session& odoo, std::string_view model) const;

  // What the caller sees. `account` is X-SA-ID, empty if it is not given.
  //   not_supported    there are no service accounts, and they are required
  //   forbidden        the caller is no member of the account that it names
  //   invalid_request  X-SA-ID is no id
  Result<Scope> scope(const odoo::Session& odoo, const Identity& caller, std::string_view account) const;

 private:
  struct Known;

  Mode mode_;
  std::shared_ptr<Known> known_;
};

}  // namespace paridoo::governance
