// Names of campaigns, mediums and sources: a name that is taken gets a number, "Summer [2]".
#pragma once

#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::utm {

// `name`, or the first form of it with a number that no record of the model has, but for `but`.
std::string unique_name(const orm::RecordSet& model, const std::string& name, const orm::Ids& but = {});
// The same for the "name" of values to create or write, if they have one.
orm::Dict with_unique_name(const orm::RecordSet& model, orm::Dict values, const orm::Ids& but = {});

}  // namespace paridoo::addons::utm
