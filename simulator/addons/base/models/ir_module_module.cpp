// Modules: what is installed. Of the modules that the simulator knows the state changes, as do those of the modules
// that build on them; their models stay, because all databases of a series share one registry.
#include <algorithm>

#include "simulator/addons/all_addons.h"
#include "simulator/addons/base/models.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

void require_administrator(const Env& env) {
  if (!env.is_superuser() && !has_group(env.user(), "base.group_erp_manager"))
    throw Fault(FaultKind::access_denied, "Access Denied");
}

bool builds_on(const Addon& addon, const std::vector<std::string>& names) {
  return std::ranges::any_of(addon.depends,
                             [&](std::string_view one) { return std::ranges::find(names, one) != names.end(); });
}

// Every name has to be that of a module that the simulator knows.
void require_known(const RecordSet& modules, const std::vector<Addon>& known, std::string_view method) {
  for (const std::string& name : modules.texts("name")) {
    const bool found = std::ranges::any_of(known, [&](const Addon& one) { return one.name == name; });
    if (!found) throw not_simulated("ir.module.module." + std::string(method) + " of the module " + name);
  }
}

// The modules and all that build on them; addons stand behind those that they depend on.
RecordSet with_dependents(const RecordSet& modules, const std::vector<Addon>& known) {
  std::vector<std::string> names = modules.texts("name");
  for (const Addon& addon : known)
    if (builds_on(addon, names)) names.emplace_back(addon.name);
  return modules |
         modules.search(term("name", "in", List(names.begin(), names.end())) & term("state", "=", "installed"));
}

RecordSet with_dependencies(const RecordSet& modules, const std::vector<Addon>& known) {
  std::vector<std::string> names = modules.texts("name");
  for (auto addon = known.rbegin(); addon != known.rend(); ++addon)
    if (std::ranges::find(names, addon->name) != names.end())
      names.insert(names.end(), addon->depends.begin(), addon->depends.end());
  return modules | modules.search(term("name", "in", List(names.begin(), names.end())));
}

Value reload(const Env& env) {
  return Dict{{"type", "ir.actions.act_url"}, {"target", "self"}, {"url", env.since(Series::v18) ? "/odoo" : "/web"}};
}

Value install(const RecordSet& self, std::string_view method) {
  require_administrator(self.env());
  const std::vector<Addon> known = all_addons();
  const RecordSet wanted = self.where("state", "=", "uninstalled");
  require_known(wanted, known, method);
  if (wanted)
    with_dependencies(wanted, known).where("state", "=", "uninstalled").sudo().write({{"state", "installed"}});
  return reload(self.env());
}

Value uninstall(const RecordSet& self, std::string_view method) {
  require_administrator(self.env());
  const std::vector<std::string> names = self.texts("name");
  for (const std::string_view needed : {"base", "web", "rpc"})
    if (std::ranges::find(names, needed) != names.end())
      throw user_error("The module " + std::string(needed) + " cannot be uninstalled.");
  if (self.where("state", "in", List{"installed", "to upgrade"}).size() != self.size())
    throw user_error("A module that is not installed cannot be uninstalled.");
  const std::vector<Addon> known = all_addons();
  require_known(self, known, method);
  with_dependents(self, known).sudo().write({{"state", "uninstalled"}});
  return reload(self.env());
}

Value button_immediate_install(const RecordSet& self, const Arguments&) {
  return install(self, "button_immediate_install");
}
Value button_immediate_uninstall(const RecordSet& self, const Arguments&) {
  return uninstall(self, "button_immediate_uninstall");
}

void compute_installed_version(const RecordSet& self) {
  for (const RecordSet& module : self) module.set("installed_version", module.value("latest_version"));
}

void refuse_installed(const RecordSet& modules) {
  for (const RecordSet& module : modules)
    if (module.text("state") != "uninstalled" && module.text("state") != "uninstallable")
      throw user_error("The module " + module.text("name") + " is installed: it cannot be removed.");
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  refuse_installed(self);
  super(self);
}

}  // namespace

Behaviour ir_module_module() {
  return {
      .model = "ir.module.module",
      .computes = {{{"installed_version"}, compute_installed_version}},
      .unique = {{{"name"}, "There is a module of this name already."}},
      .methods = {{"button_immediate_install", "", button_immediate_install},
                  {"button_immediate_uninstall", "", button_immediate_uninstall}},
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::base
