#include "simulator/addons/custom_addons.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>

#include "simulator/addons/abs/addon.h"
#include "simulator/addons/helpdesk/addon.h"
#include "simulator/addons/ov/addon.h"
#include "simulator/addons/product_expiry/addon.h"
#include "simulator/addons/stock_dropshipping/addon.h"

namespace paridoo::addons {

std::span<const CustomAddon> custom_addons() {
  static const std::vector<CustomAddon> addons = {
      {.name = "product_expiry", .behaviour = product_expiry::product_expiry, .install = product_expiry::install},
      {.name = "stock_dropshipping",
       .behaviour = stock_dropshipping::stock_dropshipping,
       .install = stock_dropshipping::install},
      {.name = "helpdesk", .behaviour = helpdesk::helpdesk, .install = helpdesk::install},
      {.name = "abs", .behaviour = abs::abs, .install = abs::install},
      {.name = "ov", .depends = {"helpdesk", "abs"}, .behaviour = ov::ov},
  };
  return addons;
}

const CustomAddon* find_custom_addon(std::string_view name) {
  const auto addons = custom_addons();
  const auto found = std::find_if(addons.begin(), addons.end(), [&](const auto& addon) { return addon.name == name; });
  return found == addons.end() ? nullptr : &*found;
}

std::vector<const CustomAddon*> with_dependencies(std::span<const std::string_view> names) {
  std::set<std::string_view> wanted(names.begin(), names.end());
  for (const std::string_view name : names)
    if (!find_custom_addon(name)) throw std::runtime_error("there is no addon " + std::string(name));
  const auto addons = custom_addons();
  for (auto addon = addons.rbegin(); addon != addons.rend(); ++addon)
    if (wanted.contains(addon->name)) wanted.insert(addon->depends.begin(), addon->depends.end());
  std::vector<const CustomAddon*> found;
  for (const CustomAddon& addon : addons)
    if (wanted.contains(addon.name)) found.push_back(&addon);
  return found;
}

}  // namespace paridoo::addons
