// Modules that are not installed in every database: a user's own, taught to the simulator, and Odoo's optional ones
// (product_expiry, stock_dropshipping). They are loaded on demand (--addons ov), so that a simulator without them stays
// the Odoo that was recorded.
//
// A module that is built in has a folder here as Odoo's have: model_files/ says what its models and fields are, in the
// form of fixtures/odoo/<series>/models (a file of a model that is there already adds fields to it; model_files/18.0/
// is for that series only), models/ says what they do, and a row in custom_addons.cpp names it. Modules that do nothing
// of their own need no more than a folder of model files, which --addons reads wherever it lies.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "simulator/orm/behaviour.h"

namespace paridoo::addons {

struct CustomAddon {
  std::string_view name = {};
  std::vector<std::string_view> depends = {};  // other custom addons
  orm::Addon (*behaviour)() = nullptr;
  // Makes the records that the module brings, as its data files would. Null: none.
  void (*install)(const orm::Env& env) = nullptr;
};

// Each after those that it builds on.
std::span<const CustomAddon> custom_addons();

// nullptr if there is none of this name.
const CustomAddon* find_custom_addon(std::string_view name);

// These and what they build on, each after what it builds on. A name that there is not is a std::runtime_error.
std::vector<const CustomAddon*> with_dependencies(std::span<const std::string_view> names);

}  // namespace paridoo::addons
