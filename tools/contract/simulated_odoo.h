// A simulated Odoo of our own, for whoever has no other.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "src/odoo/transport/transport.h"

namespace paridoo::contract_suite {

class SimulatedOdoo {
 public:
  // With one database of this name, administrator admin/admin, and the custom addons or folders of model files that are
  // named. Throws std::runtime_error for a series or an addon that is not known.
  explicit SimulatedOdoo(std::string_view series, const std::string& database = "odoo",
                         const std::vector<std::string>& addons = {});
  ~SimulatedOdoo();

  // Reaches it without a network; it must not outlive this.
  odoo::Transport transport();
  // Reachable over HTTP from now on, at this URL on a free port of the loopback interface.
  const std::string& listen();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace paridoo::contract_suite
